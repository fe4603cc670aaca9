-- The log of change bytes is the truth: append-only, hash-chained, encrypted with a key of each
-- household so that it can forget. Everything else about a household is derived from it.
-- One signed request: the proof of who wrote what. A device put back from a copy may use a
-- number twice, with other contents.
create table envelope (
    id integer primary key,
    device text not null references device (id),
    batch integer not null,
    hash blob not null,
    signature blob not null,
    reply blob not null,
    received_at text not null,
    unique (device, batch, hash)
) strict;
create table change_log (
    receipt integer primary key,
    household text not null,
    survey text not null,
    hash blob not null,
    device text not null,
    batch integer not null,
    envelope integer not null references envelope (id),
    actor text,
    seq integer,
    ciphertext blob not null,
    chain blob not null,
    state text not null check (state in ('taken', 'quarantined')),
    reason text,
    -- Of a change that was refused: the hash its bytes claim, which need not be theirs.
    claims blob,
    received_at text not null
) strict;
create index change_log_claims on change_log (household, claims) where claims is not null;
create unique index change_log_known on change_log (household, hash);
create index change_log_actor on change_log (actor, seq) where actor is not null;
create index change_log_hash on change_log (hash);
create index change_log_waiting on change_log (receipt) where state = 'quarantined';
create table household_key (
    household text primary key,
    wrapped blob not null
) strict;
create table event (
    id integer primary key,
    at text not null,
    who text not null,
    what text not null,
    subject text not null,
    detail text not null,
    chain blob not null
) strict;
