"""Rows of the core's registers. In go their members, out come norms, readings and labelled codes."""

from __future__ import annotations

from dataclasses import dataclass

from .._text import Lang, in_lang
from ..codes import Modal
from ._base import Value
from .common import Text

__all__ = ["Entry", "Norm"]


@dataclass(frozen=True, slots=True)
class Norm(Value):
    """A norm of the Measures in the project's own words, by clause and letter.

    `decidable`, `limit`, `tracked` and `purpose` say what can be told of it; `undecided_because` why nothing
    is.
    """

    norm: str
    clause: str
    clause_en: str
    obligor: Text
    restated: Text
    modal: Modal
    decidable: bool
    limit: bool
    tracked: bool
    purpose: bool
    towards: Text | None = None
    time_word: Text | None = None
    undecided_because: Text | None = None

    def text(self, lang: Lang = "zh") -> str:
        """What the norm says, restated."""
        return self.restated.text(lang)


@dataclass(frozen=True, slots=True)
class Entry(Value):
    """A row of a register: an id with its words, the norm it is about, and the options of a reading."""

    id: str
    zh: str
    en: str
    norm: str | None = None
    options: tuple[str, ...] = ()

    def text(self, lang: Lang = "zh") -> str:
        """The row in words."""
        return in_lang(lang, self.zh, self.en)
