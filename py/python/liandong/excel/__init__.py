"""Excel workbooks: in go workbooks that people fill in, out come catalogues and events; and tables the
other way.

`template` makes a catalogue workbook, `load` reads it; `event_rows` reads a sheet of events; `write_tables`
writes tables. Needs the extra `liandong[excel]`; nothing of it is imported before it is used.
"""

from __future__ import annotations

from ._book import Source
from ._catalogue import Workbook, load, read_catalogue
from ._events import EventCell, EventSheet, event_rows
from ._faults import SheetFault
from ._style import Target
from ._tables import ColumnKind, Table, write_tables
from ._template import template

__all__ = [
    "ColumnKind",
    "EventCell",
    "EventSheet",
    "SheetFault",
    "Source",
    "Table",
    "Target",
    "Workbook",
    "event_rows",
    "load",
    "read_catalogue",
    "template",
    "write_tables",
]
