"""A catalogue workbook: in goes the file, out comes the catalogue of the wire format, and each member's cell.

All faults of the workbook are found in one pass and raised together. A catalogue that the core then refuses
is told by the same places: `Workbook.relocated` turns `$.matters[17].original` into `事项!G19`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

from ..rulebook import Rulebook
from ._book import Book, Source, opened
from ._faults import Fault, InputError, SheetFault, place, refused
from ._grid import hint
from ._layout import OWN_MARK, OWN_MARKS, Column, Sheet
from ._sheet_rows import Entry, SheetRows, read_sheet
from ._sheets import INSTRUCTIONS, SHEETS, ZONE, children
from ._values import shown
from ._words import folded, nearest

_Made = TypeVar("_Made")

_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+)\]")
_LISTED = re.compile(r"`(zone|parties|matters|persons|projects|packages)\[(\d+)\]`")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A catalogue workbook that was read (its shape is sound; whether the catalogue is, the core decides).

    `catalogue` is the catalogue as the wire format has it: blank cells are members left out.
    """

    catalogue: dict[str, Any]
    _read: dict[tuple[str | None, str], SheetRows] = field(repr=False)
    _top: dict[str, list[int]] = field(repr=False)
    _within: dict[tuple[str, int, str], list[int]] = field(repr=False)

    def place(self, path: str) -> str | None:
        """The sheet and cell of a JSON path, as `事项!C7`; `None` where no sheet holds it.

        A path to a whole entry gives the first cell of its row; one to a member without a column gives that
        too.
        """
        at = self._at(path)
        return place(*at) if at else None

    def _at(self, path: str) -> tuple[str, str] | None:
        steps: list[str | int] = [name or int(index) for name, index in _STEP.findall(path)]
        if not path.startswith("$") or not steps or not isinstance(steps[0], str):
            return None
        layout = next((sheet for sheet in SHEETS if sheet.parent is None and sheet.key == steps[0]), None)
        if layout is None:
            return None
        rows = self._top.get(layout.key, [])
        index = 0 if layout.single else steps[1] if len(steps) > 1 else None
        rest = steps[1:] if layout.single else steps[2:]
        if not isinstance(index, int) or index >= len(rows):
            read = self._read.get((None, layout.key))
            return (read.name if read else layout.names[0]), ""
        row = rows[index]
        if len(rest) > 1 and isinstance(rest[1], int):
            for child in children(layout.key):
                inner = self._within.get((layout.key, index, child.key), [])
                if child.key == rest[0] and rest[1] < len(inner):
                    return self._cell(child, inner[rest[1]], rest[2:])
        return self._cell(layout, row, rest)

    def _cell(self, layout: Sheet, row: int, rest: list[str | int]) -> tuple[str, str]:
        read = self._read[(layout.parent, layout.key)]
        members = tuple(step for step in rest if isinstance(step, str))
        return read.name, read.cell(row, _column(layout, members))

    def relocated(self, error: InputError) -> InputError:
        """The same refusal with each fault at its sheet and cell; faults without one keep their path.

        A refusal of something else, of which no fault has a place here, is returned as it is.
        """
        if not any(self._at(fault.path) for fault in error.faults):
            return error
        faults: list[Fault] = []
        for fault in error.faults:
            at = self._at(fault.path)
            en, zh = (_LISTED.sub(self._listed, text) for text in (fault.en, fault.zh))
            faults.append(SheetFault.at(*at, en, zh) if at else fault)
        return refused("catalogue workbook", "目录工作簿", faults)

    def _listed(self, found: re.Match[str]) -> str:
        return self.place(f"$.{found[1]}[{found[2]}]") or found[0]


def _column(layout: Sheet, members: tuple[str, ...]) -> Column | None:
    if layout.plain:
        return next(column for column in layout.columns if column.path)
    for length in range(len(members), 0, -1):
        for column in layout.columns:
            if column.path[:length] == members[:length]:
                return column
    return None


def read_catalogue(source: Source) -> Workbook:
    """Reads a catalogue workbook, from a path or its bytes.

    Sheets and headings are known in Chinese and English, in any order. Blank rows are passed over, and so
    are sheets and columns whose name begins with `#`, empty sheets and the instruction sheet. A value
    merged down a column holds for each row of it.

    >>> import io
    >>> from liandong.excel import read_catalogue, template
    >>> form = io.BytesIO()
    >>> zone = {"id": "z", "name": "示例区", "bureau": "b", "committee": "c"}
    >>> template(form, catalogue={"zone": zone, "parties": [{"id": "b", "name": "审批局", "kind": "bureau"}]})
    >>> read_catalogue(form.getvalue()).place("$.parties[0].kind")
    '单位!D2'

    Raises:
        InputError: with every fault of the workbook, each a `SheetFault` with sheet and cell.
        MissingLibrary: when `python-calamine` is not installed.
    """
    faults: list[SheetFault] = []
    book = opened(source)
    read: dict[tuple[str | None, str], SheetRows] = {}
    for layout, name in _matched(book, faults):
        sheet = book.sheet(name)
        # A sheet without anything in it holds no entry; a missing zone is said below.
        if not sheet.empty:
            read[(layout.parent, layout.key)] = read_sheet(layout, sheet, faults)
    workbook = _assembled(read, faults)
    if faults:
        raise refused("catalogue workbook", "目录工作簿", faults)
    return workbook


def _matched(book: Book, faults: list[SheetFault]) -> list[tuple[Sheet, str]]:
    """The worksheets of the catalogue, in the order of the layout."""
    known = {folded(name): sheet for sheet in SHEETS for name in sheet.names}
    written = {folded(name): name for sheet in SHEETS for name in sheet.names}
    passed_over = {folded(name) for name in INSTRUCTIONS}
    found: dict[tuple[str | None, str], str] = {}
    for name in book.names:
        layout = known.get(folded(name))
        if layout is None:
            if folded(name) in passed_over or name.startswith(OWN_MARKS) or book.sheet(name).empty:
                continue
            near = hint(nearest(name, written))
            faults.append(
                SheetFault.at(
                    name,
                    "",
                    f"unknown sheet{near[0]}; correct its name; your own sheets begin with {OWN_MARK}",
                    f"未知工作表{near[1]}；请更正名称，自用工作表请以 {OWN_MARK} 开头",
                )
            )
        elif (layout.parent, layout.key) in found:
            other = found[(layout.parent, layout.key)]
            faults.append(
                SheetFault.at(
                    name,
                    "",
                    f"the sheet stands beside `{other}`, which holds the same; put all into one",
                    f"与工作表“{other}”内容相同；请合并为一个",
                )
            )
        else:
            found[(layout.parent, layout.key)] = name
    return [
        (sheet, found[(sheet.parent, sheet.key)]) for sheet in SHEETS if (sheet.parent, sheet.key) in found
    ]


def _assembled(read: dict[tuple[str | None, str], SheetRows], faults: list[SheetFault]) -> Workbook:
    """The catalogue of what was read, as far as it is sound."""
    catalogue: dict[str, Any] = {}
    top: dict[str, list[int]] = {}
    within: dict[tuple[str, int, str], list[int]] = {}
    for layout in SHEETS:
        rows = read.get((layout.parent, layout.key), SheetRows(layout.names[0]))
        if layout.single:
            catalogue[layout.key] = _only(rows, faults)
            top[layout.key] = [entry.row for entry in rows.entries]
        elif layout.parent is None:
            top[layout.key] = [entry.row for entry in rows.entries]
            listed = [entry.value for entry in rows.entries]
            # The parts that the wire format always writes.
            if listed or layout.key in ("parties", "matters"):
                catalogue[layout.key] = listed
            if layout.key == "packages":
                for package in listed:
                    package["matters"] = []
        else:
            _attach(layout, layout.parent, rows, catalogue, within, faults)
    return Workbook(catalogue, read, top, within)


def _only(rows: SheetRows, faults: list[SheetFault]) -> Any:
    if not rows.entries:
        faults.append(
            SheetFault.at(
                rows.name,
                "",
                f"the zone is missing; fill in one row of the sheet {'/'.join(ZONE.names)}",
                f"缺少开发区信息；请在工作表“{ZONE.names[0]}”填写一行",
            )
        )
        return None
    for entry in rows.entries[1:]:
        faults.append(
            SheetFault.at(
                rows.name,
                rows.cell(entry.row, None),
                "there is one zone only; delete this row",
                "只能有一行；请删除此行",
            )
        )
    return rows.entries[0].value


def _attach(
    layout: Sheet,
    parent: str,
    rows: SheetRows,
    catalogue: dict[str, Any],
    within: dict[tuple[str, int, str], list[int]],
    faults: list[SheetFault],
) -> None:
    """Puts the entries of a sheet into those they belong to, the first of that id."""
    owners: list[dict[str, Any]] = catalogue.get(parent, [])
    index: dict[str, int] = {}
    for position, owner in enumerate(owners):
        index.setdefault(owner.get("id", ""), position)
    unknown: dict[str, str | None] = {}
    for entry in rows.entries:
        if entry.link is None:
            continue
        position = index.get(entry.link, -1)
        if position >= 0:
            owners[position].setdefault(layout.key, []).append(entry.value)
            within.setdefault((parent, position, layout.key), []).append(entry.row)
            continue
        if entry.link not in unknown:
            # Likeness is costly: for a workbook full of unknown ids it is told of the first few.
            unknown[entry.link] = (
                nearest(entry.link, {folded(id): id for id in index}) if len(unknown) < 5 else None
            )
        faults.append(_unknown(layout, rows, entry, unknown[entry.link]))


def _unknown(layout: Sheet, rows: SheetRows, entry: Entry, near: str | None) -> SheetFault:
    sheet = next(owner for owner in SHEETS if owner.parent is None and owner.key == layout.parent)
    close, id = hint(near), shown(entry.link)
    return SheetFault.at(
        rows.name,
        rows.cell(entry.row, layout.link),
        f"unknown id `{id}`{close[0]}; add it to the sheet {'/'.join(sheet.names)} or correct it",
        f"未知编号 `{id}`{close[1]}；请补入工作表“{sheet.names[0]}”或更正编号",
    )


@overload
def load(source: Source) -> dict[str, Any]: ...
@overload
def load(source: Source, make: Callable[[dict[str, Any]], _Made]) -> _Made: ...
def load(source: Source, make: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """Reads a catalogue workbook and has the core check the catalogue.

    The catalogue as the wire format has it; or what `make` makes of it, whose refusals are then told by
    sheet and cell.

    >>> import io
    >>> from liandong import InputError
    >>> from liandong.excel import load, template
    >>> form = io.BytesIO()
    >>> template(form)
    >>> try:
    ...     load(form.getvalue())
    ... except InputError as error:
    ...     [fault.path for fault in error.faults]
    ['开发区']

    Raises:
        InputError: with every fault of the workbook, or else every fault that the core finds in the
            catalogue, each a `SheetFault` whose `path` is the sheet and cell.
        MissingLibrary: when `python-calamine` is not installed.
    """
    workbook = read_catalogue(source)
    try:
        made = (make or Rulebook)(workbook.catalogue)
    except InputError as error:
        told = workbook.relocated(error)
        if told is error:
            raise
        raise told from error
    return made if make else workbook.catalogue
