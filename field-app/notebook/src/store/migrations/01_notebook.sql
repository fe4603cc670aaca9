-- What one enumerator carries for one survey. One row of `enrolment`: a notebook belongs to one
-- person on one device. Answers live twice on purpose: `draft` and `journal` are durable at each
-- answer; `record` and `change` are what has been committed and goes to the server.

create table questionnaire (
    content_id text primary key,
    json       text not null,
    signature  blob not null
) strict;

create table enrolment (
    one                 integer primary key check (one = 1),
    device              text not null check (length(device) = 16),
    token               text not null,
    signing_key         blob not null check (length(signing_key) = 32),
    server              text not null,
    fingerprint         text,
    server_key          blob not null check (length(server_key) = 32),
    person              text not null,
    municipality        text not null,
    survey              text not null,
    content_id          text not null references questionnaire (content_id),
    enrolled_at         text not null,
    outbox               blob,      -- of the crate `sync`; null before the first hand-over
    have_list_may_be_due integer not null default 0,
    backed_up_through   integer not null default 0,
    assignments_version integer not null default 0,
    last_hand_over      text
) strict;

create table area (
    area           text primary key,
    name           text not null,
    zone           text not null,
    neighbourhoods text not null,   -- JSON list
    expected       integer,         -- households by the census; null when masked
    blocks         text not null,   -- JSON list
    assigned       integer not null check (assigned in (0, 1))
) strict;

-- One line of the list of dwellings: derived from the record and the draft, rewritten with them.
create table household (
    place       integer primary key,    -- order of listing on this device
    household   text not null unique,
    area        text not null,
    block       text not null,
    number      text not null,
    address     text not null,
    state       text not null,
    visits      integer not null,
    last_result text
) strict;
create index household_area on household (area, place);

create table record (
    household text primary key,
    snapshot  blob not null
) strict;

-- Answers not yet committed: the newest value at each place. Null: taken back.
create table draft (
    household text not null,
    subject   text not null,
    code      text not null,
    value     text,
    primary key (household, subject, code)
) strict, without rowid;

-- Each answer as it was given, with its paradata. Never changed.
create table journal (
    id          integer primary key,
    household   text not null,
    subject     text not null,
    code        text not null,
    value       text,
    answered_at text not null,
    took_ms     integer not null,
    correction  integer not null,   -- how many answers this place had before
    informant   text,
    language    text,
    opening     text not null       -- the actor of this opening of the store
) strict;
create index journal_place on journal (household, subject, code);

create table interview (
    household text primary key,
    opened_at text not null,
    closed_at text
) strict;

create table change (
    place     integer primary key,  -- order on this device
    hash      blob not null unique check (length(hash) = 32),
    household text not null,
    bytes     blob not null,
    state     text not null check (state in ('waiting', 'handed_over', 'quarantined')),
    code      text,
    es        text,
    en        text
) strict;
create index change_state on change (state, place);
create index change_household on change (household, state);

-- Changes of others whose causes have not come yet.
create table parked (
    hash      blob primary key check (length(hash) = 32),
    household text not null,
    bytes     blob not null
) strict;
