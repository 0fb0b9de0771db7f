"""What sets duties off. In go events and dated facts, out come their wire format.

An `Event` reads what it is given: texts become days, moments and codes, and everything wrong is listed at
once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import KW_ONLY, dataclass, fields
from datetime import date
from typing import Any, TypeAlias, TypeGuard

from .._time import day, when
from ..codes import Channel, Code, EventKind, HandledVia, Outcome
from ..errors import Fault, InputError
from ._base import Value

__all__ = [
    "Event",
    "LiaisonVacant",
    "PlatformCapable",
    "ProceduresStarted",
    "TransferMade",
    "Trigger",
    "WeekOpened",
    "YearOpened",
]


@dataclass(frozen=True, slots=True)
class Event(Value):
    """An event of a log; what a kind does not need is None.

    `at` is a moment in the zone's time or a day without one; `kind` an `EventKind`, or the text as logged
    where there is no such kind, which an audit finds. Parties, persons, matters and projects stand by their
    ids; `with_` is the party it was done with. `recorded` is the day on which it was recorded.

    Raises:
        InputError: when a member cannot be read; all that cannot are listed.

    >>> Event("2022-05-06T09:30", "decision", case="K1", matter="M-1", result="granted").result
    Outcome.GRANTED
    """

    at: date
    kind: EventKind | str
    _: KW_ONLY
    id: str | None = None
    recorded: date | None = None
    actor: str | None = None
    officer: str | None = None
    case: str | None = None
    matter: str | None = None
    project: str | None = None
    to: str | None = None
    person: str | None = None
    with_: str | None = None
    channel: Channel | None = None
    handled_via: HandledVia | None = None
    refers_to: str | None = None
    result: Outcome | None = None
    about: str | None = None
    covers: tuple[str, ...] = ()
    ground: str | None = None
    period: str | None = None

    def __post_init__(self) -> None:
        reader = _Reader(self)
        reader.put("at", when)
        reader.put("kind", _kind)
        reader.put("recorded", day)
        reader.put("covers", _covers)
        for name, codes in (("channel", Channel), ("handled_via", HandledVia), ("result", Outcome)):
            reader.put(name, _one_of(codes))
        for own in fields(self):
            if own.name not in reader.read:
                reader.put(own.name, _text)
        if reader.faults:
            raise InputError.of(reader.faults, "event", "事件")

    @classmethod
    def from_dict(cls, members: Mapping[str, Any]) -> Event:
        """An event of its wire format; absent members may be null.

        Raises:
            InputError: when a member is unknown, or `at` or `kind` is missing, or a member cannot be read.

        >>> Event.from_dict({"at": "2022-05-06", "kind": "visit", "with": "econ"}).with_
        'econ'
        """
        wire: Any = members
        if not isinstance(wire, Mapping):
            raise TypeError(f"a value of type {type(wire).__name__} is no event; give a mapping")
        names = {own.name.rstrip("_"): own.name for own in fields(cls)}
        faults = [_unknown_member(name, names) for name in members if name not in names]
        given = {names[name]: value for name, value in members.items() if name in names and value is not None}
        for name in ("at", "kind"):
            if name not in given:
                faults.append(Fault(f"$.{name}", f"missing; give `{name}`", f"缺失；请填写 `{name}`"))
        if faults:
            raise InputError.of(faults, "event", "事件")
        return cls(**given)


class _Reader:
    """Reads an event's members in their places, and keeps what cannot be read."""

    def __init__(self, event: Event) -> None:
        self.event, self.read, self.faults = event, set[str](), list[Fault]()

    def put(self, name: str, read: Callable[[Any, str], Any]) -> None:
        self.read.add(name)
        value = getattr(self.event, name)
        if value is None and name not in ("at", "kind", "covers"):
            return
        try:
            object.__setattr__(self.event, name, read(value, f"$.{name.rstrip('_')}"))
        except InputError as error:
            self.faults.extend(error.faults)


def _text(value: Any, path: str) -> str:
    if type(value) is str:
        return value
    if isinstance(value, str):
        return str(value)
    shown = f"`{str(value)[:60]}`"
    fault = Fault(
        path, f"{shown} is of type {type(value).__name__}; give a text", f"{shown} 类型有误；请给出文本"
    )
    raise InputError.of([fault], "event", "事件")


def _kind(value: Any, path: str) -> EventKind | str:
    text = _text(value, path)
    return EventKind(text) if text in _KINDS else text


def _covers(value: Any, path: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not _is_listing(value):
        fault = Fault(path, "one text; give a list of project ids", "应为项目编号的列表")
        raise InputError.of([fault], "event", "事件")
    return tuple(_text(entry, f"{path}[{place}]") for place, entry in enumerate(value))


def _is_listing(value: object) -> TypeGuard[Iterable[Any]]:
    return isinstance(value, Iterable) and not isinstance(value, str)


def _one_of(codes: type[Code]) -> Callable[[Any, str], Code]:
    def read(value: Any, path: str) -> Code:
        try:
            return codes(_text(value, path))
        except InputError:
            raise
        except ValueError:
            known = [str(code) for code in codes]
            shown = f"`{str(value)[:60]}`"
            fault = Fault(
                path,
                f"unknown value {shown}; use one of {', '.join(known)}",
                f"未知取值 {shown}；可用 {'、'.join(known)}",
            )
            raise InputError.of([fault], "event", "事件") from None

    return read


def _unknown_member(name: object, names: Iterable[str]) -> Fault:
    known = list(names)
    return Fault(
        f"$.{name}",
        f"unknown member; use one of {', '.join(known)}",
        f"未知字段；可用 {'、'.join(known)}",
    )


_KINDS = frozenset(str(kind) for kind in EventKind)


@dataclass(frozen=True, slots=True)
class _DatedFact(Value):
    """A fact that sets duties off from a day on, under its own name on the wire."""

    def _name(self) -> str:
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """The fact in the wire format."""
        return {self._name(): Value.to_dict(self)}


def _read_day(fact: _DatedFact, name: str, on: date) -> None:
    """Puts the day in its place, which may have been given as a text."""
    object.__setattr__(fact, "on", day(on, f"$.{name}.on"))


@dataclass(frozen=True, slots=True)
class PlatformCapable(_DatedFact):
    """From this day on the platform can handle the matter (2.4e)."""

    matter: str
    on: date

    def __post_init__(self) -> None:
        _read_day(self, self._name(), self.on)

    def _name(self) -> str:
        return "platform_capable"


@dataclass(frozen=True, slots=True)
class LiaisonVacant(_DatedFact):
    """From this day on the party has nobody for the exchange (3.2a)."""

    party: str
    on: date

    def __post_init__(self) -> None:
        _read_day(self, self._name(), self.on)

    def _name(self) -> str:
        return "liaison_vacant"


@dataclass(frozen=True, slots=True)
class YearOpened(_DatedFact):
    """The year opens (2.1b, 2.1c)."""

    year: int

    def _name(self) -> str:
        return "year_opened"


@dataclass(frozen=True, slots=True)
class WeekOpened(_DatedFact):
    """The ISO week opens, such as `2021-W13` (2.3d)."""

    week: str

    def _name(self) -> str:
        return "week_opened"


@dataclass(frozen=True, slots=True)
class ProceduresStarted(_DatedFact):
    """From this day on the project's procedures run (2.3a)."""

    project: str
    on: date

    def __post_init__(self) -> None:
        _read_day(self, self._name(), self.on)

    def _name(self) -> str:
        return "procedures_started"


@dataclass(frozen=True, slots=True)
class TransferMade(_DatedFact):
    """The matter was transferred on this day, which changes status and sets off no duty."""

    matter: str
    on: date

    def __post_init__(self) -> None:
        _read_day(self, self._name(), self.on)

    def _name(self) -> str:
        return "transfer"


Trigger: TypeAlias = (
    "Event | PlatformCapable | LiaisonVacant | YearOpened | WeekOpened | ProceduresStarted | TransferMade"
)
"""What sets duties off: an event, or a fact that holds from a day on."""
