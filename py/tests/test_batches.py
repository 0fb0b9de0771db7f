"""Questions by the million: columns and single values of every kind go in, tables that every frame library
takes come out; a row that cannot be asked says why.
"""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import liandong

BOOK = liandong.sample()
MATTERS = ["S-001", "S-002", "S-001", "S-999", None]
DAYS = [date(2023, 5, 4), date(2020, 1, 1), None, date(2023, 5, 4), date(2023, 5, 4)]
EXPECTED = BOOK.approver_many(MATTERS, DAYS).rows()


def counted(answers: liandong.Table) -> int:
    """How many rows DuckDB sees in a table."""
    relation = duckdb.sql("select count(*) from answers")
    assert relation is not None
    return int(relation.fetchall()[0][0])


def matters() -> list[Any]:
    own = pa.array(MATTERS)
    return [
        MATTERS,
        tuple(MATTERS),
        iter(MATTERS),
        np.array(MATTERS, object),
        pd.Series(MATTERS),
        pd.Series(MATTERS, dtype=object),
        pd.Series(MATTERS, dtype="category"),
        pl.Series(MATTERS),
        pl.Series(MATTERS, dtype=pl.Categorical),
        own,
        own.cast(pa.large_string()),
        own.cast(pa.string_view()),
        own.dictionary_encode(),
        pa.chunked_array([own[:1], own[1:1], own[1:]]),
        pa.chunked_array([own[:2].dictionary_encode(), own[2:].dictionary_encode()]),
        pa.array(["x", *MATTERS]).slice(1),
    ]


def days() -> list[Any]:
    own = pa.array(DAYS)
    moments: list[Any] = [day and datetime(day.year, day.month, day.day, 23, 30) for day in DAYS]
    aware = [moment and moment.replace(tzinfo=liandong.ZONE).astimezone(timezone.utc) for moment in moments]
    return [
        DAYS,
        [day and day.isoformat() for day in DAYS],
        moments,
        aware,
        np.array(moments, "datetime64[s]"),
        pd.Series(DAYS, dtype=object),
        pd.Series(moments),
        pd.Series(aware),
        pd.Series(aware, dtype=object),
        pl.Series(DAYS),
        pl.Series(aware),
        own,
        own.cast(pa.date64()),
        own.cast(pa.string()),
        own.cast(pa.string()).dictionary_encode(),
        *(pa.array(moments, pa.timestamp(unit)) for unit in ("s", "ms", "us", "ns")),
        *(pa.array(aware, pa.timestamp("us", zone)) for zone in ("UTC", "+08:00", "America/New_York")),
        pa.chunked_array([own[:1], own[1:]]),
    ]


def test_a_row_that_cannot_be_asked_says_why_and_costs_only_itself() -> None:
    errors = [row["error"] for row in EXPECTED]
    assert [error is None for error in errors] == [True, True, False, False, False]
    assert errors[2] == "no day; give one" and "S-999" in errors[3] and "no matter" in errors[4]
    assert EXPECTED[0]["approver"] == "bureau"


@pytest.mark.parametrize("place", range(len(matters())))
def test_every_column_of_matters_gives_the_same_table(place: int) -> None:
    assert BOOK.approver_many(matters()[place], DAYS).rows() == EXPECTED


@pytest.mark.parametrize("place", range(len(days())))
def test_every_column_of_days_gives_the_same_table(place: int) -> None:
    assert BOOK.approver_many(MATTERS, days()[place]).rows() == EXPECTED


def test_one_value_stands_for_every_row() -> None:
    one, many = BOOK.approver_many(MATTERS, "2023-05-04"), BOOK.approver_many(MATTERS, ["2023-05-04"] * 5)
    assert one.rows() == many.rows()
    assert BOOK.status_many("S-001", DAYS).rows() == BOOK.status_many(["S-001"] * 5, DAYS).rows()
    assert len(BOOK.status_many("S-001", date(2023, 5, 4))) == 1
    assert len(BOOK.status_many(pd.Series(["S-001"] * 3), pd.Timestamp("2023-05-04"))) == 3


def test_answers_by_the_million_are_those_asked_one_by_one() -> None:
    own = BOOK.approver_many(MATTERS[:2], DAYS[:2], accepted_on="2023-01-01")
    for matter, day, row in zip(MATTERS, DAYS, own.rows(), strict=False):
        assert matter is not None and day is not None
        value = BOOK.approver(matter, day, "2023-01-01").value
        assert (row["approver"], row["silence_kind"]) == (
            (None, value.kind) if isinstance(value, liandong.Silence) else (value.id, None)
        )


def test_columns_of_unequal_length_are_refused_with_both() -> None:
    with pytest.raises(ValueError, match="`matters` has 2 rows and `on` 3"):
        BOOK.status_many(["S-001"] * 2, DAYS[:3])


@pytest.mark.parametrize(
    "empty", [[], pa.array([], pa.string()), pa.chunked_array([], pa.string()), pl.Series([])]
)
def test_no_rows_are_a_table_of_none(empty: Any) -> None:
    for table in (
        BOOK.approver_many(empty, "2023-05-04"),
        BOOK.responsibilities_many(empty, []),
        BOOK.permits_many(empty, "bureau", empty),
    ):
        assert len(table) == 0 and table.rows() == []
        assert table.to_pandas().shape == (0, len(table.column_names))
        assert table.to_polars().columns == table.to_arrow().column_names == table.column_names
        assert counted(table) == 0


def test_a_cell_or_column_of_a_wrong_type_is_named_with_its_place() -> None:
    with pytest.raises(TypeError, match="`matters`, row 1: a dict where a text is expected"):
        BOOK.status_many(["S-001", {}], "2023-05-04")
    with pytest.raises(TypeError, match="`on`, row 0"):
        BOOK.status_many("S-001", [b"x"])
    with pytest.raises(TypeError, match="`on`: a column of Duration"):
        BOOK.status_many("S-001", pa.array([1], pa.duration("s")))
    for wrong in (5, object()):
        with pytest.raises(TypeError, match="`matters`: a value of type"):
            BOOK.status_many(wrong, "2023-05-04")
    with pytest.raises(TypeError, match="`on`: a value of type NoneType"):
        BOOK.status_many("S-001", None)


def test_unknown_acts_and_parties_are_said_row_by_row() -> None:
    acts, actors = ["accept", "juggle", None, "accept"], ["bureau", "bureau", "bureau", "nobody"]
    table = BOOK.permits_many(acts, actors, "2023-05-04", matter="S-001")
    assert [error is None for error in table.column("error")] == [True, False, False, False]
    assert "unknown act `juggle`" in table.column("error")[1] and "nobody" in table.column("error")[3]


def test_tables_go_into_every_library_and_back() -> None:
    audit = BOOK.audit(liandong.sample_year(), "2024-01-01")
    assert len(audit.duties) > 100
    for table in (audit.findings.table, audit.duties.table, BOOK.responsibilities_many(MATTERS, DAYS)):
        arrow = table.to_arrow()
        arrow.validate(full=True)
        assert arrow.column_names == table.column_names and arrow.num_rows == len(table)
        assert table.to_polars().height == len(table.to_pandas()) == len(table)
        assert counted(table) == len(table)
        codes = table.column_names[0]
        assert arrow.column(codes).to_pylist() == table.column(codes)
        assert table.to_polars()[codes].to_list() == table.column(codes)
        again = pa.RecordBatchReader.from_stream(table).read_all()
        assert again == arrow and pa.schema(table) == arrow.schema


def test_an_answers_columns_are_taken_as_a_questions() -> None:
    findings = BOOK.audit(liandong.sample_year(), "2024-01-01").findings
    for frame in (findings.to_pandas(), findings.to_polars(), findings.to_arrow()):
        asked = BOOK.status_many(frame["subject"], "2023-05-04")
        assert len(asked) == len(findings)
