"""Sheets of events: values come as people mean them, and what was read as blank is said."""

from __future__ import annotations

import io
import random
import re
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from excel_books import book, faults_of, paths_of
from openpyxl.worksheet.worksheet import Worksheet

from liandong.excel import event_rows, write_tables

HEADER = ["办件编号", "时间", "备注"]


def test_values_come_as_they_are_meant() -> None:
    rows: list[list[Any]] = [
        ["1001", date(2021, 6, 1), " 甲\u3000"],
        [1001, datetime(2021, 6, 1, 9, 30), ""],
        [1001.0, datetime(2021, 6, 1), True],
        [1.5, time(9, 30), timedelta(hours=30)],
        ["１００１", "2021年6月1日", "\ufeff"],
    ]
    header, columns = event_rows(book({"事件": [HEADER, *rows]}))
    assert header == HEADER
    assert columns == [
        ["1001", "1001", "1001", 1.5, "１００１"],
        [date(2021, 6, 1), datetime(2021, 6, 1, 9, 30), date(2021, 6, 1), "09:30:00", "2021年6月1日"],
        ["甲", None, True, "30:00:00", None],
    ]
    assert type(columns[1][0]) is date
    assert type(columns[1][2]) is date


def test_moments_are_exact_to_the_second() -> None:
    dice = random.Random(7)
    moments = [datetime(2021, 3, 29) + timedelta(seconds=dice.randrange(1, 10**8)) for _ in range(5_000)]
    moments = [moment for moment in moments if moment.time() != time()]
    content = io.BytesIO()
    write_tables(content, {"事件": (["时间"], ([moment] for moment in moments), ["datetime"])})
    assert event_rows(content.getvalue()).columns == [moments]


def test_days_counted_from_1904_are_the_same_days() -> None:
    made = openpyxl.Workbook()
    made.epoch = datetime(1904, 1, 1)
    sheet = made.worksheets[0]
    sheet.append(["日"])
    sheet.append([date(2021, 6, 1)])
    content = io.BytesIO()
    made.save(content)
    assert event_rows(content.getvalue()).columns == [[date(2021, 6, 1)]]


def test_rows_keep_their_numbers_and_blank_ones_are_passed_over() -> None:
    content = book(
        {"事件": [[None], [None, *HEADER], [None, "1"], [None, "  ", " "], [None, None, None, "x"]]}
    )
    sheet = event_rows(content)
    assert sheet.columns == [["1", None], [None, None], [None, "x"]]
    assert list(sheet.rows) == [3, 5]
    assert sheet.place(1, "备注") == "事件!D5"
    assert sheet.place(0) == "事件!B3"


def test_a_title_above_is_passed_over() -> None:
    content = book(
        {"一季度 台账": [["办件台账", None, None], HEADER, ["1", "2", "3"]]},
        lambda sheet: sheet.merge_cells("A1:C1"),
    )
    sheet = event_rows(content)
    assert sheet.header == HEADER
    assert sheet.columns == [["1"], ["2"], ["3"]]
    assert sheet.place(0, 2) == "'一季度 台账'!C3"


def test_a_value_merged_down_holds_for_each_row() -> None:
    content = book(
        {"事件": [HEADER, ["1", "a", None], [None, "b", None], [None, None, None], ["2", "c", None]]},
        lambda sheet: sheet.merge_cells("A2:A4"),
    )
    assert event_rows(content).columns == [["1", "1", "1", "2"], ["a", "b", None, "c"], [None] * 4]


def test_data_merged_across_is_refused() -> None:
    content = book({"事件": [HEADER, ["1", "2", "3"]]}, lambda sheet: sheet.merge_cells("B2:C2"))
    assert paths_of(lambda: event_rows(content)) == ["事件!B2:C2"]


def test_the_first_row_with_content_is_the_header_and_has_each_heading_once() -> None:
    (fault,) = faults_of(lambda: event_rows(book({"事件": [["编号", "时间", " 编号 "], ["1", "2", "3"]]})))
    assert fault.path == "事件!C1"
    assert "A1" in fault.en


def test_a_header_alone_is_an_empty_log() -> None:
    sheet = event_rows(book({"事件": [HEADER]}))
    assert sheet.columns == [[], [], []]
    assert list(sheet.rows) == []


def test_an_empty_workbook_has_no_sheet_to_read() -> None:
    assert paths_of(lambda: event_rows(book({"Sheet1": []}))) == ["workbook"]
    assert paths_of(lambda: event_rows(book({"Sheet1": []}), "Sheet1")) == ["Sheet1"]


def test_cells_without_a_value_are_none_with_a_note() -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet["B2"].value, sheet["B2"].data_type = "#N/A", "e"
        sheet["C2"] = "=1+1"

    sheet = event_rows(book({"事件": [HEADER, ["1", "2", "3"], [123456789012345678, None, None]]}, spoil))
    assert sheet.columns[1][0] is None
    assert sheet.columns[2][0] is None
    assert [note.path for note in sheet.notes] == ["事件!B2", "事件!C2", "事件!A3"]
    assert "#N/A" in sheet.notes[0].zh
    assert "no stored value" in sheet.notes[1].en
    assert "15" in sheet.notes[2].zh


def test_formulas_count_by_their_stored_value() -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content)
    sheet = made.add_worksheet("事件")
    sheet.write_row(0, 0, HEADER)
    sheet.write_formula(1, 0, "=1000+1", None, 1001)
    sheet.write_formula(1, 1, '="a"&"b"', None, "ab")
    sheet.write_formula(1, 2, "=NA()", None, "#N/A")
    made.close()
    read = event_rows(content.getvalue())
    assert read.columns == [["1001"], ["ab"], [None]]
    assert [note.cell for note in read.notes] == ["C2"]


def test_a_column_without_heading_is_passed_over_with_a_note() -> None:
    sheet = event_rows(book({"事件": [["编号", None, "时间"], ["1", "x", "2"]]}))
    assert sheet.header == ["编号", "时间"]
    assert sheet.columns == [["1"], ["2"]]
    assert [note.path for note in sheet.notes] == ["事件!B1"]


def test_the_sheet_is_named_where_several_have_content() -> None:
    content = book({"一月": [HEADER, ["1"]], "二月": [HEADER, ["2"]], "Sheet3": []})
    (fault,) = faults_of(lambda: event_rows(content))
    assert "一月, 二月" in fault.en
    assert event_rows(content, "二月").columns[0] == ["2"]
    assert event_rows(content, "二月").sheets == ("一月", "二月", "Sheet3")
    (fault,) = faults_of(lambda: event_rows(content, "二月份"))
    assert "nearest: 二月" in fault.en


def test_hidden_sheets_are_read_when_named() -> None:
    def hide(sheet: Worksheet) -> None:
        if sheet.title == "旧":
            sheet.sheet_state = "hidden"

    content = book({"旧": [HEADER, ["1"]], "新": [HEADER, ["2"]]}, hide)
    assert event_rows(content).sheet == "新"
    assert event_rows(content, "旧").columns[0] == ["1"]


def test_a_hundred_thousand_rows_come_whole() -> None:
    rows = ([f"C-{place:06}", date(2021, 1, 1) + timedelta(days=place % 900)] for place in range(100_000))
    content = io.BytesIO()
    write_tables(content, {"事件": (["编号", "日"], rows, ["text", "date"])})
    sheet = event_rows(content.getvalue())
    assert len(sheet.rows) == 100_000
    assert sheet.columns[0][-1] == "C-099999"
    assert sheet.rows[-1] == 100_001
    assert sheet.columns[1][901] == date(2021, 1, 2)


def test_sheets_of_uncommon_writers_are_read_alike() -> None:
    """Prefixed elements, an absolute target, ISO days: allowed by the format and written by a few
    libraries.
    """
    content = book({"事件": [HEADER, ["1", date(2021, 6, 1), "=1+1"]]})
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(changed, "w") as archive:
        for name in parts.namelist():
            part = parts.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                part = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", part).replace("xmlns=", "xmlns:x=")
                part = re.sub(
                    r'<x:c r="B2"[^>]*>.*?</x:c>', '<x:c r="B2" t="d"><x:v>2021-06-01</x:v></x:c>', part
                )
            archive.writestr(name, part)
    sheet = event_rows(changed.getvalue())
    assert sheet.columns[0] == ["1"]
    assert sheet.columns[1][0] in (date(2021, 6, 1), "2021-06-01")
    assert [note.path for note in sheet.notes] == ["事件!C2"]
