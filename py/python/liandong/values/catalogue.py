"""What a catalogue names. In go its objects, out come the zone, persons and projects as values."""

from __future__ import annotations

from dataclasses import dataclass

from .._text import Lang, in_lang
from ._base import Value

__all__ = ["Person", "Project", "Zone"]


@dataclass(frozen=True, slots=True)
class Zone(Value):
    """The zone, and which parties are its Bureau, its Committee and the Bureau's weekly partner (2.3d)."""

    id: str
    name: str
    bureau: str
    committee: str
    name_en: str | None = None
    partner: str | None = None

    def label(self, lang: Lang = "zh") -> str:
        """The name; the Chinese one where no English is recorded."""
        return in_lang(lang, self.name, self.name_en or self.name)


@dataclass(frozen=True, slots=True)
class Person(Value):
    """A person of the catalogue."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Project(Value):
    """A project of the catalogue: whether it is a key one of a year, who manages it and which department
    answers.
    """

    id: str
    name: str
    key: bool = False
    year: int | None = None
    manager: str | None = None
    responsible: str | None = None
    unit: str | None = None
