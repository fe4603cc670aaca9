-- The facts CSV as a typed table in memory: where DuckDB's run in memory starts from.
--
-- Words are their places in their lists, lists of words are bit sets, and a code is a key into a
-- catalogue that keeps its digits: all of it so small that nothing is tested on text any more.
-- `child` is the row's number: with two threads, rows do not keep their order through a join.
-- `hours_max` is `hours_min` where the number is exact. No column holds the outcome of a rule.

create macro exposure_names() as [
    'chemicals', 'toxic_gases', 'dust_smoke', 'noise', 'vibration', 'radiation',
    'humidity_extreme_temperature', 'fire', 'explosives', 'electric_shock', 'heights',
    'confined_space', 'heavy_machinery', 'power_tools', 'sharp_tools', 'hazardous_waste',
    'biological', 'dangerous_animals', 'other'
];
create macro chores_hazard_names() as [
    'chemicals', 'dangerous_equipment', 'heavy_loads', 'hot_objects', 'injury', 'night',
    'risky_place', 'other'
];
-- `none` is in no list, so it makes no bit; an empty cell stays unknown.
create macro bits(words, list) as
    list_sum(list_transform(string_split(words, ' '), lambda word:
        coalesce(1 << (list_position(list, word) - 1), 0)));

create table facts as from read_csv(getvariable('file'), header = true, delim = ',', all_varchar = true, nullstr = '');

create table activities as
    select (row_number() over (order by code))::usmallint as activity, code
    from (select distinct scian as code from facts where scian is not null);
create table trades as
    select (row_number() over (order by code))::usmallint as trade, code
    from (select distinct sinco as code from facts where sinco is not null);

create table children as
select
    id[2:]::uinteger as child,
    age::utinyint as age,
    status::status as status,
    returns_within_weeks::double as returns_within_weeks,
    (paid = '1') as paid,
    hours_week::double as hours_min,
    coalesce(hours_week_max, hours_week)::double as hours_max,
    activity,
    trade,
    place::place as place,
    bits(exposures, exposure_names())::uinteger as exposures,
    max_load_kg::double as max_load_kg,
    (after_22 = '1') as after_22,
    night_hours::double as night_hours,
    coalesce(
        scian, sinco, place, employer, pay, after_22, night_hours, exposures, max_load_kg,
        farm_tasks, own_use, artistic_175bis
    ) is not null as job_known,
    (own_household = '1') as own_household,
    chores_hours_week::double as chores_min,
    coalesce(chores_hours_week_max, chores_hours_week)::double as chores_max,
    bits(chores_hazards, chores_hazard_names())::utinyint as chores_hazards
from facts
left join activities on activities.code = facts.scian
left join trades on trades.code = facts.sinco
order by facts.id;

drop table facts;
