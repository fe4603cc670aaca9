"""Says that every engine came to the same result, row for row, or stops the run.

Start at `same_verdicts` (saved runs in memory) and `same_files` (files written).
"""

import sys
from pathlib import Path

import numpy as np

import words


def same_verdicts(files):
    """Ten whole numbers a child, the same in every file; returns the counts of all of them."""
    tables = {
        engine: np.fromfile(file, dtype="<i4").reshape(-1, len(words.VERDICT))
        for engine, file in files.items()
    }
    (first, one), *others = tables.items()
    for engine, other in others:
        if one.shape != other.shape:
            sys.exit(f"{first} has {len(one):,} children, {engine} {len(other):,}")
        rows, columns = np.nonzero(one != other)
        if len(rows):
            row, column = rows[0], columns[0]
            sys.exit(
                f"{first} and {engine} differ in {len(set(rows)):,} children; first in row {row + 1}, "
                f"{words.VERDICT[column]}: {one[row, column]} and {other[row, column]}"
            )
    return {engine: counts(table) for engine, table in tables.items()}


def counts(table):
    """How many children have each class, each hazard and each gap."""
    column = dict(zip(words.VERDICT, table.T))
    sums = {}
    for name, of in (("occupation", words.OCCUPATION), ("chores", words.CHORES), ("cti", words.CTI)):
        sums[name] = by_place(column[name], of)
    sums["child_labour"] = by_place(column["child_labour"], ["no", "yes"])
    for name, of in (("hazards", words.HAZARDS), ("gaps", words.GAPS)):
        sums[name] = {word: int((column[name] >> bit & 1).sum()) for bit, word in enumerate(of)}
    return sums


def by_place(column, of):
    return {word: int((column == place).sum()) for place, word in enumerate([*of, "not known"], 0)} | {
        "not known": int((column == -1).sum())
    }


def same_files(files):
    """The same lines, in any order; returns how many rows."""
    lines = {engine: sorted(Path(file).read_bytes().splitlines()) for engine, file in files.items()}
    (first, one), *others = lines.items()
    for engine, other in others:
        if one != other:
            missing = sorted(set(one) - set(other))[:1], sorted(set(other) - set(one))[:1]
            sys.exit(f"what {first} and {engine} wrote differs: {missing[0]} and {missing[1]}")
    return len(one) - 1


def differing_files(files):
    """Those whose bytes differ from the first although their lines are the same: rows out of order."""
    (_, one), *others = files.items()
    whole = Path(one).read_bytes()
    return [engine for engine, file in others if Path(file).read_bytes() != whole]
