"""No panic reaches Python. Every public callable of the package, found by looking, is handed garbage in each
of its parameters: it takes it, or refuses it with an exception of Python's own kinds.
"""

from __future__ import annotations

import contextlib
import faulthandler
import functools
import importlib
import inspect
import io
import pkgutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import matplotlib
import matplotlib.pyplot
import pytest
from garbage import OwnError, garbage
from garbage_arrow import arrow_garbage

import liandong
from liandong import _liandong

CLEAN = (
    liandong.LiandongError,
    TypeError,
    ValueError,
    OverflowError,
    LookupError,
    RecursionError,
    OSError,  # a text may be the path of a file
    OwnError,
    Warning,  # here, warnings are raised
)
# Frames and numbers that are handed over raise what their own libraries raise.
SOURCES = ("decimal", "matplotlib", "numpy", "pandas", "polars", "pyarrow")
# What the package makes itself, of its own values only, so that a wrong one is a mistake in it.
OWN_VALUES = {
    ("AuditPlots", "audit"),
    ("RulebookPlots", "rulebook"),
    ("Undecided", "silence"),
    ("from_wire", "error"),
    ("label", "code"),
    ("of", "faults"),
    ("write_audit", "audit"),
    ("write_report", "audit"),
}

# The program of the command line ends its process, and prints; test_cli tries it.
NOT_TRIED_MODULES = ("liandong.cli", "liandong.__main__")
# What Python's own machinery defines and asks of a class, and what sets members of a frozen object.
NOT_TRIED_MEMBERS = {
    "__class__",
    "__delattr__",
    "__dir__",
    "__getattribute__",
    "__getstate__",
    "__setstate__",
    "__new_member__",
    "_new_member_",
    "_value_repr_",
    "__init_subclass__",
    "__new__",
    "__init__",
    "__post_init__",
    "__replace__",
    "__setattr__",
    "__sizeof__",
    "__subclasshook__",
}
# What draws or writes for a good part of a second; columns of Arrow are no more to it than other objects.
SLOW = ("liandong.plot", "liandong.report", "liandong.excel", "liandong.workbook", "liandong.audit.Audit.")
SLOWEST = ("liandong.report", "liandong.workbook", "liandong.audit.Audit.")
# What is given however long it takes: two thousand million events, what is due in eight thousand years.
ASKED_FOR = {
    "sample": ("count", int, 2**31),
    "sample_events": ("count", int, 2**31),
    "outlook": ("to", date, date.max),
}
# A moment, in seconds, in which a call ends.
SOON = 10.0

CATALOGUE = _liandong.SAMPLE_CATALOGUE
ROWS = [
    {
        "at": "2023-05-04T09:30",
        "kind": "application_accepted",
        "case": "C1",
        "matter": "S-001",
        "actor": "bureau",
    },
    {
        "at": "2023-05-05",
        "kind": "decision",
        "case": "C1",
        "matter": "S-001",
        "actor": "bureau",
        "result": "granted",
    },
    {"at": "2023-05-09T08:00", "kind": "push", "case": "C1", "matter": "S-001", "actor": "bureau"},
]


@functools.cache
def plausible() -> Mapping[str, Any]:
    """What a parameter of this name takes, so that garbage in another comes far."""
    book, events = liandong.sample(), liandong.read_events(ROWS)
    naming: dict[str, Any] = {"columns": {}, "values": {}, "serial_dates": None, "midnights_are_days": False}
    return {
        **dict.fromkeys(("rulebook", "other"), book),
        **dict.fromkeys(("events", "source", "of"), events),
        **dict.fromkeys(("matter", "matters"), "S-001"),
        **dict.fromkeys(("on", "as_of", "from_", "to", "moment", "at", "value", "text"), "2023-05-04"),
        **dict.fromkeys(("lang", "language"), "zh"),
        **dict.fromkeys(("place", "row", "count", "start"), 0),
        "catalogue": CATALOGUE,
        "workbook": "missing.xlsx",
        "frames": {"zone": {"id": "z", "name": "z", "bureau": "b", "committee": "c"}},
        "path": "out.file",
        "transfers": [],
        "act": "accept",
        "actor": "bureau",
        "party": "bureau",
        "norm": "2.5a",
        "norms": ["2.5a"],
        "scope_of": {},
        "naming": naming,
        "names": ["at", "kind"],
        "lists": [["2023-05-04"], ["decision"]],
        "faulty": [],
        "array": True,
        "seed": 7,
        "tell": True,
        "audit": book.audit(events, "2024-01-01"),
        "trigger": ROWS[1],
        "event": ROWS[1],
        "members": ROWS[1],
        "question": '{"ask": "norms"}',
        "asked": {"act": "accept", "actor": "bureau", "on": "2023-05-04"},
        "name": "error",
        "profile": None,
        "message": "no",
        "kind": "decision",
        "template.catalogue": None,
        "label.code": liandong.Severity.BREACH,
        "write_tables.sheets": {"a": (["a"], [[1]], ["number"])},
        "write_tables.path": "out.xlsx",
        "write_audit.path": "out.xlsx",
    }


@dataclass(frozen=True)
class Target:
    """Something to call: its name, and what it is called with."""

    name: str
    call: Callable[..., Any]
    parameters: tuple[inspect.Parameter, ...]

    def arguments(self, place: int | None = None, given: Any = None) -> tuple[list[Any], dict[str, Any]]:
        """Plausible arguments, with what is given in one place."""
        positional: list[Any] = []
        named: dict[str, Any] = {}
        for own, parameter in enumerate(self.parameters):
            if own == place:
                value = given
            elif parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
                continue
            elif (full := f"{self.name.rpartition('.')[2]}.{parameter.name}") in plausible():
                value = plausible()[full]
            elif parameter.name in plausible():
                value = plausible()[parameter.name]
            else:
                value = None if parameter.default is parameter.empty else parameter.default
            if parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_KEYWORD):
                named[parameter.name] = value
            else:
                positional.append(value)
        return positional, named


def modules() -> Iterator[ModuleType]:
    """The package's public modules, and the compiled one."""
    yield liandong
    for found in pkgutil.walk_packages(liandong.__path__, "liandong."):
        is_public = not any(part.startswith("_") for part in found.name.split("."))
        if is_public and not found.name.startswith(NOT_TRIED_MODULES):
            yield importlib.import_module(found.name)
    yield _liandong


def is_own(kind: Any) -> bool:
    return isinstance(kind, type) and str(kind.__module__).partition(".")[0] == "liandong"


def called(name: str, call: Callable[..., Any]) -> Target:
    """A target with the parameters of its signature; without one, it takes three of anything."""
    if isinstance(call, type) and issubclass(call, Enum):
        # The others are of Python's own way to make new enums.
        first = next((own.value for own in call), None)
        kind = inspect.Parameter.POSITIONAL_ONLY
        return Target(name, call, (inspect.Parameter("code", kind, default=first),))
    try:
        parameters = tuple(inspect.signature(call).parameters.values())
    except (TypeError, ValueError):
        kind = inspect.Parameter.POSITIONAL_ONLY
        parameters = tuple(inspect.Parameter(f"any_{place}", kind) for place in range(3))
    return Target(name, call, parameters)


def members(specimen: Any) -> Iterator[Target]:
    """The methods of an object that the package defines: public, special, and all of the compiled ones."""
    seen = set(NOT_TRIED_MEMBERS)
    for kind in type(specimen).__mro__:
        if not is_own(kind):
            continue
        for name, member in vars(kind).items():
            hidden = name.startswith("_") and not name.endswith("__") and isinstance(member, FunctionType)
            if name in seen or hidden:
                continue
            seen.add(name)
            try:
                own = getattr(specimen, name)
            except CLEAN:
                continue
            if callable(own) and not isinstance(own, type):
                yield called(f"{kind.__module__}.{kind.__qualname__}.{name}", own)


@functools.cache
def specimens() -> Mapping[type, Any]:
    """One object of each class of the package that a rulebook, an audit or what they answer leads to."""
    found: dict[type, Any] = {}
    book, events = plausible()["rulebook"], plausible()["events"]
    audit, year = plausible()["audit"], book.audit(liandong.sample_year(), "2024-01-01")
    error = liandong.InputError.of([liandong.Fault("$", "no", "否")])
    rest: list[Any] = [audit, book, events, error, book.ledger(ROWS), audit.evidence(0)]
    rest += [
        *year.findings[:200],
        *year.duties[:200],
        year.evidence(0),
        *year.standing_of_projects,
        *year.hindsight,
    ]
    rest += [_liandong.RulebookCore(book), _liandong.EventsCore(events), _liandong.MatterCore(book, "S-001")]
    rest += [_liandong.LedgerCore(book), _liandong.AuditCore(book, events, "2023-05-04", {})]
    while rest:
        own = rest.pop(0)
        if isinstance(own, (list, tuple)):
            rest.extend(own[:5])
        elif isinstance(own, dict):
            rest.extend(list(own.values())[:5])
        if not is_own(type(own)) or type(own) in found:
            continue
        found[type(own)] = own
        for name in dir(own):
            if not name.startswith("_"):
                with contextlib.suppress(*CLEAN, AttributeError):
                    rest.append(getattr(own, name))
        if isinstance(own, Mapping):
            rest.extend(list(own.values())[:2])
        elif isinstance(own, Sequence) and not isinstance(own, str):
            rest.extend(own[:2])
        for target in members(own):
            writes = any(own.name == "path" for own in target.parameters) or "plot" in target.name
            if not writes and not target.name.rpartition(".")[2].startswith("_"):
                positional, named = target.arguments()
                with contextlib.suppress(*CLEAN, AttributeError):
                    rest.append(target.call(*positional, **named))
    return found


@functools.cache
def targets() -> Mapping[str, Target]:
    """Every function, class and method, each once."""
    found: dict[str, Target] = {}
    for module in modules():
        public = getattr(module, "__all__", None) or [
            name for name in dir(module) if not name.startswith("_")
        ]
        for name in public:
            own = getattr(module, name)
            if not callable(own) or not str(getattr(own, "__module__", "")).startswith("liandong"):
                continue
            full = f"{own.__module__}.{getattr(own, '__qualname__', name)}"
            found.setdefault(full, called(full, own))
    for own in specimens().values():
        for target in members(own):
            found.setdefault(target.name, target)
    return found


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is written is written elsewhere; what hangs is shown and ended."""
    matplotlib.use("Agg")
    monkeypatch.chdir(tmp_path)
    faulthandler.dump_traceback_later(60, exit=True, file=sys.__stderr__ or 2)
    yield
    matplotlib.pyplot.close("all")
    faulthandler.cancel_dump_traceback_later()


def is_asked_for(target: Target, place: int, given: Any) -> bool:
    name, kind, value = ASKED_FOR.get(target.name.rpartition(".")[2], ("", int, 0))
    if name != target.parameters[place].name or not isinstance(given, (kind, str)):
        return False
    return (given.year == 9999 if isinstance(given, date) else given == value) or str(given) == str(value)


def is_of_source(error: BaseException) -> bool:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    module = str(trace.tb_frame.f_globals.get("__name__", "")) if trace else ""
    return module.partition(".")[0] in SOURCES or type(error).__module__.partition(".")[0] in SOURCES


def is_own_value(target: Target, place: int, error: BaseException) -> bool:
    own = (target.name.rpartition(".")[2], target.parameters[place].name)
    return isinstance(error, AttributeError) and own in OWN_VALUES


def tried(target: Target, place: int, made: Callable[[], Any]) -> str | None:
    """What is wrong with how a target takes a piece of garbage."""
    began = time.perf_counter()
    try:
        given = made()
        if is_asked_for(target, place, given):
            return None
        positional, named = target.arguments(place, given)
        with contextlib.redirect_stdout(io.StringIO()):
            result = target.call(*positional, **named)
            if is_own(type(result)):
                repr(result)
    except CLEAN:
        pass
    except BaseException as error:
        if is_of_source(error) or is_own_value(target, place, error):
            return None
        return f"raises {type(error).__name__}: {str(error)[:200]}"
    if (took := time.perf_counter() - began) > SOON:
        return f"takes {took:.1f} s"
    return None


def thrown_at(name: str) -> Sequence[Callable[[], Any]]:
    if name.startswith(SLOWEST):
        return garbage()[::4]
    return garbage() if name.startswith(SLOW) else [*garbage(), *arrow_garbage()]


@pytest.mark.parametrize("name", sorted(targets()))
def test_garbage_is_taken_or_refused(name: str) -> None:
    target = targets()[name]
    wrong = []
    for place, parameter in enumerate(target.parameters):
        for number, made in enumerate(thrown_at(name)):
            if fault := tried(target, place, made):
                shown = ""
                with contextlib.suppress(Exception):
                    shown = repr(made())[:80]
                wrong.append(f"{parameter.name} = garbage {number} {shown}: {fault}")
    assert not wrong, "\n".join([f"{name}: {len(wrong)} wrong", *wrong[:20]])


def test_what_is_wrong_is_seen() -> None:
    class Panic(BaseException): ...

    def panics(value: Any) -> None:
        if value is pytest:
            raise Panic("no")

    def reaches(value: Any) -> Any:
        return value.none

    for call, given, seen in ((panics, pytest, "Panic"), (reaches, 5, "AttributeError")):
        fault = tried(called("planted", call), 0, functools.partial(next, iter([given])))
        assert fault is not None and seen in fault


def test_garbage_in_one_place_comes_far_for_the_rest_is_plausible() -> None:
    refused = []
    for name, target in targets().items():
        if not name.startswith("liandong.values"):
            positional, named = target.arguments()
            try:
                target.call(*positional, **named)
            except Exception:
                refused.append(name)
    assert len(refused) < len(targets()) / 10, refused
