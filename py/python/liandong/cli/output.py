"""What the command writes. In go texts, rows and values, out come lines on stdout and stderr.

On a terminal, text keeps within its width and may be coloured. Elsewhere a row is one line, whole and
plain, for `grep` and files.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from .layout import table, wrap

__all__ = ["complain", "on_terminal", "safe_streams", "show", "show_table", "write_json"]


def safe_streams() -> None:
    """Makes streams UTF-8 that could not write Chinese; what another encoding lacks is written as `?`."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        try:
            "联动".encode(stream.encoding or "ascii")
            reconfigure(errors="replace")
        except (UnicodeEncodeError, LookupError):
            reconfigure(encoding="utf-8", errors="replace")


def on_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout.isatty()


def _width() -> int | None:
    """The width to keep; none in a pipe, unless COLUMNS asks for one."""
    if on_terminal() or os.environ.get("COLUMNS"):
        return max(20, shutil.get_terminal_size().columns)
    return None


def _coloured() -> bool:
    return on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def show(text: str = "", *, indent: int = 0) -> None:
    """Writes a paragraph."""
    width = _width()
    for line in wrap(text, None if width is None else width - indent):
        click.echo(" " * indent + line)


def show_table(
    header: Sequence[str], rows: Iterable[Sequence[str]], paint: Mapping[str, str] | None = None
) -> None:
    """Writes a table; `paint` are colours of cells, used where there are colours."""
    listed = list(rows)
    lines = table(header, listed, _width(), paint if _coloured() else None)
    click.echo("\n".join(lines), color=_coloured())


def write_json(document: Any) -> None:
    """Writes one JSON document, always in UTF-8: indented for a person, one line for a program."""
    text = json.dumps(document, ensure_ascii=False, indent=2 if on_terminal() else None)
    click.echo(text.encode())


def complain(text: str, *, indent: int = 0) -> None:
    """Writes to stderr."""
    begin = " " * indent if indent else "liandong: "
    width = shutil.get_terminal_size().columns - len(begin) if sys.stderr.isatty() else None
    for place, line in enumerate(wrap(text, width)):
        click.echo((begin if place == 0 else " " * max(indent, 2)) + line, err=True)
