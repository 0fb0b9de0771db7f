"""What leaves the library. In go decoded answers, out come frozen values: equal by content, hashable,
picklable.

Every value has `.to_dict()`, its wire format, with absent members left out; `match` takes each apart. A
module is loaded when one of its values is first named, so that `import liandong` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ._base import Value

if TYPE_CHECKING:
    from .answers import (
        Assignment,
        BoundNorm,
        Forbidden,
        PackageEntry,
        PackageView,
        Permitted,
        Relation,
        Stretch,
        UnknownMatter,
        Verdict,
    )
    from .catalogue import Person, Project, Zone
    from .common import (
        ByEvent,
        Digests,
        Elapsed,
        Party,
        PersonRef,
        Silence,
        Since,
        Subject,
        SubjectKind,
        Text,
        TriggerRef,
        Who,
        Whose,
    )
    from .difference import (
        ChoiceChange,
        CompetenceChange,
        Difference,
        DutyCountChange,
        FindingChange,
        Lint,
        PackageChange,
        ResponsibilityChange,
        Shift,
        Trial,
    )
    from .duties import Duty, Effect, Finding, Hindsight, Standing, SubjectStanding
    from .event import (
        Event,
        LiaisonVacant,
        PlatformCapable,
        ProceduresStarted,
        TransferMade,
        Trigger,
        WeekOpened,
        YearOpened,
    )
    from .evidence import (
        Before,
        ByWhen,
        CalendarSource,
        CountedDay,
        CountedLimit,
        EveryDay,
        Evidence,
        EvidenceDuty,
        Happened,
        NameOf,
        NoLimit,
        NoTime,
        ProfileName,
        Scope,
        Setting,
        TriggeredBy,
        Window,
    )
    from .facts import (
        Dated,
        Fact,
        FlawedRecord,
        InForce,
        Named,
        Observed,
        PlatformRecord,
        Reason,
        Reassigned,
        Succession,
        TransferRecord,
        Unrecorded,
    )
    from .outlook import Due, Gap, Outlook
    from .register import Entry, Norm

__all__ = [
    "Assignment",
    "Before",
    "BoundNorm",
    "ByEvent",
    "ByWhen",
    "CalendarSource",
    "ChoiceChange",
    "CompetenceChange",
    "CountedDay",
    "CountedLimit",
    "Dated",
    "Difference",
    "Digests",
    "Due",
    "Duty",
    "DutyCountChange",
    "Effect",
    "Elapsed",
    "Entry",
    "Event",
    "EveryDay",
    "Evidence",
    "EvidenceDuty",
    "Fact",
    "Finding",
    "FindingChange",
    "FlawedRecord",
    "Forbidden",
    "Gap",
    "Happened",
    "Hindsight",
    "InForce",
    "LiaisonVacant",
    "Lint",
    "NameOf",
    "Named",
    "NoLimit",
    "NoTime",
    "Norm",
    "Observed",
    "Outlook",
    "PackageChange",
    "PackageEntry",
    "PackageView",
    "Party",
    "Permitted",
    "Person",
    "PersonRef",
    "PlatformCapable",
    "PlatformRecord",
    "ProceduresStarted",
    "ProfileName",
    "Project",
    "Reason",
    "Reassigned",
    "Relation",
    "ResponsibilityChange",
    "Scope",
    "Setting",
    "Shift",
    "Silence",
    "Since",
    "Standing",
    "Stretch",
    "Subject",
    "SubjectKind",
    "SubjectStanding",
    "Succession",
    "Text",
    "TransferMade",
    "TransferRecord",
    "Trial",
    "Trigger",
    "TriggerRef",
    "TriggeredBy",
    "UnknownMatter",
    "Unrecorded",
    "Value",
    "Verdict",
    "WeekOpened",
    "Who",
    "Whose",
    "Window",
    "YearOpened",
    "Zone",
]

_MODULES = (
    "common",
    "facts",
    "answers",
    "duties",
    "event",
    "catalogue",
    "register",
    "outlook",
    "difference",
    "evidence",
)

# Type checkers know the names above, and are not to take any other for one.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name in __all__:
            for module in (import_module(f".{own}", __name__) for own in _MODULES):
                if name in module.__all__:
                    globals()[name] = getattr(module, name)
                    return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
