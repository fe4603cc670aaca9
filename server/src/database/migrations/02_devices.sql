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
create table enrolment_code (
    id integer primary key,
    code_hash blob not null unique,
    person text not null references person (id),
    survey text not null references survey (id),
    made_at text not null,
    expires_at text not null,
    used_at text
) strict;
-- A wrong code names no row, so wrong tries are counted against every code still open.
create table enrolment_try (
    id integer primary key,
    at text not null
) strict;
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
    rolled_back_at text
) strict;
create table assignment (
    id integer primary key,
    person text not null references person (id),
    survey text not null references survey (id),
    area text not null,
    made_at text not null,
    unique (person, survey, area)
) strict;
