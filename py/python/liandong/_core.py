"""The compiled rulebook as the façade holds it. In go JSON texts, out come JSON texts; refusals are typed
exceptions.

Changes (transfers, a day of knowledge) that the compiled rulebook cannot hold by itself are kept beside it
and put into each question as its `with`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from . import _liandong as compiled_module  # pyright: ignore[reportPrivateUsage]
from .errors import Fault, InputError, LiandongError, from_compiled, from_wire

__all__ = ["Core"]


@dataclass(frozen=True)
class Core:
    """A compiled catalogue and profile, with the changes made since."""

    compiled: compiled_module.Rulebook
    catalogue: str
    profile: str | None
    changes: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @classmethod
    def of(cls, catalogue: str, profile: str | None) -> Core:
        """A rulebook of a catalogue and a profile in JSON."""
        try:
            core = cls(compiled_module.Rulebook.from_json(catalogue), catalogue, None)
        except compiled_module.LiandongError as error:
            raise from_compiled(error) from None
        return core if profile is None else core.with_profile(profile)

    def with_profile(self, profile: str) -> Core:
        """Another rulebook with a profile in JSON."""
        try:
            return replace(self, compiled=self.compiled.with_profile(profile), profile=profile)
        except compiled_module.LiandongError as error:
            raise from_compiled(error) from None

    def with_transfers(self, transfers: Sequence[Mapping[str, Any]]) -> Core:
        """Another rulebook with transfers beside those of the catalogue."""
        return self._changed(transfers=[*self.changes.get("transfers", ()), *transfers])

    def as_known_on(self, day: str) -> Core:
        """Another rulebook that knows what was recorded by this day."""
        return self._changed(known_on=day)

    def _changed(self, **changes: Any) -> Core:
        changed = replace(self, changes={**self.changes, **changes})
        answer = json.loads(changed.ask('{"ask": "norms"}'))
        if "error" in answer:
            raise _in_transfers(from_wire(answer["error"]))
        return changed

    def ask(self, question: str) -> str:
        """Answers a question of the wire format."""
        return self.compiled.ask(self._with_changes(question) if self.changes else question)

    def _with_changes(self, question: str) -> str:
        """The question with the changes put in; one that cannot be read is left for the core to refuse."""
        try:
            asked: Any = json.loads(question)
            further: Any = asked.get("with", {})
            transfers = [*self.changes.get("transfers", ()), *further.get("transfers", ())]
        except (ValueError, AttributeError, TypeError, RecursionError):
            return question
        return json.dumps({**asked, "with": {**self.changes, **further, "transfers": transfers}})

    def compare(self, other: Core, question: Mapping[str, Any]) -> str:
        """What the other rulebook answers differently: the answer to a `compare` question."""
        if self.changes:
            raise LiandongError(
                "compare from the catalogue's own rulebook, not one with transfers or a day of knowledge",
                "请以目录本身的规则集为基准比较，不要以加入划转或限定知悉日的规则集为基准",
            )
        if json.loads(self.catalogue) != json.loads(other.catalogue):
            raise LiandongError(
                "the rulebooks are of different catalogues; compare two of one catalogue",
                "两者目录不同；请比较同一目录的规则集",
            )
        profile = json.loads(other.profile) if other.profile else {"name": "text"}
        asked = {**question, "with": {"profile": profile, **other.changes}}
        return self.compiled.ask(json.dumps(asked))


def _in_transfers(error: LiandongError) -> LiandongError:
    """A refusal of transfers whose places are counted from the transfers themselves."""
    root = "$.with.transfers"
    if not any(fault.path.startswith(root) for fault in error.faults):
        return error
    faults = [Fault(fault.path.replace(root, "$", 1), fault.en, fault.zh) for fault in error.faults]
    return InputError.of(faults, "transfers", "划转记录")
