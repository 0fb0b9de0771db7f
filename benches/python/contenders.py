"""In: a log on disk, how many threads and how often. Out: what each contender answers, and the seconds and memory
it took.

Each function imports its own library, so that a process holds no other. From Parquet what is timed starts at the
file, the catalogue and its rules included, and ends with every duty and finding as a column in memory. From memory
the log lies there as the contender likes it best and what holds on which days is worked out before the clock
starts; each run but the first counts, which only warms up.
"""

from __future__ import annotations

import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pyarrow as pa
from data import Data, program

DUTY = ("norm", "subject", "obligor", "to", "status")
FINDING = ("code", "severity", "subject", "obligor", "to")

# What the peers encode; README.md says what is left out on both sides, and why.
NORMS = ("2.4e", "2.4f", "2.6b", "2.6c", "2.6d")
CODES = (
    "decided-without-competence", "duplicate-event", "handled-offline", "notice-late", "notice-missing",
    "notice-not-simultaneous", "notice-wrong-person", "push-before-decision", "push-by-undesignated-person",
    "push-late", "push-missing", "push-not-synchronous", "push-wrong-actor", "push-wrong-channel",
    "push-wrong-recipient", "supervision-push-before-result", "supervision-push-late", "supervision-push-missing",
    "supervision-push-off-platform", "supervision-push-wrong-actor", "supervision-push-wrong-recipient",
    "upload-missing",
)  # fmt: skip

# Of each table what is compared, and of which rows.
COMPARED = {"duty": (DUTY, "norm", NORMS), "finding": (FINDING, "code", CODES)}


class Taken(NamedTuple):
    """Seconds by the wall, and those that all cores ran."""

    wall: float
    cores: float


class Answers(NamedTuple):
    """What an audit says, one row a duty and one a finding, and what it took."""

    duties: pa.Table
    findings: pa.Table
    taken: Taken
    peak_bytes: int
    """The most the process held."""
    input_bytes: int | None = None
    """What the log takes in memory as it is handed over, where that can be told."""


def timed(audit: Callable[[], Any], runs: int = 0) -> tuple[Any, Taken]:
    """What an audit gives and what it takes; the median of so many runs after one that warms up."""
    taken = []
    for _ in range(runs + 1):
        wall, cores = time.perf_counter(), time.process_time()
        given = audit()
        taken.append(Taken(time.perf_counter() - wall, time.process_time() - cores))
    return given, middle(taken)


def middle(taken: list[Taken]) -> Taken:
    walls, cores = zip(*(taken[1:] or taken), strict=True)
    return Taken(median(walls), median(cores))


def duckdb_parquet(data: Data, threads: int, runs: int) -> Answers:
    import sql_audit

    (duties, findings), taken = timed(lambda: sql_audit.from_parquet(data, threads))
    return Answers(duties, findings, taken, peak())


def duckdb_memory(data: Data, threads: int, runs: int) -> Answers:
    import sql_audit

    memory, all_runs = sql_audit.Memory(data, threads), []
    for _ in range(runs + 1):
        cursor = memory.prepared()
        found, taken = timed(lambda: sql_audit.judged(cursor))  # noqa: B023
        all_runs.append(taken)
    most = peak()
    duties, findings = (named(table, memory.cases) for table in found)
    return Answers(duties, findings, middle(all_runs), most)


def with_threads(threads: int) -> None:
    import polars as pl

    # Set by the environment before polars starts.
    if pl.thread_pool_size() != threads:
        raise ValueError(f"POLARS_MAX_THREADS gives {pl.thread_pool_size()} threads, {threads} are asked for")


def polars_parquet(data: Data, threads: int, runs: int) -> Answers:
    import polars_audit

    with_threads(threads)
    found, taken = timed(lambda: polars_audit.from_parquet(data))
    most = peak()
    duties, findings = (frame.to_arrow() for frame in found)
    return Answers(duties, findings, taken, most)


def polars_memory(data: Data, threads: int, runs: int) -> Answers:
    import polars_audit

    with_threads(threads)
    memory = polars_audit.Memory(data)
    found, taken = timed(memory.audit, runs)
    most = peak()
    duties, findings = (named(frame.to_arrow(), memory.cases) for frame in found)
    return Answers(duties, findings, taken, most)


def pandas_memory(data: Data, threads: int, runs: int) -> Answers:
    import pandas_audit

    memory = pandas_audit.Memory(data)
    found, taken = timed(memory.audit, min(runs, 3))
    most = peak()
    tables = (pa.Table.from_pandas(frame, preserve_index=False) for frame in found)
    duties, findings = (named(table, memory.cases) for table in tables)
    return Answers(duties, findings, taken, most)


def on_cores(threads: int) -> None:
    """Ours takes as many threads as the process may have, which one that it starts may have too."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def liandong_parquet(data: Data, threads: int, runs: int) -> Answers:
    """The program in Rust, which begins and ends its time as the others do here."""
    on_cores(threads)
    with tempfile.TemporaryDirectory() as place:
        given = [data.parquet, data.catalogue, data.profile or "-", data.as_of, place]
        told = json.loads(program("parquet_audit", *given))
        duties, findings = answered(Path(place))
    return Answers(duties, findings, Taken(told["wall"], told["cores"]), told["peak"])


def liandong_python_parquet(data: Data, threads: int, runs: int) -> Answers:
    import pyarrow.parquet as pq

    on_cores(threads)
    pa.set_cpu_count(threads)
    import liandong

    def audit() -> tuple[pa.Table, pa.Table]:
        # No event of the log is at midnight: a midnight is an upload of which only the day is known.
        events = liandong.read_events(data.parquet, columns={"at_is_day": None}, midnights_are_days=True)
        if data.profile:
            catalogue, profile = (file.read_text(encoding="utf-8") for file in (data.catalogue, data.profile))
            rulebook = liandong.Rulebook.from_json(catalogue, profile)
        else:
            rulebook = liandong.sample()
        audited = rulebook.audit(events, data.as_of)
        return audited.duties.to_arrow(), audited.findings.to_arrow()

    (duties, findings), taken = timed(audit)
    most = peak()
    return Answers(
        plain(duties, DUTY), plain(findings, FINDING), taken, most, pq.read_table(data.parquet).nbytes
    )


def liandong_answers(data: Data, threads: int, runs: int) -> Answers:
    """What the core says of the interned columns in memory; `benches/src/bin/audits.rs` times that."""
    return Answers(*answered(data.folder), Taken(0.0, 0.0), 0)


def answered(folder: Path) -> tuple[pa.Table, pa.Table]:
    """The duties and findings that a program of ours wrote."""
    import pyarrow.csv as pa_csv

    texts = pa_csv.ConvertOptions(
        column_types=dict.fromkeys({*DUTY, *FINDING}, pa.string()), strings_can_be_null=True
    )
    duties, findings = (
        pa_csv.read_csv(folder / f"{name}.csv", convert_options=texts) for name in ("duties", "findings")
    )
    return plain(duties, DUTY), plain(findings, FINDING)


def plain(rows: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """What is compared, without dictionaries."""
    return pa.table({name: rows[name].cast(pa.string()) for name in names})


def named(rows: pa.Table, cases: pa.Array) -> pa.Table:
    """With the case's text in the place of its number."""
    place = rows.column_names.index("subject")
    return rows.set_column(place, "subject", cases.take(rows["subject"].combine_chunks()))


Contender = Callable[[Data, int, int], Answers]

CONTENDERS: dict[str, dict[str, Contender]] = {
    "parquet": {
        "liandong": liandong_parquet,
        "liandong, Python": liandong_python_parquet,
        "DuckDB SQL": duckdb_parquet,
        "polars": polars_parquet,
    },
    "memory": {
        "liandong": liandong_answers,
        "DuckDB SQL": duckdb_memory,
        "polars": polars_memory,
        "pandas": pandas_memory,
    },
}


def peak() -> int:
    """The most memory this process has held; the mark of `getrusage` alone would outlive an `exec`."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            marks = [line.split()[1] for line in status if line.startswith("VmHWM:")]
        return int(marks[0]) * 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
