-- Who signs in to the staff pages. Passwords as Argon2id strings, sessions only as hashes of
-- their tokens: a stolen database signs nobody in.
create table account (
    username text primary key,
    person text not null references person (id),
    role text not null check (role in ('supervisor', 'case_officer')),
    password_hash text not null,
    made_at text not null,
    disabled_at text
) strict;
create table session (
    token_hash blob primary key,
    username text not null references account (username),
    made_at text not null,
    last_seen_at text not null,
    expires_at text not null
) strict;
create index session_username on session (username);
-- Wrong passwords slow the next try down. The key is `a:<username>`, or `b:<hash>` for a browser
-- that the person has signed in from before: strangers cannot slow down its owner.
create table sign_in_delay (
    key text primary key,
    failures integer not null,
    not_before text not null
) strict;
create table known_browser (
    hash blob primary key,
    username text not null references account (username),
    last_used_at text not null
) strict;
