"""In: a number of events. Out: a generated log of that size on disk, and what it is audited by, kept for next
time: `full`, the sample zone's under the text's own profile, or `chain`, without references and with limits.

The rows are shuffled. `at` is a timestamp without zone (the zone's own time, to the second) with `at_is_day`
beside it: some uploads have a day without a time, and a text would make every contender parse ten million of
them. Ids, cases and references are plain strings, what repeats is dictionary-encoded, what no event has is no
column. The same rows lie beside it as CSV, for who reads no Parquet.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "target" / "benches"
PROGRAMS = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
LOGS = PROGRAMS / "logs"
SAMPLE = ROOT / "tests" / "sample" / "catalogue.json"
SEED = 1

PLAIN = ("id", "case", "refers_to")
CODED = ("kind", "actor", "officer", "matter", "to", "person", "channel", "handled_via", "result", "about")


class Data(NamedTuple):
    """A log on disk, and what it is audited by."""

    name: str
    folder: Path

    @property
    def parquet(self) -> Path:
        return self.folder / "log.parquet"

    @property
    def csv(self) -> Path:
        return self.folder / "log.csv"

    @property
    def as_of(self) -> str:
        return "2024-01-01" if self.name == "full" else "2026-01-01"

    @property
    def catalogue(self) -> Path:
        return SAMPLE if self.name == "full" else self.folder / "catalogue.json"

    @property
    def profile(self) -> Path | None:
        return None if self.name == "full" else self.folder / "profile.json"

    def limits(self) -> dict[str, int | None]:
        """The working days of each limit."""
        names = ("result_push", "liaison_notice", "supervision_push")
        given: dict[str, Any] = {}
        if self.profile:
            given = json.loads(self.profile.read_text(encoding="utf-8"))["limits"]
            if any(limit["unit"] != "working_days" for limit in given.values()):
                raise ValueError("the peers count working days only")
        return {name: given.get(name, {}).get("value") for name in names}

    def working(self) -> pa.Table:
        """Each day, and how many working days there are up to it."""
        if not self.profile:
            return pa.table({"day": pa.array([], pa.date32()), "number": pa.array([], pa.int64())})
        return pa_csv.read_csv(self.folder / "working_days.csv")


def program(name: str, *arguments: str | Path) -> str:
    """Runs one of our programs, built first where it is not there, and gives what it says."""
    path = PROGRAMS / name
    if not path.exists():
        build = ["cargo", "build", "--release", "-p", "liandong-benches", "--features", "parallel,parquet"]
        subprocess.run([*build, "--bin", name], cwd=ROOT, check=True)
    return subprocess.run([path, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def make(name: str, events: int) -> Data:
    """A log of so many events."""
    data = Data(name, KEPT / f"{name}-{events}")
    data.folder.mkdir(parents=True, exist_ok=True)
    # The Parquet is moved into place last, so that a run that was cut off leaves nothing to be taken for whole. What
    # an older program wrote may be another log, and have other answers.
    written = data.parquet.stat().st_mtime if data.parquet.exists() else 0
    if not LOGS.exists() or written < LOGS.stat().st_mtime:
        if name == "full":
            ordered = data.folder / "ordered.csv"
            program("logs", "write", str(events), str(SEED), ordered)
            rows = shuffled(read(ordered))
            ordered.unlink()
            pa_csv.write_csv(plain(rows), data.csv, pa_csv.WriteOptions(quoting_style="none"))
        else:
            program("logs", "chain", str(events), str(SEED), data.folder)
            rows = read(data.csv)
        unfinished = data.parquet.with_suffix(".unfinished")
        pq.write_table(timed(rows), unfinished, compression="zstd")
        unfinished.rename(data.parquet)
    return data


def read(file: Path) -> pa.Table:
    coded = pa.dictionary(pa.int32(), pa.string())
    types = {name: pa.string() for name in (*PLAIN, "at")} | dict.fromkeys(CODED, coded)
    options = pa_csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    rows = pa_csv.read_csv(file, convert_options=options).unify_dictionaries()
    return rows.select([name for name in rows.column_names if rows[name].null_count < len(rows)])


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


def interned(parquet: Path) -> tuple[pa.Table, pa.Array]:
    """The log in memory with each case by its number, and the cases."""
    rows = pq.read_table(parquet, read_dictionary=["case", *CODED]).unify_dictionaries().combine_chunks()
    place = rows.column_names.index("case")
    cases = rows["case"].chunk(0) if rows["case"].num_chunks else rows["case"].combine_chunks()
    return rows.set_column(place, "case", cases.indices.cast(pa.uint32())), cases.dictionary
