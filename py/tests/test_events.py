"""A log is the same log whatever it comes in: every frame, list and file gives the audit of the reference."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

import liandong
from liandong import Event, Events, InputError, read_events

BOOK = liandong.sample()
AS_OF = "2024-01-01"
# Beside the ASCII of the ids, texts of two, three and four bytes, and of none at all.
CASES = ["C1", "办件二", "办件𠮷", "é"]


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for place, case in enumerate(CASES * 5):
        at = datetime(2023, 5, 4, 9, 30) + timedelta(days=place, minutes=7 * place)
        own: dict[str, Any] = {"at": at, "case": f"{case}-{place}", "matter": "S-001", "actor": "bureau"}
        rows.append({**own, "kind": "application_accepted", "handled_via": "platform"})
        rows.append({**own, "kind": "decision", "at": at + timedelta(days=3), "result": "granted"})
        pushed = {"kind": "result_push", "at": at + timedelta(days=9), "to": "econ", "channel": "message"}
        rows.append({**own, **pushed, "result": "granted", "officer": "pusher-02"})
    return rows


ROWS = _rows()
NAMES = ["at", "kind", "case", "matter", "actor", "to", "officer", "channel", "handled_via", "result"]
COLUMNS: dict[str, list[Any]] = {name: [row.get(name) for row in ROWS] for name in NAMES}
REFERENCE = read_events(ROWS)
AUDIT = BOOK.audit(REFERENCE, AS_OF)
TEXTS = {**COLUMNS, "at": [at.isoformat() for at in COLUMNS["at"]]}
CHINESE = {
    "at": "时间",
    "kind": "事件类型",
    "case": "办件编号",
    "matter": "事项编码",
    "actor": "单位",
    "to": "接收单位",
    "officer": "经办人",
    "channel": "渠道",
    "handled_via": "办理方式",
    "result": "结果",
}


def is_reference(events: Events) -> None:
    assert events.unreadable == () and events.unknown_columns == []
    assert list(events) == list(REFERENCE)
    assert BOOK.audit(events, AS_OF).to_dict() == AUDIT.to_dict()


def arrow(texts: pa.DataType | None = None) -> pa.Table:
    fields = [pa.field(name, texts or pa.string()) for name in NAMES[1:]]
    return pa.table(COLUMNS, pa.schema([pa.field("at", pa.timestamp("us")), *fields]))


def polars() -> Any:
    return pl.DataFrame(COLUMNS)


def pandas() -> Any:
    return pd.DataFrame(COLUMNS)


def dictionary(keys: pa.DataType) -> pa.Table:
    table = arrow()
    for place, name in enumerate(NAMES[1:], 1):
        column = table.column(name).combine_chunks().dictionary_encode()
        coded = pa.DictionaryArray.from_arrays(column.indices.cast(keys), column.dictionary)
        table = table.set_column(place, name, coded)
    return table


def csv() -> str:
    return pl.DataFrame(TEXTS).write_csv()


def lines() -> str:
    return "".join(json.dumps(event.to_dict(), ensure_ascii=False) + "\n" for event in REFERENCE)


def workbook(header: list[str], rows: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    for row in [header, *rows]:
        made.worksheets[0].append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def parquet() -> bytes:
    content = io.BytesIO()
    pa.parquet.write_table(arrow(), content, row_group_size=7)
    return content.getvalue()


def feather() -> bytes:
    content = io.BytesIO()
    pa.feather.write_feather(arrow(), content, chunksize=7)
    return content.getvalue()


def reader() -> pa.RecordBatchReader:
    return arrow().to_reader(max_chunksize=7)


def relation() -> duckdb.DuckDBPyRelation:
    source = arrow()
    return duckdb.from_arrow(source)


WIDTHS = [pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()]
FORMS: dict[str, Callable[[], Any]] = {
    "list of dicts": lambda: ROWS,
    "list of events": lambda: list(REFERENCE),
    "events": lambda: REFERENCE,
    "generator": lambda: (row for row in ROWS),
    "dict of lists": lambda: COLUMNS,
    "dict of generators": lambda: {name: iter(column) for name, column in COLUMNS.items()},
    "dict of series": lambda: {name: pd.Series(column) for name, column in COLUMNS.items()},
    "polars": polars,
    "polars lazy": lambda: polars().lazy(),
    "polars in chunks": lambda: pl.concat([polars()[:7], polars()[7:]], rechunk=False),
    "polars sliced": lambda: pl.concat([polars(), polars()])[len(ROWS) :],
    "polars enums": lambda: polars().with_columns(pl.col("kind", "actor").cast(pl.Categorical)),
    "pandas": pandas,
    "pandas objects": lambda: pandas().astype(object),
    "pandas categories": lambda: pandas().astype(
        {"kind": "category", "case": "category", "result": "category"}
    ),
    "pandas of pyarrow": lambda: pandas().convert_dtypes(dtype_backend="pyarrow"),
    "pandas of other index": lambda: pandas().set_index(pd.Index([7] * len(ROWS))),
    "arrow": arrow,
    "arrow batch": lambda: arrow().combine_chunks().to_batches()[0],
    "arrow large": lambda: arrow(pa.large_string()),
    "arrow views": lambda: arrow(pa.string_view()),
    "arrow reader": reader,
    "arrow sliced": lambda: pa.concat_tables([arrow()] * 2).combine_chunks().slice(len(ROWS)),
    "arrow struct": lambda: arrow().to_struct_array().combine_chunks(),
    **{f"dictionary of {width}": partial(dictionary, width) for width in WIDTHS},
    "dictionary sliced": lambda: (
        pa.concat_tables([dictionary(pa.int16())] * 2).combine_chunks().slice(len(ROWS))
    ),
    "duckdb": relation,
    "bytes csv": lambda: csv().encode(),
    "bytes lines": lambda: lines().encode(),
    "bytes json": lambda: f"[{','.join(lines().splitlines())}]".encode("utf-8-sig"),
    "bytes xlsx": lambda: workbook(NAMES, [list(row) for row in zip(*COLUMNS.values(), strict=True)]),
    "bytes parquet": parquet,
    "bytes feather": feather,
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_log_is_the_same_log(form: str) -> None:
    is_reference(read_events(FORMS[form]()))


FILES: dict[str, Callable[[], bytes]] = {
    "utf8.csv": lambda: csv().encode(),
    "bom.csv": lambda: csv().encode("utf-8-sig"),
    "utf16.csv": lambda: csv().encode("utf-16"),
    "tabs.tsv": lambda: csv().replace(",", "\t").encode(),
    "semicolons.txt": lambda: csv().replace(",", ";").encode(),
    "log.ndjson": lambda: lines().encode(),
    "log.jsonl": lambda: lines().encode("utf-8-sig"),
    "log.json": FORMS["bytes json"],
    "log.xlsx": FORMS["bytes xlsx"],
    "log.parquet": parquet,
    "log.feather": feather,
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_a_log_is_the_same_log(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    is_reference(read_events(path))
    is_reference(read_events(str(path)))


def test_gb18030_is_detected_and_may_be_named() -> None:
    content = csv().encode("gb18030")
    for events in (read_events(content), read_events(content, encoding="GB18030")):
        assert events.encoding == "GB18030"
        is_reference(events)
    with pytest.raises(ValueError, match="unknown encoding `latin-1`; use one of"):
        read_events(content, encoding="latin-1")


@pytest.mark.parametrize("form", [pd.DataFrame, pl.DataFrame, pa.table, dict])
def test_chinese_names_of_columns_are_known(form: Callable[[Any], Any]) -> None:
    own = {CHINESE[name]: column for name, column in COLUMNS.items()}
    is_reference(read_events(form(own)))


@pytest.mark.parametrize("form", [pd.DataFrame, pl.DataFrame, pa.table, dict])
def test_chinese_and_own_values_are_known(form: Callable[[Any], Any]) -> None:
    kinds = {"application_accepted": "受理", "decision": "出证", "result_push": "结果推送"}
    own = {**COLUMNS, "kind": [kinds[kind] for kind in COLUMNS["kind"]]}
    own["channel"] = [channel and "短信" for channel in COLUMNS["channel"]]
    own["办结时间"] = own.pop("at")
    own["备注"] = ["无"] * len(ROWS)
    columns = {"办结时间": "at", "备注": None}
    is_reference(read_events(form(own), columns=columns, values={"kind": {"出证": "decision"}}))


def test_a_dictionary_of_three_hundred_values_is_read_whatever_its_keys() -> None:
    texts = [f"C{place}" for place in range(300)]
    for count, width in (
        (128, pa.int8()),
        (256, pa.uint8()),
        (255, pa.uint8()),
        (300, pa.int16()),
        (300, pa.uint64()),
    ):
        case = pa.DictionaryArray.from_arrays(pa.array(range(count), width), pa.array(texts[:count]))
        table = pa.table({"at": ["2023-05-04"] * count, "kind": ["decision"] * count, "case": case})
        for own in (table, pa.concat_tables([table, table])):
            assert [event.case for event in read_events(own)] == texts[:count] * (len(own) // count)


def test_the_same_instant_is_the_same_moment_in_every_zone() -> None:
    zones = ["UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"]
    expected = [event.at for event in REFERENCE]
    for zone in zones:
        aware = pd.Series(COLUMNS["at"]).dt.tz_localize("Asia/Shanghai").dt.tz_convert(zone)
        forms = [
            aware,
            aware.astype(object),
            aware.tolist(),
            pl.Series(aware),
            pa.array(aware),
            pa.array(aware).cast(pa.timestamp("ns", zone)),
        ]
        for form in forms:
            frame = {"at": form, "kind": ["decision"] * len(ROWS)}
            frames = [frame, pl.DataFrame(frame)] if isinstance(form, pl.Series) else [frame]
            frames += [pd.DataFrame(frame)] if isinstance(form, pd.Series) else []
            frames += [pa.table(frame)] if isinstance(form, pa.Array) else []
            for own in frames:
                assert [event.at for event in read_events(own)] == expected, (zone, type(form), type(own))


@pytest.mark.parametrize("form", [pd.DataFrame, dict])
def test_times_of_every_kind_stand_beside_each_other(form: Callable[[Any], Any]) -> None:
    utc = timezone.utc
    mixed = [
        date(2023, 5, 4),
        datetime(2023, 5, 4, 17, 0),
        datetime(2023, 5, 4, 9, 0, tzinfo=utc),
        pd.Timestamp("2023-05-04T05:00", tz="America/New_York"),
        "2023-05-04T17:00",
        "2023-05-04",
    ]
    noon = datetime(2023, 5, 4, 17, 0, tzinfo=liandong.ZONE)
    expected = [date(2023, 5, 4), noon, noon, noon, noon, date(2023, 5, 4)]
    for turn in range(len(mixed)):
        at = pd.Series(mixed[turn:] + mixed[:turn], dtype=object)
        events = read_events(form({"at": at, "kind": ["decision"] * len(at)}))
        assert [event.at for event in events] == expected[turn:] + expected[:turn]
    for both in (mixed[:2], mixed[1:3], mixed[2:4]):
        at = pd.Series(both, dtype=object)
        answers = BOOK.approver_many(["S-001"] * 2, at).column("error")
        assert answers == [None, None]


def test_days_stay_days_and_midnights_become_days_where_that_is_said() -> None:
    days = [date(2023, 5, 4), date(2023, 5, 5)]
    midnights = [datetime(2023, 5, 4), datetime(2023, 5, 5, 9)]
    kind = ["decision"] * 2
    for form in (pa.table, pl.DataFrame, pd.DataFrame, dict):
        assert [event.at for event in read_events(form({"at": days, "kind": kind}))] == days
        own = form({"at": midnights, "kind": kind})
        first, second = (event.at for event in read_events(own))
        assert isinstance(first, datetime) and isinstance(second, datetime)
        first, again = (event.at for event in read_events(own, midnights_are_days=True))
        assert type(first) is date and again == second


def test_day_numbers_of_spreadsheets_are_read_where_that_is_said() -> None:
    frame = {"at": [45050, 45050.5], "kind": ["decision"] * 2}
    for form in (pa.table, pd.DataFrame, dict):
        first, second = (event.at for event in read_events(form(frame), serial_dates=1900))
        assert (first, second) == (date(2023, 5, 4), datetime(2023, 5, 4, 12, tzinfo=liandong.ZONE))
        refused = read_events(form(frame)).unreadable
        assert [row for row, _ in refused] == [0, 1] and "day numbers" in refused[0][1]


@pytest.mark.parametrize("form", [pa.table, pl.DataFrame, pd.DataFrame, dict])
def test_columns_without_a_row_are_an_empty_log(form: Callable[[Any], Any]) -> None:
    events = read_events(form({"at": [], "kind": []}))
    assert len(events) == 0 and len(BOOK.audit(events, AS_OF).findings) > 0


@pytest.mark.parametrize(
    "source", [pa.table({}), pl.DataFrame(), pd.DataFrame(), {}, b"", pa.schema([]).empty_table()]
)
def test_a_frame_without_columns_says_which_are_needed(source: Any) -> None:
    with pytest.raises(InputError) as caught:
        read_events(source)
    assert caught.value.faults


def test_no_events_are_an_empty_log() -> None:
    sources: list[Any] = [[], iter(()), (row for row in ROWS[:0])]
    for source in sources:
        assert len(read_events(source)) == 0


@pytest.mark.parametrize("form", [pa.table, pl.DataFrame, pd.DataFrame, dict])
def test_a_wrong_name_of_a_column_says_what_was_expected_and_found(form: Callable[[Any], Any]) -> None:
    with pytest.raises(InputError) as caught:
        read_events(form({"at": ["2023-05-04"], "kindd": ["decision"], "other": ["x"]}))
    message = str(caught.value)
    assert "kindd, other" in message and "is `kindd` meant to be `kind`?" in message


def test_two_columns_of_one_field_are_refused_with_their_places() -> None:
    table = pa.table([["2023-05-04"], ["decision"], ["A"], ["B"]], names=["at", "kind", "case", "case"])
    twice = pd.DataFrame([["2023-05-04", "decision", "A", "B"]], columns=["at", "kind", "case", "办件编号"])
    for own in (table, table.to_pandas(), twice):
        with pytest.raises(InputError) as caught:
            read_events(own)
        assert [fault.path for fault in caught.value.faults] == ["$.case"]
        assert "3" in str(caught.value) and "4" in str(caught.value)


def test_columns_of_unequal_length_are_refused_with_both_lengths() -> None:
    with pytest.raises(InputError, match=r"\$.kind: 1 entries where 2 are needed"):
        read_events({"at": ["2023-05-04"] * 2, "kind": ["decision"]})


def test_an_event_is_as_it_was_given() -> None:
    for event, row in zip(REFERENCE, ROWS, strict=True):
        assert event == Event(**{name: value for name, value in row.items() if value is not None})


@pytest.mark.parametrize(
    "given", [{"values": {"kind": {"出证": "decision"}}}, {"columns": {"办结时间": "at"}}]
)
def test_names_of_ones_own_are_not_passed_over_where_they_have_no_use(given: dict[str, Any]) -> None:
    text = json.dumps(ROWS, default=str)
    with pytest.raises(TypeError, match="give the log's bytes"):
        read_events(text, **given)
    with pytest.raises(InputError, match=r"json\.loads") as caught:
        read_events(text.encode(), **given)
    assert "json.loads" in caught.value.zh
    with pytest.raises(InputError, match="read already"):
        read_events(read_events(ROWS), **given)
