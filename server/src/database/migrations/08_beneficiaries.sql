-- Programmes as data, and the lists drawn up for them: every child of the snapshot stands in a
-- list, included, excluded or undecided, with the reasons. A line keeps what the programme's
-- office needs as it stood when drawn; it has no column for a class or its grounds.
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
    n integer not null,
    household text not null,
    survey text not null,
    member text not null,
    folio text not null,
    area text not null,
    status text not null check (status in ('included', 'excluded', 'cannot_tell')),
    reasons text not null,
    to_gather text not null,
    identity text not null,
    primary key (list, n),
    unique (list, household, survey, member)
) strict;
create index beneficiary_line_status on beneficiary_line (list, status, area);
