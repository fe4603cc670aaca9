-- Territory: areas of INEGI's frame with their census intervals, and the zones made of them.
create table area (
    kind text not null,
    key text not null,
    name text not null,
    parent text,
    households_min integer, households_max integer,
    children_min integer, children_max integer,
    population_min integer, population_max integer,
    dwellings integer,
    polygon text,
    source text not null,
    primary key (kind, key)
) strict, without rowid;
create table zone (
    id integer primary key,
    name text not null unique,
    phase integer
) strict;
create table zone_area (
    zone integer not null references zone (id) on delete cascade,
    kind text not null,
    key text not null,
    primary key (zone, kind, key)
) strict, without rowid;
create table neighbourhood (
    name text not null,
    kind text not null,
    key text not null,
    primary key (kind, key, name)
) strict, without rowid;
