-- The verdict (R0 to R6 of the rule set `mx-inegi-2016`) on every row of `children`.
--
-- SQL's own three-valued logic is the rule set's: `or` is any of, `and` is all of, and a `case`
-- without `else` leaves unknown what no branch settles. A comparison with an interval asks both
-- of its ends. Classes are places in their lists, from 0; hazards and gaps are bit sets.
--
-- Start at `tests`: each test on its own; then `parts`: occupation and chores; then what follows.
with
-- A code test is unknown when the code is a shorter beginning of a listed one. It is asked once
-- for each code of the catalogue, not for each child.
sectors as materialized (
    select
        activity,
        case
            when code[:2] in ('11', '21', '23') then true
            when code[:3] in ('324', '325', '331', '483', '562') then true
            when code[:4] in ('2211', '2212', '3122', '3211', '3271', '3272', '3273', '7132', '7224') then true
            when code in ('1', '2', '3', '4', '5', '7', '22', '31', '32', '33', '48', '56', '71', '72', '221', '312', '321', '327', '713', '722') then null
            else false
        end as sector
    from activities
),
occupations as materialized (
    select
        trade,
        case
            when code[1] = '6' then true
            when code[:2] in ('53', '71', '72', '76', '81', '82', '83', '91', '92', '95') then true
            when code in ('5', '7', '8', '9') then null
            else false
        end as occupation
    from trades
),
tests as (
    select
        child,
        age,
        status,
        hours_min,
        age between 5 and 17 as in_scope,
        paid,
        returns_within_weeks <= 4 as returns_soon,
        case when hours_min >= 1 then true when hours_max < 1 then false end as an_hour,
        case when hours_min > 36 then true when hours_max <= 36 then false end as prolonged,
        job_known,
        sector,
        occupation,
        -- bar, boat, construction_site, dump, field, mine, nightclub, road, scaffold, street_ambulant
        (78239 >> enum_code(place)) & 1 = 1 as place,
        exposures & 262143 <> 0 as exposure, -- any but `other`, the 19th
        max_load_kg > 7 as load,
        after_22,
        night_hours >= 3.5 as night,
        own_household,
        case when chores_min > 0 then true when chores_max <= 0 then false end as any_chores,
        case
            when chores_min > if(age < 15, 14, 28) then true
            when chores_max <= if(age < 15, 14, 28) then false
        end as long_chores,
        chores_hazards <> 0 as chores_hazards
    from children
    left join sectors using (activity)
    left join occupations using (trade)
),
-- R1 and R4.
parts as (
    select
        *,
        case
            when in_scope is null or not in_scope then null
            when status = 'none' then false
            when status = 'worked' then hours_min is null or an_hour
            when status = 'absent' then paid or returns_soon
        end as occupied,
        case
            when in_scope is null or not in_scope then null
            when not own_household or not any_chores then 0
            when own_household is null then null
            when chores_hazards and any_chores then 3
            when long_chores then 2
            when any_chores is null or long_chores is null or chores_hazards is null then null
            else 1
        end::utinyint as chores
    from tests
),
-- The criteria of R3 that are true, for who is known to be occupied.
listed as (
    select
        *,
        case when occupied then
            ifnull(sector, false)::utinyint + ifnull(occupation, false)::utinyint * 2
            + ifnull(place, false)::utinyint * 4 + ifnull(exposure, false)::utinyint * 8
            + ifnull(load, false)::utinyint * 16
            + ifnull(after_22 or night, false)::utinyint * 32
            + ifnull(prolonged, false)::utinyint * 64
        else 0 end::utinyint as hazards
    from parts
),
-- R2, R3.
classes as (
    select
        *,
        case
            when not occupied then 0
            when occupied then case
                when age < 15 then 2
                when hazards <> 0 then 3
                when (sector or occupation or place or exposure or load or after_22 or night or prolonged) is null then null
                else 1
            end
        end::utinyint as class
    from listed
)
-- R5, R6.
select
    child,
    in_scope,
    occupied,
    class as occupation,
    hazards,
    chores,
    if(in_scope, own_household and long_chores, null) as chores_prolonged,
    if(in_scope, own_household and any_chores and chores_hazards, null) as chores_dangerous,
    class >= 2 or chores >= 2 as child_labour,
    case
        when class >= 2 then case when chores >= 2 then 2 when chores < 2 then 0 end
        when class < 2 then case when chores >= 2 then 1 when chores < 2 then 3 end
    end::utinyint as cti,
    case
        when in_scope then
            case
                when class is not null then 0
                when occupied then
                    if(job_known,
                        (sector is null)::uinteger * 64 + (occupation is null)::uinteger * 128
                        + (place is null)::uinteger * 256 + (exposure is null)::uinteger * 512
                        + (load is null)::uinteger * 1024 + (after_22 is null)::uinteger * 2048
                        + (night is null)::uinteger * 4096, 32) + (prolonged is null)::uinteger * 16
                when status is null then 2
                when status = 'worked' then 16
                else (returns_soon is null)::uinteger * 4 + (paid is null)::uinteger * 8
            end
            + case when chores is not null then 0 else
                (own_household is null)::uinteger * 8192
                + (any_chores is null or long_chores is null)::uinteger * 16384
                + (chores_hazards is null)::uinteger * 32768
            end
        when in_scope is null then 1
        else 0
    end::uinteger as gaps
from classes
