"""What is owed and what was found. In go decoded parts, out come duties, findings, and how parties stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .._text import Lang
from ..codes import DutyStatus, FindingCode, Ground, LimitName, Severity
from ._base import Value
from .answers import Relation
from .common import Elapsed, Silence, Subject, TriggerRef, Who

__all__ = ["Duty", "Effect", "Finding", "Hindsight", "Standing", "SubjectStanding"]


@dataclass(frozen=True, slots=True)
class Duty(Value):
    """One act owed by one obligor to one addressee, and where it stands.

    A party stands by its id, a person as `PersonRef`, nobody determined as `Silence`. `due` is the last day
    or moment, where the text or a limit names one; `fulfilled_by` an event's id. `reading` or `limit` is what
    the status owes to.
    """

    norm: str
    obligor: Who | Silence
    subject: Subject
    trigger: TriggerRef
    status: DutyStatus
    to: Who | Silence | None = None
    due: date | None = None
    fulfilled_by: str | None = None
    elapsed: Elapsed | None = None
    reading: str | None = None
    limit: LimitName | None = None
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Finding(Value):
    """Where the data depart from a norm, for people to look at; never a judgement of anybody.

    `obligor` and `actor` are parties by id; `events` the ids that show it; `from_` and `until` the first and
    last day of an interval; `named` what an event names and the catalogue lacks, `nearest` known ids like it;
    `left_out` what a summary leaves out. `possible_ground` is never more than possible (3.3).
    """

    code: FindingCode
    severity: Severity
    subject: Subject
    events: tuple[str, ...]
    norm: str | None = None
    obligor: str | None = None
    to: Who | None = None
    actor: str | None = None
    from_: date | None = None
    until: date | None = None
    elapsed: Elapsed | None = None
    reading: str | None = None
    limit: LimitName | None = None
    possible_ground: Ground | None = None
    named: str | None = None
    left_out: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()

    def text(self, lang: Lang = "zh") -> str:
        """What was found, in the words of the register."""
        return self.code.label(lang)


@dataclass(frozen=True, slots=True)
class Standing(Value):
    """How a party stands in an audit: duties fulfilled and open, findings that are breaches and reviews."""

    party: str
    fulfilled: int
    open: int
    breaches: int
    reviews: int


@dataclass(frozen=True, slots=True)
class SubjectStanding(Value):
    """How a case or project stands in an audit."""

    subject: Subject
    fulfilled: int
    open: int
    breaches: int
    reviews: int

    def to_dict(self) -> dict[str, Any]:
        """The standing in the wire format, under the name of its subject's kind."""
        members = Value.to_dict(self)
        return {**members.pop("subject"), **members}


@dataclass(frozen=True, slots=True)
class Hindsight(Value):
    """An act that later records judge otherwise: who was competent by what was known then, and by what is
    known now.
    """

    matter: str
    on: date
    then: str | Silence
    now: str | Silence
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Effect(Value):
    """What recording an event changed: duties opened, discharged and voided, findings made and cleared."""

    as_of: date
    opened: tuple[Duty, ...]
    discharged: tuple[Duty, ...]
    voided: tuple[Duty, ...]
    found: tuple[Finding, ...]
    cleared: tuple[Finding, ...]

    def __bool__(self) -> bool:
        return any((self.opened, self.discharged, self.voided, self.found, self.cleared))
