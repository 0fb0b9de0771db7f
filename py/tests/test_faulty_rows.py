"""A row that is none costs only itself: its number and the reason stand beside the rest, however the log
came, whole or in chunks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import liandong
from liandong import InputError, read_events

BOOK = liandong.sample()
AT = ["2023-05-04T09:30", None, "2023-05-05", "yesterday", "2023-05-06"]
KIND = ["decision", "decision", "visit", "decision", None]
CHANNEL = ["message", None, "smoke", None, None]
FRAME = {"at": AT, "kind": KIND, "channel": CHANNEL}
ROWS = [dict(zip(FRAME, row, strict=True)) for row in zip(*FRAME.values(), strict=True)]


def as_csv() -> bytes:
    content = io.StringIO()
    writer = csv.writer(content)
    writer.writerows([FRAME, *zip(AT, KIND, CHANNEL, strict=True)])
    return content.getvalue().encode()


def as_xlsx() -> bytes:
    made = openpyxl.Workbook()
    made.worksheets[0].append(list(FRAME))
    for row in zip(AT, KIND, CHANNEL, strict=True):
        made.worksheets[0].append(list(row))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def chunked() -> pa.Table:
    table = pa.table(FRAME)
    return pa.concat_tables([table[:1], table[1:1], table[1:4], table[4:]])


FORMS: dict[str, Callable[[], Any]] = {
    "dict": lambda: FRAME,
    "rows": lambda: ROWS,
    "generator": lambda: iter(ROWS),
    "pandas": lambda: pd.DataFrame(FRAME),
    "pandas objects": lambda: pd.DataFrame(FRAME, dtype=object),
    "polars": lambda: pl.DataFrame(FRAME),
    "arrow": lambda: pa.table(FRAME),
    "chunks": chunked,
    "dictionaries": lambda: pa.table(
        {name: pa.array(own).dictionary_encode() for name, own in FRAME.items()}
    ),
    "sliced": lambda: pa.table({name: ["x", *own, "x"] for name, own in FRAME.items()}).slice(1, 5),
    "csv": as_csv,
    "xlsx": as_xlsx,
}


@pytest.mark.parametrize("form", FORMS)
def test_faulty_rows_keep_their_numbers_and_reasons(form: str) -> None:
    events = read_events(FORMS[form]())
    by_row = dict(events.unreadable)
    lines = 1 if form == "csv" else 0
    assert set(by_row) >= {1 + lines, 3 + lines}, events.unreadable
    assert "yesterday" in by_row[3 + lines]
    assert set(by_row) <= {row + lines for row in (1, 2, 3, 4)}
    kinds = [event.kind for row, event in enumerate(events) if (row + lines) not in by_row]
    assert kinds[0] == "decision"


# Rows of files that are none are left out of the log, and numbered by their lines.
@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("csv", "xlsx")])
def test_every_form_judges_faulty_rows_alike(form: str) -> None:
    own, expected = (BOOK.audit(read_events(FORMS[name]()), "2024-01-01") for name in (form, "dict"))
    assert own.to_dict() == expected.to_dict()
    assert own.events.unreadable == expected.events.unreadable


class _Raises:
    def __init__(self, error: BaseException) -> None:
        self.error = error

    def isoformat(self) -> str:
        raise self.error


class _Color(Enum):
    RED = "red"


def test_a_cell_that_holds_no_text_costs_its_row() -> None:
    cells: list[Any] = [
        {},
        [],
        object(),
        _Raises(KeyError("no")),
        True,
        b"x",
        1j,
        _Color.RED,
        np.array([1, 2]),
        "K",
    ]
    at, kind = ["2023-05-04"] * len(cells), ["decision"] * len(cells)
    events = read_events({"at": at, "kind": kind, "case": cells})
    assert [row for row, _ in events.unreadable] == list(range(len(cells) - 1))
    assert all(why.startswith("`case`: ") for _, why in events.unreadable)
    assert events[len(cells) - 1].case == "K"


def test_what_stands_for_nothing_is_nothing() -> None:
    cells: list[Any] = [None, float("nan"), np.float64("nan"), pd.NaT, pd.NA, np.datetime64("NaT")]
    at, kind = ["2023-05-04"] * len(cells), ["decision"] * len(cells)
    events = read_events({"at": at, "kind": kind, "case": cells})
    assert events.unreadable == () and all(event.case is None for event in events)
    untimed = read_events({"at": cells, "kind": kind})
    assert [why for _, why in untimed.unreadable] == ["no `at`; fill it in"] * len(cells)


def test_whole_numbers_are_texts() -> None:
    cells: list[Any] = [7, np.int64(7), 7.0, np.float32(7), "7"]
    at, kind = ["2023-05-04"] * len(cells), ["decision"] * len(cells)
    assert {event.case for event in read_events({"at": at, "kind": kind, "case": cells})} == {"7"}


def test_ctrl_c_while_a_cell_is_looked_at_is_no_fault_of_the_row() -> None:
    for error in (KeyboardInterrupt(), SystemExit(3), GeneratorExit()):
        with pytest.raises(type(error)):
            read_events({"at": [_Raises(error)], "kind": ["decision"]})


def test_a_row_that_is_no_mapping_costs_only_itself() -> None:
    events = read_events(
        [{"at": "2023-05-04", "kind": "decision"}, 5, None, {"at": "2023-05-05", "kind": "visit"}]
    )
    assert [row for row, _ in events.unreadable] == [1, 2] and events[3].kind == "visit"
    assert "a value of type int is no event" in events.unreadable[0][1]


def test_a_chunk_of_another_kind_is_refused_and_one_that_raises_is_told() -> None:
    schema = pa.schema({"at": pa.string(), "kind": pa.string()})
    good = pa.record_batch({"at": ["2023-05-04"], "kind": ["decision"]}, schema)

    def batches() -> Iterator[pa.RecordBatch]:
        yield from [good] * 3
        raise OSError("the disk is gone")

    with pytest.raises(TypeError, match="the disk is gone"):
        read_events(pa.RecordBatchReader.from_batches(schema, batches()))
    bad = pa.table({"at": pa.chunked_array([["2023-05-04"]] * 2), "kind": pa.chunked_array([[b"a"], [b"b"]])})
    with pytest.raises(InputError, match=r"\$.kind: a column of Binary"):
        read_events(bad)


def test_all_columns_of_a_wrong_type_are_listed_at_once() -> None:
    table = pa.table({"at": [True], "kind": [b"x"], "case": [{"a": 1}], "covers": [5.5]})
    with pytest.raises(InputError) as caught:
        read_events(table)
    assert {"$.at", "$.kind", "$.case"} <= {fault.path for fault in caught.value.faults}


def test_chunks_are_the_same_as_one_whatever_their_length() -> None:
    rows = [event.to_dict() for event in liandong.sample_year()]
    table = pa.table(
        {name: [row.get(name) for row in rows] for name in {name: 0 for row in rows for name in row}}
    )
    expected = BOOK.audit(rows, "2024-01-01")
    for count in (1, 97, 10_000):
        streamed = BOOK.audit(table.to_reader(max_chunksize=count), "2024-01-01")
        assert streamed.to_dict() == expected.to_dict()
        assert streamed.findings.to_arrow() == expected.findings.to_arrow()


def test_lists_of_projects_are_read_from_every_kind_of_list() -> None:
    covers: list[Any] = [["P1", "P2"], [], None, ["P2"]]
    expected = [("P1", "P2"), (), (), ("P2",)]
    frame = {"at": ["2023-05-04"] * 4, "kind": ["weekly_reconciliation"] * 4, "covers": covers}
    texts = {**frame, "covers": ["P1；P2", "", None, "P2"]}
    forms = [
        frame,
        texts,
        pd.DataFrame(frame),
        pl.DataFrame(frame),
        pa.table(frame),
        pa.table({**frame, "covers": pa.array(covers, pa.large_list(pa.string_view()))}),
        pa.table({**frame, "covers": pa.array(covers, pa.list_(pa.dictionary(pa.int8(), pa.string())))}),
        pa.table({**frame, "covers": pa.array([[], *covers], pa.list_(pa.string())).slice(1)}),
        pd.DataFrame({**frame, "covers": [own if own is None else np.array(own, object) for own in covers]}),
        pd.DataFrame({**frame, "at": [datetime(2023, 5, 4).date()] * 4}),
    ]
    for form in forms:
        assert [event.covers for event in read_events(form)] == expected, type(form)


def test_decimals_and_other_numbers_are_refused_by_name() -> None:
    with pytest.raises(InputError, match="Decimal128"):
        read_events(pa.table({"at": ["2023-05-04"], "kind": ["decision"], "case": [Decimal("1.5")]}))


def test_evidence_of_a_finding_that_is_none_names_the_place() -> None:
    audit = BOOK.audit(ROWS, "2024-01-01")
    assert audit.evidence(-1) == audit.evidence(len(audit.findings) - 1)
    for place in (len(audit.findings), -len(audit.findings) - 1, 2**70):
        with pytest.raises(liandong.NoFinding, match=f"`{place}`") as caught:
            audit.evidence(place)
        assert f"`{place}`" in caught.value.zh and caught.value.findings == len(audit.findings)
