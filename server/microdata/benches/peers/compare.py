"""Runs the whole comparison and prints its tables; driven by `run`.

Every repetition asks each engine in turn, so that a busy moment of the machine falls on all of
them. Start at `main`; what is compared and what is not stands in docs/figures.md.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import check
import report
from peer import Peer

HERE = Path(__file__).parent
THREADS = (1, 2)
VARIANTS = {"mixed": [], "all occupied": ["--all-occupied"]}


def main():
    asked = arguments()
    work = asked.work
    programs = built(work / "built.jsonl")
    files = {name: generated(work, asked.rows, name) for name in VARIANTS}
    times = defaultdict(list)
    counts = {}
    for variant, file in files.items():
        counts[variant] = compare(variant, file, programs, asked, times)
    alone = apart(programs["rayuela"], files["mixed"], work, asked.repeat)
    memory = growing(programs["rayuela"], work, asked.memory_rows)
    text = report.tables(asked, times, counts, alone, memory)
    (work / "figures.md").write_text(text, encoding="utf-8")
    (work / "figures.json").write_text(json.dumps(dict_of(times), indent=1), encoding="utf-8")
    print(text)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True, help="folder for files and results")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=9, help="times each engine is asked")
    parser.add_argument(
        "--memory-rows", type=int, nargs="*", default=[100_000, 1_000_000, 4_000_000]
    )
    return parser.parse_args()


def built(messages):
    """The programs that cargo has just built: `rayuela`, and the bench as `peers`."""
    found = {}
    for line in messages.read_text(encoding="utf-8").splitlines():
        message = json.loads(line)
        if message.get("executable"):
            found[message["target"]["name"]] = message["executable"]
    return found


def generated(work, rows, variant):
    """The facts CSV of this variant, made once."""
    file = work / f"{variant.replace(' ', '-')}-{rows}.csv"
    if not file.exists():
        step(f"Generating {rows:,} children, {variant}")
        part = file.with_suffix(".part")
        command = [sys.executable, HERE / "children.py", rows, part, *VARIANTS[variant]]
        subprocess.run([*map(str, command)], check=True)
        part.rename(file)
    return file


def compare(variant, file, programs, asked, times):
    """Equal results first, then times; returns the counts of every engine."""
    step(f"Reading {file.name} into each engine")
    python = sys.executable
    peers = [
        Peer("Rayuela", [programs["peers"]], file),
        Peer("DuckDB", [python, HERE / "duckdb_peer.py"], file),
        Peer("pandas", [python, HERE / "pandas_peer.py"], file),
    ]
    step(f"In memory, {variant}")
    for number in range(asked.repeat + 1):
        for threads in THREADS:
            for peer in in_turn(peers, number):
                took = peer.ask("verdict", threads)
                # The first is not counted: caches and allocators warm up.
                if number:
                    times["memory", variant, threads, peer.name].append(took)
        progress(number, asked.repeat)
    saved = {peer.name: asked.work / f"{peer.name}.verdicts" for peer in peers}
    for peer in peers:
        peer.ask("save", saved[peer.name])
    counts = check.same_verdicts(saved)
    step(f"From CSV to CSV, {variant}")
    written = {peer.name: asked.work / f"{peer.name}.csv" for peer in peers}
    for number in range(asked.repeat + 1):
        for threads in THREADS:
            for peer in in_turn(peers, number):
                to = written[peer.name]
                to.unlink(missing_ok=True)
                if peer.name == "Rayuela":
                    took = classify(programs["rayuela"], file, to, "bits", threads)
                else:
                    took = peer.ask("csv", threads, file, to)
                if number:
                    times["csv", variant, threads, peer.name].append(took)
            check_written = number == 0
            if check_written and check.same_files(written) != peers[0].children:
                sys.exit("a file does not have a row for each child")
        progress(number, asked.repeat)
    for peer in peers:
        peer.end()
    return counts


def in_turn(peers, number):
    """Everybody begins once."""
    first = number % len(peers)
    return peers[first:] + peers[:first]


def classify(rayuela, file, to, columns, threads):
    """`rayuela classify` as anybody would call it; start and end of the process are counted."""
    command = [rayuela, "classify", "--mapping", "facts", "--table", f"facts={file}"]
    command += ["--columns", columns, "--to", to, "--threads", threads]
    command = [sys.executable, "-S", HERE / "child.py", "--cpus", threads, *command]
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    took = json.loads(done.stdout)
    if took["exit"] != 0:
        sys.exit(f"rayuela classify ended with status {took['exit']}:\n{done.stderr}")
    return took


def apart(rayuela, file, work, repeat):
    """What the other columns cost, which no other engine computes."""
    step("Alternatives, alerts, SDG and text")
    took = defaultdict(list)
    for number in range(max(3, repeat // 3)):
        for columns in ("bits", "verdict", "all", "explained"):
            to = work / f"apart-{columns}.csv"
            took[columns].append(classify(rayuela, file, to, columns, 2))
            took[columns][-1]["mb"] = to.stat().st_size / 1e6
            to.unlink()
        progress(number + 1, max(3, repeat // 3))
    return took


def growing(rayuela, work, sizes):
    """Peak memory by number of rows."""
    memory = {}
    for rows in sizes:
        file = generated(work, rows, "mixed")
        step(f"Memory at {rows:,} rows")
        memory[rows] = {
            columns: classify(rayuela, file, work / "memory.csv", columns, 2)["peak_mb"]
            for columns in ("bits", "explained")
        }
    return memory


def dict_of(times):
    return {" · ".join(map(str, key)): took for key, took in times.items()}


def step(text):
    print(f"== {text}", flush=True)


def progress(number, of):
    end = "\n" if number >= of else ""
    print(f"\r  {number} of {of}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
