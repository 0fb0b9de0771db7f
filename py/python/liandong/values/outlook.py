"""What is due in a period. In go decoded parts, out come an `Outlook` and its entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .._text import Lang
from ..codes import DutyStatus, Recurrence
from ._base import APART, Value
from .common import Silence, Subject, Text, TriggerRef, Who, Whose

__all__ = ["Due", "Gap", "Outlook"]


@dataclass(frozen=True, slots=True)
class Gap(Value):
    """Days, both included, on which a standing duty is uncovered."""

    from_: date
    until: date


@dataclass(frozen=True, slots=True)
class Due(Value):
    """A duty that is open, comes back or stands in a period.

    `from_` and `until` are the days of its window; `due` its last day or moment and `whose` it is;
    `stale_from` the day from which its lack is a breach by a reading; `gaps` the uncovered days of a standing
    duty.
    """

    norm: str
    obligor: Who
    subject: Subject
    trigger: TriggerRef
    recurrence: Recurrence
    from_: date
    status: DutyStatus
    to: Who | Silence | None = None
    until: date | None = None
    due: date | None = None
    whose: Whose | None = None
    stale_from: date | None = None
    gaps: tuple[Gap, ...] = ()
    reading: str | None = None
    words: Text | None = field(default=None, compare=False, repr=False, kw_only=True, metadata=APART)

    def text(self, lang: Lang = "zh") -> str:
        """The entry in words; where it was read without them, the norm's id."""
        return self.words.text(lang) if self.words else self.norm


@dataclass(frozen=True, slots=True)
class Outlook(Value):
    """What is due from one day to another, both included, by what is known as of a day or moment."""

    as_of: date
    from_: date
    to: date
    entries: tuple[Due, ...]
    calendar: Text = field(compare=False, repr=False, metadata=APART)
    """The entries as an iCalendar file, in both languages."""

    def to_ics(self, lang: Lang = "zh") -> str:
        """The entries as an iCalendar file that calendars take in."""
        return self.calendar.text(lang)
