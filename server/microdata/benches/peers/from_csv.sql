-- `children` straight from a facts CSV, for the run from file to file: the same columns as the
-- table of load.sql, as far as the verdict asks for them.
--
-- The reader is told every type, takes only these columns, and is spared the sniffing. A list of
-- words is only looked at as far as a rule does: any exposure but `other` decides, any hazard of
-- chores counts. A code is looked up by its first four digits in a catalogue of all there are.
create or replace table activities as
    select lpad(number::varchar, digits::integer, '0') as activity, activity as code
    from (select unnest(range(1, 5)) as digits), range(10000) as numbers (number)
    where number < 10 ** digits;
create or replace table trades as select activity as trade, code from activities;

create or replace view children as
select
    id as child,
    age,
    status,
    returns_within_weeks,
    paid,
    hours_week as hours_min,
    coalesce(hours_week_max, hours_week) as hours_max,
    scian[:4] as activity,
    sinco as trade,
    place,
    case when exposures = 'none' then 0 when exposures = 'other' then 262144 when exposures is not null then 1 end::uinteger as exposures,
    max_load_kg,
    after_22,
    night_hours,
    coalesce(
        scian, sinco, place::varchar, employer, pay, after_22::varchar, night_hours::varchar, exposures,
        max_load_kg::varchar, farm_tasks, own_use, artistic_175bis
    ) is not null as job_known,
    own_household,
    chores_hours_week as chores_min,
    coalesce(chores_hours_week_max, chores_hours_week) as chores_max,
    (chores_hazards <> 'none')::utinyint as chores_hazards
from read_csv(
    getvariable('file'), header = true, auto_detect = false, delim = ',', quote = '', escape = '',
    nullstr = '', columns = {
        'id': 'varchar', 'ref_date': 'date', 'age': 'utinyint', 'age_max': 'utinyint',
        'attends': 'boolean', 'basic_completed': 'boolean', 'status': 'status',
        'returns_within_weeks': 'double', 'paid': 'boolean', 'hours_week': 'double',
        'hours_week_max': 'double', 'max_hours_day': 'double', 'sunday': 'boolean',
        'authorisation': 'boolean', 'medical_certificate': 'boolean', 'scian': 'varchar',
        'sinco': 'varchar', 'place': 'place', 'employer': 'varchar', 'pay': 'varchar',
        'after_22': 'boolean', 'night_hours': 'double', 'exposures': 'varchar',
        'max_load_kg': 'double', 'farm_tasks': 'varchar', 'own_use': 'varchar',
        'artistic_175bis': 'varchar', 'own_household': 'boolean', 'chores_hours_week': 'double',
        'chores_hours_week_max': 'double', 'chores_hazards': 'varchar'
    }
);
