"""A worksheet as a table: in go its rows as stored, out come its headings, and where its data begin.

The first row with content holds the headings; rows above it that hold nothing but one cell merged across
columns are a title and are passed over. A value merged down a column holds for each row of it; a value
merged across columns is a fault, for it is open which column it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._book import Range, RawSheet
from ._faults import SheetFault
from ._flaws import Flaw, cell_name
from ._values import Cell, shown
from ._words import folded, trimmed


@dataclass(frozen=True, slots=True)
class Header:
    """The headings: each column's by its place from the left, and the row (from 0) they stand in."""

    row: int
    headings: dict[int, str]


def is_blank(value: Cell) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not trimmed(value))


def header_of(
    sheet: RawSheet, rows: Iterator[tuple[int, list[Cell]]], faults: list[SheetFault]
) -> Header | None:
    """Takes the rows up to the headings and returns these; `None` where there are none, said as a fault."""
    across = {top for top, bottom in sheet.merged if bottom[1] > top[1]}
    for row, cells in rows:
        filled = {sheet.left + place: cell for place, cell in enumerate(cells) if not is_blank(cell)}
        if not filled or (len(filled) == 1 and (row, next(iter(filled))) in across):
            continue
        headings = {column: shown(cell) for column, cell in filled.items()}
        _check(sheet, row, headings, faults)
        return Header(row, headings)
    faults.append(
        SheetFault.at(
            sheet.name,
            "",
            "the sheet has no headings; write them into its first row",
            "工作表没有表头；请在首行填写",
        )
    )
    return None


def _check(sheet: RawSheet, row: int, headings: dict[int, str], faults: list[SheetFault]) -> None:
    first: dict[str, int] = {}
    for column, heading in headings.items():
        known = first.setdefault(folded(heading), column)
        if known != column:
            where = cell_name(row, known)
            faults.append(
                SheetFault.at(
                    sheet.name,
                    cell_name(row, column),
                    f"the heading `{heading}` stands in {where} already; rename or delete one of the columns",
                    f"表头“{heading}”与 {where} 重复；请改名或删除其一",
                )
            )
    for top, bottom in sheet.merged:
        if top[0] <= row <= bottom[0]:
            faults.append(
                SheetFault.at(
                    sheet.name,
                    range_name((top, bottom)),
                    "headings are merged; unmerge them and give each column one heading in one row",
                    "表头有合并单元格；请取消合并，每列一个表头，只占一行",
                )
            )


def range_name(cells: Range) -> str:
    """A range as `B2:C5`."""
    return f"{cell_name(*cells[0])}:{cell_name(*cells[1])}"


def merged_down(sheet: RawSheet, header: Header) -> Iterator[tuple[int, int, int]]:
    """The merges below the headings that stay within a column: column, first and last row."""
    for (top, left), (bottom, right) in sheet.merged:
        if top > header.row and left == right:
            yield left, top, bottom


def merged_across(sheet: RawSheet, header: Header) -> Iterator[Range]:
    """The merges below the headings that join columns."""
    for cells in sheet.merged:
        if cells[0][0] > header.row and cells[1][1] > cells[0][1]:
            yield cells


def across_fault(sheet: RawSheet, cells: Range) -> SheetFault:
    """The fault of data merged across columns."""
    return SheetFault.at(
        sheet.name,
        range_name(cells),
        "cells are merged across columns; unmerge them and fill each column",
        "单元格跨列合并；请取消合并并逐列填写",
    )


def valueless(flaw: Flaw) -> tuple[str, str]:
    """What to say of a cell without a value, in English and Chinese."""
    if flaw.what == "error":
        return (
            f"the cell shows the error {flaw.text}; correct its formula or type the value",
            f"单元格为错误值 {flaw.text}；请更正公式或直接填写数值",
        )
    return (
        "the formula has no stored value; open the workbook in Excel or WPS and save it, or type the value",
        "公式没有保存结果；请用 Excel 或 WPS 打开并保存，或直接填写数值",
    )


def hint(near: str | None) -> tuple[str, str]:
    """The nearest known word in brackets, in English and Chinese; empty where there is none."""
    return (f" (nearest: {near})", f"（相近：{near}）") if near else ("", "")
