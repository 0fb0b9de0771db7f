"""The core's registers. In goes nothing, out come norms, readings, limits and codes with their words in two
languages.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from . import _decode
from . import values as v
from ._code import Code
from ._liandong import RulebookCore
from ._text import Lang
from .codes import EventKind, FindingCode, LimitName

__all__ = ["event_kinds", "finding_codes", "label", "limits", "lint_codes", "norms", "readings"]


@cache
def norms() -> tuple[v.Norm, ...]:
    """Every norm of the Measures, restated, in the order of the text.

    >>> [norm.norm for norm in norms()][:3]
    ['0', '1', '2.1a']
    """
    return tuple(_decode.norm(row) for row in _register("norms"))


@cache
def readings() -> tuple[v.Entry, ...]:
    """Every reading of the text, with the options that a profile may choose from; the first is the default.

    >>> next(own.options for own in readings() if own.id == "effective_day")
    ('inclusive', 'next_day')
    """
    return _entries("readings")


@cache
def limits() -> tuple[v.Entry, ...]:
    """Every limit that an adopter may set; the text sets none.

    >>> limits()[0].text("en")
    'from a decision to its push'
    """
    return tuple(v.Entry(str(name), name.label("zh"), name.label("en")) for name in LimitName)


@cache
def finding_codes() -> tuple[v.Entry, ...]:
    """Every code of a finding, with its norm where it has one.

    >>> finding_codes()[0].norm
    '2.5a'
    """
    return _entries("finding_codes")


@cache
def lint_codes() -> tuple[v.Entry, ...]:
    """Every code of a lint, with its norm where it has one.

    >>> lint_codes()[0].id
    'no-approver'
    """
    return _entries("lint_codes")


@cache
def event_kinds() -> tuple[v.Entry, ...]:
    """Every kind of event.

    >>> event_kinds()[0].id
    'planning'
    """
    return _entries("event_kinds")


def label(code: Code, lang: Lang = "zh") -> str:
    """A code of a register in words."""
    return _by_id(type(code))[code.value].text(lang)


@cache
def _by_id(kind: type[Code]) -> dict[str, v.Entry]:
    if kind is FindingCode:
        entries = finding_codes()
    elif kind is EventKind:
        entries = event_kinds()
    else:
        entries = lint_codes()
    return {entry.id: entry for entry in entries}


def _entries(name: str) -> tuple[v.Entry, ...]:
    return tuple(_decode.entry(row) for row in _register(name))


def _register(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(_anywhere().ask(json.dumps({"ask": name})))["value"]
    return rows


@cache
def _anywhere() -> Any:
    """A rulebook of the smallest catalogue: registers are the same in every one, and are asked of one."""
    zone = {"id": "z", "name": "z", "bureau": "b", "committee": "c"}
    parties = [{"id": own, "name": own, "kind": kind} for own, kind in (("b", "bureau"), ("c", "committee"))]
    return RulebookCore(json.dumps({"zone": zone, "parties": parties}))
