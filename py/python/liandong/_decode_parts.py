"""Reads the parts that several answers share. In go JSON objects, out come parties, silences, subjects and
triggers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, TypeGuard, TypeVar

from . import codes
from . import values as v
from ._time import parse_when

__all__ = [
    "all_of",
    "assignment",
    "digests",
    "elapsed",
    "is_array",
    "members",
    "optional",
    "party_or_silence",
    "relation",
    "silence",
    "silence_in",
    "subject",
    "text",
    "trigger",
    "who",
    "who_or_silence",
    "whose",
]

Json: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


def optional(obj: Json, name: str, read: Callable[[Any], T]) -> T | None:
    """A member where it is present."""
    return read(obj[name]) if name in obj else None


def is_array(obj: object) -> TypeGuard[list[Any]]:
    """Whether it is an array."""
    return isinstance(obj, list)


def all_of(objects: Iterable[Any], read: Callable[[Any], T]) -> tuple[T, ...]:
    """Every entry of an array."""
    return tuple(read(own) for own in objects)


def members(obj: Json, **reads: Callable[[Any], Any]) -> dict[str, Any]:
    """The members of an object as a value's fields, those that `reads` names read by it."""
    return {name: reads[name](value) if name in reads else value for name, value in obj.items()}


def silence_in(obj: Json) -> v.Silence | None:
    """The silence that stands in an object beside its other members."""
    if "undetermined" in obj:
        return v.Silence("undetermined", codes.Why(obj["undetermined"]["why"]))
    if "not_governed" in obj:
        return v.Silence("not_governed", codes.Why(obj["not_governed"]["why"]))
    return None


def silence(obj: Json) -> v.Silence:
    """A silence that stands by itself."""
    found = silence_in(obj)
    if found is None:
        raise KeyError("undetermined")
    return found


def party_or_silence(obj: Any) -> str | v.Silence:
    """A party's id, or why there is none."""
    return obj if isinstance(obj, str) else silence(obj)


def who(obj: Any) -> v.Who:
    """A party's id, or a person."""
    return obj if isinstance(obj, str) else v.PersonRef(obj["person"])


def who_or_silence(obj: Any) -> v.Who | v.Silence:
    """A party's id, a person, or why there is neither."""
    return who(obj) if isinstance(obj, str) or "person" in obj else silence(obj)


def subject(obj: Json) -> v.Subject:
    """What a duty, finding or lint is about."""
    ((kind, id),) = obj.items()
    return v.Subject(kind, str(id))  # type: ignore[arg-type]


def trigger(obj: Json) -> v.TriggerRef:
    """What set a duty off."""
    return v.ByEvent(obj["event"]) if "event" in obj else v.Since(parse_when(obj["since"]))


def elapsed(obj: Json) -> v.Elapsed:
    """How much time went by."""
    return v.Elapsed(obj["value"], codes.Unit(obj["unit"]))


def text(obj: Json) -> v.Text:
    """Words in both languages."""
    return v.Text(obj["zh"], obj["en"])


def digests(obj: Json) -> v.Digests:
    """What an answer rests on."""
    return v.Digests(**members(obj, known_on=parse_when))


def whose(obj: Any) -> v.Whose:
    """Whose day something is due by."""
    return v.Whose() if obj == "text" else v.Whose(**members(obj, limit=codes.LimitName))


def relation(obj: Json) -> v.Relation:
    """The label of a relation."""
    return v.Relation(optional(obj, "label", codes.RelationLabel), "pairwise" in obj)


def assignment(obj: Json) -> v.Assignment:
    """A function of a matter and who bears it."""
    return v.Assignment(codes.Function(obj["function"]), silence_in(obj) or obj["party"], obj["norm"])
