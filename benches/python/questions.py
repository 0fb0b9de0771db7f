"""In: nothing. Out: what the hot questions of the Python package cost, beside Rust where Rust does the same.

    python benches/python/questions.py [--rows 1000000] [--json]

The batch is asked of 20,000 matters over the same codes and days as `benches/src/bin/batch.rs` has, in the same
run. The best of several runs counts: whatever else the machine does only adds. `--json` prints a line a row:
`name`, `ours`, `other`, `ratio`, `goal`, `met`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import timeit
from datetime import date
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "target" / "benches" / "batch-catalogue.json"
RUNS = 7


class Row(NamedTuple):
    """One line of the table: ours and the other in nanoseconds, milliseconds where the name says so."""

    name: str
    ours: float
    other: float | None
    goal: str
    met: bool


def best(statement: str, names: dict[str, object], number: int) -> float:
    """Nanoseconds of a statement."""
    return min(timeit.repeat(statement, globals=names, number=number, repeat=RUNS)) / number * 1e9


def batch_in_rust(rows: int) -> dict[str, float]:
    """What the same batch costs in Rust; the catalogue is left where Python reads it."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    build = ["cargo", "build", "--quiet", "--release", "-p", "liandong-benches", "--bin", "batch"]
    subprocess.run(build, cwd=ROOT, check=True)
    program = [ROOT / "target" / "release" / "batch", CATALOGUE, str(rows)]
    told: dict[str, float] = json.loads(subprocess.run(program, check=True, stdout=subprocess.PIPE).stdout)
    return told


def batch(rows: int) -> tuple[Row, ...]:
    """Who approves, over Arrow columns with and without a dictionary."""
    import pyarrow as pa

    import liandong

    rust = batch_in_rust(rows)
    book = liandong.Rulebook(CATALOGUE)
    ids = list(book.matters)
    codes = pa.array([row * 7_919 % len(ids) for row in range(rows)], pa.uint32())
    first = (date(2016, 1, 1) - date(1970, 1, 1)).days
    on = pa.array([first + row * 523 % 3_650 for row in range(rows)], pa.int32()).cast(pa.date32())
    matters = pa.DictionaryArray.from_arrays(codes, pa.array(ids))
    answered = rows - book.approver_many(matters, on).column("approver").count(None)
    if answered != rust["approved"]:
        raise SystemExit(f"Rust has {rust['approved']} approvers and Python {answered}: nothing is timed")
    names = {"book": book, "matters": matters, "texts": matters.dictionary_decode(), "on": on}
    other = rust["nanoseconds"]
    ours, plain = (best(f"book.approver_many({own}, on)", names, 1) / rows for own in ("matters", "texts"))
    return (
        Row("approver_many, dictionary, ns a row", ours, other, "1.3 × Rust", ours <= 1.3 * other),
        Row("approver_many, plain strings, ns a row", plain, other, "–", True),
    )


def points() -> tuple[Row, ...]:
    """One question at a time."""
    import liandong

    book = liandong.Rulebook(CATALOGUE)
    matter = next(iter(book.matters.values()))
    names = {"book": book, "matter": matter, "on": date(2023, 5, 4), "id": matter.id}
    by_id, by_handle, reasons = (
        best(own, names, 100_000 if "reasons" not in own else 5_000)
        for own in ("book.approver(id, on)", "matter.approver(on)", "matter.approver(on).reasons")
    )
    return (
        Row("approver by id and date, ns", by_id, None, "300 ns", by_id <= 300),
        Row("approver by handle and date, ns", by_handle, None, "150 ns", by_handle <= 150),
        Row("the same with its reasons as values, ns", reasons, None, "–", True),
    )


def importing() -> Row:
    """`import liandong` in a process of its own, without starting Python."""
    code = "import time; t = time.perf_counter(); import liandong; print(time.perf_counter() - t)"
    taken = [float(subprocess.check_output([sys.executable, "-c", code])) * 1e3 for _ in range(RUNS)]
    return Row("import liandong, ms", min(taken), None, "50 ms", min(taken) <= 50)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    for row in (*batch(asked.rows), *points(), importing()):
        ratio = None if row.other is None else round(row.ours / row.other, 2)
        if asked.json:
            print(json.dumps({**row._asdict(), "ratio": ratio}))
        else:
            beside = "" if row.other is None else f"Rust {row.other:8.1f}  {ratio} ×"
            print(
                f"{row.name:42} {row.ours:10.1f}  goal {row.goal:11} {'met' if row.met else 'NOT met'}  {beside}"
            )


if __name__ == "__main__":
    main()
