"""How answers name things. In go ids, silences, subjects and days, out come words for a table."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from .._text import SUBJECTS, Lang, in_lang
from .._time import iso
from ..values import ByEvent, PersonRef, Silence, Subject, TriggerRef, Who

if TYPE_CHECKING:
    from ..rulebook import Rulebook

__all__ = ["Names", "moment", "said_of", "span"]


class Names:
    """The names of a rulebook's parties and matters in one language; persons masked where asked."""

    def __init__(self, book: Rulebook, lang: Lang, mask: bool = False) -> None:
        self._book, self._mask = book, mask
        self._lang: Lang = lang

    @cached_property
    def _parties(self) -> dict[str, str]:
        return {id: own.label(self._lang) for id, own in self._book.parties.items()}

    @cached_property
    def _matters(self) -> dict[str, str]:
        return {id: own.label(self._lang) for id, own in self._book.matters.items()}

    def party(self, own: str | Silence | None) -> str:
        """A party's name, or why none is determined; the id where the catalogue lacks it."""
        if isinstance(own, Silence):
            return own.text(self._lang)
        return "" if own is None else self._parties.get(own, own)

    def matter(self, id: str) -> str:
        """A matter's id and name."""
        return f"{id} {self._matters[id]}" if id in self._matters else id

    def who(self, own: Who | Silence | None) -> str:
        """A party or a person."""
        if isinstance(own, PersonRef):
            return self._person(own.id)
        return self.party(own)

    def subject(self, own: Subject) -> str:
        """What something is about: a party or matter by its name, else what it is and its id."""
        if own.kind == "party":
            return self.party(own.id)
        if own.kind == "person":
            return self._person(own.id)
        kind = in_lang(self._lang, *SUBJECTS[own.kind])
        return f"{kind} {self.matter(own.id) if own.kind == 'matter' else own.id}"

    def trigger(self, own: TriggerRef) -> str:
        """What set something off: an event's id, or the day of a fact."""
        return own.event if isinstance(own, ByEvent) else iso(own.since)

    def _person(self, id: str) -> str:
        kind = in_lang(self._lang, *SUBJECTS["person"])
        return kind if self._mask else f"{kind} {id}"


def said_of(text: str, named: str | None, lang: Lang) -> str:
    """A finding or lint in words, and what it names."""
    return text if named is None else f"{text.rstrip('。.')}{in_lang(lang, '：', ': ')}{named}"


def moment(own: date | None) -> str:
    """A day, or a moment to the minute."""
    return "" if own is None else iso(own).replace("T", " ")[:16]


def span(first: date | None, last: date | None) -> str:
    """From one day to another; one day only where they are the same."""
    if first is None or first == last:
        return moment(first or last)
    return f"{moment(first)} – {moment(last)}".rstrip()
