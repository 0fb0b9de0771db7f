"""In: a number of events. Out: the sample zone's generated log of that size as Parquet, shuffled, kept for
next time.

`at` is a timestamp without zone (the zone's own time, to the second) with `at_is_day` beside it: some uploads
have a day without a time, and a text would make every contender parse ten million of them. Ids, cases and
references are plain strings, what repeats is dictionary-encoded. The same rows lie beside it as CSV, for who
reads no Parquet.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "target" / "benches"
SAMPLE_LOG = ROOT / "target" / "release" / "sample_log"
SEED = 1

PLAIN = ("id", "case", "refers_to")
CODED = ("kind", "actor", "officer", "matter", "to", "person", "channel", "handled_via", "result", "about")


class Data(NamedTuple):
    """A log of the sample zone on disk."""

    parquet: Path
    csv: Path


def sample_log(*arguments: str) -> str:
    """Runs the program that writes and audits the sample log, built where it is not yet."""
    if not SAMPLE_LOG.exists():
        build = ["cargo", "build", "--release", "-p", "liandong-benches", "--bin", "sample_log"]
        subprocess.run(build, cwd=ROOT, check=True)
    return subprocess.run([SAMPLE_LOG, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def make(events: int) -> Data:
    """The log of so many events."""
    KEPT.mkdir(parents=True, exist_ok=True)
    data = Data(KEPT / f"log-{events}.parquet", KEPT / f"log-{events}.csv")
    if not (data.parquet.exists() and data.csv.exists()):
        ordered = KEPT / f"ordered-{events}.csv"
        sample_log("write", str(events), str(SEED), str(ordered))
        rows = shuffled(read(ordered))
        ordered.unlink()
        pa_csv.write_csv(plain(rows), data.csv, pa_csv.WriteOptions(quoting_style="none"))
        # Moved into place last, so that a run that was cut off leaves nothing to be taken for whole.
        unfinished = data.parquet.with_suffix(".unfinished")
        pq.write_table(timed(rows), unfinished, compression="zstd")
        unfinished.rename(data.parquet)
    return data


def read(file: Path) -> pa.Table:
    coded = pa.dictionary(pa.int32(), pa.string())
    types = {name: pa.string() for name in (*PLAIN, "at")} | dict.fromkeys(CODED, coded)
    return pa_csv.read_csv(
        file, convert_options=pa_csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    ).unify_dictionaries()


def shuffled(rows: pa.Table) -> pa.Table:
    return rows.take(pa.array(np.random.default_rng(SEED).permutation(rows.num_rows)))


def timed(rows: pa.Table) -> pa.Table:
    """The texts of `at` as timestamps, and whether each is a day."""
    at = rows["at"]
    is_day = pc.equal(pc.utf8_length(at), 10)
    full = pc.if_else(is_day, pc.binary_join_element_wise(at, "00:00:00", "T"), at)
    stamps = pc.strptime(full, format="%Y-%m-%dT%H:%M:%S", unit="s")
    return rows.set_column(1, "at", stamps).add_column(2, "at_is_day", is_day)


def plain(rows: pa.Table) -> pa.Table:
    """Dictionaries written out, and nothing where nothing is, as CSV has it."""
    texts = [pc.fill_null(rows[name].cast(pa.string()), "") for name in rows.column_names]
    return pa.table(texts, names=rows.column_names)
