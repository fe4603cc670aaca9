-- Programmes as data, and the lists drawn up for them: every child of the snapshot stands in a
-- list, included, excluded or undecided, with the reasons.
create table programme (
    id text primary key,
    toml text not null
) strict;
create table beneficiary_list (
    id text primary key,
    programme text not null references programme (id),
    as_of text not null,
    drawn_at text not null,
    drawn_by text not null,
    receipt integer not null,
    hash blob not null
) strict;
create table beneficiary_line (
    list text not null references beneficiary_list (id),
    household text not null,
    member text not null,
    status text not null check (status in ('included', 'excluded', 'cannot_tell')),
    reasons text not null,
    primary key (list, household, member)
) strict, without rowid;
