"""Catalogue workbooks: what is written is read again, whoever wrote it, and every member has a cell."""

from __future__ import annotations

import io
import json
import pickle
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest
from excel_books import PARTIES, SAMPLE, ZONE, book, catalogue_book, faults_of, paths_of, random_catalogue

from liandong import InputError, PartyKind, Role, Rulebook
from liandong.excel import load, read_catalogue, template

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")


def written(catalogue: dict[str, Any] | None, lang: Lang = "zh") -> bytes:
    content = io.BytesIO()
    template(content, lang=lang, catalogue=catalogue)
    return content.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_the_sample_goes_to_excel_and_back_unchanged(lang: Lang) -> None:
    assert load(written(SAMPLE, lang)) == SAMPLE


@pytest.mark.parametrize("seed", range(40))
def test_any_catalogue_goes_to_excel_and_back_unchanged(seed: int) -> None:
    catalogue = random_catalogue(seed)
    assert read_catalogue(written(catalogue, LANGS[seed % 2])).catalogue == catalogue


def test_the_sample_saved_by_another_program_reads_the_same() -> None:
    again = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(written(SAMPLE))).save(again)
    assert load(again.getvalue()) == SAMPLE


def test_columns_may_stand_in_any_order_and_below_a_title() -> None:
    parties = [["单位一览表", None, None], [None] * 3, *[[row[2], row[0], row[1]] for row in PARTIES]]
    title = catalogue_book(lambda s: s.merge_cells("A1:C1") if s.title == "单位" else None, 单位=parties)
    assert load(title) == load(catalogue_book())


def test_every_member_of_the_schema_has_a_column() -> None:
    schema = json.loads(
        (Path(__file__).resolve().parents[2] / "core/schema/catalogue.json").read_text("utf-8")
    )
    from liandong.excel._sheets import SHEETS

    top = {sheet.key for sheet in SHEETS if sheet.parent is None}
    assert top == set(schema["properties"])
    names = {
        "Zone": ("zone", None),
        "Party": ("parties", None),
        "Matter": ("matters", None),
        "Transfer": ("transfers", "matters"),
        "Supervision": ("supervising", "matters"),
        "PlatformCapability": ("platform", "matters"),
        "Observation": ("observed", "matters"),
        "Reassignment": ("reassigned", "matters"),
        "Person": ("persons", None),
        "DatedRole": ("roles", "persons"),
        "Project": ("projects", None),
        "Package": ("packages", None),
    }
    for kind, (key, parent) in names.items():
        sheet = next(sheet for sheet in SHEETS if (sheet.key, sheet.parent) == (key, parent))
        inner = {child.key for child in SHEETS if child.parent == key and parent is None}
        columns = {column.path[0]: column for column in sheet.columns if column.path}
        assert set(columns) | inner == set(schema["$defs"][kind]["properties"]), kind
        required = {name for name, column in columns.items() if column.required and len(column.path) == 1}
        assert required == set(schema["$defs"][kind].get("required", [])) - inner


def test_the_closed_lists_are_those_of_the_schema() -> None:
    schema = json.loads(
        (Path(__file__).resolve().parents[2] / "core/schema/catalogue.json").read_text("utf-8")
    )
    from liandong.excel import _words

    lists = {
        "PartyKind": _words.PARTY_KIND,
        "Role": _words.ROLE,
        "Scope": _words.SCOPE,
        "PendingCases": _words.PENDING_CASES,
    }
    for name, words in lists.items():
        assert list(words.entries) == [entry["const"] for entry in schema["$defs"][name]["oneOf"]]
    kinds = schema["$defs"]["Transfer"]["properties"]["kind"]["description"]
    assert list(_words.TRANSFER_KIND.entries) == re.findall(r"`(\w+)`", kinds)


def test_a_cell_is_read_that_has_the_word_an_answer_has_for_it() -> None:
    from liandong.excel import _words

    for codes, words in [(PartyKind, _words.PARTY_KIND), (Role, _words.ROLE)]:
        for code in codes:
            assert {words.code(code.label(lang)) for lang in LANGS} == {code.value}


@pytest.mark.parametrize("lang", LANGS)
def test_the_form_explains_and_offers(lang: Lang) -> None:
    form = openpyxl.load_workbook(io.BytesIO(written(None, lang)))
    for sheet in form.worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert sheet.max_row == 1
        for cell in sheet[1]:
            assert len(cell.comment.text if cell.comment else "") > 3, (sheet.title, cell.coordinate)
        assert {rule.type for rule in sheet.data_validations.dataValidation} <= {"list", "date"}
    parties = form["单位" if lang == "zh" else "Parties"]
    kinds = next(
        rule for rule in parties.data_validations.dataValidation if str(rule.sqref).startswith("D2:")
    )
    assert kinds.formula1
    assert ("区直部门" if lang == "zh" else "department") in kinds.formula1
    transfers = form["划转" if lang == "zh" else "Transfers"]
    ids = next(
        rule for rule in transfers.data_validations.dataValidation if str(rule.sqref).startswith("A2:")
    )
    assert ids.formula1
    assert ("事项!" if lang == "zh" else "Matters!") in ids.formula1
    assert transfers.column_dimensions["A"].width >= 10
    instructions = [cell.value for row in form.worksheets[0].iter_rows() for cell in row]
    assert all(sheet.title in instructions for sheet in form.worksheets[1:])


def test_an_empty_form_lacks_its_zone_only() -> None:
    assert paths_of(lambda: read_catalogue(written(None))) == ["开发区"]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("$.matters[17].original", "事项!G19"),
        ("$.zone.bureau", "开发区!D2"),
        ("$.parties[10].succeeded_by.party", "单位!F12"),
        ("$.parties[10].succeeded_by", "单位!F12"),
        ("$.packages[1].matters[2]", "一件事事项!B7"),
        ("$.matters[3].codes[0]", "事项!D5"),
        ("$.matters[3].supervising", "事项!A5"),
        ("$.projects[1].procedures.to", "项目!J3"),
        ("$.parties", "单位"),
        ("$.matters[9999].name", "事项"),
        ("$", None),
        ("$.other", None),
    ],
)
def test_a_path_has_a_place(path: str, place: str | None) -> None:
    assert read_catalogue(written(SAMPLE)).place(path) == place


def test_every_record_is_found_at_its_own_row() -> None:
    content = written(SAMPLE)
    workbook, cells = read_catalogue(content), openpyxl.load_workbook(io.BytesIO(content))
    for at, matter in enumerate(SAMPLE["matters"]):
        for index, supervision in enumerate(matter.get("supervising", [])):
            place = workbook.place(f"$.matters[{at}].supervising[{index}].party")
            assert place is not None
            sheet, cell = place.split("!")
            assert cells[sheet][cell].value == supervision["party"]
            assert cells[sheet]["A" + cell[1:]].value == matter["id"]


def test_faults_of_the_core_are_told_by_sheet_and_cell() -> None:
    content = catalogue_book(
        事项=[["编号", "名称", "原审批部门"], ["M-1", "甲", "d"], ["M-2", "乙", "dd"], ["M-1", "丙", "d"]],
        监管=[["事项编号", "监管单位", "起始日", "截止日"], ["M-2", "d", date(2022, 1, 2), date(2022, 1, 1)]],
    )
    faults = faults_of(lambda: load(content))
    assert {fault.path for fault in faults} == {"事项!A4", "事项!C3", "监管!D2"}
    twice = next(fault for fault in faults if fault.cell == "A4")
    assert "事项!A2" in twice.en
    assert "事项!A2" in twice.zh
    assert twice.sheet == "事项"


def test_successions_in_a_circle_are_told_by_cell() -> None:
    head = [*PARTIES[0], "承继单位", "承继日"]
    day = date(2022, 1, 1)
    rows = [head, *PARTIES[1:3], ["d", "甲部", "部门", "e", day], ["e", "乙部", "部门", "d", day]]
    assert set(paths_of(lambda: load(catalogue_book(单位=rows)))) == {"单位!D4", "单位!D5"}


def test_ids_and_days_are_read_as_they_are_meant() -> None:
    content = catalogue_book(
        单位=[*PARTIES, [1001, "　财政部　", "其他"]],
        事项=[
            ["编号", "名称", "原审批部门", "纳入日", "编码", "事项类型"],
            ["1", " 甲\u3000", "1001", date(2021, 6, 1), "A-1\nA-2；A-3", 1],
            [2, "乙", 1001.0, datetime(2021, 6, 1), 123456789, "1"],
            ["3", "丙", " 1001 ", "２０２１年６月１日", None, 1.0],
            ["4", "丁", "1001", "2021/6/1", "", None],
            ["5", "戊", "1001", "2021-6-1", None, None],
            ["6", "己", "1001", "2021.06.01", None, None],
            ["7", "庚", "1001", 20210601, None, None],
        ],
    )
    catalogue = load(content)
    assert catalogue["parties"][-1] == {"id": "1001", "name": "财政部", "kind": "other"}
    matters = catalogue["matters"]
    assert [matter["id"] for matter in matters] == ["1", "2", "3", "4", "5", "6", "7"]
    assert {(matter["original"], matter["governed_from"]) for matter in matters} == {("1001", "2021-06-01")}
    assert [matter.get("codes") for matter in matters[:4]] == [
        ["A-1", "A-2", "A-3"],
        ["123456789"],
        None,
        None,
    ]
    assert [matter.get("type") for matter in matters[:3]] == ["1", "1", "1"]
    assert matters[0]["name"] == "甲"


def test_a_faulty_record_is_kept_as_written() -> None:
    content = catalogue_book(
        事项=[["编号", "名称"], ["M", "甲"]],
        划转=[["事项编号", "类型", "生效日"], ["M", "下放", "年底前"], ["M", "TRANSFER ", date(2021, 6, 1)]],
    )
    assert load(content)["matters"][0]["transfers"] == [
        {"kind": "下放", "effective": "年底前"},
        {"kind": "transfer", "effective": "2021-06-01"},
    ]


def test_a_value_merged_down_holds_for_each_row() -> None:
    content = catalogue_book(
        lambda sheet: sheet.merge_cells("A2:A3") if sheet.title == "监管" else None,
        事项=[["编号", "名称"], ["M", "甲"]],
        监管=[["事项编号", "监管单位"], ["M", "d"], [None, "c"]],
    )
    assert [one["party"] for one in load(content)["matters"][0]["supervising"]] == ["d", "c"]


def test_own_columns_and_sheets_are_passed_over() -> None:
    content = book(
        {
            "Zone": [["id", "NAME *", "Bureau", "committee", "#备注"], ["z", "示例区", "b", "c", "随记"]],
            "单位": PARTIES,
            "#草稿": [["什么都行"]],
            "Sheet1": [],
        }
    )
    assert load(content) == load(catalogue_book())


def test_procedures_without_days_are_told_from_none() -> None:
    rows = [
        ["编号", "名称", "办理手续", "手续起始日"],
        ["1", "甲", "是", None],
        ["2", "乙", "否", None],
        ["3", "丙", None, None],
    ]
    assert [one.get("procedures") for one in load(catalogue_book(项目=rows))["projects"]] == [{}, None, None]
    rows = [*rows[:2], ["2", "乙", "否", date(2022, 1, 1)]]
    assert paths_of(lambda: load(catalogue_book(项目=rows))) == ["项目!C3"]


def test_a_catalogue_that_no_cell_can_hold_is_refused_with_all_its_places() -> None:
    zone = {"id": "z", "name": "x" * 40_000, "bureau": "b", "committee": "c\x01", "colour": "red"}
    matters = [{"id": "1", "name": 5, "codes": ["a;b", "c"], "transfers": "none"}, []]
    parties = [
        {"id": str(place), "succeeded_by": value} for place, value in enumerate(["x", {}, {"by": 1}, None])
    ]
    projects = [{"id": "1", "procedures": {"since": "2022-01-01"}}, {"id": "2", "procedures": {}}]
    catalogue = {"zone": zone, "parties": parties, "matters": matters, "projects": projects, "people": []}
    places = paths_of(lambda: written(catalogue))
    assert set(places) == {
        "$.zone.name",
        "$.zone.committee",
        "$.zone.colour",
        "$.matters[0].name",
        "$.matters[0].codes",
        "$.matters[0].transfers",
        "$.matters[1]",
        "$.parties[0].succeeded_by",
        "$.parties[1].succeeded_by",
        "$.parties[2].succeeded_by.by",
        "$.projects[0].procedures.since",
        "$.people",
    }


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none" / "form.xlsx"
    assert paths_of(lambda: template(missing)) == [str(missing)]


def test_a_refusal_leaves_the_file_that_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "form.xlsx"
    target.write_bytes(b"before")
    faults_of(lambda: template(target, catalogue={"zone": 5}))
    assert target.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["form.xlsx"]
    template(target, catalogue=SAMPLE)
    assert load(target) == SAMPLE
    assert [file.name for file in tmp_path.iterdir()] == ["form.xlsx"]


def test_the_zone_is_one() -> None:
    assert paths_of(lambda: load(catalogue_book(开发区=[*ZONE, ["y", "乙区", "b", "c"]]))) == ["开发区!A3"]


def test_what_is_made_of_a_catalogue_is_refused_by_cell_too() -> None:
    good = catalogue_book(事项=[["编号", "名称", "原审批部门"], ["M", "甲", "d"]])
    assert load(good, Rulebook).approver("M", "2022-01-01").unwrap().id == "d"
    assert Rulebook.from_excel(good).digests == load(good, Rulebook).digests
    bad = catalogue_book(事项=[["编号", "名称", "原审批部门"], ["M", "甲", "x"]])
    assert paths_of(lambda: Rulebook.from_excel(bad)) == ["事项!C2"]
    with pytest.raises(InputError) as caught:
        Rulebook.from_excel(good, {"colour": "red"})
    assert [fault.path for fault in caught.value.faults] == ["$.colour", "$.name"]


def test_the_exception_survives_pickling() -> None:
    with pytest.raises(InputError) as caught:
        load(written(None))
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.faults == caught.value.faults
    assert str(again) == str(caught.value)
    assert again.zh == caught.value.zh
