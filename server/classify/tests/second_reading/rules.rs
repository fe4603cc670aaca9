//! The rule set `mx-inegi-2016` once more, as decision tables typed from its text.
//!
//! Start at [`SCOPE`]; the tables stand in the order of the rules. A decision table lists its
//! conditions after `?` and its rows after `=`: `Y` true, `N` false, `?` unknown, `-` whatever.
//! The first row that fits decides; after `->` stand the outcome (`?` is unknown) and the gaps
//! (`*` for the fact of every condition that is unknown). Numbers and codes are typed here once
//! more and owe nothing to the edition file. `table.rs` reads these texts.

/// Section 1: every fact and what may stand there. `job.` stands for each of `work.jobs`.
pub const FACTS: &str = "
age                               years
school.attends                    flag
school.basic_completed            flag
work.status                       word none worked absent
work.absence.returns_within_weeks number
work.absence.paid                 flag
work.hours_week                   number 168
work.max_hours_day                number 24
work.sunday                       flag
work.authorisation                flag
work.medical_certificate          flag
chores.own_household              flag
chores.hours_week                 number 168
chores.hazards                    codes chemicals dangerous_equipment heavy_loads hot_objects injury night risky_place other
job.scian                         digits 6
job.sinco                         digits 4
job.place                         word bar boat construction_site dump field home_yard market_stall mine nightclub office other_home restaurant road scaffold shop stage street_ambulant warehouse workshop other
job.employer                      word family non_family own_account
job.pay                           word none cash kind
job.after_22                      flag
job.night_hours                   number 24
job.exposures                     codes chemicals toxic_gases dust_smoke noise vibration radiation humidity_extreme_temperature fire explosives electric_shock heights confined_space heavy_machinery power_tools sharp_tools hazardous_waste biological dangerous_animals other
job.max_load_kg                   number
job.farm_tasks                    codes administrative chemicals heavy_vehicles machinery manual_field other
job.own_use                       flag
job.artistic_175bis               flag
";

/// R0.
pub const SCOPE: &str = "
? age known
? age < 5
? age > 17
= N - - -> ?   age
= Y Y - -> out
= Y - Y -> out
= Y N N -> in
";

/// R1.
pub const OCCUPIED: &str = "
? work.status is none
? work.status is worked
? work.status is absent
? work.hours_week known
? work.hours_week >= 1
? work.absence.paid yes
? work.absence.returns_within_weeks <= 4
= ? ? ? - - - - -> ?   work.status
= Y - - - - - - -> no
= - Y - N - - - -> yes
= - Y - Y Y - - -> yes
= - Y - Y N - - -> no
= - Y - Y ? - - -> ?   work.hours_week
= - - Y - - Y - -> yes
= - - Y - - - Y -> yes
= - - Y - - N N -> no
= - - Y - - ? N -> ?   work.absence.paid
= - - Y - - N ? -> ?   work.absence.returns_within_weeks
= - - Y - - ? ? -> ?   work.absence.paid work.absence.returns_within_weeks
";

/// R3: the tests of the seven criteria. Several tests of one criterion: any of them.
pub const CRITERIA: &str = "
sector     job.scian begins 11 21 23 2211 2212 3122 3211 324 325 3271 3272 3273 331 483 562 7132 7224
occupation job.sinco begins 53 6 71 72 76 81 82 83 91 92 95
place      job.place is bar boat construction_site dump field mine nightclub road scaffold street_ambulant
exposure   job.exposures has chemicals toxic_gases dust_smoke noise vibration radiation humidity_extreme_temperature fire explosives electric_shock heights confined_space heavy_machinery power_tools sharp_tools hazardous_waste biological dangerous_animals
load       job.max_load_kg > 7
night      job.after_22 yes
night      job.night_hours >= 3.5
prolonged  work.hours_week > limit prolonged
";

/// R2 and R3. `occupied` and `hazard` stand for the gaps that those two left.
pub const OCCUPATION: &str = "
? found occupied is yes
? age < 15
? found hazard is yes
= N - - -> none
= ? - - -> ?   occupied
= Y Y - -> below_minimum_age
= Y N Y -> hazardous
= Y N ? -> ?   hazard
= Y N N -> permitted
";

/// R4.
pub const CHORES: &str = "
? chores.own_household yes
? chores.hours_week > 0
? chores.hazards named
? chores.hours_week > limit chores
= N - - - -> none
= - N - - -> none
= ? - - - -> ?   *
= Y Y Y - -> dangerous
= Y - - Y -> prolonged
= Y ? - - -> ?   *
= Y Y ? - -> ?   *
= Y Y N ? -> ?   *
= Y Y N N -> adequate
";

/// R4, the flag kept apart from the class: all of own household and over the limit.
pub const CHORES_PROLONGED: &str = "
? chores.own_household yes
? chores.hours_week > limit chores
= N - -> no
= - N -> no
= Y Y -> yes
= - - -> ?
";

/// R4, the other flag: all of own household, hours above 0, hazards named.
pub const CHORES_DANGEROUS: &str = "
? chores.own_household yes
? chores.hours_week > 0
? chores.hazards named
= N - - -> no
= - N - -> no
= - - N -> no
= Y Y Y -> yes
= - - - -> ?
";

/// R5.
pub const CHILD_LABOUR: &str = "
? found occupation is below_minimum_age hazardous
? found chores is prolonged dangerous
= Y - -> yes
= - Y -> yes
= N N -> no
= - - -> ?
";

/// R5, which part.
pub const CTI: &str = "
? found occupation is below_minimum_age hazardous
? found chores is prolonged dangerous
= Y N -> only_occupation
= N Y -> only_chores
= Y Y -> both
= N N -> none
= - - -> ?
";

/// SDG 8.7.1, `a`.
pub const SDG_A: &str = "
? found occupied is yes
? work.status is absent
? work.hours_week >= limit sdg
= N - - -> no
= ? - - -> ?
= Y Y - -> ?
= Y N ? -> ?
= Y N Y -> yes
= Y N N -> no
= Y ? - -> ?
";

/// SDG 8.7.1, `b`.
pub const SDG_B: &str = "
? found sdg_a is yes
? age >= 15
? chores.own_household yes
? chores.hours_week > 21
= Y - - - -> yes
= N Y - - -> no
= N - N - -> no
= N - - N -> no
= - N Y Y -> yes
= - - - - -> ?
";

/// INEGI's other way of counting: hazardous at any age, all of occupied and any criterion.
pub const HAZARDOUS_ANY_AGE: &str = "
? found occupied is yes
? found hazard is yes
= N - -> no
= - N -> no
= Y Y -> yes
= - - -> ?
";

/// The limits that change with age: years from, years to, the number.
pub const LIMITS: &str = "
prolonged  5 17 36
chores     5 14 14
chores    15 17 28
sdg        5 11 1
sdg       12 14 14
sdg       15 17 43
";

/// The alternatives in their order: another limit, a test switched off (false), or a condition
/// under which there is no occupation at all.
pub const ALTERNATIVES: &str = "
CH-02b limit prolonged 15 15 36
CH-02b limit prolonged 16 17 48
CH-03b off job.night_hours
CH-04b limit chores 5 17 28
CH-04c limit chores 5 11 14
CH-04c limit chores 12 17 28
CH-05b off job.exposures
CH-06b off job.max_load_kg
CH-09b without every job.own_use yes
";

/// The pinned edition: every alternative at once. Of the two for long chores, what is over in both.
pub const PINNED: &str = "
limit prolonged 16 17 48
off job.night_hours
limit chores 5 17 28
off job.exposures
off job.max_load_kg
without every job.own_use yes
";

/// Legal alerts, one way to raise one a line: all conditions true, and none after `unless`.
/// Those of a job must hold in one and the same job.
pub const ALERTS: &str = "
LFT-174              age >= 15; work.medical_certificate no
LFT-175-I            job.after_22 yes; unless job.scian begins 21 22 23 31 32 33
LFT-175-II           job.scian begins 7224
LFT-175-II           job.place is bar nightclub
LFT-176-I-1          job.exposures has noise vibration radiation humidity_extreme_temperature
LFT-176-I-2          job.exposures has chemicals toxic_gases
LFT-176-I-3          job.exposures has hazardous_waste biological
LFT-176-I-4          job.exposures has dangerous_animals
LFT-176-II-1         job.after_22 yes
LFT-176-II-1         job.scian begins 21 22 23 31 32 33; job.night_hours >= 3.5
LFT-176-II-3         job.exposures has heights confined_space
LFT-176-II-3         job.place is scaffold
LFT-176-II-6         job.place is field; job.exposures has humidity_extreme_temperature
LFT-176-II-7         job.place is road
LFT-176-II-8         age >= 15; job.scian begins 11; ref_date before 2022-04-06
LFT-176-II-8         age >= 15; job.scian begins 11; ref_date before 2025-02-11; job.farm_tasks has chemicals machinery heavy_vehicles
LFT-176-II-8         age >= 15; job.scian begins 11; ref_date from 2025-02-11; age < 16
LFT-176-II-8         age >= 16; job.scian begins 11; ref_date from 2025-02-11; unless job.farm_tasks only administrative
LFT-176-II-9         job.scian begins 21 2212 324 3273 331
LFT-176-II-10        job.scian begins 3271 3272
LFT-176-II-11        job.scian begins 3122
LFT-176-II-12        job.scian begins 2211
LFT-176-II-13        job.scian begins 23
LFT-176-II-13        job.place is construction_site
LFT-176-II-14        job.sinco begins 53
LFT-176-II-17        job.scian begins 483 1141
LFT-176-II-17        job.place is boat
LFT-176-II-18        job.place is mine
LFT-176-II-20        job.place is street_ambulant
LFT-176-II-20        job.sinco begins 95
LFT-176-III          job.max_load_kg > 7
LFT-176-IV           job.exposures has chemicals
LFT-176-V            job.exposures has heavy_machinery power_tools
LFT-176-VI           job.sinco begins 83
LFT-176-VII          job.exposures has sharp_tools
LFT-177              age < 16; work.max_hours_day > 6
LFT-178-OVERTIME     age >= 16; work.max_hours_day > 8
LFT-178-SUNDAY       work.sunday yes
LFT-22-AUTHORISATION age >= 15; age < 16; work.authorisation no
LFT-22BIS-AGE        age < 15; unless every job.artistic_175bis yes
LFT-22BIS-EDU        age >= 15; school.basic_completed no
LFT-23-OUTSIDE-FAMILY age < 15; job.employer is non_family
";
