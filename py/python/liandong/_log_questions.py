"""Questions about a log, over the wire format. In go events, out come audits, evidence, outlooks and
differences.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from . import _decode
from . import values as v
from ._ask import Asker, checked, day_text, id_list, present
from ._core import Core
from ._input import dumps
from ._time import DayLike, WhenLike, day, iso, when

if TYPE_CHECKING:
    from .values import Audited, Difference, Effect, Event, Evidence, Outlook, Trial

__all__ = ["EventLike", "Known", "LogQuestions"]

EventLike: TypeAlias = "Event | Mapping[str, Any]"
"""An event, or its wire format."""
Known: TypeAlias = Literal["now", "when_done"]
"""By which records an act is judged: those known now, or those known when it was done."""


class LogQuestions:
    """What a rulebook answers about a log of events."""

    _core: Core

    @property
    def _asker(self) -> Asker:
        return Asker(self._core.ask)

    def audit(
        self,
        events: Iterable[EventLike],
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known | None = None,
    ) -> Audited:
        """A log judged as of a day or moment.

        Raises:
            InputError: when there is no such norm, or a day is none.
        """
        question = _of_log("audit", events, as_of, norms, from_, to, known)
        return _decode.audited(self._asker.ask({**question, "by": ["case", "project"]})["value"])

    def evidence(
        self,
        events: Iterable[EventLike],
        as_of: WhenLike,
        finding: int,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known | None = None,
        mask: Literal["persons"] | None = None,
    ) -> Evidence:
        """The chain behind a finding of an audit, by its place; with `mask`, persons unnamed.

        Raises:
            NoFinding: when the audit has no finding at that place.
        """
        question = _of_log("evidence", events, as_of, norms, from_, to, known)
        question |= present(finding=finding, mask=mask)
        pack = self._asker.ask(question)["value"]
        zh, en = self._asker.in_both({**question, "format": "markdown"})
        return _decode.evidence(pack, v.Text(zh["value"]["markdown"], en["value"]["markdown"]))

    def record(self, events: Iterable[EventLike], event: EventLike) -> Effect:
        """What an event changes that is recorded after others.

        Raises:
            InputError: when the event cannot be read.
        """
        question = {"ask": "record", "events": list(events), "event": event}
        return _decode.effect(self._asker.ask(question)["value"])

    def outlook(
        self, events: Iterable[EventLike], from_: DayLike, to: DayLike, as_of: WhenLike | None = None
    ) -> Outlook:
        """What is due from one day to another, both included, by the events known as of `as_of` (default:
        `from_`).

        Raises:
            InputError: when a day is none.
        """
        question = present(
            ask="outlook",
            events=list(events),
            to=day_text(to, "to"),
            as_of=None if as_of is None else iso(when(as_of, "$.as_of")),
            **{"from": day_text(from_, "from")},
        )
        zh, en = self._asker.in_both(question)
        return _decode.outlook(zh["value"], en["value"])

    def compare(
        self,
        other: LogQuestions,
        events: Iterable[EventLike],
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known | None = None,
    ) -> Difference:
        """In what another rulebook of the same catalogue answers differently, with and without a log.

        Raises:
            LiandongError: when the rulebooks are not over the same parties and matters.
        """
        question = _of_log("compare", events, as_of, norms, from_, to, known)
        asked = json.loads(dumps(question))
        return _decode.difference(checked(json.loads(self._core.compare(other._core, asked)))["value"])

    def sensitivity(
        self,
        events: Iterable[EventLike],
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known | None = None,
    ) -> tuple[Trial, ...]:
        """How many findings change with each other choice of the profile.

        Raises:
            InputError: when there is no such norm, or a day is none.
        """
        question = _of_log("sensitivity", events, as_of, norms, from_, to, known)
        return _decode.all_of(self._asker.ask(question)["value"], _decode.trial)


def _of_log(
    ask: str,
    events: Iterable[EventLike],
    as_of: WhenLike,
    norms: str | Iterable[str] | None,
    from_: DayLike | None,
    to: DayLike | None,
    known: Known | None,
) -> dict[str, Any]:
    """A question about a log, within a scope."""
    named = None if norms is None else tuple(id_list(norms))
    first, last = (None if own is None else day(own, path) for own, path in ((from_, "$.from"), (to, "$.to")))
    scope = v.Scope(named, first, last, known).to_dict()
    return {"ask": ask, "events": list(events), "as_of": iso(when(as_of, "$.as_of")), "scope": scope}
