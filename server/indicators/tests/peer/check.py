"""Computes the indicators of survey.csv apart from Rayuela and writes expected.json.

Two routes: samplics (ratio and total estimators, Taylor, its own domains), and plain linear
algebra in numpy. Both must agree to 1e-9 before anything is written; `cargo test -p indicators
--test peer` then holds Rayuela to it. Unknown answers are completed one by one here, by brute
force, without Rayuela's formulas.

Run: `pip install -r requirements.txt && python check.py` (see docs/indicators.md).
"""

import csv
import itertools
import json
import math
import pathlib

import numpy as np
from samplics.estimation import TaylorEstimator
from samplics.utils.types import PopParam, SinglePSUEst
from scipy.stats import t as student

HERE = pathlib.Path(__file__).parent
SECTORS = ["agriculture", "industry", "construction", "commerce", "services"]
TOLERANCE = 1e-9
OUT, BELOW, ABOVE = "out", "below", "above"

# code: (lowest age, highest age, in the denominator, in the numerator)
everybody = lambda w: True
INDICATORS = {
    "1": (5, 17, everybody, lambda w: w["np"]),
    "2": (5, 14, everybody, lambda w: w["occupation"] == "below_minimum_age"),
    "3": (15, 17, everybody, lambda w: w["occupation"] == "hazardous"),
    "4": (5, 17, everybody, lambda w: w["unsuitable"]),
    "5": (15, 17, lambda w: w["occupied"] and w["wage_earner"], lambda w: w["medical_services"]),
    "6": (5, 17, everybody, lambda w: w["occupied"] and not w["attends"]),
    "6b": (5, 17, lambda w: w["occupied"], lambda w: not w["attends"]),
    "7": (15, 17, lambda w: w["occupied"], lambda w: not w["paid"]),
    "8": (5, 17, everybody, lambda w: w["occupied"]),
    **{
        f"9-{sector}": (15, 17, lambda w: w["occupied"], lambda w, s=sector: w["sector"] == s)
        for sector in SECTORS
    },
    "10": (5, 17, everybody, lambda w: w["prolonged"]),
    "11": (5, 17, everybody, lambda w: w["prolonged"]),
    "11b": (5, 17, everybody, lambda w: w["dangerous"]),
    "child_labour": (5, 17, everybody, lambda w: w["np"] or w["unsuitable"]),
    "only_occupation": (5, 17, everybody, lambda w: w["cti"] == "only_occupation"),
    "only_chores": (5, 17, everybody, lambda w: w["cti"] == "only_chores"),
    "both": (5, 17, everybody, lambda w: w["cti"] == "both"),
    "permitted": (15, 17, everybody, lambda w: w["occupation"] == "permitted"),
    "below_share": (5, 17, lambda w: w["np"], lambda w: w["occupation"] == "below_minimum_age"),
    "hazardous_15_17_share": (5, 17, lambda w: w["np"], lambda w: w["occupation"] == "hazardous"),
    "hazardous_5_17": (5, 17, everybody, lambda w: w["hazardous"]),
    "hazardous_5_17_share": (5, 17, lambda w: w["np"], lambda w: w["hazardous"]),
}

BREAKDOWNS = [
    [], ["sex"], ["age"], ["age_sdg"], ["sector"], ["occupation"], ["cti"], ["territory"],
    ["sex", "age"], ["territory", "sex"],
]
CUTS = {"age": [(5, 9), (10, 14), (15, 17)], "age_sdg": [(5, 11), (12, 14), (15, 17)]}


def read():
    """The rows; an empty cell is None, 1 and 0 are true and false."""
    flags = {"occupied", "hazardous_any_age", "chores_prolonged", "chores_dangerous",
             "child_labour", "attends", "paid", "wage_earner", "medical_services"}
    with open(HERE / "survey.csv", newline="") as file:
        for row in csv.DictReader(file):
            yield {k: None if v == "" else v == "1" if k in flags else v for k, v in row.items()}


def options(known, every):
    return [known] if known is not None else every


def completions(row):
    """Every way the row may be, as far as age, classes, sex and sector go; None is no child."""
    yes_no = [False, True]
    for age in range(int(row["age_min"]), int(row["age_max"]) + 1):
        if not 5 <= age <= 17:
            yield None
            continue
        kinds = ["none", "below_minimum_age"] if age < 15 else ["none", "permitted", "hazardous"]
        for occupation, hazardous, prolonged, dangerous in itertools.product(
                kinds, yes_no, yes_no, yes_no):
            occupied = occupation != "none"
            if occupation != "below_minimum_age" and hazardous != (occupation == "hazardous"):
                continue
            np_ = occupation in ("below_minimum_age", "hazardous")
            unsuitable = prolonged or dangerous
            cti = ["none", "only_chores", "only_occupation", "both"][2 * np_ + unsuitable]
            chores = "dangerous" if dangerous else "prolonged" if prolonged else "rest"
            told = {"adequate": "rest", "none": "rest"}.get(row["chores"], row["chores"])
            # Prolonged stands though hazards are unknown: these may make it dangerous yet.
            chores_agree = told in (None, chores) or (
                told == "prolonged" and prolonged and row["chores_dangerous"] is None)
            agree = [
                (row["occupied"], occupied), (row["occupation"], occupation),
                (row["hazardous_any_age"], hazardous), (row["chores_prolonged"], prolonged),
                (row["chores_dangerous"], dangerous), (row["cti"], cti),
                (row["child_labour"], cti != "none"),
            ]
            if not chores_agree or any(known not in (None, here) for known, here in agree):
                continue
            for sector in options(row["sector"], SECTORS) if occupied else [None]:
                yield dict(age=age, occupation=occupation, occupied=occupied, np=np_,
                           hazardous=hazardous, prolonged=prolonged, dangerous=dangerous,
                           unsuitable=unsuitable, cti=cti, sector=sector)


def value(by, row, world):
    """The cell's value, None where the person stands in no cell of this breakdown."""
    if by in CUTS:
        return next(f"{a}-{b}" for a, b in CUTS[by] if a <= world["age"] <= b)
    return row[by] if by in ("sex", "territory") else world[by]


def outcome(indicator, world):
    low, high, among, counted = indicator
    if not low <= world["age"] <= high or not among(world):
        return OUT
    return ABOVE if counted(world) else BELOW


def asked(code):
    """The answers outside the classes that an indicator asks about."""
    return {"5": ["wage_earner", "medical_services"], "6": ["attends"], "6b": ["attends"],
            "7": ["paid"]}.get(code, [])


def standings(rows, breakdown, everyone):
    """For each cell and indicator: the set of outcomes of each row (OUT alone is left out)."""
    cells = {}
    places = sorted({row["territory"] for row in rows if row["territory"]})
    known = {"sex": ["woman", "man"], "territory": places}
    for number, row in enumerate(rows):
        spots = itertools.product(*[
            [(by, v) for v in options(row[by], known[by])] for by in breakdown if by in known])
        spots = [dict(row, **dict(spot)) for spot in spots]
        seen = {}
        total = 0
        for world in everyone[number]:
            for spot in spots:
                total += 1
                if world is None:
                    continue
                key = tuple(value(by, spot, world) for by in breakdown)
                if None not in key:
                    seen.setdefault(key, []).append(world)
        for key, worlds in seen.items():
            for code, indicator in INDICATORS.items():
                free = asked(code)
                outcomes = {OUT} if len(worlds) < total else set()
                for world in worlds:
                    for answers in itertools.product(
                            *[options(row[name], [False, True]) for name in free]):
                        outcomes.add(outcome(indicator, dict(world, **dict(zip(free, answers)))))
                if outcomes != {OUT}:
                    cells.setdefault(key, {}).setdefault(code, {})[number] = frozenset(outcomes)
                else:
                    cells.setdefault(key, {}).setdefault(code, {})
    return cells


def linear_algebra(values, frame, single):
    """Variance of a total of `values` by stratum and unit; lone units by the stated rule."""
    units = np.zeros(frame["units"])
    np.add.at(units, frame["unit"], values)
    variance = 0.0
    for stratum in range(frame["strata"]):
        mine = units[frame["unit_stratum"] == stratum]
        if len(mine) == 1:
            variance += 0.0 if single == "left_out" else float((mine[0] - units.mean()) ** 2)
        else:
            variance += len(mine) * float(mine.var(ddof=1))
    return variance


def framed(rows):
    strata = sorted({row["stratum"] for row in rows})
    units = sorted({(row["stratum"], row["psu"]) for row in rows})
    return dict(
        strata=len(strata), units=len(units),
        unit=np.array([units.index((row["stratum"], row["psu"])) for row in rows]),
        unit_stratum=np.array([strata.index(stratum) for stratum, _ in units]),
        weight=np.array([float(row["weight"]) for row in rows]),
        stratum=np.array([row["stratum"] for row in rows]),
        psu=np.array([row["stratum"] + "/" + row["psu"] for row in rows]),
    )


def peer(param, y, x, member, frame, single):
    """Value, error and interval by samplics; its domain is given whole, with all its units."""
    estimator = TaylorEstimator(param, alpha=0.05)
    # Ones outside the domain, which it must not look at (and cannot divide by, were they 0).
    y, x = (None if v is None else np.where(member == 1, v, 1.0) for v in (y, x))
    estimator.estimate(
        y=y, samp_weight=frame["weight"], x=x, stratum=frame["stratum"], psu=frame["psu"],
        domain=member,
        single_psu=SinglePSUEst.skip if single == "left_out" else SinglePSUEst.error)
    return [float(got[1]) for got in (
        estimator.point_est, estimator.stderror, estimator.lower_ci, estimator.upper_ci)]


def estimates(outcomes, members, frame, single):
    y, x, member = (np.zeros(len(frame["weight"])) for _ in range(3))
    member[list(members)] = 1
    for number, could in outcomes.items():
        if could in ({ABOVE}, {BELOW}):
            x[number] = 1
            y[number] = could == {ABOVE}
    weight, df = frame["weight"], frame["units"] - frame["strata"]
    quantile = student.ppf(0.975, df)
    result, compared = {}, 0
    a, d = float(weight @ y), float(weight @ x)
    for name, got, linear in [
        ("numerator", a, weight * y), ("denominator", d, weight * x),
        ("rate", a / d if d else None, (weight * (y - (a / d) * x) / d) if d else None),
    ]:
        if got is None:
            result[name] = None
            continue
        error = math.sqrt(linear_algebra(linear, frame, single))
        mine = [got, error, got - quantile * error, got + quantile * error]
        # samplics divides by the estimate for its CV, so it cannot be asked for one of 0; and it
        # has no rule like the grand mean for lone units: there linear algebra stands alone.
        if got != 0 and single != "grand_mean":
            param, one, over = (PopParam.ratio, y, x) if name == "rate" else (
                PopParam.total, y if name == "numerator" else x, None)
            theirs = peer(param, one, over, member, frame, single)
            assert np.allclose(mine, theirs, rtol=TOLERANCE, atol=TOLERANCE), (name, mine, theirs)
            compared += 1
        result[name] = mine
    return result, compared


def bounds(outcomes, weight):
    """The least and the most of A / D: greedy over an exact sweep, one child after the other."""
    sets = {}
    for number, could in outcomes.items():
        sets[could] = sets.get(could, 0.0) + weight[number]
    ends = []
    # A ratio of weighted sums is least or most where each set is wholly one of its outcomes.
    for choice in itertools.product(*[sorted(could) for could in sets]):
        a = sum(w for one, w in zip(choice, sets.values()) if one == ABOVE)
        d = sum(w for one, w in zip(choice, sets.values()) if one != OUT)
        if d > 0:
            ends.append(a / d)
    return [min(ends), max(ends)] if ends else None


def lines(rows, single, breakdowns):
    frame = framed(rows)
    everyone = [list(completions(row)) for row in rows]
    assert all(everyone), "a row that contradicts itself"
    for breakdown in breakdowns:
        cells = standings(rows, breakdown, everyone)
        for key in sorted(cells):
            members = {number for of in cells[key].values() for number in of}
            for code in INDICATORS:
                outcomes = cells[key][code]
                result, compared = estimates(outcomes, members, frame, single)
                yield dict(
                    cell=dict(zip(breakdown, key)), indicator=code, **result,
                    bounds=bounds(outcomes, frame["weight"]),
                    n=[sum(c in ({ABOVE}, {BELOW}) for c in outcomes.values()),
                       sum(c == {ABOVE} for c in outcomes.values()),
                       sum(len(c) > 1 for c in outcomes.values())],
                ), compared


def scenario(name, rows, single, breakdowns):
    found = list(lines(rows, single, breakdowns))
    frame = framed(rows)
    print(f"{name}: {len(rows)} rows, {frame['units']} units, {frame['strata']} strata, "
          f"{len(found)} lines, {sum(c for _, c in found)} estimates compared with samplics")
    return dict(name=name, single_psu=single, strata=frame["strata"], psus=frame["units"],
                lines=[line for line, _ in found])


def main():
    rows = list(read())
    # The same survey with all but one unit of two strata taken out.
    lone = [r for r in rows if r["stratum"] not in ("20-urban", "31-mixed") or r["psu"] == "1"]
    scenarios = [
        scenario("whole", rows, "grand_mean_without_lone_units", BREAKDOWNS),
        scenario("lone units left out", lone, "left_out", [[], ["sex"]]),
        scenario("lone units at the grand mean", lone, "grand_mean", [[], ["sex"]]),
    ]
    with open(HERE / "expected.json", "w") as file:
        file.write('{"scenarios": [\n')
        for place, one in enumerate(scenarios):
            head = json.dumps({key: one[key] for key in one if key != "lines"})[:-1]
            body = ",\n".join(json.dumps(line) for line in one["lines"])
            file.write(f'{head}, "lines": [\n{body}\n]}}{"," if place < 2 else ""}\n')
        file.write("]}\n")


if __name__ == "__main__":
    main()
