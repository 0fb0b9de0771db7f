"""Reads the chain behind a finding. In goes the JSON of one pack, out comes an `Evidence`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from . import codes
from . import values as v
from ._decode_duties import finding
from ._decode_parts import all_of, digests, elapsed, is_array, members, optional, text, who_or_silence
from ._time import parse_when

__all__ = ["by_when", "evidence", "norm"]

Json: TypeAlias = Mapping[str, Any]


def norm(obj: Json) -> v.Norm:
    """A row of the register of norms."""
    words = dict.fromkeys(("obligor", "restated", "towards", "time_word", "undecided_because"), text)
    return v.Norm(**members(obj, modal=codes.Modal, **words))


def _event(obj: Json) -> v.Event:
    return v.Event.from_dict({"kind": "", **obj})


def _counted(obj: Json) -> v.CountedLimit:
    def day(own: Json) -> v.CountedDay:
        return v.CountedDay(parse_when(own["day"]), codes.DaySort(own["sort"]), own.get("number"))

    def source(own: Json) -> v.CalendarSource:
        return v.CalendarSource(own["year"], own["source"])

    return v.CountedLimit(
        **members(
            obj,
            name=codes.LimitName,
            unit=codes.Unit,
            start=parse_when,
            end=parse_when,
            days=lambda own: all_of(own, day),
            sources=lambda own: all_of(own, source),
        )
    )


def by_when(obj: Any) -> v.ByWhen:
    """By when something was due."""
    if obj == "no_time":
        return v.NoTime()
    ((kind, own),) = obj.items()
    match kind:
        case "limit":
            return _counted(own)
        case "window":
            return v.Window(parse_when(own["from"]), parse_when(own["to"]), own["reading"])
        case "every_day":
            return v.EveryDay(parse_when(own["from"]), own["reading"])
        case "before":
            return v.Before(own["reading"], optional(own, "event", _event))
        case _:
            return v.NoLimit(**members(own, breach_from=parse_when))


def _setting(obj: Any) -> str | v.Setting:
    if isinstance(obj, str):
        return obj
    settings = cast("dict[str, Any]", obj).items()
    return v.Setting(tuple((name, _frozen(own)) for name, own in settings))


def _frozen(value: Any) -> Any:
    return tuple(value) if is_array(value) else value


def _trigger(obj: Json) -> v.TriggeredBy | v.Since:
    return v.TriggeredBy(_event(obj["event"])) if "event" in obj else v.Since(parse_when(obj["since"]))


def _duty(obj: Json) -> v.EvidenceDuty:
    obligor, status = who_or_silence(obj["obligor"]), codes.DutyStatus(obj["status"])
    return v.EvidenceDuty(obligor, parse_when(obj["since"]), status)


def _happened(obj: Json) -> v.Happened:
    return v.Happened(codes.EvidencePart(obj["part"]), _event(obj["event"]))


def _scope(obj: Json) -> v.Scope:
    from_, to = optional(obj, "from", parse_when), optional(obj, "to", parse_when)
    return v.Scope(optional(obj, "norms", tuple), from_, to)


def evidence(obj: Json, markdown: v.Text | None = None) -> v.Evidence:
    """The chain behind a finding; its document where that was asked for too."""
    return v.Evidence(
        **members(
            obj,
            finding=finding,
            by_when=by_when,
            happened=lambda own: all_of(own, _happened),
            names=lambda own: all_of(own, lambda name: v.NameOf(**name)),
            notes=lambda own: all_of(own, text),
            profile=lambda own: v.ProfileName(**own),
            scope=_scope,
            as_of=parse_when,
            digests=digests,
            norm=norm,
            trigger=_trigger,
            duty=_duty,
            act=codes.EventKind,
            channel=codes.Channel,
            to=who_or_silence,
            late_by=elapsed,
            nothing_until=parse_when,
            choice=_setting,
        ),
        markdown=markdown,
    )
