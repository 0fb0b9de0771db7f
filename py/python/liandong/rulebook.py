"""The façade. In go a zone's catalogue and a day, out come answers with their reasons.

Every method builds a question, asks the core, and decodes its answer; what an answer means is the core's
alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar

from . import _decode, _liandong
from ._input import Source, catalogue_of_frames, catalogue_text, dumps, json_text
from ._liandong import Answer, RulebookCore, Table
from ._text import Lang
from ._time import DayLike, WhenLike, day, iso, when
from .audit import Audit, Known, Progress, wire_scope
from .codes import ActKind
from .errors import Fault, from_wire
from .events import read_events
from .handles import Handles, Matter, Package, PartyHandle, PersonHandle
from .ledger import Ledger
from .values import (
    Difference,
    Digests,
    Duty,
    Event,
    Lint,
    Outlook,
    Project,
    Relation,
    Trial,
    Trigger,
    Verdict,
    Zone,
)

if TYPE_CHECKING:
    from .plot import RulebookPlots

__all__ = ["Known", "Rulebook"]

T = TypeVar("T")


class Rulebook(RulebookCore):
    """A zone's catalogue under a profile; immutable, and safe to share between threads and to send to processes.

    `catalogue` and `profile` are mappings, JSON texts or bytes, or paths of JSON files; a catalogue may be a workbook
    (`.xlsx`) as `liandong template` writes it, or a mapping of data frames (`from_frames`). Without a profile the text's own
    readings hold and no limit is set.

    Raises:
        InputError: when the catalogue or profile is refused; it lists every fault.

    >>> book = Rulebook({
    ...     "zone": {"id": "z", "name": "示例区", "bureau": "bureau", "committee": "committee"},
    ...     "parties": [{"id": "bureau", "name": "行政审批局", "kind": "bureau"},
    ...                 {"id": "committee", "name": "管委会", "kind": "committee"},
    ...                 {"id": "market", "name": "市场监督管理部", "kind": "department"}],
    ...     "matters": [{"id": "M-1", "name": "食品经营许可", "original": "market"}]})
    >>> book.approver("M-1", "2022-01-01").unwrap().name
    '市场监督管理部'
    """

    def __new__(cls, catalogue: Source | RulebookCore, profile: Source | None = None) -> Rulebook:
        """See the class."""
        if isinstance(catalogue, RulebookCore):
            return super().__new__(cls, catalogue)
        text = catalogue_text(catalogue)
        return super().__new__(cls, text, None if profile is None else json_text(profile, "profile", "口径"))

    @classmethod
    def from_json(cls, catalogue: str | bytes, profile: str | bytes | None = None) -> Rulebook:
        """A rulebook of a catalogue, and a profile, in JSON.

        Raises:
            InputError: when either is refused; it lists every fault.
        """
        return cls(_as_bytes(catalogue), None if profile is None else _as_bytes(profile))

    @classmethod
    def from_excel(cls, workbook: str | PathLike[str] | bytes, profile: Source | None = None) -> Rulebook:
        """A rulebook of a catalogue in a workbook, as `liandong template` writes it.

        Raises:
            InputError: when the workbook or the catalogue in it is refused; each fault by its sheet and cell.
            MissingLibrary: when `liandong[excel]` is not installed.
        """
        from .excel import load

        return load(workbook, lambda catalogue: cls(catalogue, profile))

    @classmethod
    def from_frames(cls, frames: Mapping[str, Any], profile: Source | None = None) -> Rulebook:
        """A rulebook of data frames: `zone` (a mapping or one row), and any of parties, matters, persons, projects, packages.

        A frame has the members of the catalogue's records as columns; a missing value is a member left out. Further frames
        `transfers`, `supervising`, `platform` and `observed` have a column `matter`, and `roles` a column `person`: their rows
        go into the record that they name.

        Raises:
            InputError: when the catalogue is refused; it lists every fault.
        """
        return cls(catalogue_of_frames(frames), profile)

    def __reduce__(self) -> tuple[Any, ...]:
        return _made_again, self._source()

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rulebook) and self.digests == other.digests

    def __hash__(self) -> int:
        return hash(self.digests)

    # Another rulebook

    def with_profile(self, profile: Source) -> Rulebook:
        """Another rulebook, under another profile of readings and limits.

        Raises:
            InputError: when the profile is refused.
        """
        return type(self)(self._with_profile(json_text(profile, "profile", "口径")))

    def with_transfers(self, transfers: Iterable[Mapping[str, Any]]) -> Rulebook:
        """Another rulebook, with transfers beside those of the catalogue: each as in a catalogue, with its `matter`.

        Raises:
            InputError: when a transfer is refused; the places of its faults count from `transfers`.
        """
        return type(self)(self._with_transfers(dumps(list(transfers), "transfers", "划转记录")))

    def as_known_on(self, on: DayLike) -> Rulebook:
        """Another rulebook, which knows what had been recorded by this day.

        Raises:
            InputError: when `on` is no day.
        """
        return type(self)(self._as_known_on(day(on, "$.on")))

    # What it is made of

    @cached_property
    def _catalogue(self) -> dict[str, Any]:
        catalogue: dict[str, Any] = json.loads(self._source()[0])
        return catalogue

    def _entries(self, kind: str) -> dict[str, dict[str, Any]]:
        return {own["id"]: own for own in self._catalogue.get(kind, ())}

    @cached_property
    def _parties(self) -> dict[str, dict[str, Any]]:
        return self._entries("parties")

    @property
    def zone(self) -> Zone:
        """The zone, and who is its Bureau and its Committee."""
        return Zone(**self._catalogue["zone"])

    @property
    def profile(self) -> dict[str, Any]:
        """The profile in use: every reading's option, and the limits that are set."""
        profile: dict[str, Any] = json.loads(self._profiles()[0])
        return profile

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Codes of the catalogue that have a known form and fail its own check."""
        return tuple(Fault(*own) for own in self._warnings)

    @cached_property
    def digests(self) -> Digests:
        """The digests that every answer of this rulebook rests on."""
        # Any answer carries them; this one is the least work.
        return self.relation("1", (), ()).digests

    @cached_property
    def matters(self) -> Handles[Matter]:
        """The matters by id."""
        return Handles(self._entries("matters"), lambda id, _: Matter(self, id))

    @cached_property
    def parties(self) -> Handles[PartyHandle]:
        """The parties by id."""
        return Handles(self._parties, lambda id, entry: PartyHandle(self, id, entry))

    @cached_property
    def persons(self) -> Handles[PersonHandle]:
        """The persons by id."""
        return Handles(self._entries("persons"), lambda id, entry: PersonHandle(self, id, entry))

    @cached_property
    def packages(self) -> Handles[Package]:
        """The packages (一件事) by id."""
        return Handles(self._entries("packages"), lambda id, entry: Package(self, id, entry))

    @cached_property
    def projects(self) -> Handles[Project]:
        """The projects by id."""
        names = ("id", "name", "key", "year", "manager", "responsible", "unit")

        def project(id: str, entry: Mapping[str, Any]) -> Project:
            return Project(**{name: entry[name] for name in names if name in entry})

        return Handles(self._entries("projects"), project)

    def matter(self, id: str) -> Matter:
        """The matter of this id.

        Raises:
            UnknownId: when the catalogue holds no such matter.
        """
        return Matter(self, id)

    def party(self, id: str) -> PartyHandle:
        """The party of this id.

        Raises:
            UnknownId: when the catalogue holds no such party.
        """
        return self._handle(self.parties, id, {"ask": "responsibilities", "party": id, "on": "2021-03-29"})

    def person(self, id: str) -> PersonHandle:
        """The person of this id.

        Raises:
            UnknownId: when the catalogue holds no such person.
        """
        return self._handle(self.persons, id, {"ask": "responsibilities", "person": id, "on": "2021-03-29"})

    def package(self, id: str) -> Package:
        """The package (一件事) of this id.

        Raises:
            UnknownId: when the catalogue holds no such package.
        """
        return self._handle(self.packages, id, {"ask": "package", "package": id, "on": "2021-03-29"})

    def _handle(self, handles: Handles[T], id: str, question: dict[str, Any]) -> T:
        if id not in handles:
            # The core's refusal names the nearest ids.
            self._ask(question)
        return handles[id]

    # Questions about a day

    def permits(
        self,
        act: ActKind | str,
        actor: str,
        on: DayLike,
        *,
        matter: str | None = None,
        officer: str | None = None,
        accepted_on: DayLike | None = None,
    ) -> Answer[Verdict]:
        """Whether a party may do an act on a day, with what would permit it where it may not.

        Raises:
            UnknownId: when the catalogue does not hold an id.
            InputError: when there is no such act, the act is about a matter and none is named, or a day is
                none.
        """
        question = _present(
            ask="permits",
            act=act,
            actor=actor,
            officer=officer,
            matter=matter,
            on=_day(on, "on"),
            accepted_on=_day(accepted_on, "accepted_on"),
        )
        return self._answer(question, _decode.verdict)

    def relation(self, norm: str, from_: str | Iterable[str], to: str | Iterable[str]) -> Answer[Relation]:
        """The label of a relation between parties under a norm (1, 2.3a, 2.6e).

        Raises:
            UnknownId: when the catalogue does not hold a party.
            InputError: when there is no such norm.
        """
        question = {"ask": "relation", "norm": norm, "from": _ids(from_), "to": _ids(to)}
        return self._answer(question, _decode.relation)

    def duties(self, trigger: Trigger | Mapping[str, Any]) -> tuple[Duty, ...]:
        """What an event, or a fact that holds from a day on, sets off.

        Raises:
            UnknownId: when the fact names what the catalogue does not hold.
            InputError: when the trigger cannot be read.
        """
        wire = trigger.to_dict() if not isinstance(trigger, Mapping) else trigger
        if isinstance(trigger, Event) or "kind" in wire or "at" in wire:
            wire = {"event": wire}
        return _decode.all_of(self._ask({"ask": "duties", "trigger": wire})["value"], _decode.duty)

    def lint(self) -> tuple[Lint, ...]:
        """Gaps, overlaps and contradictions of the catalogue and profile themselves, each with a day that
        shows it.
        """
        zh, en = self._ask_in_both({"ask": "lint"})
        return tuple(_decode.lint(*pair) for pair in zip(zh["value"], en["value"], strict=True))

    # Questions about many rows at once

    def approver_many(self, matters: Any, on: Any, *, accepted_on: Any = None) -> Table:
        """Who approves, row by row (2.4c, 2.5a).

        `matters`, `on` and `accepted_on` are columns (an Arrow array, a series of polars or pandas, a list), or one value for all
        rows. The table has columns `approver` (the party's id), `silence_kind`, `silence_why` and `error`, which says why a row
        cannot be asked (an unknown matter, no day); it costs only itself.

        >>> import liandong
        >>> liandong.sample().approver_many(["S-001", "S-999"], "2023-05-04").column("approver")
        ['bureau', None]
        """
        return _liandong.approver_many(self, _column(matters), _column(on), _column(accepted_on))

    def status_many(self, matters: Any, on: Any) -> Table:
        """Where transfers stand, row by row (2.4c, 2.4d): columns `status`, `silence_kind`, `silence_why`, `error`.

        See `approver_many` for what columns may be.
        """
        return _liandong.status_many(self, _column(matters), _column(on))

    def permits_many(
        self, act: Any, actor: Any, on: Any, *, matter: Any = None, officer: Any = None, accepted_on: Any = None
    ) -> Table:
        """Whether acts are permitted, row by row: columns `verdict` (permitted or forbidden), `why`, `competent` (who may do it
        instead), `silence_kind`, `silence_why`, `error`.

        See `approver_many` for what columns may be.
        """
        asked = _present(act=act, actor=actor, on=on, matter=matter, officer=officer, accepted_on=accepted_on)
        return _liandong.permits_many(self, {name: _column(own) for name, own in asked.items()})

    def responsibilities_many(self, matters: Any, on: Any) -> Table:
        """Who bears which function, one row a matter, day and function (2.4c, 2.5).

        Columns `row` (the place of the question, counted from 0), `function`, `norm`, `party`, `silence_kind`, `silence_why`,
        `error`. See `approver_many` for what columns may be.
        """
        return _liandong.responsibilities_many(self, _column(matters), _column(on))

    # Questions about a log

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
            progress: True for a bar (of tqdm, where it is installed), or a function told of events done and of how many.

        Other threads run meanwhile, and Ctrl-C stops it.

        Raises:
            InputError: when the log's columns do not tell what they are, there is no such norm, or a day is none.
        """
        return Audit(self, events, as_of, norms=norms, from_=from_, to=to, known=known, progress=progress)

    def ledger(self, events: object | None = None, *, state: bytes | None = None) -> Ledger:
        """A ledger of events as they happen, which begins with a log, or goes on from a kept state.

        Raises:
            InputError: when the state is none, truncated or damaged, of another version, or of another catalogue.
        """
        return Ledger(self, events, state=state)

    def outlook(
        self, events: object, from_: DayLike, to: DayLike, as_of: WhenLike | None = None
    ) -> Outlook:
        """What is due from one day to another, both included, by the events known as of `as_of` (default: `from_`).

        Raises:
            InputError: when a day is none.
        """
        first, last = day(from_, "$.from"), day(to, "$.to")
        at = iso(first if as_of is None else when(as_of, "$.as_of"))
        log = read_events(events)
        zh, en = _liandong.outlook(self, log, at, iso(first), iso(last))

        def calendar(lang: Lang) -> str:
            return str(_liandong.outlook(self, log, at, iso(first), iso(last), lang))

        return _decode.outlook(zh, en, calendar)

    def compare(
        self,
        other: Rulebook,
        events: object,
        as_of: WhenLike,
        *,
        norms: str | Iterable[str] | None = None,
        from_: DayLike | None = None,
        to: DayLike | None = None,
        known: Known = "now",
    ) -> Difference:
        """In what another rulebook answers differently: what transfers would change (what-if), or another profile.

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

    # To look at

    @property
    def plot(self) -> RulebookPlots:
        """Charts of the catalogue: the history of transfers, responsibilities as a matrix."""
        from .plot import RulebookPlots

        return RulebookPlots(self)

    def _repr_html_(self) -> str:
        from . import html

        return html.of(self)

    # The wire format

    def _ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a question; a refusal is raised."""
        return _checked(json.loads(self.ask(dumps(question))))

    def _ask_in_both(self, question: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The answer in Chinese and in English."""
        return self._ask({**question, "lang": "zh"}), self._ask({**question, "lang": "en"})

    def _answer(self, question: Mapping[str, Any], read: Callable[[Any], T]) -> Answer[T]:
        return _decode.answer(*self._ask_in_both(question), read)

    def __repr__(self) -> str:
        digests = self.digests
        return f"<Rulebook of catalogue {digests.catalogue[:12]}, profile {digests.profile[:12]}>"


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    if "error" in answer:
        raise from_wire(answer["error"])
    return answer


def _present(**members: Any) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}


def _day(value: DayLike | None, name: str) -> str | None:
    return None if value is None else iso(day(value, f"$.{name}"))


def _ids(ids: str | Iterable[str]) -> list[str]:
    return [ids] if isinstance(ids, str) else list(ids)


def _column(given: Any) -> Any:
    """A column as it is, one value for all rows, or a list of what is neither."""
    if given is None or isinstance(given, (str, date)) or hasattr(given, "__arrow_c_stream__"):
        return given
    if hasattr(given, "__arrow_c_array__"):
        return given
    return given.tolist() if hasattr(given, "tolist") else list(given)


def _made_again(catalogue: str, profile: str | None, transfers: list[str], known_on: str | None) -> Rulebook:
    own = Rulebook(catalogue, profile)
    for added in transfers:
        own = Rulebook(own._with_transfers(added))
    return own if known_on is None else own.as_known_on(known_on)


def _as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
