"""Workbooks for the tests: in go rows by sheet, out come the bytes of a workbook as another program writes
it.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from liandong import InputError
from liandong.excel import SheetFault

Rows = Sequence[Any]

SAMPLE: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "tests/sample/catalogue.json").read_text(encoding="utf-8")
)

ZONE: Rows = [["编号*", "名称*", "审批局*", "管委会*"], ["z", "示例区", "b", "c"]]
PARTIES: Rows = [
    ["编号", "名称", "类别"],
    ["b", "审批局", "审批局"],
    ["c", "管委会", "管委会"],
    ["d", "建设部", "区直部门"],
]


def book(sheets: Mapping[str, Rows], touch: Callable[[Worksheet], None] | None = None) -> bytes:
    """A workbook of these sheets; `touch` may change each before it is saved."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if touch:
            touch(sheet)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def catalogue_book(touch: Callable[[Worksheet], None] | None = None, **sheets: Rows) -> bytes:
    """A small sound catalogue with these sheets added or replaced."""
    return book({"开发区": ZONE, "单位": PARTIES, **sheets}, touch)


def faults_of(read: Callable[[], object]) -> list[SheetFault]:
    """The faults that something raises; each says in both languages what is wrong."""
    with pytest.raises(InputError) as caught:
        read()
    faults: list[Any] = list(caught.value.faults)
    assert faults
    assert caught.value.zh
    for fault in faults:
        assert isinstance(fault, SheetFault)
        assert fault.path
        assert fault.en
        assert fault.zh
    return faults


def paths_of(read: Callable[[], object]) -> list[str]:
    """Where the faults are that something raises."""
    return [fault.path for fault in faults_of(read)]


def random_catalogue(seed: int) -> dict[str, Any]:
    """A catalogue with every member, present or not by chance, and awkward texts in it."""
    dice = random.Random(seed)
    odd = [
        "名称",
        " 两端空格 ",
        "=1+1",
        "@at",
        "-x",
        "原文：甲",
        "as written: b",
        "a\nb",
        "1001",
        "2021/6/1",
        "是",
        "#N/A",
        "_x0041_",
    ]

    def text() -> str:
        return dice.choice(odd) + str(dice.randrange(100)) * dice.randrange(2)

    def day() -> str:
        return (
            f"{dice.choice([1899, 1900, 2021, 9999])}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        )

    def maybe(**members: Callable[[], Any]) -> dict[str, Any]:
        return {name: make() for name, make in members.items() if dice.random() < 0.6}

    def some(make: Callable[[int], Any], most: int = 3) -> list[Any]:
        return [make(place) for place in range(dice.randrange(1, most + 1))]

    def listed(**members: Callable[[int], Any]) -> dict[str, Any]:
        return {name: some(make) for name, make in members.items() if dice.random() < 0.6}

    def span() -> dict[str, Any]:
        return maybe(**{"from": day, "to": day})

    kinds = ["bureau", "committee", "department", "municipal", "enterprise", "other"]
    codes = ["transfer", "return", "empowerment", "entrustment", "划转", "others", "收回 "]
    matter_lists: dict[str, Callable[[int], Any]] = {
        "codes": lambda place: f"511Z{place}-{dice.randrange(1000):04}",
        "supervising": lambda _: {"party": text(), **span()},
        "platform": lambda _: {"capable": dice.random() < 0.5, **span(), **maybe(source=text)},
        "reassigned": lambda _: maybe(on=day, to=text, instrument=text),
        "transfers": lambda _: {
            "kind": dice.choice(codes),
            **maybe(
                effective=lambda: dice.choice([day(), "2021/6/1", "2021年", "not a day", "20210601"]),
                decided_by=text,
                instrument=text,
                scope=lambda: dice.choice(["whole", "partial"]),
                pending=lambda: dice.choice(["by_day_of_act", "accepting_authority_finishes"]),
                recorded=day,
            ),
        },
        "observed": lambda _: {"on": day(), "handled_by": text(), **maybe(source=text)},
    }
    roles = ["liaison", "pusher", "agent", "project_manager"]
    return {
        "zone": {
            "id": text(),
            "name": text(),
            "bureau": "b",
            "committee": "c",
            **maybe(name_en=text, partner=text),
        },
        "parties": some(
            lambda place: {
                "id": f"d{place}",
                "name": text(),
                "kind": dice.choice(kinds),
                **maybe(name_en=text, code=text, succeeded_by=lambda: {"party": text(), "on": day()}),
            }
        ),
        "matters": some(
            lambda place: {
                "id": f"M-{place}",
                "name": text(),
                **maybe(name_en=text, type=text, level=text, original=text, governed_from=day),
                **listed(**matter_lists),
            }
        ),
        "persons": some(
            lambda place: {
                "id": f"p{place}",
                "name": text(),
                **listed(
                    roles=lambda _: {"role": dice.choice(roles), **maybe(party=text, project=text), **span()}
                ),
            }
        ),
        "projects": some(
            lambda place: {
                "id": f"j{place}",
                "name": text(),
                **maybe(
                    year=lambda: dice.randrange(1990, 2100),
                    key=lambda: dice.random() < 0.5,
                    responsible=text,
                    unit=text,
                    manager=text,
                    procedures=span,
                ),
            }
        ),
        "packages": some(
            lambda place: {"id": f"k{place}", "name": text(), "matters": some(lambda _: text())}
        ),
    }
