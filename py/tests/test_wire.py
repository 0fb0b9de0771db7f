"""Every value that the vectors produce, held to the wire format, to pickle and to the core's words."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from typing import Any

import pytest
import vectors

from liandong import Answer, LiandongError, Rulebook, codes, values

ALL = list(vectors.read(vectors.OWN))


def answers() -> Iterator[tuple[vectors.Json, Any]]:
    """Every vector with what the package answers to it: values, or the exception raised."""
    for vector in ALL:
        try:
            yield vector, vectors.native(vector)
        except LiandongError as error:
            yield vector, error


@pytest.fixture(scope="module")
def answered() -> list[tuple[vectors.Json, Any]]:
    """What `answers` gives, once."""
    return list(answers())


def asked(vector: vectors.Json, **more: Any) -> Any:
    """The core's own answer to a vector."""
    book = Rulebook(vector["catalogue"], vector.get("profile"))
    return json.loads(book.ask(json.dumps({**vector["ask"], **more})))


def parts(value: Any) -> Iterator[Any]:
    """A value and every value in it."""
    if isinstance(value, vectors.Shown):
        own = value.audited
        value = (*own.duties, *own.findings, *own.standing, *own.standing_of_cases, *own.hindsight, own.scope)
    if isinstance(value, Answer):
        yield value
        value = (value.value, value.reasons, value.digests)
    if isinstance(value, tuple):
        for own in value:
            yield from parts(own)
    if isinstance(value, values.Value):
        yield value
        for name in value.__dataclass_fields__:
            yield from parts(getattr(value, name))


def worded(answer: Any) -> Any:
    """An answer without why a line is no event: rows of Python say it in other words than JSON does."""
    if isinstance(answer, list):
        return [worded(own) for own in answer]
    if not isinstance(answer, dict):
        return answer
    unread = answer.get("code") == "unreadable-event"
    return {name: worded(own) for name, own in answer.items() if not (unread and name == "named")}


def test_what_is_decoded_is_encoded_as_it_was() -> None:
    for vector in ALL:
        wire = asked(vector)
        found = vectors.told(vector)
        assert worded(vectors.bare(found)) == worded(vectors.bare(wire)), vector["id"]
        if "reasons" in wire:
            assert found["digests"] == wire["digests"], vector["id"]


def test_every_value_survives_pickling_and_is_equal_and_hashed_by_content(
    answered: list[tuple[vectors.Json, Any]],
) -> None:
    seen: dict[type, int] = {}
    for vector, answer in answered:
        for own in parts(answer):
            again = pickle.loads(pickle.dumps(own))
            assert again == own and hash(again) == hash(own), vector["id"]
            assert again.to_dict() == own.to_dict(), vector["id"]
            seen[type(own)] = seen.get(type(own), 0) + 1
    produced = {values.Duty, values.Finding, values.Evidence, values.Due, values.Lint, values.Trial}
    assert produced | {values.Difference, values.Effect, values.PackageView, values.Hindsight} <= set(seen)


def test_every_refusal_survives_pickling(answered: list[tuple[vectors.Json, Any]]) -> None:
    refusals = [answer for _, answer in answered if isinstance(answer, LiandongError)]
    for error in refusals:
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert again.to_dict() == error.to_dict() and str(again) == str(error)
    assert {type(error).__name__ for error in refusals} == {"InputError", "NoFinding", "UnknownId"}


def test_no_reason_is_without_words(answered: list[tuple[vectors.Json, Any]]) -> None:
    for vector, answer in answered:
        for own in parts(answer):
            if isinstance(own, (values.Reason, values.Due)):
                assert own.words and own.text("zh") and own.text("en"), vector["id"]


def silences(value: Any) -> Iterator[tuple[str, str]]:
    """The causes of the silences in an answer of the core, with their words."""
    if isinstance(value, list):
        for own in value:
            yield from silences(own)
    elif isinstance(value, dict):
        if value.keys() == {"why", "text"}:
            yield value["why"], value["text"]
        for own in value.values():
            yield from silences(own)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_silence_is_said_in_the_words_of_the_core(lang: Any) -> None:
    said = {found for vector in ALL for found in silences(asked(vector, lang=lang))}
    assert said == {(why, codes.Why(why).label(lang)) for why, _ in said}
    # A silence that no vector meets has its words by hand alone; there are to be few.
    assert {str(why) for why in codes.Why} - {why for why, _ in said} == UNMET


UNMET = {"result_unrecorded", "return_without_transfer", "unknown_transfer_kind"}


def test_a_reason_is_worded_as_the_core_words_it() -> None:
    for vector in ALL[::20]:
        wire = asked(vector, lang="en")
        if "reasons" in wire:
            answer = vectors.native(vector)
            assert isinstance(answer, Answer)
            assert [own.text("en") for own in answer.reasons] == [own["text"] for own in wire["reasons"]]
