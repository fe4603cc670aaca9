"""The verdict (R0 to R6 of the rule set `mx-inegi-2016`) on a table of children, by numpy masks.

Start at `verdict`. A test is a column of small numbers: NO, UNKNOWN or YES, so that any of them is
their maximum and all of them their minimum. A number that is not known is the interval from minus
to plus infinity, so a limit splits every interval the same way: (min > limit) + (max > limit).

Work is tested on the rows that are known to be occupied, the only ones it is asked of.
"""

import numpy as np
import pandas as pd

import words

NO, UNKNOWN, YES = np.int8(0), np.int8(1), np.int8(2)
NULL = np.int8(-1)

RISKY_PLACES = np.array([NO] * len(words.PLACES) + [UNKNOWN])  # the last answers for -1
RISKY_PLACES[[words.PLACES.index(place) for place in words.RISKY_PLACES]] = YES
ANY_BUT_OTHER = (1 << words.EXPOSURES.index("other")) - 1


def tri(flags):
    """A column of True and False as YES and NO."""
    return flags.view(np.int8) << 1


def over(low, high, limit):
    """More than the limit: known only when all of the interval agrees."""
    return (low > limit).view(np.int8) + (high > limit).view(np.int8)


def begins_with(code, prefixes):
    """True when the code begins with one, unknown when it is a shorter beginning of one."""
    if any(code.startswith(prefix) for prefix in prefixes):
        return YES
    return UNKNOWN if any(prefix.startswith(code) for prefix in prefixes) else NO


def catalogue(codes, prefixes):
    """The outcome for each code of a catalogue; the last one answers for -1, no code."""
    return np.array([*(begins_with(code, prefixes) for code in codes), UNKNOWN], dtype=np.int8)


def known(tests):
    """As the output writes it: 0, 1, or null."""
    return np.array([0, -1, 1], dtype=np.int8)[tests]


def occupied(children, in_scope):
    """R1, and the gaps it leaves."""
    status = children["status"].to_numpy()
    worked, absent = in_scope & (status == 1), in_scope & (status == 2)
    result = np.where(in_scope, np.where(status == 0, NO, UNKNOWN), UNKNOWN)
    gaps = np.where(in_scope & (status == -1), np.int32(1 << 1), np.int32(0))

    rows = np.flatnonzero(worked)
    low = children["hours_min"].to_numpy()[rows]
    high = children["hours_max"].to_numpy()[rows]
    an_hour = (low >= 1).view(np.int8) + (high >= 1).view(np.int8)
    an_hour[np.isinf(high)] = YES  # nothing known of the hours: the status itself says so
    result[rows] = an_hour
    gaps[rows] = np.where(an_hour == UNKNOWN, 1 << 4, 0)

    rows = np.flatnonzero(absent)
    weeks = children["returns_within_weeks"].to_numpy()[rows]
    soon = np.where(np.isnan(weeks), UNKNOWN, tri(weeks <= 4))
    paid = children["paid"].to_numpy()[rows]
    result[rows] = np.maximum(soon, paid)
    unknown = result[rows] == UNKNOWN
    gaps[rows] = (unknown & (soon == UNKNOWN)) * 4 + (unknown & (paid == UNKNOWN)) * 8
    return result, gaps


def criteria(children, rows, sectors, occupations):
    """The eight tests of R3 on these rows, in the order of their gaps."""
    column = lambda name: children[name].to_numpy()[rows]
    exposures = column("exposures")
    load, night = column("max_load_kg"), column("night_hours")
    return {
        "scian": sectors[column("activity")],
        "sinco": occupations[column("trade")],
        "place": RISKY_PLACES[column("place")],
        "exposures": np.where(exposures < 0, UNKNOWN, tri((exposures & ANY_BUT_OTHER) != 0)),
        "max_load_kg": np.where(np.isnan(load), UNKNOWN, tri(load > 7)),
        "after_22": column("after_22"),
        "night_hours": np.where(np.isnan(night), UNKNOWN, tri(night >= 3.5)),
        "hours_week": over(column("hours_min"), column("hours_max"), 36),
    }


def occupation(children, in_scope, sectors, occupations):
    """R1 to R3: occupied, class, the criteria that are true, and the gaps."""
    works, gaps = occupied(children, in_scope)
    result = np.where(works == NO, np.int8(0), NULL)
    hazards = np.zeros(len(children), dtype=np.int8)

    rows = np.flatnonzero(works == YES)
    tests = criteria(children, rows, sectors, occupations)
    night = np.maximum(tests["after_22"], tests["night_hours"])
    in_order = [tests[name] for name in ("scian", "sinco", "place", "exposures", "max_load_kg")]
    true = np.zeros(len(rows), dtype=np.int8)
    worst = np.zeros(len(rows), dtype=np.int8)
    for bit, test in enumerate([*in_order, night, tests["hours_week"]]):
        true |= (test == YES).view(np.int8) << bit
        np.maximum(worst, test, out=worst)
    hazards[rows] = true

    young = children["age"].to_numpy()[rows] < 15
    classes = np.where(young, np.int8(2), np.array([1, -1, 3], dtype=np.int8)[worst])
    result[rows] = classes

    open_ones = np.flatnonzero(classes == NULL)
    unknown = {name: tests[name][open_ones] == UNKNOWN for name in tests}
    of_job = sum(
        unknown[name].astype(np.int32) << bit
        for bit, name in enumerate(
            ["scian", "sinco", "place", "exposures", "max_load_kg", "after_22", "night_hours"], 6
        )
    )
    rows = rows[open_ones]
    of_job = np.where(children["job_known"].to_numpy()[rows], of_job, 1 << 5)
    gaps[rows] = of_job | (unknown["hours_week"].astype(np.int32) << 4)
    return works, result, hazards, gaps


def chores(children, in_scope):
    """R4: class, both flags, and the gaps."""
    low, high = children["chores_min"].to_numpy(), children["chores_max"].to_numpy()
    own = children["own_household"].to_numpy()
    named = children["chores_hazards"].to_numpy()
    named = np.where(named < 0, UNKNOWN, tri(named != 0))
    some = over(low, high, 0)
    long = over(low, high, np.where(children["age"].to_numpy() < 15, 14.0, 28.0))
    hours_unknown = (some == UNKNOWN) | (long == UNKNOWN)

    # The last of these that holds stands: the rule's order from its end.
    result = np.where(hours_unknown | (named == UNKNOWN), NULL, np.int8(1))
    result[long == YES] = 2
    result[(named == YES) & (some == YES)] = 3
    result[own == UNKNOWN] = NULL
    result[(own == NO) | (some == NO)] = 0
    result[~in_scope] = NULL

    gaps = np.zeros(len(children), dtype=np.int32)
    rows = np.flatnonzero(in_scope & (result == NULL))
    gaps[rows] = (
        (own[rows] == UNKNOWN).astype(np.int32) << 13
        | hours_unknown[rows].astype(np.int32) << 14
        | (named[rows] == UNKNOWN).astype(np.int32) << 15
    )
    prolonged = np.minimum(own, long)
    dangerous = np.minimum(np.minimum(own, some), named)
    return result, known(prolonged), known(dangerous), gaps


def verdict(children, sectors, occupations):
    """All columns of the verdict for a typed table of children (`pandas_peer.typed`)."""
    age = children["age"].to_numpy()
    in_scope = (age >= 5) & (age <= 17)
    works, of_work, hazards, work_gaps = occupation(children, in_scope, sectors, occupations)
    at_home, prolonged, dangerous, chores_gaps = chores(children, in_scope)
    of_work[~in_scope] = NULL

    # R5 by place: the classes are small numbers, so a table of 5 by 5 answers both questions.
    both = (of_work + 1) * 5 + (at_home + 1)
    return pd.DataFrame(
        {
            "in_scope": np.where(age < 0, NULL, in_scope.view(np.int8)),
            "occupied": np.where(in_scope, known(works), NULL),
            "occupation": of_work,
            "hazards": hazards,
            "chores": at_home,
            "chores_prolonged": np.where(in_scope, prolonged, NULL),
            "chores_dangerous": np.where(in_scope, dangerous, NULL),
            "child_labour": CHILD_LABOUR[both],
            "cti": CTI[both],
            "gaps": work_gaps | chores_gaps | (age < 0),
        },
        copy=False,
    )


def _parts():
    """Child labour and CTI for each pair of an occupation and a chores class, -1 unknown."""
    labour, cti = [], []
    for work in (None, False, False, True, True):
        for home in (None, False, False, True, True):
            either = True if work or home else None if work is None or home is None else False
            labour.append(NULL if either is None else int(either))
            kind = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}
            cti.append(kind.get((work, home), NULL))
    return np.array(labour, dtype=np.int8), np.array(cti, dtype=np.int8)


CHILD_LABOUR, CTI = _parts()
