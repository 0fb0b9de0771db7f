"""In: a log on disk and how many threads. Out: what each contender answers, and the seconds and memory it
took.

Each function imports its own library, so that a process holds no other; what is timed starts at the Parquet,
the catalogue and its rules included, and ends with every duty and finding as a column in memory.
"""

from __future__ import annotations

import json
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from data import sample_log

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
    """Through the Rust program, which reads the CSV beside the Parquet and works on one thread always."""
    with tempfile.TemporaryDirectory() as folder:
        told = json.loads(sample_log("audit", str(parquet.with_suffix(".csv")), folder))
        duties = read(Path(folder) / "duties.csv", DUTY)
        findings = read(Path(folder) / "findings.csv", FINDING)
    seconds = told["read_s"] + told["audit_s"] + told["columns_s"]
    return Answers(duties, findings, seconds, told["peak_kib"] * 1024)


CONTENDERS: dict[str, Callable[[Path, int], Answers]] = {
    "liandong": liandong_audit,
    "DuckDB SQL": duckdb_audit,
    "polars": polars_audit,
}


def read(file: Path, columns: tuple[str, ...]) -> pa.Table:
    import pyarrow.csv as pa_csv

    texts = {name: pa.string() for name in columns}
    options = pa_csv.ConvertOptions(column_types=texts, include_columns=columns, strings_can_be_null=True)
    return pa_csv.read_csv(file, convert_options=options)


def peak() -> int:
    """The most memory this process has held; the mark of `getrusage` alone would outlive an `exec`."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            marks = [line.split()[1] for line in status if line.startswith("VmHWM:")]
        return int(marks[0]) * 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
