-- One verdict per child, round and edition, with the facts it was given and its grounds.
create table classification (
    household text not null,
    survey text not null,
    member text not null,
    edition text not null,
    receipt integer not null,
    facts text not null,
    verdict text not null,
    grounds text not null,
    in_scope integer,
    child_labour integer,
    occupation text,
    chores text,
    cti text,
    sex text,
    age_min integer,
    age_max integer,
    sector text,
    area text not null,
    classified_at text not null,
    primary key (household, survey, member, edition)
) strict, without rowid;
create index classification_found on classification (survey, child_labour, area);
