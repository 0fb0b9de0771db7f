"""Cells without a value: in goes the XML of a worksheet, out come its error cells and formulas never
calculated.

The reading library gives both as blank cells, and a blank cell says "nothing recorded". The XML is
searched, not parsed: a sheet without formula or error costs a look for a few short texts.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Literal, NamedTuple, TypeAlias
from xml.etree import ElementTree

_CHUNK = 1 << 22
_SUSPECTS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'")
"""A piece without any of these has neither formula nor error."""
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REFERENCE = re.compile(rb"""(?:^|\s)r=["']([A-Z]{1,3})(\d{1,7})["']""")
_TYPE = re.compile(rb"""(?:^|\s)t=["'](\w+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)<")

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_RELATION_ID = re.compile(r"\{http://[^}]*/officeDocument/(?:2006/)?relationships\}id")

What: TypeAlias = Literal["error", "formula"]


class Flaw(NamedTuple):
    """A cell without a value: an error (`text` is what it shows), or a formula that was never calculated."""

    what: What
    text: str


def parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each worksheet, by the sheet's name."""
    root = ElementTree.fromstring(archive.read("_rels/.rels"))
    main = next(link.get("Target", "") for link in root if link.get("Type", "").endswith("/officeDocument"))
    book = PurePosixPath(main.lstrip("/"))
    links = ElementTree.fromstring(archive.read(str(book.parent / "_rels" / f"{book.name}.rels")))
    targets = {link.get("Id", ""): link.get("Target", "") for link in links.iter(f"{_RELATIONS}Relationship")}
    found: dict[str, str] = {}
    for sheet in ElementTree.fromstring(archive.read(str(book))).iter():
        if sheet.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((value for key, value in sheet.items() if _RELATION_ID.fullmatch(key)), "")
        target = targets.get(relation, "")
        found[sheet.get("name", "")] = (
            target.lstrip("/") if target.startswith("/") else str(book.parent / target)
        )
    return found


def flaws(stream: IO[bytes]) -> dict[tuple[int, int], Flaw]:
    """The cells without a value by row and column, both counted from 0."""
    found: dict[tuple[int, int], Flaw] = {}
    for rows in _whole_rows(stream):
        if not any(suspect in rows for suspect in _SUSPECTS):
            continue
        for cell in _CELL.finditer(rows):
            attributes, content = cell.groups()
            kind = _TYPE.search(attributes)
            place = _REFERENCE.search(attributes)
            value = _VALUE.search(content)
            if place is None:
                continue
            at = int(place[2]) - 1, column_index(place[1].decode())
            if kind and kind[1] == b"e":
                found[at] = Flaw("error", value[1].decode(errors="replace") if value else "#N/A")
            # A formula whose result is the empty text has `t="str"` and an empty value.
            elif value is None and not (kind and kind[1] == b"str") and _FORMULA.search(content):
                found[at] = Flaw("formula", "")
    return found


def _whole_rows(stream: IO[bytes]) -> Iterator[bytes]:
    """The XML in pieces that end with a row; a row longer than a piece stays whole."""
    pieces: list[bytes] = []
    while piece := stream.read(_CHUNK):
        end = piece.rfind(b"row>") + 4
        if end < 4:
            pieces.append(piece)
            continue
        yield b"".join((*pieces, piece[:end]))
        pieces = [piece[end:]]
    yield b"".join(pieces)


def column_index(letters: str) -> int:
    """The column of its letters, counted from 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def column_letters(index: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A cell by row and column, both counted from 0, as `C7`."""
    return f"{column_letters(column)}{row + 1}"
