"""The enums, held to the core's registers and to its JSON Schema; and what a member is."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import liandong
from liandong import codes
from liandong.codes import Code

SCHEMA = Path(__file__).parents[2] / "core" / "schema"
ENUMS = [getattr(codes, name) for name in codes.__all__ if name != "Code"]


def schema(name: str) -> Any:
    """A JSON Schema of the core."""
    return json.loads((SCHEMA / f"{name}.json").read_text("utf-8"))


def closed_sets(node: Any) -> Iterator[tuple[str, ...]]:
    """Every closed set of texts in a schema, however it is written."""
    if isinstance(node, list):
        for own in node:
            yield from closed_sets(own)
    elif isinstance(node, dict):
        if all(isinstance(own, str) for own in node.get("enum", [0])):
            yield tuple(node["enum"])
        options = node.get("oneOf", [])
        if options and all(isinstance(own.get("const"), str) for own in options):
            yield tuple(own["const"] for own in options)
        for own in node.values():
            yield from closed_sets(own)


def texts(enum: type[Code]) -> tuple[str, ...]:
    """The codes of an enum in its order."""
    return tuple(str(code) for code in enum)


@pytest.mark.parametrize(
    ("enum", "register"),
    [
        (codes.FindingCode, liandong.finding_codes),
        (codes.LintCode, liandong.lint_codes),
        (codes.EventKind, liandong.event_kinds),
    ],
)
def test_a_registered_enum_is_the_register(enum: type[Code], register: Any) -> None:
    assert texts(enum) == tuple(entry.id for entry in register())
    for code, entry in zip(enum, register(), strict=True):
        assert (code.label(), code.label("en")) == (entry.zh, entry.en)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_an_enum_is_a_closed_set_of_the_schema(enum: type[Code]) -> None:
    known = {
        own for name in ("answer", "question", "event", "catalogue") for own in closed_sets(schema(name))
    }
    if enum is codes.Why:
        # Two sets on the wire, one for each kind of silence.
        defs = schema("answer")["$defs"]
        known = {tuple(own for kind in ("why", "why_not") for own in defs[kind]["properties"]["why"]["enum"])}
    assert texts(enum) in known


def test_no_enum_repeats_a_code() -> None:
    for enum in ENUMS:
        assert len(set(texts(enum))) == len(enum.__members__)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_every_code_has_a_label_in_both_languages(enum: type[Code]) -> None:
    for code in enum:
        assert code.label("zh") and code.label("en") and code.label("zh") != code.label("en")
        assert code.label("en").isascii()


def test_a_code_is_its_text() -> None:
    breach = codes.Severity.BREACH
    assert breach == "breach" and {"breach": 1}[breach] == 1
    assert (str(breach), f"{breach}", f"{breach:>8}", repr(breach)) == (
        "breach",
        "breach",
        "  breach",
        "Severity.BREACH",
    )
    assert json.dumps([breach]) == '["breach"]'
    assert codes.Severity("breach") is breach and pickle.loads(pickle.dumps(breach)) is breach


def test_an_unknown_language_is_refused() -> None:
    unknown: Any = "fr"
    for code in (codes.Severity.INFO, codes.FindingCode.PUSH_LATE):
        with pytest.raises(liandong.LiandongError, match="`fr`"):
            code.label(unknown)


def test_the_norms_are_those_of_the_schema() -> None:
    assert [own.norm for own in liandong.norms()] == schema("answer")["$defs"]["norm"]["enum"]
    for norm in liandong.norms():
        assert norm.text() != norm.text("en")


def test_the_limits_are_those_of_the_schema() -> None:
    assert [own.id for own in liandong.limits()] == schema("answer")["$defs"]["limit"]["enum"]
    assert {own.id for own in liandong.limits()} == set(schema("profile")["$defs"]["Limits"]["properties"])


def test_the_readings_are_those_of_the_schema_and_name_their_options() -> None:
    assert [own.id for own in liandong.readings()] == schema("answer")["$defs"]["reading"]["enum"]
    switched = {own.id for own in liandong.readings() if own.options}
    assert switched == set(schema("profile")["$defs"]["Readings"]["properties"])
