"""What a sheet of the catalogue workbook is: in goes nothing, out come the types that the sheets are
declared in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ._words import Lang, Words

Kind: TypeAlias = Literal[
    "id", "text", "word", "open_word", "yes_no", "presence", "day", "day_as_written", "year", "list"
]

OWN_MARK = "#"
"""A sheet or heading that begins with this is the filler's own and is passed over."""
OWN_MARKS = (OWN_MARK, "＃")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: which member of an entry it holds (`path`; empty for the link to another sheet) and how."""

    path: tuple[str, ...]
    headings: tuple[str, str]
    about: tuple[str, str]
    kind: Kind = "text"
    required: bool = False
    refers: str | None = None
    words: Words | None = None
    example: str = ""
    width: int = 14

    def heading(self, lang: Lang) -> str:
        """The heading in a language."""
        return self.headings[0 if lang == "zh" else 1]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet: a list of the catalogue (`key`), or a list `key` within each entry of the sheet `parent`.

    `single` is the one entry that is no list (the zone); `plain` entries are texts, not objects.
    """

    key: str
    names: tuple[str, str]
    about: tuple[str, str]
    columns: tuple[Column, ...]
    parent: str | None = None
    single: bool = False
    plain: bool = False

    def name(self, lang: Lang) -> str:
        """The sheet's name in a language."""
        return self.names[0 if lang == "zh" else 1]

    @property
    def link(self) -> Column:
        """The column that names the entry of the parent."""
        return next(column for column in self.columns if not column.path)
