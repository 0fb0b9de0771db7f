"""The chain behind a finding. In go decoded parts, out comes an `Evidence` that shows why it was made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypeAlias

from .._text import Lang
from ..codes import Channel, DaySort, DutyStatus, EventKind, EvidencePart, LimitName, Unit
from ..errors import LiandongError
from ._base import APART, Value, wire
from .common import Digests, Elapsed, Silence, Since, Text, Who
from .duties import Finding
from .event import Event
from .register import Norm

__all__ = [
    "Before",
    "ByWhen",
    "CalendarSource",
    "CountedDay",
    "CountedLimit",
    "EveryDay",
    "Evidence",
    "EvidenceDuty",
    "Happened",
    "NameOf",
    "NoLimit",
    "NoTime",
    "ProfileName",
    "Scope",
    "Setting",
    "TriggeredBy",
    "Window",
]


@dataclass(frozen=True, slots=True)
class CountedDay(Value):
    """A day that was counted, or passed over (then without a number), towards a limit in working days."""

    day: date
    sort: DaySort
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarSource(Value):
    """The notice that a year of the calendar is taken from."""

    year: int
    source: str


@dataclass(frozen=True, slots=True)
class CountedLimit(Value):
    """An adopter's limit and how it was counted; without an end where the calendar lacks a year."""

    name: LimitName
    value: int
    unit: Unit
    start: date
    end: date | None = None
    calendar_lacks: int | None = None
    days: tuple[CountedDay, ...] = ()
    sources: tuple[CalendarSource, ...] = ()
    unlisted: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The limit in the wire format."""
        # The sources stand beside the days, be there none.
        sources = {"sources": [own.to_dict() for own in self.sources]} if self.days else {}
        return {"limit": {**Value.to_dict(self), **sources}}


@dataclass(frozen=True, slots=True)
class Window(Value):
    """It was due from one day to another, both included, by a reading."""

    from_: date
    to: date
    reading: str

    def to_dict(self) -> dict[str, Any]:
        """The window in the wire format."""
        return {"window": Value.to_dict(self)}


@dataclass(frozen=True, slots=True)
class EveryDay(Value):
    """It has to hold on every day from this one on, by a reading."""

    from_: date
    reading: str

    def to_dict(self) -> dict[str, Any]:
        """The days in the wire format."""
        return {"every_day": Value.to_dict(self)}


@dataclass(frozen=True, slots=True)
class Before(Value):
    """It was due before an event, by a reading."""

    reading: str
    event: Event | None = None

    def to_dict(self) -> dict[str, Any]:
        """The order in the wire format."""
        event = {} if self.event is None else {"event": _shown(self.event)}
        return {"before": {"reading": self.reading, **event}}


@dataclass(frozen=True, slots=True)
class NoLimit(Value):
    """There is no limit: nothing is late; by a reading its lack is a breach from a day on."""

    breach_from: date | None = None
    days: int | None = None
    reading: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The lack of a limit in the wire format."""
        return {"no_limit": Value.to_dict(self)}


@dataclass(frozen=True, slots=True)
class NoTime(Value):
    """Time does not come into it."""

    def as_member(self) -> str:
        """How the value stands as a member of another."""
        return "no_time"


ByWhen: TypeAlias = "CountedLimit | Window | EveryDay | Before | NoLimit | NoTime"
"""By when something was due."""


@dataclass(frozen=True, slots=True)
class TriggeredBy(Value):
    """The event that set the duty off, as it was logged."""

    event: Event

    def to_dict(self) -> dict[str, Any]:
        """The trigger in the wire format."""
        return {"event": _shown(self.event)}


@dataclass(frozen=True, slots=True)
class EvidenceDuty(Value):
    """The duty that the finding is about."""

    obligor: Who | Silence
    since: date
    status: DutyStatus


@dataclass(frozen=True, slots=True)
class Happened(Value):
    """An event as it was logged, and what it is to the finding."""

    part: EvidencePart
    event: Event

    def to_dict(self) -> dict[str, Any]:
        """The event in the wire format."""
        return {"part": self.part.value, "event": _shown(self.event)}


@dataclass(frozen=True, slots=True)
class NameOf(Value):
    """How an id that the evidence mentions is called."""

    kind: Literal["matter", "party", "person", "project"]
    id: str
    name: str | None = None
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class ProfileName(Value):
    """The profile that was judged by."""

    name: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Scope(Value):
    """Which norms and which days of a trigger are judged; all where none are named.

    `known` says by which records an act is judged: those known `now`, or those known `when_done`.
    """

    norms: tuple[str, ...] | None = None
    from_: date | None = None
    to: date | None = None
    known: Literal["now", "when_done"] | None = None


@dataclass(frozen=True, slots=True)
class Setting(Value):
    """An option of a reading that has members, such as the days of `stale_after`."""

    members: tuple[tuple[str, Any], ...]

    def to_dict(self) -> dict[str, Any]:
        """The option in the wire format."""
        return {name: wire(value) for name, value in self.members}


@dataclass(frozen=True, slots=True)
class Evidence(Value):
    """The chain behind a finding: the norm, what set the duty off, by when, and what happened.

    `choice` is the option of the reading, or the limit, that the finding owes to; `nothing_until` the day or
    moment until which nothing was recorded. `names` calls every id by its name.
    """

    place: int
    finding: Finding
    by_when: ByWhen
    happened: tuple[Happened, ...]
    names: tuple[NameOf, ...]
    notes: tuple[Text, ...]
    profile: ProfileName
    scope: Scope
    as_of: date
    digests: Digests
    version: str
    norm: Norm | None = None
    trigger: TriggeredBy | Since | None = None
    duty: EvidenceDuty | None = None
    act: EventKind | None = None
    channel: Channel | None = None
    to: Who | Silence | None = None
    late_by: Elapsed | None = None
    nothing_until: date | None = None
    choice: str | Setting | None = None
    markdown: Text | None = field(default=None, compare=False, repr=False, kw_only=True, metadata=APART)

    def to_markdown(self, lang: Lang = "zh") -> str:
        """The pack as a document in Markdown.

        Raises:
            LiandongError: when the pack was read without its document.
        """
        if self.markdown is None:
            raise LiandongError(
                "the pack was read without its document; ask the audit for it", "未附文档；请由核查结果生成"
            )
        return self.markdown.text(lang)


def _shown(event: Event) -> dict[str, Any]:
    """An event of the log, where a kind that was not recorded is left out."""
    return {name: value for name, value in event.to_dict().items() if value != ""}
