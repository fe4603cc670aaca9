"""Makes survey.csv: an invented sample of children, strata, sampling units and weights.

The same seed gives the same file. Nobody in it exists. Start at `main`. Classes follow the
national definition; what an answer leaves open is an empty cell, never "no".
"""

import csv
import pathlib
import random

SEED = 20260301
STRATA = {"07-urban-high": 6, "07-urban-low": 5, "07-rural": 7, "20-urban": 4, "20-rural": 6, "31-mixed": 3}
COLUMNS = [
    "stratum", "psu", "weight", "age_min", "age_max", "sex", "territory", "sector", "occupied",
    "occupation", "hazardous_any_age", "chores", "chores_prolonged", "chores_dangerous",
    "child_labour", "cti", "attends", "paid", "wage_earner", "medical_services",
]
SECTORS = ["agriculture", "industry", "construction", "commerce", "services"]


def both(first, second):
    """True if all are, else unknown if one is."""
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def either(first, second):
    if first is True or second is True:
        return True
    return None if first is None or second is None else False


def chores_of(draw):
    """Class and flags of chores; hazards or hours may be unknown."""
    kind = draw.random()
    if kind < 0.25:
        return "none", False, False
    prolonged = draw.random() < 0.12
    dangerous = draw.random() < 0.07
    unknown = draw.random()
    if unknown < 0.03:
        return ("dangerous" if dangerous else ""), None, dangerous
    if unknown < 0.06:
        return ("prolonged" if prolonged else ""), prolonged, None
    kind = "dangerous" if dangerous else "prolonged" if prolonged else "adequate"
    return kind, prolonged, dangerous


def work_of(draw, age, rural):
    """Occupied, class, hazard at any age."""
    if draw.random() < 0.025:
        return None, "", None
    if draw.random() > (0.10 if age < 12 else 0.18 if age < 15 else 0.34) * (1.6 if rural else 1.0):
        return False, "none", False
    hazard = None if draw.random() < 0.08 else draw.random() < (0.9 if rural else 0.7)
    if age < 15:
        return True, "below_minimum_age", hazard
    return True, {None: "", True: "hazardous", False: "permitted"}[hazard], hazard


def child(draw, stratum, psu):
    rural = "rural" in stratum
    age = draw.randint(5, 17)
    occupied, occupation, hazardous = work_of(draw, age, rural)
    chores, prolonged, dangerous = chores_of(draw)
    ages = (age, age)
    span = draw.random()
    if span < 0.02 and age in (14, 15):
        ages = (14, 15)
    elif span < 0.30 and age in (14, 15):
        ages = (14, 15)
        occupation = "none" if occupied is False else ""
    elif span < 0.03:
        ages = (max(age - 2, 3), age + 2)
        occupation = "none" if occupied is False else ""
    if ages == (14, 15) and occupied is not False:
        occupation = ""
    not_permitted = None if occupation == "" else occupation in ("below_minimum_age", "hazardous")
    unsuitable = None if chores == "" else chores in ("prolonged", "dangerous")
    outside = ages[0] < 5 or ages[1] > 17
    labour = None if outside else either(not_permitted, unsuitable)
    cti = ""
    if not outside and not_permitted is not None and unsuitable is not None:
        cti = {(1, 0): "only_occupation", (0, 1): "only_chores", (1, 1): "both", (0, 0): "none"}[
            (int(not_permitted), int(unsuitable))
        ]
    sector = "" if occupied is not True or draw.random() < 0.05 else draw.choices(
        SECTORS, [45, 12, 8, 15, 20] if rural else [5, 18, 12, 30, 35])[0]
    working = occupied is not False
    paid = (None if draw.random() < 0.05 else draw.random() < 0.55) if working else None
    wage = (both(paid, draw.random() < 0.8)) if working else None
    medical = (None if draw.random() < 0.06 else draw.random() < 0.15) if working else None
    attends = None if draw.random() < 0.03 else draw.random() < (0.97 if age < 15 else 0.7) - (
        0.25 if occupied else 0)
    sex = "" if draw.random() < 0.015 else draw.choice(["woman", "man"])
    territory = "" if draw.random() < 0.01 else stratum[:2]
    return dict(
        stratum=stratum, psu=psu, weight=f"{draw.uniform(60, 900):.3f}",
        age_min=ages[0], age_max=ages[1], sex=sex, territory=territory, sector=sector,
        occupied=occupied, occupation=occupation, hazardous_any_age=hazardous, chores=chores,
        chores_prolonged=prolonged, chores_dangerous=dangerous, child_labour=labour, cti=cti,
        attends=attends, paid=paid, wage_earner=wage, medical_services=medical,
    )


def main():
    draw = random.Random(SEED)
    rows = []
    for stratum, units in STRATA.items():
        for unit in range(1, units + 1):
            # Unit numbers repeat from stratum to stratum, as those of real files do.
            rows += [child(draw, stratum, str(unit)) for _ in range(draw.randint(14, 32))]
    with open(pathlib.Path(__file__).parent / "survey.csv", "w", newline="") as file:
        to = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        to.writeheader()
        for row in rows:
            to.writerow({key: {True: 1, False: 0, None: ""}.get(value, value) if isinstance(value, (bool, type(None))) else value for key, value in row.items()})
    print(len(rows), "rows,", sum(STRATA.values()), "units,", len(STRATA), "strata")


if __name__ == "__main__":
    main()
