"""What other values are made of. In go ids, codes and times, out come parties, silences, subjects and
triggers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from .._text import Lang, in_lang
from ..codes import LimitName, PartyKind, Unit, Why
from ._base import Value

__all__ = [
    "ByEvent",
    "Digests",
    "Elapsed",
    "Party",
    "PersonRef",
    "Silence",
    "Since",
    "Subject",
    "SubjectKind",
    "Text",
    "TriggerRef",
    "Who",
    "Whose",
]


@dataclass(frozen=True, slots=True)
class Text(Value):
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def text(self, lang: Lang = "zh") -> str:
        """The words in one language."""
        return in_lang(lang, self.zh, self.en)


@dataclass(frozen=True, slots=True)
class Silence(Value):
    """Why there is no value: the text does not decide, or does not apply.

    `match` takes it apart: `case Silence("undetermined", why)`.
    """

    kind: Literal["undetermined", "not_governed"]
    why: Why

    def text(self, lang: Lang = "zh") -> str:
        """The silence in words."""
        return self.why.label(lang)

    def to_dict(self) -> dict[str, Any]:
        """The silence in the wire format, such as `{"undetermined": {"why": "reassigned"}}`."""
        return {self.kind: {"why": self.why.value}}


@dataclass(frozen=True, slots=True)
class Party(Value):
    """A party of the catalogue, the value of an answer about who approves.

    In other values a party stands by its id, a `str`; `rulebook.party(id)` knows the rest.
    """

    id: str
    name: str
    name_en: str | None = None
    kind: PartyKind | None = None

    def label(self, lang: Lang = "zh") -> str:
        """The name; the Chinese one where no English is recorded."""
        return in_lang(lang, self.name, self.name_en or self.name)

    def as_member(self) -> str:
        """How the value stands as a member of another."""
        return self.id


@dataclass(frozen=True, slots=True)
class PersonRef(Value):
    """A person by id, where a party or a person may stand; a party is its id alone, a `str`."""

    id: str

    def to_dict(self) -> dict[str, Any]:
        """The person in the wire format, `{"person": id}`."""
        return {"person": self.id}


Who: TypeAlias = "str | PersonRef"
"""A party by its id, or a person.

`match` tells them apart: `case str(party)`, `case PersonRef(person)`, and `case Silence()` where nobody is
determined.
"""

SubjectKind: TypeAlias = Literal[
    "case", "matter", "party", "person", "project", "package", "period", "event", "line", "limit"
]
"""What a subject is; a `period` is a year `2021` or a week `2021-W13`, a `line` a place in the log counted
from 0.
"""


@dataclass(frozen=True, slots=True)
class Subject(Value):
    """What a duty, finding or lint is about; its id is a text, that of a line too."""

    kind: SubjectKind
    id: str

    def to_dict(self) -> dict[str, Any]:
        """The subject in the wire format, such as `{"case": "K1"}`."""
        return {self.kind: int(self.id) if self.kind == "line" else self.id}


@dataclass(frozen=True, slots=True)
class ByEvent(Value):
    """A duty was set off by this event; an event without an id has the empty one."""

    event: str


@dataclass(frozen=True, slots=True)
class Since(Value):
    """A duty was set off by a fact that holds since this day."""

    since: date


TriggerRef: TypeAlias = "ByEvent | Since"
"""What set a duty off."""


@dataclass(frozen=True, slots=True)
class Elapsed(Value):
    """How much time went by: minutes between two moments, calendar days where a time of day is unknown."""

    value: int
    unit: Unit

    def text(self, lang: Lang = "zh") -> str:
        """The time in words, such as `90 minutes`."""
        unit = self.unit.label(lang)
        english = f"{self.value} {unit.removesuffix('s') if self.value == 1 else unit}"
        return in_lang(lang, f"{self.value}{unit}", english)


@dataclass(frozen=True, slots=True)
class Digests(Value):
    """SHA-256 of what an answer rests on: the same digests and the same question give the same answer."""

    catalogue: str
    profile: str
    calendar: str
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Whose(Value):
    """Whose day something is due by: a reading's, an adopter's limit's, or the text's own where it names
    neither.
    """

    reading: str | None = None
    limit: LimitName | None = None

    def as_member(self) -> Any:
        """How the value stands as a member of another."""
        return self.to_dict() or "text"
