"""The façade. In go a zone's catalogue and a day, out come answers with their reasons.

Every method builds a question, asks the core, and decodes its answer; what an answer means is the core's
alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from . import _decode
from . import values as v
from ._ask import day_text, id_list, present
from ._core import Core
from ._input import Source, dumps, json_text
from ._log_questions import LogQuestions
from ._time import DayLike, day, iso
from .codes import ActKind, PartyKind, TransferStatus
from .handles import Handles, Matter, Package, PartyHandle, PersonHandle

if TYPE_CHECKING:
    from .values import (
        Answer,
        Digests,
        Duty,
        Lint,
        Party,
        Project,
        Relation,
        Trigger,
        Verdict,
        Zone,
    )

__all__ = ["Rulebook"]

T = TypeVar("T")


class Rulebook(LogQuestions):
    """A zone's catalogue under a profile; immutable, and safe to share between threads.

    `catalogue` and `profile` are mappings, JSON texts or bytes, or paths of JSON files. Without a profile the
    text's own readings hold and no limit is set.

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

    def __init__(self, catalogue: Source, profile: Source | None = None) -> None:
        text = json_text(catalogue, "catalogue", "目录")
        self._core = Core.of(text, None if profile is None else json_text(profile, "profile", "口径"))

    @classmethod
    def from_json(cls, catalogue: str | bytes, profile: str | bytes | None = None) -> Rulebook:
        """A rulebook of a catalogue, and a profile, in JSON.

        Raises:
            InputError: when either is refused; it lists every fault.
        """
        return cls(_as_bytes(catalogue), None if profile is None else _as_bytes(profile))

    def _derived(self, core: Core) -> Rulebook:
        other = object.__new__(type(self))
        other._core = core
        return other

    # Another rulebook

    def with_profile(self, profile: Source) -> Rulebook:
        """Another rulebook, under another profile of readings and limits.

        Raises:
            InputError: when the profile is refused.
        """
        return self._derived(self._core.with_profile(json_text(profile, "profile", "口径")))

    def with_transfers(self, transfers: Iterable[Mapping[str, Any]]) -> Rulebook:
        """Another rulebook, with transfers beside those of the catalogue: each as in a catalogue, with its
        `matter`.

        Raises:
            InputError: when a transfer is refused; the places of its faults count from `transfers`.
        """
        rows: list[Any] = json.loads(dumps(list(transfers), "transfers", "划转记录"))
        return self._derived(self._core.with_transfers(rows))

    def as_known_on(self, on: DayLike) -> Rulebook:
        """Another rulebook, which knows what had been recorded by this day.

        Raises:
            InputError: when `on` is no day.
        """
        return self._derived(self._core.as_known_on(iso(day(on, "$.on"))))

    # What it is made of

    @cached_property
    def _catalogue(self) -> dict[str, Any]:
        catalogue: dict[str, Any] = json.loads(self._core.catalogue)
        return catalogue

    def _entries(self, kind: str) -> dict[str, dict[str, Any]]:
        return {own["id"]: own for own in self._catalogue.get(kind, ())}

    @cached_property
    def _parties(self) -> dict[str, dict[str, Any]]:
        return self._entries("parties")

    @property
    def zone(self) -> Zone:
        """The zone, and who is its Bureau and its Committee."""
        return v.Zone(**self._catalogue["zone"])

    @property
    def profile(self) -> dict[str, Any]:
        """The profile as it was given; the text's own where none was."""
        profile: dict[str, Any] = json.loads(self._core.profile or '{"name": "text"}')
        return profile

    @cached_property
    def digests(self) -> Digests:
        """The digests that every answer of this rulebook rests on."""
        # Any answer carries them; this one is the least work.
        return self.relation("1", (), ()).digests

    @cached_property
    def matters(self) -> Handles[Matter]:
        """The matters by id."""
        return Handles(self._entries("matters"), lambda id, entry: Matter(self, self._asker, id, entry))

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

    def matter(self, id: str) -> Matter:
        """The matter of this id.

        Raises:
            UnknownId: when the catalogue holds no such matter.
        """
        return self._handle(self.matters, id, {"ask": "timeline", "matter": id})

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

    def approver(self, matter: str, on: DayLike, accepted_on: DayLike | None = None) -> Answer[Party]:
        """Who approves a matter on a day (2.4c, 2.5a); of a case accepted on a day, by the reading of pending
        cases.

        Raises:
            UnknownId: when the catalogue holds no such matter.
            InputError: when a day is none.
        """
        question = present(
            ask="approver",
            matter=matter,
            on=day_text(on, "on"),
            accepted_on=day_text(accepted_on, "accepted_on"),
        )
        return self._asker.answer(question, self._party)

    def status(self, matter: str, on: DayLike) -> Answer[TransferStatus]:
        """Where a matter's transfer stands on a day (2.4c, 2.5a).

        Raises:
            UnknownId: when the catalogue holds no such matter.
            InputError: when `on` is no day.
        """
        return self._asker.answer(
            {"ask": "status", "matter": matter, "on": day_text(on, "on")}, TransferStatus
        )

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

    # The wire format

    def ask(self, question: str) -> str:
        """Answers a question of the wire format, JSON to JSON; refusals are answers too."""
        return self._core.ask(question)

    def _party(self, id: str) -> Party:
        entry = self._parties[id]
        return v.Party(id, entry["name"], entry.get("name_en"), PartyKind(entry["kind"]))

    def __repr__(self) -> str:
        digests = self.digests
        return f"<Rulebook of catalogue {digests.catalogue[:12]}, profile {digests.profile[:12]}>"


def _as_bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text
