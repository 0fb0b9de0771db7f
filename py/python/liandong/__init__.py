"""Who approves, who supervises, what was missed: the rules of coordinated approval and supervision.

In go a zone's catalogue and a day, out comes an answer with its reasons; where the text is silent,
the answer's value is a `Silence` that says why.
"""

from typing import TYPE_CHECKING

from . import codes, values
from ._liandong import Answer, Table, __version__
from ._time import ZONE
from .audit import Audit, Duties, Findings
from .codes import *
from .errors import (
    Fault,
    InputError,
    LiandongError,
    MissingLibrary,
    NoFinding,
    Undecided,
    UnknownId,
)
from .events import Events, read_events
from .handles import Handles, Matter, Package, PartyHandle, PersonHandle
from .ledger import Ledger
from .registers import event_kinds, finding_codes, limits, lint_codes, norms, readings
from .rulebook import Rulebook
from .sample import sample, sample_events, sample_year

if TYPE_CHECKING:
    from .values import *

__all__ = [
    "ZONE",
    "Answer",
    "Audit",
    "Duties",
    "Events",
    "Fault",
    "Findings",
    "Handles",
    "InputError",
    "Ledger",
    "LiandongError",
    "Matter",
    "MissingLibrary",
    "NoFinding",
    "Package",
    "PartyHandle",
    "PersonHandle",
    "Rulebook",
    "Table",
    "Undecided",
    "UnknownId",
    "__version__",
    "event_kinds",
    "finding_codes",
    "limits",
    "lint_codes",
    "norms",
    "read_events",
    "readings",
    "sample",
    "sample_events",
    "sample_year",
]
__all__ += codes.__all__
__all__ += values.__all__

# A value's module is loaded when it is first named; type checkers have the names from above.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name in values.__all__:
            return getattr(values, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
