"""Writes what was measured as the tables of docs/figures.md. Start at `tables`."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path
from statistics import median

ENGINES = ("Rayuela", "DuckDB", "pandas")


def tables(asked, times, counts, alone, memory):
    parts = [
        machine(asked),
        of_kind("In memory", "memory", asked, times),
        of_kind("From CSV to CSV", "csv", asked, times),
        columns(alone, asked.rows),
        growth(memory),
        *(counted(variant, of_engines) for variant, of_engines in counts.items()),
    ]
    return "\n\n".join(parts) + "\n"


def machine(asked):
    model = [
        line.split(":")[1].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        if line.startswith("model name")
    ]
    rustc = subprocess.run(["rustc", "--version"], stdout=subprocess.PIPE, text=True).stdout.strip()
    packages = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pandas", "numpy", "pyarrow"))
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return (
        f"{model[0] if model else platform.machine()}, {os.cpu_count()} processors, "
        f"{platform.system()} {platform.release()}. {rustc}, Python {platform.python_version()}, "
        f"{packages}. {asked.rows:,} children, {asked.repeat} repetitions of each; "
        f"load of the machine at the end: {load}."
    )


def of_kind(title, kind, asked, times):
    lines = [
        f"### {title}",
        "",
        "| children | threads | engine | least ms | median ms | processor ms | million children/s | "
        "Rayuela is faster by (median) | by (processor) |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for what, variant, threads in dict.fromkeys(key[:3] for key in times if key[0] == kind):
        ours = times[what, variant, threads, "Rayuela"]
        for engine in ENGINES:
            took = times[what, variant, threads, engine]
            wall = [1000 * one["wall"] for one in took]
            cells = [variant, threads, engine, f"{min(wall):,.0f}", f"{median(wall):,.0f}"]
            cells += [f"{1000 * middle(took, 'cpu'):,.0f}", f"{asked.rows / 1000 / median(wall):.2f}"]
            cells += [times_faster(took, ours, "wall"), times_faster(took, ours, "cpu")]
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def times_faster(took, ours, which):
    return "–" if took is ours else f"{middle(took, which) / middle(ours, which):.2f}×"


def middle(took, which):
    return median(one[which] for one in took)


def columns(alone, rows):
    lines = [
        "### Apart: `--columns`, from CSV to CSV, 2 threads",
        "",
        "| columns | median ms | processor ms | million children/s | MB written | peak MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, took in alone.items():
        wall = 1000 * middle(took, "wall")
        cells = [f"`{name}`", f"{wall:,.0f}", f"{1000 * middle(took, 'cpu'):,.0f}"]
        cells += [f"{rows / 1000 / wall:.2f}", f"{took[0]['mb']:.0f}"]
        cells += [f"{max(one['peak_mb'] for one in took):.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def growth(memory):
    lines = ["### Peak memory of `rayuela classify`, MB", "", "| rows | `bits` | `explained` |", "|---|---|---|"]
    for rows, peak in memory.items():
        lines.append(f"| {rows:,} | {peak['bits']:.0f} | {peak['explained']:.0f} |")
    return "\n".join(lines)


def counted(variant, of_engines):
    """One column, because the run stops when an engine counts otherwise."""
    engines = list(of_engines)
    first = of_engines[engines[0]]
    assert all(of_engines[engine] == first for engine in engines)
    lines = [f"### Counts, {variant}: the same in {', '.join(engines)}", "", "| what | children |", "|---|---|"]
    for name, by_word in first.items():
        cells = " · ".join(f"{word} {count:,}" for word, count in by_word.items())
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)
