"""Tables into a workbook: in go headings and rows by sheet, out comes a file with as many worksheets as
they need.

Rows are written as they come, so a table of any length takes little memory.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import chain, islice
from typing import Any, Literal, TypeAlias

from ._style import DAY_FORMAT, MOMENT_FORMAT, Target, holdable, width_of, written
from ._values import EXACT_BELOW, FIRST_DAY, number
from ._words import Lang

ColumnKind: TypeAlias = Literal["text", "number", "date", "datetime", "bool"]
Table: TypeAlias = "tuple[Sequence[str], Iterable[Sequence[object]], Sequence[ColumnKind]]"

ROWS_PER_SHEET = 1_048_575
"""Rows of a worksheet below its headings."""
_SAMPLE = 1_000
_WIDEST = 60
_ZONE = timezone(timedelta(hours=8))
_DAY_ZERO = datetime(1899, 12, 30)
"""What spreadsheets count days from."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def write_tables(
    path: Target, sheets: Mapping[str, Table], *, lang: Lang = "zh"
) -> dict[str, tuple[str, ...]]:
    """Writes tables, each as `(headings, rows, column kinds)`, and returns the worksheets each went to.

    A table of more rows than a worksheet holds continues on further ones; the last row of the one before
    says where. Column kinds give formats and widths; a value of another kind is still written as what it
    is. Days are days, moments the wall time of the zone (aware ones are converted, +08:00), `bool` is 是/否
    or yes/no. A text is never a formula or link; characters that a workbook cannot hold become U+FFFD, and
    texts over 32,767 end with `…`.

    >>> import io
    >>> from liandong.excel import write_tables
    >>> write_tables(io.BytesIO(), {"发现": (["编号", "依据"], [["C-1", "2.6b"]], ["text", "text"])})
    {'发现': ('发现',)}

    Raises:
        InputError: when the file cannot be written.
        MissingLibrary: when `XlsxWriter` is not installed.
    """
    given: Any = sheets
    if not isinstance(given, Mapping):
        raise TypeError(
            f"`sheets`: a value of type {type(given).__name__}; give a mapping of names to tables"
        )
    with written(path, constant_memory=True) as book:
        writer = _Writer(book, lang)
        return {name: writer.table(name, *table) for name, table in sheets.items()}


class _Writer:
    def __init__(self, book: Any, lang: Lang) -> None:
        self._book = book
        self._lang: Lang = lang
        look = {
            "bold": True,
            "bg_color": "#1F4E78",
            "font_color": "#FFFFFF",
            "border": 1,
            "valign": "vcenter",
        }
        self._heading = book.add_format(look)
        self._notice = book.add_format({"italic": True, "font_color": "#C00000"})
        self._formats: dict[str, Any] = {
            "text": book.add_format({"num_format": "@"}),
            "number": book.add_format(),
            "bool": book.add_format(),
            "date": book.add_format({"num_format": DAY_FORMAT, "align": "left"}),
            "datetime": book.add_format({"num_format": MOMENT_FORMAT, "align": "left"}),
        }
        self._names: set[str] = set()

    def table(
        self,
        name: str,
        headings: Sequence[str],
        rows: Iterable[Sequence[object]],
        kinds: Sequence[ColumnKind],
    ) -> tuple[str, ...]:
        """Writes a table; a row ahead is read, to know whether the next one needs another worksheet."""
        if len(headings) != len(kinds):
            raise ValueError(f"{len(headings)} headings and {len(kinds)} column kinds; give each column both")
        ahead = iter(rows)
        sample = list(islice(ahead, _SAMPLE))
        widths = [self._width(place, heading, sample) for place, heading in enumerate(headings)]
        left: Iterator[Sequence[object]] = chain(sample, ahead)
        del sample
        pending = next(left, None)
        own = self._unique(name)
        written_to: list[str] = []
        while True:
            sheet = self._book.add_worksheet(own)
            written_to.append(own)
            self._head(sheet, headings, kinds, widths)
            line = 0
            while pending is not None:
                following = next(left, None)
                if line == ROWS_PER_SHEET - 1 and following is not None:
                    left = chain((following,), left)
                    break
                line += 1
                self._row(sheet, line, pending, kinds)
                pending = following
            if headings:
                sheet.autofilter(0, 0, line, len(headings) - 1)
            if pending is None:
                return tuple(written_to)
            before, own = own, self._unique(name)
            self._continue(sheet, line + 1, before, own)

    def _continue(self, sheet: Any, line: int, before: str, after: str) -> None:
        if self._lang == "zh":
            said = f"（本表已满，续见工作表“{after}”）"
        else:
            said = f"(this sheet is full; it continues on the sheet {after})"
        sheet.write_string(line, 0, said, self._notice)
        sheet.write_comment(0, 0, said)

    def _head(
        self, sheet: Any, headings: Sequence[str], kinds: Sequence[ColumnKind], widths: list[int]
    ) -> None:
        sheet.freeze_panes(1, 0)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width, self._formats[kinds[place]])
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, holdable(heading), self._heading)

    def _width(self, place: int, heading: str, sample: list[Sequence[object]]) -> int:
        shown = (width_of(_shown(row[place])) for row in sample if len(row) > place)
        # Room for the button of the filter beside the heading.
        return min(max(width_of(heading) + 4, *shown, 8) + 1, _WIDEST)

    def _row(self, sheet: Any, line: int, row: Sequence[object], kinds: Sequence[ColumnKind]) -> None:
        formats = self._formats
        for place, value in enumerate(row):
            if value is None or value == "":
                continue
            kind = kinds[place] if place < len(kinds) else "text"
            # Enums that are texts are written as their texts.
            if isinstance(value, str):
                sheet.write_string(line, place, holdable(str.__str__(value)), formats["text"])
            elif isinstance(value, bool):
                words = ("是", "否") if self._lang == "zh" else ("yes", "no")
                sheet.write_string(line, place, words[not value])
            elif isinstance(value, (int, float)) and _exact(value):
                sheet.write_number(line, place, value)
            elif isinstance(value, date) and _date_of(value) >= FIRST_DAY:
                self._day(sheet, line, place, value, kind)
            elif isinstance(value, timedelta):
                sheet.write_number(line, place, value / timedelta(days=1))
            else:
                sheet.write_string(line, place, holdable(_shown(value)), formats["text"])

    def _day(self, sheet: Any, line: int, place: int, value: date, kind: ColumnKind) -> None:
        if not isinstance(value, datetime):
            sheet.write_number(line, place, (value - _DAY_ZERO.date()).days, self._formats["date"])
            return
        moment = _in_zone(value)
        as_day = kind == "date" and moment.time() == time()
        since = (moment - _DAY_ZERO) / timedelta(days=1)
        sheet.write_number(line, place, since, self._formats["date" if as_day else "datetime"])

    def _unique(self, name: str) -> str:
        """A name that worksheets may have and no other here has, the wished one where it is that."""
        wished = _FORBIDDEN.sub("_", name).strip("'").strip()[:31] or "Sheet"
        if wished.casefold() == "history":
            wished += "_"
        own, count = wished, 1
        while own.casefold() in self._names:
            count += 1
            tail = f" ({count})"
            own = wished[: 31 - len(tail)] + tail
        self._names.add(own.casefold())
        return own


def _exact(value: float) -> bool:
    return math.isfinite(value) and (isinstance(value, float) or abs(value) < EXACT_BELOW)


def _in_zone(value: datetime) -> datetime:
    return value.astimezone(_ZONE).replace(tzinfo=None) if value.tzinfo else value


def _date_of(value: date) -> date:
    return _in_zone(value).date() if isinstance(value, datetime) else value


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, datetime):
        return _in_zone(value).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date):
        return value.isoformat()
    return number(value) if isinstance(value, float) and math.isfinite(value) else str(value)
