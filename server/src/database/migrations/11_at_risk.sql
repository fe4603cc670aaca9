-- At risk, a rule set apart from the definition: who is, on what grounds, under which weights. The
-- facts stay beside the result (without the area's risk, which is joined), so that weights set anew
-- are applied without reading every record again.
create table at_risk (
    household text not null,
    survey text not null,
    member text not null,
    edition text not null,
    ref_date text not null,
    area text not null,
    facts text not null,
    rules text,
    standing text not null check (standing in
        ('out_of_scope', 'age_not_known', 'in_child_labour', 'class_not_known', 'at_risk',
         'not_at_risk', 'not_decided', 'no_rules')),
    points_min integer,
    points_max integer,
    codes text not null,
    grounds text not null,
    gaps text not null,
    age_min integer,
    age_max integer,
    primary key (household, survey, member)
) strict, without rowid;
create index at_risk_list on at_risk (survey, standing, area, points_min, points_max);
-- Weights and cuts that the municipality set, the newest last; none is ever removed.
create table risk_rules (
    n integer primary key,
    id text not null,
    text text not null,
    hash text not null,
    set_at text not null
) strict;
-- What the municipality says of its areas, with where it has it from.
create table area_risk (
    area text primary key,
    risk text not null check (risk in ('high', 'medium', 'low')),
    source text not null,
    stated_on text not null
) strict, without rowid;
