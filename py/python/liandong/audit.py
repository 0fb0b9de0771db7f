"""Audits. In go a rulebook, a log and a day, out come duties and findings, one by one or as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar, overload

from . import _decode
from . import values as v
from ._frames import Tabular
from ._liandong import AuditCore, Table
from ._text import Lang
from ._time import DayLike, WhenLike, day, iso, when
from .errors import NoFinding
from .events import Events, read_events

if TYPE_CHECKING:
    from typing_extensions import Self

    from .plot import AuditPlots
    from .values import Digests, Duty, Evidence, Finding, Hindsight, Scope, Standing, SubjectStanding

__all__ = ["Audit", "Duties", "Findings", "Known", "Progress"]

T_co = TypeVar("T_co", covariant=True)
Progress = Callable[[int, int], object]
"""What is told how many events are judged, and of how many; what it raises stops the audit."""

Known = Literal["now", "when_done"]
"""By which records an act is judged: those known now, or those known when it was done."""


class Found(Sequence[T_co], Tabular, Generic[T_co]):
    """What an audit found, one by one by place or slice, or all of it as the columns of `table`.

    It speaks the Arrow PyCapsule interface, so that polars, pyarrow, pandas and DuckDB take it as it is.
    """

    def __init__(
        self, rulebook: Any, table: Callable[[], Table], count: int, get: Callable[[int], T_co]
    ) -> None:
        self.rulebook, self._make, self._count, self._get = rulebook, table, count, get

    def _columns(self) -> Table:
        return self._make()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> T_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, place: int | slice) -> T_co | tuple[T_co, ...]:
        if isinstance(place, slice):
            return tuple(self._get(own) for own in range(*place.indices(self._count)))
        own = place + self._count if place < 0 else place
        if not 0 <= own < self._count:
            raise IndexError(f"place {place} of {self._count}")
        return self._get(own)

    def __iter__(self) -> Iterator[T_co]:
        return map(self._get, range(self._count))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self._count:,}>"

    def _repr_html_(self) -> str:
        from . import html

        return html.of(self)


if TYPE_CHECKING:
    _Duties: TypeAlias = Found[Duty]
    _Findings: TypeAlias = Found[Finding]
else:
    _Duties = _Findings = Found


class Duties(_Duties):
    """The duties that an audit looked at, subject by subject: parties, then cases by their ids, then matters.

    Columns of `table`: norm, obligor, obligor_silence, to, to_silence, subject_kind, subject, trigger (the
    row of the event; null where a dated fact set it off), since and due (moments, +08:00; `since_is_day`
    where the time of day is unknown), status, fulfilled_by (a row), elapsed_minutes or elapsed_days, reading,
    limit.
    """


class Findings(_Findings):
    """Where the log departs from a norm, in the order of the duties; those about single events come after the
    parties'.

    Columns of `table`: code, severity, norm, obligor, to, subject_kind, subject, actor, from and until (days,
    both included), elapsed_minutes or elapsed_days, reading, limit, possible_ground, events (a list of rows).
    """


class Audit(AuditCore):
    """A log judged against the Measures as of a day or moment: `rulebook.audit(...)` makes one.

    >>> import liandong
    >>> audit = liandong.sample().audit(liandong.sample_year(), "2024-01-01")
    >>> audit.findings[0].code
    FindingCode.PUSHER_NOT_DESIGNATED
    >>> audit.findings.table.column_names[:3]
    ['code', 'severity', 'norm']
    """

    rulebook: Any
    """The rulebook under which it was judged."""
    events: Events
    """The log that was judged."""
    as_of: Any
    """The day or moment as of which it was judged: a `date`, or an aware `datetime`."""
    scope: Scope
    """Which norms and days were judged."""

    def __new__(
        cls,
        rulebook: Any,
        events: object,
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known = "now",
        progress: Progress | bool | None = None,
    ) -> Self:
        """See `Rulebook.audit`."""
        log = read_events(events)
        at = when(as_of, "$.as_of")
        scope = wire_scope(norms, from_, to, known)
        with _told(progress, len(log)) as tell:
            own = super().__new__(cls, rulebook, log, iso(at), scope, tell)
        own.rulebook, own.events, own.as_of = rulebook, log, at
        own.scope = _decode.scope(scope)
        return own

    @cached_property
    def duties(self) -> Duties:
        """Every duty that was looked at."""
        return Duties(self.rulebook, self._duties, self._duty_count, self._duty)

    @cached_property
    def findings(self) -> Findings:
        """Every finding."""
        return Findings(self.rulebook, self._findings, self._finding_count, self._finding)

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """How each party stands that owed something or is the obligor of a finding, in the order of their
        ids.
        """
        return tuple(_decode.standing(own) for own in self._standing())

    @cached_property
    def standing_of_cases(self) -> tuple[SubjectStanding, ...]:
        """How each case stands of which something was owed or found, in the order of their ids."""
        return tuple(_decode.subject_standing(own) for own in self._standing("case"))

    @cached_property
    def standing_of_projects(self) -> tuple[SubjectStanding, ...]:
        """How each project stands of which something was owed or found, in the order of their ids."""
        return tuple(_decode.subject_standing(own) for own in self._standing("project"))

    @cached_property
    def hindsight(self) -> tuple[Hindsight, ...]:
        """Acts for which records made after their day change who was competent."""
        return tuple(_decode.hindsight(own) for own in self._hindsight())

    @property
    def digests(self) -> Digests:
        """SHA-256 of the catalogue, profile and calendar that the audit rests on."""
        digests: Digests = self.rulebook.digests
        return digests

    def evidence(self, place: int, *, mask: Literal["persons"] | None = None) -> Evidence:
        """The chain behind a finding, to be checked by hand; persons masked where `mask` says so. A
        place below 0 counts from the end.

        `.to_markdown(lang)` of it is a document that can be handed on.

        Raises:
            NoFinding: when the audit has no finding at this place.

        >>> import liandong
        >>> audit = liandong.sample().audit(liandong.sample_year(), "2024-01-01")
        >>> audit.evidence(0).to_markdown("en").splitlines()[0]
        '# Evidence: No person designated for pushing'
        """
        count = self._finding_count
        own = place + count if place < 0 else place
        if not 0 <= own < count:
            own = count  # what the core refuses
        try:
            pack, zh, en = self._evidence(own, mask)
        except NoFinding as none:
            en, zh = (text.replace(f"`{own}`", f"`{place}`") for text in (str(none), none.zh))
            raise NoFinding(en, zh, none.findings) from None
        return _decode.evidence(pack, v.Text(zh, en))

    def to_dict(self) -> dict[str, Any]:
        """The audit in the wire format: duties, findings, and how parties stand."""
        written = {
            "duties": [duty.to_dict() for duty in self.duties],
            "findings": [finding.to_dict() for finding in self.findings],
            "standing": [standing.to_dict() for standing in self.standing],
        }
        hindsight = [act.to_dict() for act in self.hindsight]
        return {**written, "hindsight": hindsight} if hindsight else written

    @property
    def plot(self) -> AuditPlots:
        """Charts: scorecards by department, delays, duties and findings over time."""
        from .plot import AuditPlots

        return AuditPlots(self)

    def report(
        self,
        path: str | PathLike[str],
        *,
        lang: Lang = "zh",
        mask: Literal["persons"] | None = None,
    ) -> Path:
        """Writes one self-contained HTML page with charts, findings and evidence; persons masked where `mask`
        says so.

        Raises:
            MissingLibrary: when `liandong[plot]` is not installed.
        """
        from .report import write_report

        return write_report(self, path, lang=lang, mask=mask)

    def to_excel(self, path: str | PathLike[str], *, lang: Lang = "zh", duties: bool = True) -> Path:
        """Writes a workbook: findings, duties, how parties, cases and projects stand, and what was judged.

        Duties are many and take most of the time: `duties=False` leaves their sheet out.

        Raises:
            MissingLibrary: when `liandong[excel]` is not installed.
        """
        from .workbook import write_audit

        return write_audit(self, path, lang=lang, duties=duties)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Audit):
            return NotImplemented
        asked = (self.digests, self.as_of, self.scope) == (other.digests, other.as_of, other.scope)
        return asked and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((self.digests, self.as_of, self.scope))

    def __repr__(self) -> str:
        return (
            f"<Audit as of {iso(self.as_of)}: {len(self.duties):,} duties, {len(self.findings):,} findings>"
        )

    def _repr_html_(self) -> str:
        from . import html

        return html.of(self)


def wire_scope(
    norms: str | Iterable[str] | None, from_: DayLike | None, to: DayLike | None, known: Known
) -> dict[str, Any]:
    """The scope of an audit in the wire format."""
    named = [norms] if isinstance(norms, str) else norms
    scope = {
        "norms": None if named is None else [str(norm) for norm in named],
        "from": None if from_ is None else iso(day(from_, "$.from")),
        "to": None if to is None else iso(day(to, "$.to")),
        "known": None if known == "now" else known,
    }
    return {name: value for name, value in scope.items() if value is not None}


class _told:
    """What a long call tells while it runs: nothing, a function, or a bar of tqdm where it is installed."""

    def __init__(self, progress: Progress | bool | None, count: int) -> None:
        self._progress, self._count = progress, count
        self._bar: Any = None

    def __enter__(self) -> Progress | None:
        if self._progress is None or self._progress is False:
            return None
        if self._progress is not True:
            return self._progress
        try:
            from tqdm.auto import tqdm
        except ImportError:
            return None
        bar = self._bar = tqdm(total=self._count, unit=" events", unit_scale=True)
        return lambda done, _all: bar.update(done - bar.n)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()
