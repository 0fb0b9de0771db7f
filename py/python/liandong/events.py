"""Logs. In go frames, lists, or files that a platform exported, out come `Events` that a rulebook judges.

Columns and values have Chinese or English names (办件 or case, 受理 or application_accepted,
短信 or message); the readers' documentation lists those that are known, and `columns=` and `values=` add an
office's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from . import values as v
from ._frames import Tabular, holds_dates, library, solid
from ._liandong import EventsCore, Table
from .errors import Fault, InputError

if TYPE_CHECKING:
    from .values import Event

__all__ = ["Events", "read_events"]

_FRAMES = (".parquet", ".pq", ".arrow", ".feather", ".ipc")
_LINES = (".ndjson", ".jsonl")
_CELLS = (".csv", ".tsv", ".txt")
_BOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


class Events(EventsCore, Sequence["Event"], Tabular):
    """A log of events, in the order they came, which does not matter; immutable.

    `read_events` makes one, and so does whatever takes a log. Its places are the rows that tables of duties
    and findings name (`trigger`, `fulfilled_by`, `events`). `unreadable` names rows of a frame or of lists,
    which keep their places; of a text file it names lines, counted from 0, which are no rows.

    Columns of `table`, one row a row of the log, empty where it is no event: at (a moment, +08:00) and
    at_is_day (where the hour is unknown), then the members of an `Event`; `read_events` takes them back.

    >>> import liandong
    >>> events = liandong.sample_year()
    >>> len(events) > 1000, type(events[0]).__name__
    (True, 'Event')
    """

    def __len__(self) -> int:
        return EventsCore.__len__(self)

    @overload
    def __getitem__(self, place: int) -> Event: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Event, ...]: ...
    def __getitem__(self, place: int | slice) -> Event | tuple[Event, ...]:
        if isinstance(place, slice):
            return tuple(self[row] for row in range(*place.indices(len(self))))
        row = place + len(self) if place < 0 else place
        if not 0 <= row < len(self):
            raise IndexError(f"event {place} of {len(self)}")
        event = self._event(row)
        if event is None:
            why = dict(self.unreadable).get(row, "")
            raise InputError.of(
                [Fault(f"$[{row}]", f"no event: {why}", f"不是事件：{why}")], "events", "事件"
            )
        return v.Event.from_dict(event)

    def __iter__(self) -> Iterator[Event]:
        """The events, without the rows that are none."""
        written = (self._event(row) for row in range(len(self)))
        return (v.Event.from_dict(event) for event in written if event is not None)

    def _columns(self) -> Table:
        return self._table()

    def __repr__(self) -> str:
        faulty = f", {len(self.unreadable)} unreadable" if self.unreadable else ""
        return f"<Events: {len(self):,}{faulty}>"

    def _repr_html_(self) -> str:
        from . import html

        return html.of(self)


def read_events(
    source: object,
    *,
    columns: Mapping[str, str | None] | None = None,
    values: Mapping[str, Mapping[str, str]] | None = None,
    encoding: str | None = None,
    delimiter: Literal[",", ";", "\t"] | None = None,
    sheet: str | None = None,
    serial_dates: Literal[1900, 1904] | None = None,
    midnights_are_days: bool = False,
    short_rows: bool = False,
) -> Events:
    """Reads a log from anything that holds one.

    Args:
        source: A frame or relation that speaks the Arrow PyCapsule interface (polars, pyarrow, pandas,
            DuckDB): one chunk is judged where it lies, a stream read chunk by chunk. A mapping of columns; a
            list of mappings or `Event`s; the path or the bytes of a CSV (UTF-8, UTF-16 or GB18030, with or
            without a byte order mark), JSON, JSON lines, Excel, Parquet or Arrow file.
        columns: What an office's own column names mean, such as `{"办结时间": "at", "备注": None}`;
            None is to be passed over.
        values: What an office's own values mean, such as `{"kind": {"出证": "decision"}}`, of any column but
            times; `rulebook.names_to_ids` for a log that names parties and matters where ids are meant.
            Text in JSON has the wire format's own names, and takes neither `columns` nor `values`.
        encoding: Of a text file, if it is not to be detected.
        delimiter: Of a CSV file, if it is not to be detected.
        sheet: Of an Excel file; the only visible one with content where none is named.
        serial_dates: From when the day numbers of a spreadsheet count, if times are numbers.
        midnights_are_days: Whether 00:00:00 is a day without a time, as databases write it; else it is
            midnight.
        short_rows: Whether a CSV row may have fewer cells than the header.

    A time without a zone is in the zone's own time, +08:00; one with a zone is converted. A row that is no
    event (no time, an unknown channel) costs only itself: it stays in `unreadable` with the reason, and an
    audit finds it.

    Raises:
        InputError: when the columns do not tell what they are: which were expected, which were found, the
            nearest.
        TypeError: when the source is nothing of the above.

    >>> import liandong
    >>> columns = {"时间": ["2022/5/1 9:30", None], "种类": ["受理", "办结"], "办件": ["C1", "C1"]}
    >>> events = liandong.read_events(columns)
    >>> events[0].kind, events.unreadable
    (EventKind.APPLICATION_ACCEPTED, ((1, 'no `at`; fill it in'),))
    """
    if isinstance(source, Events):
        if columns or values:
            raise _unmapped(
                "Events are read already; give `columns` and `values` where they are read",
                "日志已读入；请在读取时给出 `columns` 和 `values`",
            )
        return source
    naming = {
        "columns": dict(columns or {}),
        "values": {field: dict(names) for field, names in (values or {}).items()},
        "serial_dates": serial_dates,
        "midnights_are_days": midnights_are_days,
    }
    if isinstance(source, (bytes, bytearray, memoryview)):
        content = bytes(source)
        ending = _sniffed(content)
        if ending in _BOOKS:
            return Events(_of_sheet(content, sheet, naming))
        if ending in _FRAMES:
            return Events(EventsCore.from_arrow(_frame_of_bytes(content, ending), naming))
        return Events(_of_text(content, ending, naming, encoding, delimiter, short_rows))
    if isinstance(source, (str, PathLike)):
        if isinstance(source, str) and ("\n" in source or source.lstrip("\ufeff \t")[:1] in ("{", "[")):
            raise TypeError("the text of a log is no path; give the log's bytes: text.encode()")
        path = Path(fspath(source))
        ending = path.suffix.lower()
        if ending in _BOOKS:
            return Events(_of_sheet(path, sheet, naming))
        if ending in _FRAMES:
            return Events(EventsCore.from_arrow(_frame_of(path), naming))
        if ending not in (*_CELLS, *_LINES, ".json"):
            known = ", ".join((*_CELLS, *_LINES, ".json", *_BOOKS, *_FRAMES))
            raise InputError.of(
                [
                    Fault(
                        str(path),
                        f"`{ending}` tells no format; name the file with one of {known}",
                        f"扩展名 `{ending}` 无法判断格式；可用 {known}",
                    )
                ],
                "events",
                "事件",
            )
        return Events(_of_text(path.read_bytes(), ending, naming, encoding, delimiter, short_rows))
    return Events(_of_objects(source, naming))


def _unmapped(en: str, zh: str) -> InputError:
    return InputError.of([Fault("$.values", en, zh)], "options", "选项")


_MAGIC = {
    b"PK\x03\x04": ".xlsx",
    b"\xd0\xcf\x11\xe0": ".xls",
    b"PAR1": ".parquet",
    b"ARRO": ".arrow",
}


def _sniffed(content: bytes) -> str:
    """The ending that a file of these bytes would have."""
    if content[:4] in _MAGIC:
        return _MAGIC[content[:4]]
    # Marks of byte order, and the empty halves of UTF-16.
    begin = content[:512].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")
    return {b"[": ".json", b"{": ".ndjson"}.get(begin[:1], ".csv")


def _of_text(
    text: bytes,
    ending: str,
    naming: dict[str, Any],
    encoding: str | None,
    delimiter: str | None,
    short_rows: bool,
) -> EventsCore:
    if ending == ".json" or ending in _LINES:
        if naming["columns"] or naming["values"]:
            raise _unmapped(
                "JSON text has the wire format's names, without `columns` or `values`; give json.loads of it",
                "JSON 文本按既定格式读取，不接受 `columns` 和 `values`；请先用 json.loads 读成列表",
            )
        return EventsCore.from_json(text, ending == ".json", encoding)
    return EventsCore.from_csv(text, naming, encoding, delimiter, short_rows)


def _of_sheet(book: Path | bytes, sheet: str | None, naming: dict[str, Any]) -> EventsCore:
    from .excel import event_rows

    header, cells = event_rows(book, sheet)
    return EventsCore.from_lists(header, cells, naming, [])


def _frame_of(path: Path) -> object:
    """A stream of a file's columns, dictionaries kept."""
    if path.suffix.lower() in (".parquet", ".pq"):
        dataset = library("pyarrow.dataset", "arrow")
        scanner = dataset.dataset(path, format="parquet").scanner()
        return scanner.to_reader()
    return library("pyarrow.feather", "arrow").read_table(path, memory_map=True)


def _frame_of_bytes(content: bytes, ending: str) -> object:
    if ending == ".parquet":
        return library("pyarrow.parquet", "arrow").read_table(
            library("pyarrow", "arrow").BufferReader(content)
        )
    return library("pyarrow.feather", "arrow").read_table(library("pyarrow", "arrow").BufferReader(content))


def _of_objects(source: Any, naming: dict[str, Any]) -> EventsCore:
    if not hasattr(source, "__arrow_c_stream__") and hasattr(source, "collect"):
        source = source.collect()
    if type(source).__module__.partition(".")[0] == "pandas":
        return _of_pandas(source, naming)
    if hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__"):
        return EventsCore.from_arrow(solid(source), naming)
    if isinstance(source, Mapping):
        names = [str(name) for name in source]
        return EventsCore.from_lists(names, [_listed(column) for column in source.values()], naming, [])
    if isinstance(source, Iterable):
        return _of_rows(source, naming)
    raise TypeError(f"a value of type {type(source).__name__} holds no events; see liandong.read_events")


def _of_pandas(frame: Any, naming: dict[str, Any]) -> EventsCore:
    """Pandas hands its columns over by pyarrow; where that can't be (mixed objects), or would take one time
    for another, they go as lists.
    """
    if not hasattr(frame, "columns"):
        raise TypeError(f"a {type(frame).__name__} is no table of events; give a data frame")
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]
    if not any(map(holds_dates, columns)):
        try:
            return EventsCore.from_arrow(frame.reset_index(drop=True), naming)
        except InputError:
            raise
        except Exception:
            pass  # what pyarrow does not take
    lists = [column.tolist() for column in columns]
    return EventsCore.from_lists([str(name) for name in frame.columns], lists, naming, [])


def _listed(column: Any) -> Any:
    if isinstance(column, (str, bytes)) or not isinstance(column, Iterable):
        raise TypeError(f"a column is a list, not {type(column).__name__}")
    own: Any = column
    return own.tolist() if hasattr(own, "tolist") else own


def _of_rows(rows: Iterable[object], naming: dict[str, Any]) -> EventsCore:
    names: dict[str, list[object]] = {"at": [], "kind": []}
    faulty: list[tuple[int, str]] = []
    count = 0
    for count, row in enumerate(rows, 1):
        members: Mapping[Any, object]
        if isinstance(row, v.Event):
            members = row.to_dict()
        elif isinstance(row, Mapping):
            members = row
        else:
            faulty.append(
                (count - 1, f"a value of type {type(row).__name__} is no event; give a mapping or an Event")
            )
            members = {}
        for name, cell in members.items():
            column = names.setdefault(str(name), [])
            column.extend([None] * (count - 1 - len(column)))
            column.append(cell)
    if any(name not in ("at", "kind") for name in names):
        # An own name for the time or the kind leaves no room for the one it stands for.
        names = {name: column for name, column in names.items() if column or name not in ("at", "kind")}
    for column in names.values():
        column.extend([None] * (count - len(column)))
    return EventsCore.from_lists(list(names), list(names.values()), naming, faulty)
