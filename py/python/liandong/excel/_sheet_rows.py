"""A sheet of the catalogue workbook: in goes a worksheet, out come its entries with their rows, and every
fault of it.

Nothing is judged here but shape: headings, blanks, words of closed lists, dates, merged and valueless cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ._book import RawSheet
from ._faults import SheetFault
from ._flaws import Flaw, cell_name
from ._grid import Header, across_fault, header_of, hint, is_blank, merged_across, merged_down, valueless
from ._layout import OWN_MARK, OWN_MARKS, Column, Sheet
from ._values import Cell, CellFault, parse
from ._words import folded, nearest


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its number (from 0), the entry of the wire format, and what links it to its parent."""

    row: int
    value: Any
    link: str | None


@dataclass(slots=True)
class SheetRows:
    """A sheet that was read: the name it has in the workbook, where its columns are, and its entries."""

    name: str
    columns: dict[Column, int] = field(default_factory=dict[Column, int])
    entries: list[Entry] = field(default_factory=list[Entry])
    header_row: int = 0

    def cell(self, row: int, column: Column | None) -> str:
        """The cell of a row's column; of a column that is not there, or none, the row's first cell with a
        heading.
        """
        place = self.columns.get(column) if column else None
        return cell_name(row, min(self.columns.values(), default=0) if place is None else place)


def read_sheet(layout: Sheet, sheet: RawSheet, faults: list[SheetFault]) -> SheetRows:
    """Reads a sheet; faulty rows yield what of them is sound."""
    numbered = enumerate(sheet.rows())
    header = header_of(sheet, numbered, faults)
    if header is None:
        return SheetRows(sheet.name)
    reader = _Reader(layout, sheet, header, faults)
    reader.find_columns()
    faults.extend(across_fault(sheet, cells) for cells in merged_across(sheet, header))
    for number, cells in _filled_down(sheet, header, numbered):
        reader.read_row(number, cells)
    reader.name_unheaded()
    return reader.result


class _Reader:
    """Reads the rows of one sheet into its result."""

    def __init__(self, layout: Sheet, sheet: RawSheet, header: Header, faults: list[SheetFault]) -> None:
        self._layout, self._header, self._faults, self._left = layout, header, faults, sheet.left
        self.result = SheetRows(sheet.name, header_row=header.row)
        self._wanted: list[tuple[int, Column]] = []
        self._unheaded: dict[int, int] = {}
        self._flaws: dict[int, dict[int, Flaw]] = {}
        for (row, place), flaw in sheet.flaws.items():
            if row > header.row:
                self._flaws.setdefault(row, {})[place] = flaw

    def _fault(self, row: int, place: int | Column, en: str, zh: str) -> None:
        cell = self.result.cell(row, place) if isinstance(place, Column) else cell_name(row, place)
        self._faults.append(SheetFault.at(self.result.name, cell, en, zh))

    def find_columns(self) -> None:
        """Matches the headings with the columns of the layout."""
        columns, row = self.result.columns, self._header.row
        known = {folded(heading): column for column in self._layout.columns for heading in column.headings}
        written = {folded(heading): heading for column in self._layout.columns for heading in column.headings}
        for place, heading in self._header.headings.items():
            column = known.get(folded(heading))
            if column is None:
                if not heading.startswith(OWN_MARKS):
                    near = hint(nearest(heading, written))
                    self._fault(
                        row,
                        place,
                        f"unknown column `{heading}`{near[0]}; correct it; own columns begin with {OWN_MARK}",
                        f"未知列“{heading}”{near[1]}；请更正表头，自用列请以 {OWN_MARK} 开头",
                    )
            elif column not in columns:
                columns[column] = place
            elif folded(heading) != folded(self._header.headings[columns[column]]):
                # The same heading twice was said with the headings; this one is in two languages.
                other = cell_name(row, columns[column])
                self._fault(
                    row,
                    place,
                    f"`{heading}` and the heading in {other} name the same column; delete one of them",
                    f"“{heading}”与 {other} 是同一列；请删除其一",
                )
        for column in self._layout.columns:
            # Members of an optional object are required with it only.
            if column.required and len(column.path) < 2 and column not in columns:
                zh, en = column.headings
                self._fault(
                    row,
                    min(self._header.headings),
                    f"the required column `{en}` ({zh}) is missing; add it",
                    f"缺少必填列“{zh}”；请补上",
                )
        self._wanted = [(place - self._left, column) for column, place in columns.items()]

    def read_row(self, row: int, cells: list[Cell]) -> None:
        """Reads a row below the headings; a blank one says nothing."""
        for place, cell in enumerate(cells, self._left):
            if cell != "" and place not in self._header.headings and not is_blank(cell):
                self._unheaded.setdefault(place, row)
        flaws = self._flaws.get(row, {})
        flawed = [column for place, column in self._wanted if place + self._left in flaws] if flaws else []
        filled = [(column, cells[place]) for place, column in self._wanted if not is_blank(cells[place])]
        if not filled and not flawed:
            return
        for column in flawed:
            self._fault(row, column, *valueless(flaws[self.result.columns[column]]))
        values: dict[Column, Any] = {}
        faulty = set(flawed)
        for column, cell in filled:
            try:
                value = parse(column, cell)
            except CellFault as fault:
                faulty.add(column)
                self._fault(row, column, fault.en, fault.zh)
            else:
                if value is not None:
                    values[column] = value
        self._name_blanks(row, values, faulty)
        link = next((value for column, value in values.items() if not column.path), None)
        self.result.entries.append(Entry(row, self._entry(row, values), link))

    def _name_blanks(self, row: int, values: dict[Column, Any], faulty: set[Column]) -> None:
        for column in self._layout.columns:
            if not column.required or column in values or column in faulty:
                continue
            if len(column.path) > 1:
                if not any(other.path[:1] == column.path[:1] for other in values):
                    continue
            elif column not in self.result.columns:
                continue
            self._fault(
                row,
                column,
                f"`{column.headings[1]}` is blank; fill it in",
                f"“{column.headings[0]}”为空；请填写",
            )

    def _entry(self, row: int, values: dict[Column, Any]) -> Any:
        if self._layout.plain:
            return next((value for column, value in values.items() if column.path), None)
        made: dict[str, Any] = {}
        for column, value in values.items():
            if not column.path or column.kind == "presence":
                continue
            place = made
            for member in column.path[:-1]:
                place = place.setdefault(member, {})
            place[column.path[-1]] = value
        for column, value in values.items():
            if column.kind != "presence":
                continue
            if value:
                made.setdefault(column.path[0], {})
            elif column.path[0] in made:
                self._fault(
                    row,
                    column,
                    f"`{column.headings[1]}` is no, but its days are filled in; clear one of them",
                    f"“{column.headings[0]}”为否，却填了起止日；请清除其一",
                )
        return made

    def name_unheaded(self) -> None:
        """Names the columns that hold data under no heading."""
        for place, row in sorted(self._unheaded.items()):
            self._fault(
                row,
                place,
                "the column has data and no heading; give it one or clear it",
                "该列有数据而无表头；请补写表头或清除数据",
            )


def _filled_down(
    sheet: RawSheet, header: Header, rows: Iterator[tuple[int, list[Cell]]]
) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below the headings, with the value of a cell merged down in each of its rows."""
    starts: dict[int, list[tuple[int, int]]] = {}
    for column, top, bottom in merged_down(sheet, header):
        starts.setdefault(top, []).append((column - sheet.left, bottom))
    held: dict[int, tuple[int, Cell]] = {}
    for number, cells in rows:
        for column, (bottom, value) in list(held.items()):
            if number > bottom:
                del held[column]
            else:
                cells[column] = value
        for column, bottom in starts.get(number, ()):
            if 0 <= column < len(cells):
                held[column] = bottom, cells[column]
        yield number, cells
