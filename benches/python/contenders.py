"""In: a log on disk and how many threads. Out: what each contender answers, and the seconds and memory it
took.

Each function imports its own library, so that a process holds no other; what is timed starts at the Parquet,
the catalogue and its rules included, and ends with every duty and finding as a column in memory.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

AS_OF = "2024-01-01"

DUTY = ("norm", "subject", "obligor", "to", "status")
FINDING = ("code", "severity", "subject", "obligor", "to")

# What the peers encode; README.md says what is left out on both sides, and why.
NORMS = ("2.4e", "2.4f", "2.6b", "2.6c", "2.6d")
CODES = (
    "decided-without-competence", "duplicate-event", "handled-offline", "notice-missing",
    "notice-not-simultaneous", "notice-wrong-person", "push-before-decision", "push-by-undesignated-person",
    "push-missing", "push-not-synchronous", "push-wrong-actor", "push-wrong-channel", "push-wrong-recipient",
    "supervision-push-before-result", "supervision-push-missing", "supervision-push-off-platform",
    "supervision-push-wrong-actor", "supervision-push-wrong-recipient", "upload-missing",
)  # fmt: skip

# Of each table what is compared, and of which rows.
COMPARED = {"duty": (DUTY, "norm", NORMS), "finding": (FINDING, "code", CODES)}


class Answers(NamedTuple):
    """What an audit says, one row a duty and one a finding, and what it took."""

    duties: pa.Table
    findings: pa.Table
    seconds: float
    peak_bytes: int
    """The most the process held."""
    input_bytes: int | None = None
    """What the log takes in memory as it is handed over, where that can be told."""


def duckdb_audit(parquet: Path, threads: int) -> Answers:
    import sql_audit

    start = time.perf_counter()
    duties, findings = sql_audit.audit(parquet, threads, AS_OF)
    return Answers(duties, findings, time.perf_counter() - start, peak())


def polars_audit(parquet: Path, threads: int) -> Answers:
    import polars as pl
    import polars_audit as own

    # Set by the environment before polars starts.
    if pl.thread_pool_size() != threads:
        raise ValueError(f"POLARS_MAX_THREADS gives {pl.thread_pool_size()} threads, {threads} are asked for")
    start = time.perf_counter()
    duties, findings = own.audit(parquet, date.fromisoformat(AS_OF))
    taken, most = time.perf_counter() - start, peak()
    return Answers(duties.to_arrow(), findings.to_arrow(), taken, most)


def liandong_audit(parquet: Path, threads: int) -> Answers:
    import pyarrow.parquet as pq

    # It takes as many threads as the process may have; so does the reader of Parquet.
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    pa.set_cpu_count(threads)
    import liandong

    start = time.perf_counter()
    # No event of the log is at midnight: a midnight is an upload of which only the day is known.
    events = liandong.read_events(parquet, columns={"at_is_day": None}, midnights_are_days=True)
    audit = liandong.sample().audit(events, AS_OF)
    duties, findings = audit.duties.to_arrow(), audit.findings.to_arrow()
    seconds, most = time.perf_counter() - start, peak()
    own = plain(duties, DUTY), plain(findings, FINDING)
    return Answers(*own, seconds, most, pq.read_table(parquet).nbytes)


def plain(rows: pa.Table, names: tuple[str, ...]) -> pa.Table:
    """What is compared, without dictionaries."""
    return pa.table({name: rows[name].cast(pa.string()) for name in names})


CONTENDERS: dict[str, Callable[[Path, int], Answers]] = {
    "liandong": liandong_audit,
    "DuckDB SQL": duckdb_audit,
    "polars": polars_audit,
}


def peak() -> int:
    """The most memory this process has held; the mark of `getrusage` alone would outlive an `exec`."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            marks = [line.split()[1] for line in status if line.startswith("VmHWM:")]
        return int(marks[0]) * 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
