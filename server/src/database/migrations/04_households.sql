-- The projection: one row a household and round, one row a kept value. Derived from the log and
-- rebuilt from it at will.
create table household (
    id text not null,
    survey text not null,
    folio text not null,
    area text not null,
    block text,
    dwelling_number text,
    state text not null check (state in
        ('listed', 'visited', 'in_progress', 'complete', 'refused', 'not_a_home')),
    visit_result text,
    visits integer not null,
    members integer not null,
    children integer not null,
    discrepancies integer not null,
    receipt integer not null,
    content_id text,
    last_by text,
    updated_at text not null,
    primary key (id, survey)
) strict;
create index household_area on household (survey, area, state);
create index household_folio on household (folio);
create table answer (
    household text not null,
    survey text not null,
    subject text not null,
    code text not null,
    n integer not null,
    value text not null,
    person text,
    device text,
    given_at text not null,
    change_hash blob not null,
    primary key (household, survey, subject, code, n)
) strict, without rowid;
-- Automerge bytes of each record as last projected: a cache, so that one new change does not
-- cost reading all the old ones.
create table snapshot (
    household text primary key,
    receipt integer not null,
    ciphertext blob not null
) strict;
create table projection (
    receipt integer not null
) strict;
insert into projection (receipt) values (0);
