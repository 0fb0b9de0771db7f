"""How long the audit of a log of 50,000,000 rows takes, and how much memory. In goes a number of rows, out
come seconds and megabytes; no test, run by hand: `python tests/huge.py [rows]`.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa

import liandong

FIELDS = ("kind", "matter", "actor", "to", "officer", "channel", "handled_via", "result")


def told(what: str, began: float) -> float:
    """Prints a step, how long it took, and the most memory that the process has had; when the next begins."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<28} {time.perf_counter() - began:8.1f} s   peak {peak:8.0f} MB", flush=True)
    return time.perf_counter()


def case_without_findings(book: liandong.Rulebook) -> list[liandong.Event]:
    """The events of a case of the sample zone that ended as it should."""
    events = liandong.sample_events(5_000)
    stood = book.audit(events, "2024-02-01").standing_of_cases
    clean = next(own.subject.id for own in stood if own.fulfilled > 1 and not (own.breaches or own.reviews))
    return [event for event in events if event.case == clean]


def frame(like: list[liandong.Event], rows: int) -> pa.Table:
    """That case so many times over, a second later each time within its hour; texts in dictionaries."""
    row = np.arange(rows, dtype=np.int64)
    case, step = row // len(like), (row % len(like)).astype(np.int8)
    moments = [event.at for event in like if isinstance(event.at, datetime)]
    at = np.array([int(at.timestamp()) for at in moments])[step] + case % 1200
    columns: dict[str, Any] = {"at": pa.array(at).cast(pa.timestamp("s", "UTC"))}
    # A number for each case, as text, made by Arrow and not in Python.
    numbers = pa.array(np.arange(case[-1] + 1)).cast(pa.string())
    columns["case"] = pa.DictionaryArray.from_arrays(pa.array(case.astype(np.int32)), numbers)
    for name in FIELDS:
        own = [getattr(event, name) for event in like]
        values = sorted({str(value) for value in own if value is not None})
        codes = np.array([-1 if value is None else values.index(str(value)) for value in own], np.int8)[step]
        columns[name] = pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), pa.array(values))
    return pa.table(columns)


def main(rows: int) -> None:
    """Makes the frame, audits it, and reads the table of findings."""
    book, began = liandong.sample(), time.perf_counter()
    table = frame(case_without_findings(book), rows)
    began = told(f"{rows:,} rows made", began)
    events = liandong.read_events(table)
    began = told("read", began)
    audit = book.audit(events, "2024-02-01")
    began = told("audited", began)
    findings, duties = len(audit.findings.table), len(audit.duties)
    told(f"{findings:,} findings as columns", began)
    print(f"{duties:,} duties, {len(events):,} events")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000_000)
