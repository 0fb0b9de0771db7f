"""What a log is made of: names for ids, days among moments, and the way out as columns."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import liandong
from liandong import Audit, Events, InputError


def said(audit: Audit) -> list[dict[str, Any]]:
    """What an audit says, without lines that are no events: those are no rows, and have no columns."""
    findings = (own for own in audit.findings if own.code != "unreadable-event")
    return [own.to_dict() for own in (*audit.duties, *findings)]


@pytest.fixture(scope="module")
def year() -> Events:
    return liandong.sample_year()


def test_a_log_goes_out_as_columns_and_comes_back_as_it_was(year: Events, tmp_path: Path) -> None:
    book, frame = liandong.sample(), year.to_polars()
    assert len(frame) == len(year) and frame["at_is_day"].any()
    expected = said(book.audit(year, "2024-01-01"))
    assert said(book.audit(frame, "2024-01-01")) == expected
    assert said(book.audit(frame.to_dict(as_series=False), "2024-01-01")) == expected
    frame.write_parquet(tmp_path / "log.parquet")
    assert said(book.audit(tmp_path / "log.parquet", "2024-01-01")) == expected
    assert said(book.audit([own.to_dict() for own in year], "2024-01-01")) == expected


def test_a_row_that_is_no_event_keeps_its_place_and_says_why() -> None:
    events = liandong.read_events({"at": ["2023-05-04", None, "2023-05-06"], "kind": ["planning"] * 3})
    assert [row for row, _ in events.unreadable] == [1]
    assert events.table.column("kind") == ["planning", None, "planning"]
    assert [own.at.day for own in events] == [4, 6] and events[2].at.day == 6
    with pytest.raises(InputError, match="no `at`"):
        events[1]
    with pytest.raises(IndexError):
        events[3]


def test_names_stand_for_ids_where_that_is_said() -> None:
    book = liandong.sample()
    row = {"时间": "2023-05-04 09:30", "种类": "决定", "办件": "C1", "事项": "S-001", "主体": "行政审批局"}
    unknown = book.audit([row], "2023-07-01").findings.table.column("code")
    assert "unknown-party" in unknown
    for source in ([row], pl.DataFrame([row]), pl.DataFrame([row]).write_csv().encode()):
        events = liandong.read_events(source, values=book.names_to_ids)
        assert events[0].actor == "bureau" and events[0].matter == "S-001"
        assert "push-missing" in book.audit(events, "2023-07-01").findings.table.column("code")


def test_names_of_a_dictionary_are_looked_up_once_and_stand_for_ids() -> None:
    frame = pl.DataFrame(
        {"at": [datetime(2023, 5, 4)] * 3, "kind": ["decision"] * 3, "actor": ["甲", "甲", "乙"]}
    )
    frame = frame.with_columns(pl.col("actor").cast(pl.Categorical))
    events = liandong.read_events(frame, values={"actor": {"甲": "bureau"}})
    assert events.table.column("actor") == ["bureau", "bureau", "乙"]
    with pytest.raises(ValueError, match="`at` is a time"):
        liandong.read_events(frame, values={"at": {"甲": "2023-05-04"}})


def test_a_text_of_lines_is_no_path() -> None:
    with pytest.raises(TypeError, match="give the log's bytes"):
        liandong.read_events("at,kind\n2023-05-04,decision\n")
