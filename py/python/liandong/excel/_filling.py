"""A catalogue as rows: in goes the wire format's catalogue, out come each sheet's cells, or what no cell
can hold.

Each cell is read back before it is accepted, so a workbook that is written is the catalogue that is read
from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._faults import SheetFault, refused
from ._layout import Column, Sheet
from ._sheets import SHEETS, children
from ._style import holdable
from ._values import Cell, CellFault, is_list, is_object, render, shown
from ._words import Lang

Row = list[Cell]


def rows_of(catalogue: Mapping[str, Any], lang: Lang) -> dict[Sheet, list[Row]]:
    """The rows of each sheet; blank cells are `None`.

    Raises:
        InputError: naming, by JSON path, every member that a workbook cannot hold.
    """
    filling = _Filling(lang)
    known = {sheet.key for sheet in SHEETS if sheet.parent is None}
    filling.name_unknown("$", catalogue, known)
    for sheet in SHEETS:
        if sheet.parent is not None:
            continue
        entries = catalogue.get(sheet.key)
        if sheet.single:
            filling.entries(sheet, [f"$.{sheet.key}"], [entries] if entries is not None else [])
        else:
            listed = filling.listed(f"$.{sheet.key}", entries)
            filling.entries(sheet, [f"$.{sheet.key}[{place}]" for place in range(len(listed))], listed)
    if filling.faults:
        raise refused("catalogue", "目录", filling.faults)
    return filling.rows


class _Filling:
    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self.rows: dict[Sheet, list[Row]] = {sheet: [] for sheet in SHEETS}
        self.faults: list[SheetFault] = []

    def _fault(self, path: str, en: str, zh: str) -> None:
        self.faults.append(SheetFault.of_file(path, en, zh))

    def name_unknown(self, path: str, value: Mapping[str, Any], known: set[str]) -> None:
        """Says which members are none of the wire format's."""
        for member in value:
            if member not in known:
                self._fault(
                    f"{path}.{member}", "unknown field; remove or rename it", "未知字段；请删除或改名"
                )

    def listed(self, path: str, value: Any) -> list[Any]:
        """A list, or an empty one in place of what is none."""
        if is_list(value):
            return value
        if value is not None:
            self._fault(
                path, f"`{shown(value)}` is no list; correct it", f"`{shown(value)}` 不是列表；请更正"
            )
        return []

    def entries(self, sheet: Sheet, paths: list[str], entries: list[Any]) -> None:
        """The rows of the entries of a list at the top, and of the lists within them."""
        below = children(sheet.key)
        members = {column.path[0] for column in sheet.columns if column.path} | {child.key for child in below}
        ids: set[str] = set()
        for path, entry in zip(paths, entries, strict=True):
            if not is_object(entry):
                self._fault(
                    path, f"`{shown(entry)}` is no object; correct it", f"`{shown(entry)}` 不是对象；请更正"
                )
                continue
            self.name_unknown(path, entry, members)
            self.rows[sheet].append(self._row(sheet, path, entry, None))
            for child in below:
                inner = self.listed(f"{path}.{child.key}", entry.get(child.key))
                if inner and entry.get("id") in ids:
                    self._fault(
                        f"{path}.id",
                        "the id is given twice, what belongs to either is open; give each its own",
                        "编号重复，所属记录无法区分；请使用不同编号",
                    )
                for place, one in enumerate(inner):
                    self.rows[child].append(self._child(child, f"{path}.{child.key}[{place}]", entry, one))
            ids.add(str(entry.get("id")))

    def _child(self, sheet: Sheet, path: str, owner: Mapping[str, Any], entry: Any) -> Row:
        if sheet.plain:
            return self._row(sheet, path, {"": entry}, owner)
        if not is_object(entry):
            self._fault(
                path, f"`{shown(entry)}` is no object; correct it", f"`{shown(entry)}` 不是对象；请更正"
            )
            return []
        self.name_unknown(path, entry, {column.path[0] for column in sheet.columns if column.path})
        return self._row(sheet, path, entry, owner)

    def _row(self, sheet: Sheet, path: str, entry: Mapping[str, Any], owner: Mapping[str, Any] | None) -> Row:
        self._check_inner(sheet, path, entry)
        row: Row = []
        for column in sheet.columns:
            place = f"{path}.{'.'.join(column.path)}" if any(column.path) else path
            value = (owner or {}).get("id") if not column.path else _member(column, entry)
            row.append(self._cell(column, place, value))
        return row

    def _check_inner(self, sheet: Sheet, path: str, entry: Mapping[str, Any]) -> None:
        """Says what an object within an entry holds that its columns do not."""
        inner = {column.path[0] for column in sheet.columns if len(column.path) > 1}
        for member in inner & entry.keys():
            value, at = entry[member], f"{path}.{member}"
            columns = [column for column in sheet.columns if column.path[:1] == (member,)]
            known = {column.path[1] for column in columns if len(column.path) > 1}
            if value is None:
                continue
            if not is_object(value):
                self._fault(
                    at, f"`{shown(value)}` is no object; correct it", f"`{shown(value)}` 不是对象；请更正"
                )
                continue
            self.name_unknown(at, value, known)
            if not any(value.values()) and not any(column.kind == "presence" for column in columns):
                self._fault(at, "the object is empty; fill it or leave it out", "对象为空；请填写或删除")

    def _cell(self, column: Column, path: str, value: Any) -> Cell:
        if value is None or (column.kind == "list" and value == []):
            return None
        try:
            cell = render(column, value, self._lang)
        except CellFault as fault:
            self._fault(path, fault.en, fault.zh)
            return None
        if isinstance(cell, str) and holdable(cell) != cell:
            self._fault(
                path,
                "the text has control characters or is too long for a cell; correct it",
                "文字含控制字符或超出单元格长度；请更正",
            )
            return None
        return cell


def _member(column: Column, entry: Mapping[str, Any]) -> Any:
    value: Any = entry
    for member in column.path:
        value = value.get(member) if is_object(value) else None
    return is_object(value) or None if column.kind == "presence" else value
