"""DuckDB at its best on the facts CSV; asked as asked.py says. usage: duckdb_peer.py FILE

The run in memory begins with the typed table of load.sql and ends with a table of verdicts in
memory. From file to file, from_csv.sql reads and COPY writes. The rules are in verdict.sql.
"""

import sys
from pathlib import Path

import duckdb
import numpy as np

import asked
import words

SQL = Path(__file__).parent
VERDICT = (SQL / "verdict.sql").read_text(encoding="utf-8")
OUTPUT = (SQL / "output.sql").read_text(encoding="utf-8")


class Peer:
    def __init__(self, file):
        self.memory = self.opened(file, "load.sql")

    @staticmethod
    def opened(file, *scripts):
        """A database in memory with these scripts run on the file."""
        database = duckdb.connect()
        database.execute("set variable file = $file", {"file": file})
        for script in ("types.sql", *scripts):
            database.execute((SQL / script).read_text(encoding="utf-8"))
        return database

    def children(self):
        return self.memory.execute("select count(*) from children").fetchone()[0]

    def verdict(self, threads):
        self.memory.execute(f"set threads = {threads}")
        self.memory.execute("drop table if exists verdicts")
        return asked.timed(lambda: self.memory.execute(f"create table verdicts as {VERDICT}"))

    def save(self, file):
        columns = ", ".join(f"ifnull({name}::integer, -1)" for name in words.VERDICT)
        rows = self.memory.execute(f"select {columns} from verdicts order by child").fetchnumpy()
        np.column_stack(list(rows.values())).astype("<i4").tofile(file)

    def csv(self, threads, source, to):
        database = self.opened(source, "from_csv.sql")
        database.execute(f"set threads = {threads}")
        copy = OUTPUT.replace("{verdict}", VERDICT).replace("{to}", to)
        return asked.timed(lambda: database.execute(copy))


if __name__ == "__main__":
    peer = Peer(sys.argv[1])
    asked.serve(peer.children(), peer.verdict, peer.save, peer.csv)
