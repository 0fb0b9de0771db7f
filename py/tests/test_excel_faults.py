"""Bad workbooks: each is refused with all its faults, by sheet and cell, and never by another exception."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from excel_books import PARTIES, book, catalogue_book, faults_of, paths_of
from openpyxl.worksheet.worksheet import Worksheet

from liandong import LiandongError, MissingLibrary
from liandong.excel import SheetFault, event_rows, load, read_catalogue, template

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return content.getvalue()


@pytest.mark.parametrize("read", [load, event_rows])
@pytest.mark.parametrize(
    ("content", "mend"),
    [
        (b"", "empty"),
        (b"id,name\n1,a\n", "save it as .xlsx"),
        (b"\x89PNG\r\n", "save it as .xlsx"),
        (OLE2 + b"\0" * 2000, "old .xls"),
        (OLE2 + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500, "without one"),
        (b"PK\x03\x04 and no more", "save it again"),
        (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "no .xlsx"),
        (zipped(**{"_rels__.rels": b"<Relationships/>"}), "save it again"),
        (zipped(**{"_rels__.rels": b"not xml"}), "save it again"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_mend(
    read: Callable[[bytes], object], content: bytes, mend: str
) -> None:
    (fault,) = faults_of(lambda: read(content))
    assert mend in fault.en
    assert (fault.sheet, fault.cell) == ("", "")


def test_a_damaged_workbook_never_raises_anything_else() -> None:
    sound = catalogue_book(事项=[["编号", "名称"], ["M", "甲"]])
    for place in range(0, len(sound), max(1, len(sound) // 150)):
        for broken in (sound[:place], sound[:place] + b"\xff\xff\xff\xff" + sound[place + 4 :]):
            for read in (load, event_rows):
                with suppress(LiandongError):
                    read(broken)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none.xlsx"
    assert paths_of(lambda: load(missing)) == [str(missing)]
    assert paths_of(lambda: load(tmp_path)) == [str(tmp_path)]


def test_a_missing_library_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for use in (lambda: load(b"PK"), lambda: template(io.BytesIO())):
        with pytest.raises(MissingLibrary, match=r'pip install "liandong\[excel\]"') as caught:
            use()
        assert isinstance(caught.value, LiandongError)
        assert isinstance(caught.value, ImportError)
        assert "liandong[excel]" in caught.value.zh


def test_all_faults_of_a_workbook_come_at_once() -> None:
    content = book(
        {
            "单位": [["编号", "名称", "类型", "名称"], ["b", "审批局", "审批局", ""]],
            "事项们": [["编号"], ["M"]],
            "事项": [["编号", "名称", "纳入日"], ["M", None, "昨天"], ["N", "乙", date(2021, 1, 1)]],
            "监管": [["事项编号", "监管单位", None], ["M1", "b", "随记"]],
            "平台办理": [["事项编号", "可平台办理"], ["M", "可以"]],
            "划转": [[None]],
        }
    )
    faults = {fault.path: fault for fault in faults_of(lambda: read_catalogue(content))}
    assert set(faults) == {
        "单位!C1",
        "单位!D1",
        "单位!A1",
        "事项们",
        "事项!B2",
        "事项!C2",
        "监管!A2",
        "监管!C2",
        "平台办理!B2",
        "开发区",
    }
    assert "nearest: 事项" in faults["事项们"].en
    assert "kind" in faults["单位!A1"].en
    assert "类别" in faults["单位!A1"].zh
    assert "nearest: M" in faults["监管!A2"].en
    assert "是、否" in faults["平台办理!B2"].zh
    assert "no heading" in faults["监管!C2"].en


def one_matter(heading: str, value: object) -> list[SheetFault]:
    rows = [["编号", "名称", heading], ["M", "甲", value]]
    return faults_of(lambda: read_catalogue(catalogue_book(事项=rows)))


@pytest.mark.parametrize(
    ("heading", "value", "says"),
    [
        ("纳入日", "2021-02-30", "no day"),
        ("纳入日", "06/01/2021", "no day"),
        ("纳入日", 44348, "no day"),
        ("纳入日", datetime(2021, 6, 1, 9, 30), "time of day"),
        ("纳入日", True, "no day"),
        ("原审批部门", 1.5, "lost zeros"),
        ("编码", 1234567890123456789, "lost digits"),
        ("行使层级", date(2021, 6, 1), "format the cell as text"),
    ],
)
def test_a_cell_that_is_no_value_of_its_column(heading: str, value: object, says: str) -> None:
    (fault,) = one_matter(heading, value)
    assert (fault.path, fault.sheet, fault.cell) == ("事项!C2", "事项", "C2")
    assert says in fault.en


def test_an_unknown_word_names_the_nearest_and_all() -> None:
    rows = [*PARTIES, ["e", "生态部", "区直部们"], ["f", "火星", "外星"]]
    first, second = faults_of(lambda: read_catalogue(catalogue_book(单位=rows)))
    assert first.path == "单位!C5"
    assert "相近：区直部门" in first.zh
    assert second.path == "单位!C6"


def test_a_year_is_a_year() -> None:
    rows = [
        ["编号", "名称", "年度"],
        ["1", "甲", "2022年"],
        ["2", "乙", 2022],
        ["3", "丙", "今年"],
        ["4", "丁", 2022.5],
    ]
    assert paths_of(lambda: load(catalogue_book(项目=rows))) == ["项目!C4", "项目!C5"]


def test_a_succession_needs_both_its_members() -> None:
    rows = [[*PARTIES[0], "承继单位", "承继日"], ["b", "审批局", "审批局", "c", None]]
    assert paths_of(lambda: read_catalogue(catalogue_book(单位=rows))) == ["单位!E2"]
    rows = [[*PARTIES[0], "承继单位"], ["b", "审批局", "审批局", "c"]]
    (fault,) = faults_of(lambda: read_catalogue(catalogue_book(单位=rows)))
    assert fault.path == "单位!A2"
    assert "承继日" in fault.zh


@pytest.mark.parametrize(
    ("cells", "where"), [("A2:B2", "A2:B2"), ("B3:C4", "B3:C4"), ("A1:B1", "A1:B1"), ("A1:A2", "A1:A2")]
)
def test_cells_merged_across_columns_are_refused_by_range(cells: str, where: str) -> None:
    def merge(sheet: Worksheet) -> None:
        if sheet.title == "单位":
            sheet.merge_cells(cells)

    assert f"单位!{where}" in paths_of(lambda: read_catalogue(catalogue_book(merge)))


def test_formulas_without_a_result_and_errors_are_named() -> None:
    def spoil(sheet: Worksheet) -> None:
        if sheet.title == "事项":
            sheet["B2"] = '="甲"&"乙"'
            sheet["C2"].value, sheet["C2"].data_type = "#REF!", "e"

    rows = [["编号", "名称", "原审批部门"], ["M", "甲", "d"]]
    name, original = faults_of(lambda: load(catalogue_book(spoil, 事项=rows)))
    assert (name.path, original.path) == ("事项!B2", "事项!C2")
    assert "no stored value" in name.en
    assert "#REF!" in original.en
    assert "#REF!" in original.zh


def test_the_same_sheet_in_two_languages_is_a_fault() -> None:
    assert paths_of(lambda: read_catalogue(catalogue_book(Parties=PARTIES))) == ["Parties"]


def test_a_million_characters_are_taken_or_refused_and_named_short() -> None:
    long = "长" * 1_000_000
    content = catalogue_book(事项=[["编号", "名称"], ["M", "甲"]])
    parts = zipfile.ZipFile(io.BytesIO(content))
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(name, parts.read(name).replace("甲".encode(), long.encode()))
    assert load(changed.getvalue())["matters"][0]["name"] == long
    rows = [["编号", "名称"], ["M", "甲"]]
    (fault,) = faults_of(
        lambda: load(catalogue_book(事项=rows, 监管=[["事项编号", "监管单位"], ["y" * 30_000, "d"]]))
    )
    assert len(fault.en) < 300


def test_a_hundred_thousand_faults_are_all_listed() -> None:
    rows = [["事项编号", "监管单位"], *([f"N-{place}", "d"] for place in range(100_000))]
    faults = faults_of(lambda: load(catalogue_book(事项=[["编号", "名称"], ["M", "甲"]], 监管=rows)))
    assert len(faults) == 100_000
    assert faults[-1].path == "监管!A100001"


def test_a_message_names_the_first_faults_only() -> None:
    rows = [["编号", "名称", "纳入日"], *([f"M{place}", "甲", "x"] for place in range(200))]
    with pytest.raises(LiandongError) as caught:
        load(catalogue_book(事项=rows))
    assert len(caught.value.faults) == 200
    assert len(str(caught.value)) < 10_000
    assert "150 more" in str(caught.value)
