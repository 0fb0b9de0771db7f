"""Who approves, who supervises, what was missed: the rules of coordinated approval and supervision.

In go a zone's catalogue and a day, out comes an answer with its reasons; where the text is silent,
the answer's value is a `Silence` that says why.
"""

from ._liandong import (
    Answer,
    Digests,
    Fault,
    InputError,
    LiandongError,
    Matter,
    Party,
    Reason,
    Rulebook,
    Silence,
    UnknownId,
    __version__,
)

__all__ = [
    "Answer",
    "Digests",
    "Fault",
    "InputError",
    "LiandongError",
    "Matter",
    "Party",
    "Reason",
    "Rulebook",
    "Silence",
    "UnknownId",
    "__version__",
]
