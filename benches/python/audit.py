"""In: a log, its size, and where it lies. Out: how long liandong, DuckDB SQL, polars and pandas take for the same
audit of it.

    python benches/python/audit.py [--log chain|full] [--source memory|parquet] [--events 1000000]
                                   [--threads 1 2] [--runs 5] [--no-pandas] [--json]

The answers of all are compared first, row by row; where they differ nothing is timed and it ends with 1. From Parquet
every run is a process of its own, the contenders take turns, and the median counts; from memory the runs of a
contender share a process and its log, and what liandong takes is `audits`' to say, which reads the same columns.
`--json` prints a line a contender instead of tables.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import contenders
import data
from data import Data

OURS = "liandong"


class Asked(argparse.Namespace):
    """The command line."""

    log: str
    source: str
    events: int
    threads: list[int]
    runs: int | None
    pandas: bool
    json: bool
    one: str | None
    answers: Path | None
    compare: list[Path] | None

    @property
    def data(self) -> Data:
        return data.make(self.log, self.events)

    @property
    def names(self) -> list[str]:
        """Who takes part; pandas knows the chain's duties and findings only, and our package need not be there."""
        left_out = set() if self.pandas and self.log == "chain" else {"pandas"}
        if find_spec("liandong") is None:
            left_out.add("liandong, Python")
        return [name for name in contenders.CONTENDERS[self.source] if name not in left_out]


def run(asked: Asked, name: str, threads: int, runs: int, answers: Path | None = None) -> dict[str, Any]:
    """One contender in a process of its own."""
    own = [sys.executable, __file__, "--one", name, "--log", asked.log, "--source", asked.source]
    own += ["--events", str(asked.events), "--threads", str(threads), "--runs", str(runs)]
    if answers:
        own += ["--answers", str(answers)]
    limits = {"POLARS_MAX_THREADS": str(threads)}
    done = subprocess.run(own, env=os.environ | limits, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def one(asked: Asked) -> None:
    """What `run` starts."""
    result = contenders.CONTENDERS[asked.source][asked.one or OURS](
        asked.data, asked.threads[0], asked.runs or 0
    )
    if asked.answers:
        import pyarrow.parquet as pq

        pq.write_table(result.duties, asked.answers / "duty.parquet")
        pq.write_table(result.findings, asked.answers / "finding.parquet")
    told = result.taken._asdict() | {"peak": result.peak_bytes, "input": result.input_bytes}
    print(json.dumps(told | {"duties": result.duties.num_rows, "findings": result.findings.num_rows}))


# Agreement ------------------------------------------------------------------------------------------------


def disagreements(asked: Asked) -> list[str]:
    """What one contender answers and another does not, as multisets of rows; nothing where all agree."""
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place) / str(number) for number in range(len(asked.names))]
        for name, folder in zip(asked.names, folders, strict=True):
            folder.mkdir()
            run(asked, name, max(asked.threads), 0, folder)
        compare = [sys.executable, __file__, "--log", asked.log, "--source", asked.source]
        compare += [] if asked.pandas else ["--no-pandas"]
        compare += ["--compare", *(str(folder) for folder in folders)]
        return subprocess.run(compare, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def compare(asked: Asked, folders: list[Path]) -> None:
    """What `disagreements` starts."""
    for name, folder in zip(asked.names[1:], folders[1:], strict=True):
        for table in contenders.COMPARED:
            if not rows(f"{answered(folder, table)} LIMIT 1"):
                print(f"{name} answers no {table} at all")
            ours, theirs = answered(folders[0], table), answered(folder, table)
            for who, one, other in ((OURS, ours, theirs), (name, theirs, ours)):
                for row in rows(f"({one}) EXCEPT ALL ({other}) LIMIT 5"):
                    print(f"only {who}, of {OURS} and {name}: {table} {row}")


def answered(folder: Path, table: str) -> str:
    """What is compared of a contender's answers, as a query."""
    columns, key, kept = contenders.COMPARED[table]
    chosen = ", ".join(f'"{name}"::VARCHAR' for name in columns)
    return f"SELECT {chosen} FROM '{folder / table}.parquet' WHERE {key} IN {kept}"


def rows(query: str) -> list[Any]:
    import duckdb

    return duckdb.execute(query).fetchall()


# Measuring ------------------------------------------------------------------------------------------------


def measured(asked: Asked, threads: int) -> dict[str, dict[str, Any]]:
    """The median times and the highest peak of each contender."""
    runs = asked.runs or (3 if asked.events >= 10_000_000 else 5)
    if asked.source == "memory":
        # pandas has one thread.
        names = [name for name in asked.names if name != OURS and (name != "pandas" or threads == 1)]
        return {name: run(asked, name, threads, runs) for name in names}
    told: dict[str, list[dict[str, Any]]] = {name: [] for name in asked.names}
    for _ in range(runs):
        for name, all_runs in told.items():
            all_runs.append(run(asked, name, threads, 0))
    return {
        name: all_runs[0]
        | {clock: median(one[clock] for one in all_runs) for clock in ("wall", "cores")}
        | {"peak": max(one["peak"] for one in all_runs)}
        for name, all_runs in told.items()
    }


def table(results: dict[str, dict[str, Any]]) -> None:
    ours = results.get(OURS)
    for name, one in results.items():
        times_ours = f"{one['wall'] / ours['wall']:>8.2f} ×" if ours else ""
        print(f"  {name:<12}{one['wall']:>9.3f} s{times_ours}{one['peak'] / 2**20:>8.0f} MiB")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--log", choices=("chain", "full"), default="chain")
    parser.add_argument("--source", choices=tuple(contenders.CONTENDERS), default="memory")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--runs", type=int, help="5, and 3 from ten million events on")
    parser.add_argument("--no-pandas", dest="pandas", action="store_false", help="which takes long")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--answers", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--compare", type=Path, nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args(namespace=Asked())
    if asked.one:
        one(asked)
        return 0
    if asked.compare:
        compare(asked, asked.compare)
        return 0
    if asked.log == "full" and asked.source == "memory":
        parser.error("the full log is read from Parquet")
    asked.data  # noqa: B018
    differing = disagreements(asked)
    if differing:
        print("the answers differ:", *differing, sep="\n", file=sys.stderr)
        return 1
    for threads in asked.threads:
        results = measured(asked, threads)
        if asked.json:
            where = {"log": asked.log, "source": asked.source, "events": asked.events, "threads": threads}
            for name, own in results.items():
                print(json.dumps({"who": name} | where | own), flush=True)
            continue
        print(
            f"{asked.events} events of {asked.log} from {asked.source}, threads: {threads}; all answers agree"
        )
        table(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
