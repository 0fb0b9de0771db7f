"""Asks the core. In go questions as mappings, out come answers decoded from JSON; a refusal is raised as its
type.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from . import _decode
from ._input import dumps
from ._time import DayLike, day, iso
from .errors import from_wire

if TYPE_CHECKING:
    from ._liandong import Answer

__all__ = ["Asker", "checked", "day_text", "id_list", "present"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks questions by a function from JSON to JSON."""

    function: Callable[[str], str]

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a question.

        Raises:
            LiandongError: when the question is refused.
        """
        return checked(json.loads(self.function(dumps(question))))

    def in_both(self, question: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The answer with its words in Chinese, and with those in English."""
        return self.ask({**question, "lang": "zh"}), self.ask({**question, "lang": "en"})

    def answer(self, question: Mapping[str, Any], read: Callable[[Any], T]) -> Answer[T]:
        """The answer to a question, its value read by `read`."""
        return _decode.answer(*self.in_both(question), read)


def checked(answer: dict[str, Any]) -> dict[str, Any]:
    """The answer, or its refusal raised."""
    if "error" in answer:
        raise from_wire(answer["error"])
    return answer


def present(**members: Any) -> dict[str, Any]:
    """The members that are there."""
    return {name: value for name, value in members.items() if value is not None}


def day_text(value: DayLike | None, name: str) -> str | None:
    """A day as the wire format writes it, where one is given; `name` is its place in the question."""
    return None if value is None else iso(day(value, f"$.{name}"))


def id_list(ids: str | Iterable[str]) -> list[str]:
    """One id or several as a list."""
    return [ids] if isinstance(ids, str) else list(ids)
