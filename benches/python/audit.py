"""In: `--events N`. Out: how long liandong, DuckDB SQL and polars take for the same audit of them from
Parquet.

    python benches/python/audit.py [--events 1000000] [--threads 1 2] [--runs 5] [--json]

The answers of all three are compared first, row by row; where they differ nothing is timed and it ends with
1. Every run is a process of its own; the contenders take turns, and the median counts. `--json` prints a line
a comparison instead of tables: `name`, `ours`, `other`, `ratio`, `goal`, `met`.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

import contenders
import data

GOALS = {"DuckDB SQL": 1.8, "polars": 1.3}
BYTES_A_DUTY = 100
OURS = "liandong"


def run(name: str, parquet: Path, threads: int, answers: Path | None = None) -> dict[str, Any]:
    """One audit in a process of its own."""
    own = [sys.executable, __file__, "--one", name, "--parquet", str(parquet), "--threads", str(threads)]
    if answers:
        own += ["--answers", str(answers)]
    limits = {"POLARS_MAX_THREADS": str(threads)}
    done = subprocess.run(own, env=os.environ | limits, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def one(name: str, parquet: Path, threads: int, answers: Path | None) -> None:
    """What `run` starts."""
    result = contenders.CONTENDERS[name](parquet, threads)
    if answers:
        import pyarrow.parquet as pq

        pq.write_table(result.duties, answers / "duty.parquet")
        pq.write_table(result.findings, answers / "finding.parquet")
    told = {"seconds": result.seconds, "peak": result.peak_bytes, "input": result.input_bytes}
    print(json.dumps(told | {"duties": result.duties.num_rows, "findings": result.findings.num_rows}))


# Agreement ------------------------------------------------------------------------------------------------


def disagreements(parquet: Path, threads: int) -> list[str]:
    """What one contender answers and another does not, as multisets of rows; nothing where all agree."""
    with tempfile.TemporaryDirectory() as place:
        folders = {}
        for number, name in enumerate(contenders.CONTENDERS):
            folders[name] = Path(place) / str(number)
            folders[name].mkdir()
            run(name, parquet, threads, folders[name])
        compare = [sys.executable, __file__, "--compare", *(str(folder) for folder in folders.values())]
        out = subprocess.run(compare, check=True, stdout=subprocess.PIPE, text=True).stdout
    return out.splitlines()


def compare(folders: list[Path]) -> None:
    """What `disagreements` starts."""
    names = list(contenders.CONTENDERS)
    for name, folder in zip(names[1:], folders[1:], strict=True):
        for table in contenders.COMPARED:
            if not rows(f"{answered(folder, table)} LIMIT 1"):
                print(f"{name} answers no {table} at all")
            ours, theirs = answered(folders[0], table), answered(folder, table)
            for who, one, other in ((names[0], ours, theirs), (name, theirs, ours)):
                for row in rows(f"({one}) EXCEPT ALL ({other}) LIMIT 5"):
                    print(f"only {who}, of {names[0]} and {name}: {table} {row}")


def answered(folder: Path, table: str) -> str:
    """What is compared of a contender's answers, as a query."""
    columns, key, kept = contenders.COMPARED[table]
    chosen = ", ".join(f'"{name}"::VARCHAR' for name in columns)
    return f"SELECT {chosen} FROM '{folder / table}.parquet' WHERE {key} IN {kept}"


def rows(query: str) -> list[Any]:
    import duckdb

    return duckdb.execute(query).fetchall()


# Measuring ------------------------------------------------------------------------------------------------


def measured(parquet: Path, threads: int, runs: int) -> dict[str, dict[str, Any]]:
    """The median seconds and the highest peak of each contender; they take turns."""
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders.CONTENDERS}
    for _ in range(runs):
        for name, all_runs in told.items():
            all_runs.append(run(name, parquet, threads))
    return {
        name: all_runs[0] | {"seconds": median(times(all_runs)), "peak": max(one["peak"] for one in all_runs)}
        for name, all_runs in told.items()
    }


def times(runs: list[dict[str, Any]]) -> list[float]:
    return [one["seconds"] for one in runs]


def lines(events: int, threads: int, results: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Every comparison with what is aimed at."""
    ours, out = results[OURS], []
    where = f"{events} events, {threads} thread{'s' if threads > 1 else ''}"
    for name, goal in GOALS.items():
        other = results[name]["seconds"]
        out.append(line(f"audit, s: {name}, {where}", ours["seconds"], other, goal))
    if ours["input"] is not None:
        allowed = ours["input"] + BYTES_A_DUTY * ours["duties"]
        out.append(line(f"peak, bytes: input and {BYTES_A_DUTY} a duty, {where}", ours["peak"], allowed, 1.0))
    return out


def line(name: str, ours: float, other: float, goal: float) -> dict[str, Any]:
    ratio = other / ours
    return {"name": name, "ours": ours, "other": other, "ratio": ratio, "goal": goal, "met": ratio >= goal}


def table(results: dict[str, dict[str, Any]]) -> None:
    ours = results[OURS]["seconds"]
    for name, one in results.items():
        seconds, mib = one["seconds"], one["peak"] / 2**20
        goal = f"aim {GOALS[name]}" if name in GOALS else ""
        print(f"  {name:<12}{seconds:>9.3f} s{seconds / ours:>8.2f} ×{mib:>8.0f} MiB  {goal}")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, help="5, and 3 from ten million events on")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", choices=contenders.CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--parquet", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--answers", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--compare", type=Path, nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        one(asked.one, asked.parquet, asked.threads[0], asked.answers)
        return 0
    if asked.compare:
        compare(asked.compare)
        return 0
    parquet = data.make(asked.events).parquet
    differing = disagreements(parquet, max(asked.threads))
    if differing:
        print("the answers differ:", *differing, sep="\n", file=sys.stderr)
        return 1
    for threads in asked.threads:
        results = measured(parquet, threads, asked.runs or (3 if asked.events >= 10_000_000 else 5))
        if asked.json:
            for own in lines(asked.events, threads, results):
                print(json.dumps(own))
            continue
        counts = f"{results[OURS]['duties']} duties, {results[OURS]['findings']} findings"
        print(f"{asked.events} events, {counts}, threads: {threads}; all answers agree")
        table(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
