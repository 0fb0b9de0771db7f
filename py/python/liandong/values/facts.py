"""What an answer rests on. In go a norm and a fact of the catalogue, out comes a `Reason` with its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from .._text import Lang
from ..codes import LimitName
from ._base import APART, Value
from .common import Text

__all__ = [
    "Dated",
    "Fact",
    "FlawedRecord",
    "InForce",
    "Named",
    "Observed",
    "PlatformRecord",
    "Reason",
    "Reassigned",
    "Succession",
    "TransferRecord",
    "Unrecorded",
]


@dataclass(frozen=True, slots=True)
class TransferRecord(Value):
    """A record of a matter's transfer; its day is the text as recorded, since it may be no day."""

    kind: Literal["transfer", "return", "empowerment", "entrustment", "unknown"]
    effective: str | None = None
    instrument: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The record in the wire format."""
        members = {"effective": self.effective, "instrument": self.instrument}
        return {self.kind: {name: value for name, value in members.items() if value is not None}}


@dataclass(frozen=True, slots=True)
class _Tagged(Value):
    """A fact whose members stand under its own name on the wire."""

    def _tag(self) -> str:
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """The fact in the wire format."""
        # The zero-argument form does not reach the class that `slots=True` makes anew.
        return {self._tag(): Value.to_dict(self)}


@dataclass(frozen=True, slots=True)
class FlawedRecord(_Tagged):
    """A record of a transfer that determines nothing, with its flaw."""

    flaw: str
    kind: str | None = None
    effective: str | None = None
    instrument: str | None = None

    def _tag(self) -> str:
        return "flawed_record"


@dataclass(frozen=True, slots=True)
class Observed(_Tagged):
    """Who was seen to handle the matter on a day."""

    on: date
    handled_by: str
    source: str | None = None

    def _tag(self) -> str:
        return "observed"


@dataclass(frozen=True, slots=True)
class Succession(_Tagged):
    """A party was succeeded by another on a day."""

    party: str
    on: date
    successor: str

    def _tag(self) -> str:
        return "succession"


@dataclass(frozen=True, slots=True)
class Reassigned(_Tagged):
    """The single matter was handed between departments."""

    on: date | None = None
    instrument: str | None = None

    def _tag(self) -> str:
        return "reassigned"


@dataclass(frozen=True, slots=True)
class InForce(_Tagged):
    """The days on which the Measures are in force."""

    from_: date
    to: date | None = None

    def _tag(self) -> str:
        return "in_force"


@dataclass(frozen=True, slots=True)
class PlatformRecord(_Tagged):
    """Whether the platform can handle the matter, from a day on."""

    capable: bool
    from_: date | None = None

    def _tag(self) -> str:
        return "platform"


@dataclass(frozen=True, slots=True)
class Named(Value):
    """A party or person that the catalogue names: the original department, a supervising one, or itself."""

    kind: Literal["original", "supervising", "party", "person"]
    id: str

    def to_dict(self) -> dict[str, Any]:
        """The fact in the wire format."""
        return {self.kind: self.id}


@dataclass(frozen=True, slots=True)
class Dated(Value):
    """A day that decides: since when the matter is the zone's, or when the case was accepted."""

    kind: Literal["governed_from", "accepted_on"]
    day: date

    def to_dict(self) -> dict[str, Any]:
        """The fact in the wire format."""
        return {self.kind: self.day.isoformat()}


@dataclass(frozen=True, slots=True)
class Unrecorded(Value):
    """What the catalogue does not record."""

    what: Literal["original_unrecorded", "supervisor_unrecorded", "capability_unrecorded"]

    def as_member(self) -> str:
        """How the value stands as a member of another."""
        return self.what


Fact: TypeAlias = (
    TransferRecord
    | FlawedRecord
    | Observed
    | Succession
    | Reassigned
    | InForce
    | PlatformRecord
    | Named
    | Dated
    | Unrecorded
)
"""A fact of the catalogue that a reason rests on."""


@dataclass(frozen=True, slots=True)
class Reason(Value):
    """What an answer rests on: a norm, the fact it was applied to, and the reading or limit that was used."""

    norm: str
    fact: Fact | None = None
    reading: str | None = None
    limit: LimitName | None = None
    words: Text | None = field(default=None, compare=False, repr=False, kw_only=True, metadata=APART)

    def text(self, lang: Lang = "zh") -> str:
        """The reason in words; where it was read without them, the norm's id."""
        return self.words.text(lang) if self.words else self.norm
