"""In what two rulebooks differ. In go decoded parts, out come differences, trials of readings, and lints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .._text import Lang
from ..codes import FindingCode, LimitName, LintCode, Role, Severity
from ._base import Value
from .answers import Assignment
from .common import Silence, Subject, Who
from .duties import Finding
from .facts import Reason

__all__ = [
    "ChoiceChange",
    "CompetenceChange",
    "Difference",
    "DutyCountChange",
    "FindingChange",
    "Lint",
    "PackageChange",
    "ResponsibilityChange",
    "Shift",
    "Trial",
]


@dataclass(frozen=True, slots=True)
class ChoiceChange(Value):
    """A reading or limit that the two profiles choose differently."""

    before: str
    after: str
    reading: str | None = None
    limit: LimitName | None = None


@dataclass(frozen=True, slots=True)
class CompetenceChange(Value):
    """Who approves a matter, on the days from `from_` to `until`."""

    matter: str
    from_: date
    until: date
    before: str | Silence
    after: str | Silence


@dataclass(frozen=True, slots=True)
class ResponsibilityChange(Value):
    """Assignments of a matter that one rulebook has only, on the days from `from_` to `until`."""

    matter: str
    from_: date
    until: date
    removed: tuple[Assignment, ...]
    added: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class PackageChange(Value):
    """Whether one authority decides all of a package, on the days from `from_` to `until`."""

    package: str
    from_: date
    until: date
    before: bool | Silence
    after: bool | Silence


@dataclass(frozen=True, slots=True)
class DutyCountChange(Value):
    """How many duties of a norm somebody owes."""

    obligor: Who | Silence
    norm: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class FindingChange(Value):
    """A finding that one audit has only, or both with another severity."""

    before: Finding | None = None
    after: Finding | None = None


@dataclass(frozen=True, slots=True)
class Difference(Value):
    """In what another rulebook answers differently: what a transfer would change, or another profile."""

    choices: tuple[ChoiceChange, ...]
    competence: tuple[CompetenceChange, ...]
    responsibilities: tuple[ResponsibilityChange, ...]
    packages: tuple[PackageChange, ...]
    duties: tuple[DutyCountChange, ...]
    findings: tuple[FindingChange, ...]


@dataclass(frozen=True, slots=True)
class Shift(Value):
    """How many findings of a code and severity a choice adds and removes."""

    code: FindingCode
    severity: Severity
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Trial(Value):
    """What one other choice of a reading or limit would change in the findings."""

    option: str
    findings: tuple[Shift, ...]
    reading: str | None = None
    limit: LimitName | None = None


@dataclass(frozen=True, slots=True)
class Lint(Value):
    """Something odd in a catalogue or profile by itself, with the first day that shows it.

    `from_` and `until` are the first and last day of the interval, an open end without `until`.
    """

    code: LintCode
    subject: Subject
    witness: date
    from_: date
    until: date | None = None
    norm: str | None = None
    parties: tuple[str, ...] = ()
    role: Role | None = None
    named: str | None = None
    reasons: tuple[Reason, ...] = ()
    silence: Silence | None = None

    def text(self, lang: Lang = "zh") -> str:
        """What is odd, in the words of the register."""
        return self.code.label(lang)

    def to_dict(self) -> dict[str, Any]:
        """The lint in the wire format, where the silence stands by its kind."""
        members = Value.to_dict(self)
        silence = members.pop("silence", {})
        return {**members, **silence}
