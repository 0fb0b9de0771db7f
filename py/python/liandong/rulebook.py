"""The façade. In go a zone's catalogue and a day, out come answers with their reasons.

Every method builds a question, asks the core, and decodes its answer; what an answer means is the core's
alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeVar

from . import _decode
from . import values as v
from ._ask import Asker, day_text, id_list, present
from ._input import Source, catalogue_of_frames, catalogue_text, dumps, json_text
from ._liandong import Answer, RulebookCore
from ._log_questions import LogQuestions
from ._time import DayLike, day
from .codes import ActKind
from .errors import Fault
from .handles import Handles, Matter, Package, PartyHandle, PersonHandle

if TYPE_CHECKING:
    from typing_extensions import Self

    from .plot import RulebookPlots
    from .values import Digests, Duty, Lint, Project, Relation, Trigger, Verdict, Zone

__all__ = ["Rulebook"]

T = TypeVar("T")


class Rulebook(LogQuestions):
    """A zone's catalogue under a profile; immutable, and safe to share between threads and to send to
    processes.

    `catalogue` and `profile` are mappings, JSON texts or bytes, or paths of JSON files; a catalogue may be a
    workbook (`.xlsx`) as `liandong template` writes it, or a mapping of data frames (`from_frames`). Without
    a profile the text's own readings hold and no limit is set.

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

    def __new__(cls, catalogue: Source | RulebookCore, profile: Source | None = None) -> Self:
        """See the class."""
        written = None if profile is None else json_text(profile, "profile", "口径")
        if not isinstance(catalogue, RulebookCore):
            return super().__new__(cls, catalogue_text(catalogue), written)
        return super().__new__(cls, catalogue if written is None else catalogue._with_profile(written))

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
        """A rulebook of data frames: `zone` (a mapping or one row), and any of parties, matters, persons,
        projects, packages.

        A frame has the members of the catalogue's records as columns; a missing value is a member left out.
        Further frames `transfers`, `supervising`, `platform` and `observed` have a column `matter`, and
        `roles` a column `person`: their rows go into the record that they name.

        Raises:
            InputError: when the catalogue is refused; it lists every fault.
        """
        return cls(catalogue_of_frames(frames), profile)

    def __reduce__(self) -> tuple[Any, ...]:
        return _made_again, self._source()

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
        """Another rulebook, with transfers beside those of the catalogue: each as in a catalogue, with its
        `matter`.

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
        return self.catalogue

    def _entries(self, kind: str) -> dict[str, dict[str, Any]]:
        return {own["id"]: own for own in self._catalogue.get(kind, ())}

    @cached_property
    def _parties(self) -> dict[str, dict[str, Any]]:
        return self._entries("parties")

    @property
    def catalogue(self) -> dict[str, Any]:
        """The catalogue in the wire format, as a copy: `Rulebook(book.catalogue)` has the same one.

        Transfers added by `with_transfers` are not in it.

        >>> import liandong
        >>> list(liandong.sample().catalogue)[:3]
        ['zone', 'parties', 'matters']
        """
        catalogue: dict[str, Any] = json.loads(self._source()[0])
        return catalogue

    @property
    def zone(self) -> Zone:
        """The zone, and who is its Bureau and its Committee."""
        return v.Zone(**self._catalogue["zone"])

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
        return _decode.digests(self._digests())

    @cached_property
    def matters(self) -> Handles[Matter]:
        """The matters by id."""
        return Handles(self._entries("matters"), lambda id, _: Matter(self, id))

    @cached_property
    def parties(self) -> Handles[PartyHandle]:
        """The parties by id."""
        return Handles(self._parties, lambda id, entry: PartyHandle(self, self._asker, id, entry))

    @cached_property
    def persons(self) -> Handles[PersonHandle]:
        """The persons by id."""
        return Handles(self._entries("persons"), lambda id, entry: PersonHandle(self, self._asker, id, entry))

    @cached_property
    def packages(self) -> Handles[Package]:
        """The packages (一件事) by id."""
        return Handles(self._entries("packages"), lambda id, entry: Package(self, self._asker, id, entry))

    @cached_property
    def projects(self) -> Handles[Project]:
        """The projects by id."""
        names = ("id", "name", "key", "year", "manager", "responsible", "unit")

        def project(id: str, entry: Mapping[str, Any]) -> Project:
            return v.Project(**{name: entry[name] for name in names if name in entry})

        return Handles(self._entries("projects"), project)

    @cached_property
    def names_to_ids(self) -> dict[str, dict[str, str]]:
        """What a log's names stand for, for `read_events(log, values=…)`.

        The ids of parties, matters, persons and projects by their names, under each column that holds such; a
        name that two have, or that is itself an id, is left out.

        >>> import liandong
        >>> liandong.sample().names_to_ids["actor"]["行政审批局"]
        'bureau'
        """

        def ids(kind: str) -> dict[str, str]:
            named = [(str(own["name"]), id) for id, own in self._entries(kind).items() if "name" in own]
            count = Counter(name for name, _ in named)
            known = self._entries(kind)
            return {name: id for name, id in named if count[name] == 1 and name not in known}

        parties, matters, persons, projects = (
            ids(kind) for kind in ("parties", "matters", "persons", "projects")
        )
        return {
            **dict.fromkeys(("actor", "to", "with", "about"), parties),
            "matter": matters,
            **dict.fromkeys(("officer", "person"), persons),
            **dict.fromkeys(("project", "covers"), projects),
        }

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
            self._asker.ask(question)
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
        question = present(
            ask="permits",
            act=act,
            actor=actor,
            officer=officer,
            matter=matter,
            on=day_text(on, "on"),
            accepted_on=day_text(accepted_on, "accepted_on"),
        )
        return self._asker.answer(question, _decode.verdict)

    def relation(self, norm: str, from_: str | Iterable[str], to: str | Iterable[str]) -> Answer[Relation]:
        """The label of a relation between parties under a norm (1, 2.3a, 2.6e).

        Raises:
            UnknownId: when the catalogue does not hold a party.
            InputError: when there is no such norm.
        """
        question = {"ask": "relation", "norm": norm, "from": id_list(from_), "to": id_list(to)}
        return self._asker.answer(question, _decode.relation)

    def duties(self, trigger: Trigger | Mapping[str, Any]) -> tuple[Duty, ...]:
        """What an event, or a fact that holds from a day on, sets off.

        Raises:
            UnknownId: when the fact names what the catalogue does not hold.
            InputError: when the trigger cannot be read.
        """
        given: Any = trigger
        if not isinstance(given, (Mapping, v.Value)):
            kind = type(given).__name__
            raise TypeError(
                f"`trigger`: a value of type {kind}; give an Event, a fact such as YearOpened, or a dict"
            )
        wire = trigger.to_dict() if not isinstance(trigger, Mapping) else trigger
        if isinstance(trigger, v.Event) or "kind" in wire or "at" in wire:
            wire = {"event": wire}
        return _decode.all_of(self._asker.ask({"ask": "duties", "trigger": wire})["value"], _decode.duty)

    def lint(self) -> tuple[Lint, ...]:
        """Gaps, overlaps and contradictions of the catalogue and profile themselves, each with a day that
        shows it.
        """
        zh, en = self._asker.in_both({"ask": "lint"})
        return tuple(_decode.lint(*pair) for pair in zip(zh["value"], en["value"], strict=True))

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

    @property
    def _asker(self) -> Asker:
        return Asker(self.ask)

    def __repr__(self) -> str:
        digests = self.digests
        return f"<Rulebook of catalogue {digests.catalogue[:12]}, profile {digests.profile[:12]}>"


def _made_again(catalogue: str, profile: str | None, transfers: list[str], known_on: str | None) -> Rulebook:
    own = Rulebook(catalogue, profile)
    for added in transfers:
        own = Rulebook(own._with_transfers(added))
    return own if known_on is None else own.as_known_on(known_on)


def _as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
