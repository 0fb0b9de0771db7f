"""A worksheet of case events: in goes any table of a workbook, out come its headings and its columns.

Which column is which field is decided elsewhere. A spreadsheet's own traps are undone here: case numbers
that became numbers are texts again, days are days, merged and valueless cells are said and not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypeAlias

from ._book import Book, RawSheet, Source, opened
from ._faults import InputError, SheetFault, place, refused
from ._flaws import cell_name, column_letters
from ._grid import Header, across_fault, header_of, merged_across, merged_down, valueless
from ._values import EXACT_BELOW, shown
from ._words import EDGES, folded, nearest, trimmed

EventCell: TypeAlias = "str | float | bool | date | datetime | None"

_BATCH = 16_384
_MOST_NOTES = 1_000


@dataclass(frozen=True, slots=True)
class EventSheet:
    """The table of a worksheet. `header, columns = event_rows(...)` works too.

    Columns have the same length; `rows[i]` is the number that the spreadsheet shows for their entries `i`.
    """

    header: list[str]
    """The headings, each once, in the order of the sheet."""
    columns: list[list[EventCell]]
    """The values: text without the white space around it, days, moments (naive, as shown), other numbers,
    yes/no.
    """
    sheet: str
    """The worksheet that was read."""
    sheets: tuple[str, ...]
    """All worksheets of the workbook."""
    notes: tuple[SheetFault, ...]
    """What was read as blank, and why, by cell; the first 1,000."""
    rows: Sequence[int]
    """The row numbers; blank rows are passed over."""
    letters: tuple[str, ...]
    """The letters of the columns."""

    def __iter__(self) -> Iterator[Any]:
        yield self.header
        yield self.columns

    def place(self, entry: int, column: int | str | None = None) -> str:
        """The sheet and cell of an entry (from 0), by the column's place or heading; without one, its first
        cell.
        """
        index = self.header.index(column) if isinstance(column, str) else column or 0
        return place(self.sheet, f"{self.letters[index]}{self.rows[entry]}")


def event_rows(source: Source, sheet: str | None = None) -> EventSheet:
    """Reads a worksheet of events from a path or the bytes of a workbook.

    Without `sheet` the only visible one with content is read. The first row with content holds the headings
    (a title merged across columns above it is passed over). Whole numbers are texts (`1001`), times of day
    and durations too (`09:30:00`); a date without time of day is a `date`, one with it a naive `datetime`
    as the sheet shows it. Formulas count by their stored value; error cells and formulas never calculated
    are `None` with a note. A value merged down a column holds for each row of it. A column without heading
    is passed over with a note.

    >>> import io
    >>> from datetime import date
    >>> from liandong.excel import event_rows, write_tables
    >>> file = io.BytesIO()
    >>> made = write_tables(file, {"事件": (["办件", "日"], [[1001, date(2021, 6, 1)]], ["number", "date"])})
    >>> event_rows(file.getvalue()).columns
    [['1001'], [datetime.date(2021, 6, 1)]]

    Raises:
        InputError: when the workbook or sheet cannot be read, headings are missing, merged or given twice,
            or data is merged across columns; all faults of the sheet at once.
        MissingLibrary: when `python-calamine` is not installed.
    """
    book = opened(source)
    raw = _chosen(book, sheet)
    return _read(book, raw)


def _chosen(book: Book, wished: str | None) -> RawSheet:
    if wished is not None:
        known = {folded(name): name for name in book.names}
        name = wished if wished in book.names else known.get(folded(wished))
        if name is not None:
            return book.sheet(name)
        near = nearest(wished, known)
        close = (f" (nearest: {near})", f"（相近：{near}）") if near else ("", "")
        raise _refused(
            book,
            f"it has no sheet `{shown(wished)}`{close[0]}; it has {', '.join(book.names)}",
            f"没有工作表“{shown(wished)}”{close[1]}；现有 {'、'.join(book.names)}",
        )
    visible = [name for name in book.names if name not in book.hidden]
    filled: list[RawSheet] = []
    for name in visible:
        raw = book.sheet(name)
        if not raw.empty:
            filled.append(raw)
    if len(filled) == 1:
        return filled[0]
    if not filled:
        raise _refused(
            book,
            "no visible sheet has content; fill one in or name a hidden one",
            "没有含内容的可见工作表；请填写，或指明隐藏的工作表",
        )
    names = [raw.name for raw in filled]
    raise _refused(
        book,
        f"several sheets have content; say which is meant by `sheet=`: {', '.join(names)}",
        f"有多个含内容的工作表；请用 `sheet=` 指明：{'、'.join(names)}",
    )


def _refused(book: Book, en: str, zh: str) -> InputError:
    return refused("event workbook", "事件工作簿", [SheetFault.of_file(book.file, en, zh)])


def _read(book: Book, raw: RawSheet) -> EventSheet:
    faults: list[SheetFault] = []
    numbered = enumerate(raw.rows())
    header = header_of(raw, numbered, faults)
    if header is not None:
        faults.extend(across_fault(raw, cells) for cells in merged_across(raw, header))
    if header is None or faults:
        raise refused("event sheet", "事件表", faults)
    notes = _Notes(raw, header)
    places = sorted(header.headings)
    columns: list[list[EventCell]] = [[] for _ in places]
    first = header.row + 1
    rows = (cells for _, cells in numbered)
    while batch := list(islice(rows, _BATCH)):
        stored = list(zip(*batch, strict=True))
        for place_in_sheet, column in zip(places, columns, strict=True):
            at = first + len(column)
            column.extend(_converted(stored[place_in_sheet - raw.left], at, place_in_sheet, notes))
        notes.unheaded(stored)
    for at, top, bottom in merged_down(raw, header):
        if at in header.headings:
            column = columns[places.index(at)]
            for row in range(top + 1, min(bottom + 1, first + len(column))):
                column[row - first] = column[top - first]
    kept = _drop_blank_rows(columns, first + 1)
    headings = [header.headings[at] for at in places]
    letters = tuple(column_letters(at) for at in places)
    return EventSheet(headings, columns, raw.name, book.names, notes.all(), kept, letters)


def _converted(values: tuple[Any, ...], first: int, at: int, notes: _Notes) -> list[EventCell]:
    """The values of a column, from row `first` on."""
    result: list[EventCell] = []
    keep = result.append
    for row, value in enumerate(values, first):
        kind: Any = value.__class__
        if kind is str:
            if value and (value[0] in EDGES or value[-1] in EDGES):
                value = trimmed(value)
            keep(value or None)
        elif kind is float:
            if value.is_integer():
                if not -EXACT_BELOW < value < EXACT_BELOW:
                    notes.inexact(row, at, value)
                keep(str(int(value)))
            else:
                keep(value)
        elif kind is datetime:
            keep(_moment(value))
        elif kind is date or kind is bool:
            keep(value)
        elif kind is time or kind is timedelta:
            keep(_clock(value))
        else:
            keep(None if value is None else str(value))
    return result


def _moment(value: datetime) -> date | datetime:
    # Spreadsheets count days as fractions, which miss a second by some microseconds.
    rounded = (value + timedelta(microseconds=500)).replace(tzinfo=None)
    rounded = rounded.replace(microsecond=rounded.microsecond // 1000 * 1000)
    return rounded.date() if rounded.time() == time() else rounded


def _clock(value: time | timedelta) -> str:
    if isinstance(value, time):
        value = timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond
        )
    seconds = round(value.total_seconds())
    sign, seconds = "-" if seconds < 0 else "", abs(seconds)
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _drop_blank_rows(columns: list[list[EventCell]], first: int) -> Sequence[int]:
    """Takes blank rows out and returns the numbers of those that stay."""
    blank = (None,) * len(columns)
    length = len(columns[0])
    blanks = {place for place, row in enumerate(zip(*columns, strict=True)) if row == blank}
    if not blanks:
        return range(first, first + length)
    kept = [place for place in range(length) if place not in blanks]
    for column in columns:
        column[:] = [column[place] for place in kept]
    return [first + place for place in kept]


class _Notes:
    """What is said of cells that were read as blank, or that lost something before."""

    def __init__(self, sheet: RawSheet, header: Header) -> None:
        self._sheet, self._header = sheet, header
        self._unheaded: set[int] = set()
        self._found: list[SheetFault] = []
        for (row, column), flaw in sheet.flaws.items():
            if row > header.row and column in header.headings:
                en, zh = valueless(flaw)
                self._say(cell_name(row, column), f"read as blank: {en}", f"按空白读取：{zh}")

    def _say(self, cell: str, en: str, zh: str) -> None:
        if len(self._found) < _MOST_NOTES:
            self._found.append(SheetFault.at(self._sheet.name, cell, en, zh))

    def inexact(self, row: int, column: int, value: float) -> None:
        """A number of more digits than a spreadsheet keeps."""
        self._say(
            cell_name(row, column),
            f"the number {shown(value)} has lost digits beyond the 15th; make the column text, enter again",
            f"数字 {shown(value)} 超过 15 位，末尾已失真；请将该列设为文本格式后重新录入",
        )

    def unheaded(self, stored: list[tuple[Any, ...]]) -> None:
        """Looks for data in columns without heading."""
        for place_in_data, values in enumerate(stored):
            at = self._sheet.left + place_in_data
            if at in self._header.headings or at in self._unheaded or all(value == "" for value in values):
                continue
            self._unheaded.add(at)
            self._say(
                cell_name(self._header.row, at),
                "the column has no heading and is passed over; give it one if it is meant",
                "该列没有表头，已略过；如需读取请补写表头",
            )

    def all(self) -> tuple[SheetFault, ...]:
        """All notes."""
        return tuple(self._found)
