"""Generates invented children as the flat facts CSV, the same bytes for the same seed.

usage: children.py ROWS FILE [--all-occupied] [--seed N]

About one child in eight works, in which every column has cells that are not known, intervals
straddle the limits, and codes may be too short to decide. `--all-occupied` has a job for every
child, so that all seven criteria are tested on every row. Nobody has two answers to one fact.

Start at `block`. Rows come in blocks of 50,000, each with its own seed: memory stays flat and a
longer file begins with the rows of a shorter one.
"""

import argparse
import sys

import numpy as np

COLUMNS = (
    "id ref_date age age_max attends basic_completed status returns_within_weeks paid hours_week "
    "hours_week_max max_hours_day sunday authorisation medical_certificate scian sinco place "
    "employer pay after_22 night_hours exposures max_load_kg farm_tasks own_use artistic_175bis "
    "own_household chores_hours_week chores_hours_week_max chores_hazards"
).split()

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

# Activities with how common they are: farms, building, shops, food stalls, workshops, homes,
# and a few of each that the definition lists. Cut to 2 to 6 digits, some to 1.
SCIAN = {
    "111110": 12, "112110": 5, "115111": 4, "236111": 7, "238110": 4, "211110": 1, "213111": 1,
    "221110": 1, "221210": 1, "222111": 1, "311811": 5, "311812": 3, "312210": 1, "312111": 2,
    "315229": 3, "321111": 1, "321910": 2, "324110": 1, "325180": 1, "327121": 2, "327211": 1,
    "327310": 1, "327910": 1, "331111": 1, "332320": 3, "337120": 3, "461110": 12, "461122": 6,
    "463211": 5, "465911": 4, "468211": 2, "483111": 1, "484111": 2, "493111": 1, "562111": 1,
    "561720": 2, "611111": 1, "711131": 1, "713210": 1, "722411": 2, "722511": 6, "722515": 6,
    "811111": 5, "811410": 2, "812110": 3, "814110": 8,
}  # fmt: skip
SINCO = {
    "6111": 12, "6131": 4, "4111": 6, "4211": 14, "4223": 6, "5111": 4, "5116": 6, "5222": 3,
    "5311": 2, "7111": 4, "7121": 3, "7212": 2, "7511": 3, "7613": 1, "8111": 1, "8212": 1,
    "8349": 2, "9111": 4, "9221": 3, "9411": 4, "9510": 5, "9611": 8, "9621": 4, "3111": 3,
    "1311": 1, "2133": 1,
}  # fmt: skip

BLOCK = 50_000
FIRST_DAY, DAYS = np.datetime64("2007-01-01"), 7305  # to the end of 2026
HALVES = np.array([f"{number / 2:g}" for number in range(400)], dtype=object)
WHOLE = np.array([str(number) for number in range(400)], dtype=object)
YES_NO = np.array(["0", "1"], dtype=object)


def pick(rng, rows, words, weights=None):
    """One of these words for each row."""
    chances = None if weights is None else np.array(weights) / np.sum(weights)
    return np.array(words, dtype=object)[rng.choice(len(words), rows, p=chances)]


def forget(rng, cells, share):
    """Leaves this share of the cells empty: not known."""
    return np.where(rng.random(len(cells)) < share, "", cells)


def flag(rng, rows, share, unknown):
    """Yes for this share, not known for that one."""
    return forget(rng, YES_NO[(rng.random(rows) < share).astype(int)], unknown)


def halves(rng, rows, mean, most):
    """Numbers in steps of a half, few of them long, as their doubles."""
    return np.minimum(rng.exponential(2 * mean, rows).astype(int), 2 * most)


def hours(rng, doubles, limits, unknown, most):
    """Hours a week and the other end where they are an interval; many stand at the limits."""
    rows = len(doubles)
    at_limit = rng.random(rows) < 0.06
    near = rng.choice(limits, rows) * 2 + rng.integers(-1, 2, rows)
    low = np.clip(np.where(at_limit, near, doubles), 0, 2 * most)
    interval = rng.random(rows) < 0.08
    high = np.minimum(low + rng.integers(1, 17, rows), 2 * most)
    known = rng.random(rows) >= unknown
    return (
        np.where(known, HALVES[low], ""),
        np.where(known & interval & (high > low), HALVES[high], ""),
    )


def code_list(rng, rows, words, asked_none, unknown):
    """Lists of one to four codes in any order, `none`, or not known."""
    many = np.array([" ".join(rng.permutation(words)[: 1 + draw % 4]) for draw in range(600)])
    lists = many.astype(object)[rng.integers(0, len(many), rows)]
    lists = np.where(rng.random(rows) < 0.04, "other", lists)
    lists = np.where(rng.random(rows) < asked_none, "none", lists)
    return forget(rng, lists, unknown)


def digits(rng, rows, codes, lengths, unknown):
    """Codes cut to so many digits."""
    longest = max(map(len, codes))
    cut = np.array([[code[: end + 1] for end in range(longest)] for code in codes], dtype=object)
    chances = np.array(list(codes.values())) / sum(codes.values())
    which = rng.choice(len(codes), rows, p=chances)
    length = rng.choice(longest, rows, p=lengths)
    return forget(rng, cut[which, length], unknown)


def person(rng, rows, first):
    """Key, date, age and school."""
    ages = np.minimum(rng.integers(4, 19, rows), 18)
    return {
        "id": np.array([f"c{number:07}" for number in range(first, first + rows)], dtype=object),
        "ref_date": (FIRST_DAY + rng.integers(0, DAYS, rows)).astype(str).astype(object),
        "age": forget(rng, WHOLE[ages], 0.01),
        "attends": flag(rng, rows, 0.92, 0.02),
        "basic_completed": flag(rng, rows, 0.3, 0.03),
    }, ages


def job(rng, rows):
    """The one job of each child, and what is asked of the work as a whole."""
    week, week_max = hours(rng, halves(rng, rows, 17, 84), [1, 36, 14, 43], 0.05, 168)
    return {
        "hours_week": week,
        "hours_week_max": week_max,
        "max_hours_day": forget(rng, HALVES[halves(rng, rows, 5, 16)], 0.06),
        "sunday": flag(rng, rows, 0.3, 0.04),
        "authorisation": flag(rng, rows, 0.5, 0.1),
        "medical_certificate": flag(rng, rows, 0.2, 0.1),
        "scian": digits(rng, rows, SCIAN, [0.01, 0.07, 0.1, 0.42, 0.1, 0.3], 0.04),
        "sinco": digits(rng, rows, SINCO, [0.02, 0.18, 0.2, 0.6], 0.04),
        "place": forget(
            rng, pick(rng, rows, PLACES, [1, 1, 4, 1, 8, 8, 9, 1, 1, 3, 9, 8, 1, 1, 14, 1, 4, 3, 9, 9]), 0.04
        ),
        "employer": forget(rng, pick(rng, rows, ["family", "non_family", "own_account"], [6, 3, 1]), 0.03),
        "pay": forget(rng, pick(rng, rows, ["none", "cash", "kind"], [5, 4, 1]), 0.03),
        "after_22": flag(rng, rows, 0.05, 0.04),
        "night_hours": forget(rng, HALVES[np.maximum(halves(rng, rows, 1.5, 14) - 2, 0)], 0.04),
        "exposures": code_list(rng, rows, EXPOSURES, 0.6, 0.04),
        "max_load_kg": forget(rng, HALVES[halves(rng, rows, 4, 60)], 0.05),
        "farm_tasks": code_list(rng, rows, FARM_TASKS, 0.7, 0.2),
        "own_use": flag(rng, rows, 0.06, 0.05),
        "artistic_175bis": flag(rng, rows, 0.01, 0.03),
    }


def work(rng, rows, ages, all_occupied):
    """Status, absence, and a job for those who have one; a few others have stray answers."""
    if all_occupied:
        status = pick(rng, rows, ["worked", "absent"], [97, 3])
    else:
        works = rng.random(rows) < np.interp(ages, [4, 12, 18], [0.03, 0.09, 0.27])
        status = np.where(works, pick(rng, rows, ["worked", "absent"], [93, 7]), "none")
        status = forget(rng, status, 0.01)
    absent = (status == "absent") | (rng.random(rows) < 0.001)
    cells = {
        "status": status,
        "returns_within_weeks": np.where(
            absent, forget(rng, HALVES[rng.integers(0, 21, rows)], 0.2), ""
        ),
        "paid": np.where(absent, flag(rng, rows, 0.4, 0.2), ""),
    }
    stray = rng.random(rows) < np.where(status == "", 0.5, 0.01)
    known = ((status == "worked") | (status == "absent") | stray) & (rng.random(rows) >= 0.01)
    cells |= {name: np.where(known, column, "") for name, column in job(rng, rows).items()}
    # Somebody who works may have told the hours and nothing else.
    told = (status == "worked") & ~known & (rng.random(rows) < 0.5)
    cells["hours_week"] = np.where(told, "20", cells["hours_week"])
    return cells


def chores(rng, rows):
    """Chores at home; three in ten do none."""
    doubles = np.where(rng.random(rows) < 0.3, 0, halves(rng, rows, 8, 60))
    week, week_max = hours(rng, doubles, [0, 14, 28, 21], 0.03, 168)
    return {
        "own_household": flag(rng, rows, 0.98, 0.02),
        "chores_hours_week": week,
        "chores_hours_week_max": week_max,
        "chores_hazards": code_list(rng, rows, CHORES_HAZARDS, 0.94, 0.03),
    }


def block(seed, number, rows, all_occupied):
    """The lines of one block of children."""
    rng = np.random.default_rng([seed, number, int(all_occupied)])
    whole = BLOCK  # always drawn whole, so that a shorter file is the beginning of a longer one
    cells, ages = person(rng, whole, number * BLOCK + 1)
    cells |= work(rng, whole, ages, all_occupied) | chores(rng, whole)
    empty = np.full(whole, "", dtype=object)
    columns = [cells.get(name, empty)[:rows].tolist() for name in COLUMNS]
    return "".join(f"{','.join(row)}\n" for row in zip(*columns, strict=True))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("file")
    parser.add_argument("--all-occupied", action="store_true")
    parser.add_argument("--seed", type=int, default=20260301)
    asked = parser.parse_args()
    with open(asked.file, "w", encoding="ascii", newline="") as file:
        file.write(",".join(COLUMNS) + "\n")
        for number, first in enumerate(range(0, asked.rows, BLOCK)):
            rows = min(BLOCK, asked.rows - first)
            file.write(block(asked.seed, number, rows, asked.all_occupied))
            print(f"\r  {first + rows:,} of {asked.rows:,} children", end="", file=sys.stderr)
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
