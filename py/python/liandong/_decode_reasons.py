"""Reads reasons. In go JSON objects in both languages, out come `Reason`s with their facts and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from . import codes
from . import values as v
from ._decode_parts import members, optional
from ._time import parse_when

__all__ = ["fact", "reason", "reasons"]

Json: TypeAlias = Mapping[str, Any]


def reasons(zh: Sequence[Json], en: Sequence[Json] | None = None) -> tuple[v.Reason, ...]:
    """Reasons; their words where both languages were asked for."""
    if en is None:
        return tuple(reason(own) for own in zh)
    return tuple(reason(*pair) for pair in zip(zh, en, strict=True))


def reason(zh: Json, en: Json | None = None) -> v.Reason:
    """A reason; its words where both languages were asked for."""
    words = None if en is None else v.Text(zh["text"], en["text"])
    limit = optional(zh, "limit", codes.LimitName)
    return v.Reason(zh["norm"], optional(zh, "fact", fact), zh.get("reading"), limit, words=words)


def fact(obj: Any) -> v.Fact:
    """The fact that a reason rests on."""
    if isinstance(obj, str):
        return v.Unrecorded(obj)  # type: ignore[arg-type]
    ((kind, own),) = obj.items()
    match kind:
        case "flawed_record":
            return v.FlawedRecord(**own)
        case "observed":
            return v.Observed(**members(own, on=parse_when))
        case "succession":
            return v.Succession(**members(own, on=parse_when))
        case "reassigned":
            return v.Reassigned(**members(own, on=parse_when))
        case "in_force":
            return v.InForce(parse_when(own["from"]), optional(own, "to", parse_when))
        case "platform":
            return v.PlatformRecord(own["capable"], optional(own, "from", parse_when))
        case "original" | "supervising" | "party" | "person":
            return v.Named(kind, own)
        case "governed_from" | "accepted_on":
            return v.Dated(kind, parse_when(own))
        case _:
            return v.TransferRecord(kind, **own)
