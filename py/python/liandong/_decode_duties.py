"""Reads duties and findings. In goes one JSON object, out comes a `Duty` or a `Finding`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from . import codes
from . import values as v
from ._decode_parts import elapsed, optional, relation, subject, trigger, who, who_or_silence
from ._time import parse_when

__all__ = ["duty", "finding"]

Json: TypeAlias = Mapping[str, Any]


def duty(obj: Json) -> v.Duty:
    """A duty."""
    return v.Duty(
        norm=obj["norm"],
        obligor=who_or_silence(obj["obligor"]),
        subject=subject(obj["subject"]),
        trigger=trigger(obj["trigger"]),
        status=codes.DutyStatus(obj["status"]),
        to=optional(obj, "to", who_or_silence),
        due=optional(obj, "due", parse_when),
        fulfilled_by=obj.get("fulfilled_by"),
        elapsed=optional(obj, "elapsed", elapsed),
        reading=obj.get("reading"),
        limit=optional(obj, "limit", codes.LimitName),
        relation=optional(obj, "relation", relation),
    )


def finding(obj: Json) -> v.Finding:
    """A finding."""
    return v.Finding(
        code=codes.FindingCode(obj["code"]),
        severity=codes.Severity(obj["severity"]),
        subject=subject(obj["subject"]),
        events=tuple(obj["events"]),
        norm=obj.get("norm"),
        obligor=obj.get("obligor"),
        to=optional(obj, "to", who),
        actor=obj.get("actor"),
        from_=optional(obj, "from", parse_when),
        until=optional(obj, "until", parse_when),
        elapsed=optional(obj, "elapsed", elapsed),
        reading=obj.get("reading"),
        limit=optional(obj, "limit", codes.LimitName),
        possible_ground=optional(obj, "possible_ground", codes.Ground),
        named=obj.get("named"),
        left_out=tuple(obj.get("left_out", ())),
        nearest=tuple(obj.get("nearest", ())),
    )
