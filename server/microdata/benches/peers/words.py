"""The words of the facts CSV and of the verdict, each list in its order: a word's place is its bit.

The lists of sector, occupation, place and exposure that the definition names are here once for
pandas; verdict.sql writes them in SQL.
"""

STATUS = ["none", "worked", "absent"]
PLACES = (
    "bar boat construction_site dump field home_yard market_stall mine nightclub office other_home "
    "restaurant road scaffold shop stage street_ambulant warehouse workshop other"
).split()
EXPOSURES = (
    "chemicals toxic_gases dust_smoke noise vibration radiation humidity_extreme_temperature fire "
    "explosives electric_shock heights confined_space heavy_machinery power_tools sharp_tools "
    "hazardous_waste biological dangerous_animals other"
).split()
FARM_TASKS = "administrative chemicals heavy_vehicles machinery manual_field other".split()
CHORES_HAZARDS = (
    "chemicals dangerous_equipment heavy_loads hot_objects injury night risky_place other"
).split()

SECTORS = "11 21 23 2211 2212 3122 3211 324 325 3271 3272 3273 331 483 562 7132 7224".split()
OCCUPATIONS = "53 6 71 72 76 81 82 83 91 92 95".split()
RISKY_PLACES = (
    "bar boat construction_site dump field mine nightclub road scaffold street_ambulant"
).split()

OCCUPATION = ["none", "permitted", "below_minimum_age", "hazardous"]
CHORES = ["none", "adequate", "prolonged", "dangerous"]
CTI = ["only_occupation", "only_chores", "both", "none"]
HAZARDS = "sector occupation place exposure load night prolonged".split()
GAPS = (
    "age work.status work.absence.returns_within_weeks work.absence.paid work.hours_week work.jobs "
    "work.jobs[].scian work.jobs[].sinco work.jobs[].place work.jobs[].exposures "
    "work.jobs[].max_load_kg work.jobs[].after_22 work.jobs[].night_hours chores.own_household "
    "chores.hours_week chores.hazards"
).split()

# The columns of a verdict, in the order in which every engine gives them.
VERDICT = (
    "in_scope occupied occupation hazards chores chores_prolonged chores_dangerous child_labour "
    "cti gaps"
).split()
