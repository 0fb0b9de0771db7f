"""Questions about a log, and questions by the million. In go frames, lists or files, out come audits,
outlooks, differences and tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from . import _decode, _liandong
from ._ask import present
from ._frames import holds_dates, solid
from ._liandong import RulebookCore, Table
from ._time import DayLike, WhenLike, day, iso, when
from .audit import Audit, Known, Progress, wire_scope
from .events import read_events
from .ledger import Ledger

if TYPE_CHECKING:
    from .values import Difference, Outlook, Trial

__all__ = ["LogQuestions"]


class LogQuestions(RulebookCore):
    """What a rulebook answers about many rows at once."""

    def approver_many(self, matters: Any, on: Any, *, accepted_on: Any = None) -> Table:
        """Who approves, row by row (2.4c, 2.5a).

        `matters`, `on` and `accepted_on` are columns (an Arrow array, a series of polars or pandas, a list),
        or one value for all rows. The table has columns `approver` (the party's id), `silence_kind`,
        `silence_why` and `error`, which says why a row cannot be asked (an unknown matter, no day); it costs
        only itself.

        Raises:
            ValueError: when columns are of unequal length, or the one day for all rows is none.
            TypeError: when a column holds no texts or days.

        >>> import liandong
        >>> liandong.sample().approver_many(["S-001", "S-999"], "2023-05-04").column("approver")
        ['bureau', None]
        """
        return _liandong.approver_many(self, _column(matters), _column(on), _column(accepted_on))

    def status_many(self, matters: Any, on: Any) -> Table:
        """Where transfers stand, row by row (2.4c, 2.4d): columns `status`, `silence_kind`, `silence_why`,
        `error`.

        See `approver_many` for what columns may be.
        """
        return _liandong.status_many(self, _column(matters), _column(on))

    def permits_many(
        self,
        act: Any,
        actor: Any,
        on: Any,
        *,
        matter: Any = None,
        officer: Any = None,
        accepted_on: Any = None,
    ) -> Table:
        """Whether acts are permitted, row by row (2.3c, 2.4, 2.5a, 2.6): columns `verdict` (permitted or
        forbidden), `why`, `competent` (who may do it instead), `silence_kind`, `silence_why`, `error`.

        See `approver_many` for what columns may be.
        """
        asked = present(act=act, actor=actor, on=on, matter=matter, officer=officer, accepted_on=accepted_on)
        return _liandong.permits_many(self, {name: _column(own) for name, own in asked.items()})

    def responsibilities_many(self, matters: Any, on: Any) -> Table:
        """Who bears which function, one row a matter, day and function (2.4c, 2.5).

        Columns `row` (the place of the question, counted from 0), `function`, `norm`, `party`,
        `silence_kind`, `silence_why`, `error`. See `approver_many` for what columns may be.
        """
        return _liandong.responsibilities_many(self, _column(matters), _column(on))

    def audit(
        self,
        events: object,
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known = "now",
        progress: Progress | bool | None = None,
    ) -> Audit:
        """Judges a log as of a day or moment: every duty set off, and where the data depart from a norm.

        Args:
            events: Whatever `read_events` takes: a frame, lists, a path, or `Events`.
            as_of: The day or moment; later events are left out and said to be.
            norms: Which norms are judged; all where none are named.
            from_: The first day of a trigger; the first day in force where none is named.
            to: The last day of a trigger; that of `as_of` where none is named.
            known: By which records an act is judged: those known `now`, or those known `when_done`.
            progress: True for a bar (of tqdm, where it is installed), or a function told of events done and
                of how many.

        Other threads run meanwhile, and Ctrl-C stops it.

        Raises:
            InputError: when the log's columns do not tell what they are, there is no such norm, or a day is
                none.
        """
        return Audit(self, events, as_of, norms=norms, from_=from_, to=to, known=known, progress=progress)

    def ledger(self, events: object | None = None, *, state: bytes | None = None) -> Ledger:
        """A ledger of events as they happen, which begins with a log, or goes on from a kept state.

        Raises:
            InputError: when the state is none, truncated or damaged, of another version, or of another
                catalogue.
        """
        return Ledger(self, events, state=state)

    def outlook(self, events: object, from_: DayLike, to: DayLike, as_of: WhenLike | None = None) -> Outlook:
        """What is due from one day to another, both included, by the events known as of `as_of` (default:
        `from_`).

        Raises:
            InputError: when a day is none.
        """
        first, last = day(from_, "$.from"), day(to, "$.to")
        at = iso(first if as_of is None else when(as_of, "$.as_of"))
        log = read_events(events)
        (zh, en), calendars = _liandong.outlook(self, log, at, iso(first), iso(last))
        return _decode.outlook(zh, en, calendars)

    def compare(
        self,
        other: RulebookCore,
        events: object,
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known = "now",
    ) -> Difference:
        """In what another rulebook answers differently: what transfers would change (what-if), or another
        profile.

        Raises:
            InputError: when a party or matter is in one of them only, or a day is none.
        """
        scope, at = wire_scope(norms, from_, to, known), iso(when(as_of, "$.as_of"))
        return _decode.difference(_liandong.compare(self, other, read_events(events), at, scope))

    def sensitivity(
        self,
        events: object,
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known = "now",
    ) -> tuple[Trial, ...]:
        """How many findings change with each other choice of the profile.

        Raises:
            InputError: when there is no such norm, or a day is none.
        """
        scope, at = wire_scope(norms, from_, to, known), iso(when(as_of, "$.as_of"))
        return _decode.all_of(_liandong.sensitivity(self, read_events(events), at, scope), _decode.trial)


def _column(given: Any) -> Any:
    """A column or one value for all rows as it is, or a list of what numpy and pandas hold."""
    if given is None or isinstance(given, (str, date)):
        return given
    speaks = hasattr(given, "__arrow_c_stream__") or hasattr(given, "__arrow_c_array__")
    if speaks and not holds_dates(given):
        return solid(given)
    return given.tolist() if hasattr(given, "tolist") else given
