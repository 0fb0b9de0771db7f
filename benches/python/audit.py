"""In: `--events N`. Out: how long liandong, DuckDB SQL and polars take for the same audit of that many events from Parquet.

    python benches/python/audit.py [--events 1000000] [--threads 1 2] [--runs 5] [--json]

The answers of all three are compared first, row by row; where they differ nothing is timed and it ends with 1. Every run is
a process of its own; the contenders take turns, and the median counts. `--json` prints a line a comparison instead of
tables: `name`, `ours`, `other`, `ratio`, `goal`, `met`.
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


# Agreement --------------------------------------------------------------------------------------------------------


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
    import duckdb

    listed = {"duty": ("norm", contenders.NORMS), "finding": ("code", contenders.CODES)}
    columns = {"duty": contenders.DUTY, "finding": contenders.FINDING}
    names = list(contenders.CONTENDERS)
    for table, (key, kept) in listed.items():
        chosen = ", ".join(f'"{name}"::VARCHAR' for name in columns[table])

        def rows(folder: Path) -> str:
            return f"SELECT {chosen} FROM '{folder / table}.parquet' WHERE {key} IN {kept}"

        for name, folder in list(zip(names, folders, strict=True))[1:]:
            if not duckdb.sql(f"{rows(folder)} LIMIT 1").fetchall():
                print(f"{name} answers no {table} at all")
            for who, a, b in ((names[0], folders[0], folder), (name, folder, folders[0])):
                for row in duckdb.sql(f"({rows(a)}) EXCEPT ALL ({rows(b)}) LIMIT 5").fetchall():
                    print(f"only {who}, against {name}: {table} {row}")


# Measuring --------------------------------------------------------------------------------------------------------


def measured(parquet: Path, threads: int, runs: int) -> dict[str, dict[str, Any]]:
    """The median seconds and the highest peak of each contender; they take turns."""
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders.CONTENDERS}
    for _ in range(runs):
        for name, all_runs in told.items():
            all_runs.append(run(name, parquet, threads))
    return {
        name: all_runs[0]
        | {"seconds": median(one["seconds"] for one in all_runs), "peak": max(one["peak"] for one in all_runs)}
        for name, all_runs in told.items()
    }


def lines(events: int, threads: int, results: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Every comparison with what is aimed at."""
    ours, out = results[OURS], []
    where = f"{events} events, {threads} thread{'s' if threads > 1 else ''}"
    for name, goal in GOALS.items():
        ratio = results[name]["seconds"] / ours["seconds"]
        seconds = {"ours": ours["seconds"], "other": results[name]["seconds"]}
        out.append({"name": f"audit, s: {name}, {where}"} | seconds | {"ratio": ratio, "goal": goal, "met": ratio >= goal})
    if ours["input"] is not None:
        allowed = ours["input"] + BYTES_A_DUTY * ours["duties"]
        peak = {"ours": ours["peak"], "other": allowed, "ratio": allowed / ours["peak"], "goal": 1.0}
        out.append({"name": f"peak, bytes: input and {BYTES_A_DUTY} a duty, {where}"} | peak | {"met": ours["peak"] <= allowed})
    return out


def table(results: dict[str, dict[str, Any]]) -> None:
    ours = results[OURS]["seconds"]
    for name, one in results.items():
        goal = f"aim {GOALS[name]}" if name in GOALS else ""
        print(f"  {name:<12}{one['seconds']:>9.3f} s{one['seconds'] / ours:>8.2f} ×  {one['peak'] / 2**20:>8.0f} MiB  {goal}")


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
            for line in lines(asked.events, threads, results):
                print(json.dumps(line))
            continue
        counts = f"{results[OURS]['duties']} duties, {results[OURS]['findings']} findings"
        print(f"{asked.events} events, {counts}, threads: {threads}; all answers agree")
        table(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
