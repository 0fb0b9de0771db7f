"""Ledgers. In go events as they happen, out comes what each changed, and at any time the audit of all of
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from . import _decode
from . import values as v
from ._input import dumps
from ._liandong import LedgerCore
from ._time import WhenLike
from .audit import Audit
from .errors import Fault, InputError
from .events import Events, read_events

if TYPE_CHECKING:
    from typing_extensions import Self

    from .values import Effect, Event

__all__ = ["Ledger"]


class Ledger(LedgerCore):
    """A running record of events under a rulebook: `rulebook.ledger()` makes one.

    >>> import liandong
    >>> ledger = liandong.sample().ledger()
    >>> effect = ledger.record({"id": "E1", "at": "2023-05-04T09:30", "kind": "decision", "case": "C1",
    ...                         "matter": "S-001", "actor": "bureau", "result": "granted"})
    >>> sorted({duty.norm for duty in effect.opened})
    ['2.6b', '2.6c']
    """

    rulebook: Any
    """The rulebook under which it is kept."""

    def __new__(cls, rulebook: Any, events: object | None = None, *, state: bytes | None = None) -> Self:
        """A ledger that begins with a log, or goes on from a kept state.

        Raises:
            InputError: when both are given; when the state is none, truncated or damaged, of another version,
                or of another catalogue.
        """
        if events is not None and state is not None:
            fault = Fault(
                "$.state",
                "a state holds its events; give a log or a state",
                "状态已含事件；日志与状态只能给出一项",
            )
            raise InputError.of([fault], "options", "选项")
        log = None if events is None else read_events(events)
        own = super().__new__(cls, rulebook, log, state)
        own.rulebook = rulebook
        return own

    def record(self, event: Event | Mapping[str, Any]) -> Effect:
        """Keeps an event and says what it opened, discharged, voided, found and cleared.

        Order does not matter, and what cannot be matched becomes a finding, never an error.

        Raises:
            InputError: when the event has no time or kind, or the ledger is full; the ledger is unchanged.
        """
        return _decode.effect(self._record(_written(event), True))

    def keep(self, event: Event | Mapping[str, Any]) -> None:
        """Keeps an event without working out what it changed, which is what costs time.

        Raises:
            InputError: when the event has no time or kind, or the ledger is full; the ledger is unchanged.
        """
        self._record(_written(event), False)

    @property
    def events(self) -> Events:
        """Every event recorded so far, as a log."""
        return Events(self._events())

    def as_of(self, moment: WhenLike) -> Audit:
        """Everything as of a day or moment: the same as an audit of the same events, whatever order they came
        in.
        """
        return Audit(self.rulebook, self.events, moment)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.rulebook, self.state())

    def __repr__(self) -> str:
        return f"<Ledger of {len(self):,} events>"


def _restored(rulebook: Any, state: bytes) -> Ledger:
    return Ledger(rulebook, state=state)


def _written(event: Event | Mapping[str, Any]) -> str:
    return dumps(event if isinstance(event, v.Event) else v.Event.from_dict(event), "event", "事件")
