"""How a peer is asked: the Rust program, DuckDB and pandas all understand the same lines.

Start at `serve`. A peer has read the file when it says how many children there are; then each line
on its standard input is `verdict THREADS`, `save FILE` or `csv THREADS IN OUT`, and each answer is
one line of JSON with the seconds that the work took, on the wall and on the processor.
"""

import json
import sys
import time


def timed(work):
    """What `work` takes; the processor time is that of all threads."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}


def serve(children, verdict, save, csv):
    """Answers until the input ends. `verdict` and `csv` return what `timed` gave."""
    verbs = {
        "verdict": lambda threads: verdict(int(threads)),
        "save": lambda file: save(file) or {},
        "csv": lambda threads, source, to: csv(int(threads), source, to),
    }
    print(json.dumps({"children": children}), flush=True)
    for line in sys.stdin:
        verb, *of = line.split()
        print(json.dumps(verbs[verb](*of)), flush=True)
