"""pandas at its best on the facts CSV: typed columns, numpy masks, a part of the rows a thread.

Asked as asked.py says. usage: pandas_peer.py FILE. The run in memory begins with the table that
`typed` makes: what each column holds stands there. The rules are in pandas_verdict.py. From file to
file, pyarrow reads and writes: pandas' own reader and writer take several times as long.
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

import asked
import words
from pandas_verdict import catalogue, verdict

FLOATS = (
    "hours_week hours_week_max returns_within_weeks max_load_kg night_hours chores_hours_week "
    "chores_hours_week_max"
).split()
YES_NO = "paid after_22 own_household own_use artistic_175bis".split()
TEXTS = "status scian sinco place exposures chores_hazards employer pay farm_tasks".split()
OF_JOB = (
    "scian sinco place employer pay after_22 night_hours exposures max_load_kg farm_tasks own_use "
    "artistic_175bis"
).split()


def read(file):
    """The columns that the verdict reads, by pyarrow's reader: text as dictionaries.

    pandas' own reader takes several times as long for the same table.
    """
    kinds = (
        dict.fromkeys(FLOATS, pa.float64())
        | dict.fromkeys(["age", *YES_NO], pa.int8())
        | dict.fromkeys(TEXTS, pa.dictionary(pa.int32(), pa.string()))
        | {"id": pa.string()}
    )
    options = csv.ConvertOptions(
        column_types=kinds, include_columns=list(kinds), null_values=[""], strings_can_be_null=True
    )
    return csv.read_csv(file, convert_options=options).unify_dictionaries().combine_chunks()


def whole(column):
    """Whole numbers with -1 for an empty cell."""
    return column.combine_chunks().fill_null(-1).to_numpy(zero_copy_only=False)


def yes_no(column):
    """NO, YES, or UNKNOWN where the cell is empty."""
    return np.array([0, 2, 1], dtype=np.int8)[whole(column)]


def words_of(column):
    """The different words of a column, and the place of each cell among them, -1 if empty."""
    encoded = column.combine_chunks()
    return encoded.dictionary.to_pylist(), whole_of(encoded.indices)


def whole_of(indices):
    return indices.fill_null(-1).to_numpy(zero_copy_only=False)


def places(column, in_order):
    """The place of each word in the list it comes from, -1 where the cell is empty."""
    found, cells = words_of(column)
    return np.array([*map(in_order.index, found), -1], dtype=np.int8)[cells]


def bits(column, in_order):
    """A bit for each word of the cell; `none` is no bit, an empty cell is -1."""
    found, cells = words_of(column)
    sets = [sum(1 << in_order.index(word) for word in set(cell.split(" ")) - {"none"}) for cell in found]
    return np.array([*sets, -1], dtype=np.int32)[cells]


def number(column):
    """Numbers as doubles, NaN where the cell is empty."""
    return column.combine_chunks().to_numpy(zero_copy_only=False)


def interval(low, high):
    """Both ends; a number that is not known lies between minus and plus infinity."""
    low, high = number(low), number(high)
    unknown = np.isnan(low)
    high = np.where(np.isnan(high), low, high)
    return np.where(unknown, -np.inf, low), np.where(unknown, np.inf, high)


def typed(facts):
    """The table that the verdict starts from, and the two catalogues of codes."""
    hours_min, hours_max = interval(facts["hours_week"], facts["hours_week_max"])
    chores_min, chores_max = interval(facts["chores_hours_week"], facts["chores_hours_week_max"])
    activities, activity = words_of(facts["scian"])
    trades, trade = words_of(facts["sinco"])
    job_known = np.zeros(len(facts), dtype=bool)
    for name in OF_JOB:
        job_known |= facts[name].is_valid().to_numpy()
    columns = {
        "age": whole(facts["age"]),
        "status": places(facts["status"], words.STATUS),
        "returns_within_weeks": number(facts["returns_within_weeks"]),
        "paid": yes_no(facts["paid"]),
        "hours_min": hours_min,
        "hours_max": hours_max,
        "activity": activity,
        "trade": trade,
        "place": places(facts["place"], words.PLACES),
        "exposures": bits(facts["exposures"], words.EXPOSURES),
        "max_load_kg": number(facts["max_load_kg"]),
        "after_22": yes_no(facts["after_22"]),
        "night_hours": number(facts["night_hours"]),
        "job_known": job_known,
        "own_household": yes_no(facts["own_household"]),
        "chores_min": chores_min,
        "chores_max": chores_max,
        "chores_hazards": bits(facts["chores_hazards"], words.CHORES_HAZARDS),
    }
    return pd.DataFrame(columns, copy=False), activities, trades


class Peer:
    def __init__(self, file):
        self.table = typed(read(file))
        self.parts = []

    def children(self):
        return len(self.table[0])

    def verdict(self, threads):
        def work():
            self.parts = verdicts(*self.table, threads)

        return asked.timed(work)

    def save(self, file):
        table = pd.concat(self.parts, ignore_index=True)
        np.column_stack([table[name] for name in words.VERDICT]).astype("<i4").tofile(file)

    def csv(self, threads, source, to):
        return asked.timed(lambda: from_file_to_file(threads, source, to))


def verdicts(children, activities, trades, threads):
    """The verdict on all rows, in as many parts as threads."""
    sectors = catalogue(activities, words.SECTORS)
    occupations = catalogue(trades, words.OCCUPATIONS)
    ends = np.linspace(0, len(children), threads + 1, dtype=int)
    parts = [children.iloc[first:end] for first, end in zip(ends, ends[1:])]
    if threads == 1:
        return [verdict(children, sectors, occupations)]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda part: verdict(part, sectors, occupations), parts))


def from_file_to_file(threads, source, to):
    """What `rayuela classify --columns bits` writes, byte for byte."""
    pa.set_cpu_count(threads)
    facts = read(source)
    result = pd.concat(verdicts(*typed(facts), threads), ignore_index=True)
    columns = {"id": facts["id"]}
    for name in ("occupation", "chores", "child_labour", "cti", "hazards", "gaps"):
        numbers = result[name].to_numpy()
        columns[name] = pa.array(numbers, mask=numbers < 0)
    csv.write_csv(pa.table(columns), to, csv.WriteOptions(quoting_style="none", quoting_header="none"))


if __name__ == "__main__":
    peer = Peer(sys.argv[1])
    asked.serve(peer.children(), peer.verdict, peer.save, peer.csv)
