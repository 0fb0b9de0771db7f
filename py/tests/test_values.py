"""What values are by themselves: read, matched, shown; events above all."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import sys
from dataclasses import FrozenInstanceError
from datetime import date, datetime
from typing import Any

import pytest

import liandong
from liandong import (
    ZONE,
    Answer,
    ByEvent,
    Digests,
    Duty,
    DutyStatus,
    Event,
    EventKind,
    InputError,
    Outcome,
    PersonRef,
    Silence,
    Subject,
    Undecided,
    Why,
)
from liandong.values import LiaisonVacant, TransferMade, WeekOpened, YearOpened

DIGESTS = Digests("c" * 64, "p" * 64, "d" * 64)
SILENT = Silence("undetermined", Why.REASSIGNED)


def test_the_examples_hold() -> None:
    tried = 0
    for found in pkgutil.walk_packages(liandong.__path__, "liandong.", onerror=needs_a_library):
        try:
            module = importlib.import_module(found.name)
        except ImportError as error:
            needs_a_library(found.name, error)
            continue
        failed, attempted = doctest.testmod(module)
        assert failed == 0, found.name
        tried += attempted
    assert tried > 60


def needs_a_library(name: str, error: BaseException | None = None) -> None:
    """Passes over a part whose optional library is not installed; any other failure is one."""
    missing = getattr(error or sys.exc_info()[1], "name", None) or "liandong"
    assert not missing.startswith("liandong"), name


def test_an_answer_is_unwrapped_or_says_why_not() -> None:
    assert Answer("bureau", (), DIGESTS).unwrap() == "bureau"
    with pytest.raises(Undecided, match="handed between departments") as caught:
        Answer[str](SILENT, (), DIGESTS).unwrap()
    assert caught.value.silence is SILENT and caught.value.zh == SILENT.text("zh")


def test_a_silent_answer_is_written_by_the_kind_of_its_silence() -> None:
    wire = Answer[str](SILENT, (), DIGESTS).to_dict()
    assert wire["undetermined"] == {"why": "reassigned"} and "value" not in wire


def test_whoever_owes_is_told_apart_by_match() -> None:
    def named(who: Any) -> str:
        match who:
            case str(party):
                return f"party {party}"
            case PersonRef(person):
                return f"person {person}"
            case Silence(_, why):
                return f"nobody: {why}"
        raise AssertionError(who)

    assert [named(own) for own in ("bureau", PersonRef("p1"), SILENT)] == [
        "party bureau",
        "person p1",
        "nobody: reassigned",
    ]


def test_a_duty_is_matched_by_place() -> None:
    duty = Duty("2.6b", "bureau", Subject("case", "K1"), ByEvent("D1"), DutyStatus.MISSED)
    match duty:
        case Duty(norm, str(obligor), Subject("case", case), ByEvent(event), DutyStatus.MISSED):
            assert (norm, obligor, case, event) == ("2.6b", "bureau", "K1", "D1")
        case _:
            raise AssertionError(duty)
    with pytest.raises(FrozenInstanceError):
        duty.norm = "2.6c"  # type: ignore[misc]


def test_a_line_of_a_log_is_a_number_on_the_wire() -> None:
    assert Subject("line", "3").to_dict() == {"line": 3}


def test_an_event_reads_texts_and_writes_the_wire_format() -> None:
    wire = {
        "id": "D1",
        "at": "2022-05-06T09:30:00",
        "kind": "decision",
        "case": "K1",
        "with": "econ",
        "result": "granted",
        "covers": ["X1", "X2"],
        "recorded": "2022-05-07",
    }
    event = Event.from_dict(wire)
    assert event.at == datetime(2022, 5, 6, 9, 30, tzinfo=ZONE)
    assert event.kind is EventKind.DECISION and event.result is Outcome.GRANTED
    assert event.recorded == date(2022, 5, 7) and event.with_ == "econ"
    assert event.to_dict() == wire
    assert Event.from_dict({**wire, "channel": None, "about": None}) == event


def test_an_event_of_an_unknown_kind_is_kept_as_it_was_logged() -> None:
    event = Event(date(2022, 5, 6), "picnic")
    assert event.kind == "picnic" and not isinstance(event.kind, EventKind)


def test_an_event_lists_all_that_is_wrong_with_it() -> None:
    wrong: dict[str, Any] = {
        "at": "tomorrow",
        "kind": "decision",
        "channel": "pigeon",
        "case": 7,
        "covers": ["X1", 2],
    }
    with pytest.raises(InputError) as caught:
        Event.from_dict(wrong)
    assert {fault.path for fault in caught.value.faults} == {"$.at", "$.channel", "$.case", "$.covers[1]"}
    with pytest.raises(InputError) as caught:
        Event.from_dict({"when": "2022-05-06"})
    assert {fault.path for fault in caught.value.faults} == {"$.when", "$.at", "$.kind"}


def test_dated_facts_read_their_day() -> None:
    assert LiaisonVacant("market", "2022-01-01").on == date(2022, 1, 1)  # type: ignore[arg-type]
    assert TransferMade("M-1", date(2022, 1, 1)).to_dict() == {
        "transfer": {"matter": "M-1", "on": "2022-01-01"}
    }
    assert YearOpened(2022).to_dict() == {"year_opened": {"year": 2022}}
    assert WeekOpened("2022-W01").to_dict() == {"week_opened": {"week": "2022-W01"}}
    with pytest.raises(InputError, match="liaison_vacant"):
        LiaisonVacant("market", 7)  # type: ignore[arg-type]
