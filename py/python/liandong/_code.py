"""What a code is. In goes a code of the wire format, out comes a `str` that knows its name and its words.

`Registered` codes take their words from the core's registers, `Labelled` ones carry them.
"""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

from ._text import Lang, in_lang

__all__ = ["Code", "Labelled", "Registered"]

L = TypeVar("L", bound="Labelled")


class Code(str, Enum):
    """A code of the wire format; it equals, sorts and shows as its text."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self.value), spec)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def label(self, lang: Lang = "zh") -> str:
        """The code in words."""
        raise NotImplementedError


class Registered(Code):
    """A code whose label is in a register of the core."""

    def label(self, lang: Lang = "zh") -> str:
        """The code in the words of the core's register."""
        from . import registers

        return registers.label(self, lang)


class Labelled(Code):
    """A code whose labels stand beside it."""

    _zh: str
    _en: str

    def __new__(cls: type[L], code: str, zh: str = "", en: str = "") -> L:
        member = str.__new__(cls, code)
        member._value_, member._zh, member._en = code, zh, en
        return member

    def label(self, lang: Lang = "zh") -> str:
        """The code in words."""
        return in_lang(lang, self._zh, self._en)
