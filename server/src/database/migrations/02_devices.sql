-- Who surveys, with which device, where. Secrets are kept only as hashes: a copied database
-- gives nobody a way in.
create table questionnaire (
    content_id text primary key,
    json text not null,
    signature blob not null
) strict;
create table survey (
    id text primary key,
    name text not null,
    starts text not null,
    ends text not null,
    questionnaire text not null references questionnaire (content_id)
) strict;
create table person (
    id text primary key,
    name text not null,
    role text not null check (role in ('enumerator', 'supervisor', 'case_officer'))
) strict;
-- The code's first two characters are its label (they find the row, so that wrong tries count
-- against this one code); the other eight, 40 bits, are secret and kept only as a hash.
create table enrolment_code (
    id integer primary key,
    label text not null,
    secret_hash blob not null,
    person text not null references person (id),
    survey text not null references survey (id),
    made_at text not null,
    made_by text not null,
    expires_at text not null,
    wrong_tries integer not null default 0,
    used_at text
) strict;
create index enrolment_code_label on enrolment_code (label) where used_at is null;
create table device (
    id text primary key,
    person text not null references person (id),
    survey text not null references survey (id),
    label text not null,
    public_key blob not null,
    token_hash blob not null unique,
    enrolled_at text not null,
    revoked_at text,
    last_batch integer not null default 0,
    last_seen_at text,
    rolled_back_at text,
    -- Set when the device's areas change: what it has heard so far no longer covers its scope,
    -- so it is asked for a have-list once.
    have_list_due integer not null default 0
) strict;
create table assignment (
    id integer primary key,
    person text not null references person (id),
    survey text not null references survey (id),
    area text not null,
    made_at text not null,
    unique (person, survey, area)
) strict;
