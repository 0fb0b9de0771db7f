"""Tables into workbooks: a text stays a text, a day a day, and no row is lost."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from excel_books import paths_of

from liandong.excel import ColumnKind, _tables, event_rows, write_tables


def cells(rows: list[list[Any]], kinds: list[ColumnKind], **options: Any) -> tuple[Any, list[list[Any]]]:
    content = io.BytesIO()
    write_tables(content, {"表": ([f"列{place}" for place in range(len(kinds))], rows, kinds)}, **options)
    sheet = openpyxl.load_workbook(content)["表"]
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-x", "@SUM(A1)", "https://example.org", "{=1}", "00123", "TRUE", "\t=1", " x "]
)
def test_a_text_is_never_more_than_a_text(text: str) -> None:
    sheet, rows = cells([[text]], ["text"])
    assert rows == [[text]]
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].hyperlink is None


def test_what_a_cell_cannot_hold_is_replaced_or_cut() -> None:
    bad = "a\x00b\x0b\ud800c\uffff"
    _, rows = cells([[bad, "长" * 40_000, "😀" * 20_000, "a\nb\tc]]>&<"]], ["text"] * 4)
    assert rows[0][0] == "a\ufffdb\ufffd\ufffdc\ufffd"
    assert rows[0][1] == "长" * 32_766 + "…"
    assert rows[0][2] == "😀" * 16_383 + "…"
    assert rows[0][3] == "a\nb\tc]]>&<"


def test_days_and_moments_have_formats_and_the_zones_time() -> None:
    moment = datetime(2021, 6, 1, 1, 30, tzinfo=timezone.utc)
    sheet, rows = cells(
        [
            [date(2021, 6, 1), moment, datetime(2021, 6, 1, 9, 30, 59)],
            [datetime(2021, 6, 1), date(2021, 6, 1), date(1850, 1, 1)],
        ],
        ["date", "datetime", "datetime"],
    )
    assert rows[0] == [datetime(2021, 6, 1), datetime(2021, 6, 1, 9, 30), datetime(2021, 6, 1, 9, 30, 59)]
    assert rows[1] == [datetime(2021, 6, 1), datetime(2021, 6, 1), "1850-01-01"]
    formats = [cell.number_format for row in sheet["A2:C3"] for cell in row]
    assert formats == [
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm:ss",
        "yyyy-mm-dd hh:mm:ss",
        "yyyy-mm-dd",
        "yyyy-mm-dd",
        "@",
    ]


def test_numbers_words_and_blanks() -> None:
    class Code(str, Enum):
        X = "unpushed"

    _, rows = cells(
        [[1, 2.5, None, True, Code.X], [10**17, float("nan"), "", False, Path("p")]],
        ["number", "number", "text", "bool", "text"],
    )
    assert rows[0] == [1, 2.5, None, "是", "unpushed"]
    assert rows[1] == [str(10**17), "nan", None, "否", "p"]
    assert cells([[True]], ["bool"], lang="en")[1] == [["yes"]]


def test_the_header_is_frozen_filtered_and_wide_enough() -> None:
    sheet, _ = cells([["中文十个字的单位名称", "x"]], ["text", "text"])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert 20 < sheet.column_dimensions["A"].width < 30 > 2 * sheet.column_dimensions["B"].width - 10
    assert sheet["A1"].font.b


def test_what_is_too_long_for_a_sheet_continues_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_tables, "ROWS_PER_SHEET", 10)
    for count, expected in [
        (0, [0]),
        (9, [9]),
        (10, [10]),
        (11, [9, 2]),
        (18, [9, 9]),
        (19, [9, 10]),
        (20, [9, 9, 2]),
    ]:
        content = io.BytesIO()
        made = write_tables(content, {"发现": (["序号"], ([place] for place in range(count)), ["number"])})
        names = made["发现"]
        assert names == tuple(
            f"发现 ({place})" if place > 1 else "发现" for place in range(1, len(expected) + 1)
        )
        book, seen = openpyxl.load_workbook(content), []
        for name, rows, following in zip(names, expected, [*names[1:], None], strict=True):
            values = [cell.value for cell in book[name]["A"]][1:]
            seen += values[:rows]
            assert len(values) == rows + (following is not None)
            if following is not None:
                assert following in str(values[-1])
                assert book[name].auto_filter.ref == f"A1:A{rows + 1}"
        assert seen == list(range(count))


def test_sheet_names_are_made_fit_and_kept_apart() -> None:
    names = ["a/b:c", "a?b*c", "A_B_C", "'", "x" * 40, "x" * 41, "History", ""]
    content = io.BytesIO()
    made = write_tables(content, {name: (["h"], [], ["text"]) for name in names})
    assert made == {
        "a/b:c": ("a_b_c",),
        "a?b*c": ("a_b_c (2)",),
        "A_B_C": ("A_B_C (3)",),
        "'": ("Sheet",),
        "x" * 40: ("x" * 31,),
        "x" * 41: ("x" * 27 + " (2)",),
        "History": ("History_",),
        "": ("Sheet (2)",),
    }
    assert openpyxl.load_workbook(content).sheetnames == [name for used in made.values() for name in used]


def test_rows_that_fail_leave_the_file_that_stood_there(tmp_path: Path) -> None:
    def failing() -> Iterator[list[Any]]:
        yield ["x"]
        raise RuntimeError("lost")

    target = tmp_path / "out.xlsx"
    target.write_bytes(b"before")
    with pytest.raises(RuntimeError, match="lost"):
        write_tables(target, {"表": (["h"], failing(), ["text"])})
    assert target.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["out.xlsx"]
    assert paths_of(lambda: write_tables(tmp_path, {"表": (["h"], [], ["text"])})) == [str(tmp_path)]


def test_headings_and_kinds_go_together() -> None:
    with pytest.raises(ValueError, match="2 headings and 1"):
        write_tables(io.BytesIO(), {"表": (["a", "b"], [], ["text"])})


def test_what_is_written_is_read_again() -> None:
    content = io.BytesIO()
    zone = timezone(timedelta(hours=8))
    rows: list[list[Any]] = [
        ["C-1", date(2021, 6, 1), datetime(2021, 6, 1, 9, 30, tzinfo=zone), 2.5],
        [None, None, None, 3],
    ]
    write_tables(content, {"表": (["a", "b", "c", "d"], rows, ["text", "date", "datetime", "number"])})
    assert event_rows(content.getvalue()).columns == [
        ["C-1", None],
        [date(2021, 6, 1), None],
        [datetime(2021, 6, 1, 9, 30), None],
        [2.5, "3"],
    ]
