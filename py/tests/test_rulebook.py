"""The façade's own behaviour: what it takes, refuses, and shares. What the rules say is the vectors'
business.
"""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import liandong
from liandong import (
    ActKind,
    Event,
    InputError,
    LiandongError,
    MissingLibrary,
    NoFinding,
    Party,
    PartyKind,
    Permitted,
    Rulebook,
    Severity,
    Silence,
    UnknownId,
)

CATALOGUE: dict[str, Any] = {
    "zone": {"id": "z", "name": "示例开发区", "bureau": "bureau", "committee": "committee"},
    "parties": [
        {"id": "bureau", "name": "行政审批局", "kind": "bureau"},
        {"id": "committee", "name": "管委会", "kind": "committee"},
        {"id": "d1", "name": "市场监督管理部", "name_en": "Market Department", "kind": "department"},
    ],
    "persons": [{"id": "p1", "name": "示例员", "roles": [{"role": "pusher", "party": "bureau"}]}],
    "projects": [{"id": "plant", "name": "示例厂", "key": True, "year": 2022, "responsible": "d1"}],
    "matters": [
        {
            "id": "M-01",
            "name": "食品经营许可",
            "original": "d1",
            "supervising": [{"party": "d1"}],
            "transfers": [
                {
                    "kind": "transfer",
                    "effective": "2022-01-01",
                    "decided_by": "committee",
                    "instrument": "示例管发〔2022〕1号",
                }
            ],
        },
        {"id": "M-02", "name": "仓储备案", "original": "d1"},
    ],
    "packages": [{"id": "shop", "name": "开店一件事", "matters": ["M-01", "M-02"]}],
}
TRANSFER = {"matter": "M-02", "kind": "transfer", "effective": "2022-06-01", "decided_by": "committee"}
DECISION = Event(
    "2022-05-06T09:30",  # type: ignore[arg-type]
    "decision",
    id="D1",
    case="K1",
    matter="M-01",
    actor="bureau",
    result="granted",  # type: ignore[arg-type]
)


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """A small zone: one matter transferred on 2022-01-01, one not."""
    return Rulebook(CATALOGUE)


def test_an_answer_has_a_value_and_reasons(book: Rulebook) -> None:
    answer = book.approver("M-01", date(2022, 1, 1))
    assert answer.value == Party("bureau", "行政审批局", None, PartyKind.BUREAU)
    assert answer.reasons[0].norm == "2.5a"
    assert all(reason.text() != reason.text("en") for reason in answer.reasons)
    assert answer == book.matter("M-01").approver("2022-01-01T12:00")
    assert book.approver("M-01", "2021-12-31").unwrap().label("en") == "Market Department"


def test_a_silence_is_a_value_of_its_own(book: Rulebook) -> None:
    silence = book.approver("M-01", "2021-03-28").value
    assert silence == Silence("not_governed", liandong.Why.OUTSIDE_FORCE)


def test_a_catalogue_is_taken_in_every_form(book: Rulebook, tmp_path: Path) -> None:
    text = json.dumps(CATALOGUE, ensure_ascii=False)
    path = tmp_path / "catalogue.json"
    path.write_text(text, "utf-8-sig")
    dated = copy.deepcopy(CATALOGUE)
    dated["matters"][0]["transfers"][0]["effective"] = date(2022, 1, 1)
    dated["parties"][0]["kind"] = PartyKind.BUREAU
    for source in (text, text.encode(), path, str(path), dated):
        assert Rulebook(source).digests == book.digests
    assert Rulebook.from_json(text).digests == book.digests


def test_what_cannot_be_a_catalogue_is_refused_with_its_reason(tmp_path: Path) -> None:
    wrong: list[tuple[Any, str]] = [
        (tmp_path / "missing.json", "missing.json` cannot be read"),
        ("missing.json", "missing.json` cannot be read"),
        (7, "of type int"),
        (b"\xff{}", "not UTF-8"),
        ({"zone": object()}, "type object"),
        ({"zone": float("nan")}, "no JSON"),
        ("", "catalogue"),
    ]
    for source, reason in wrong:
        with pytest.raises(InputError, match=reason) as caught:
            Rulebook(source)
        assert caught.value.faults and caught.value.zh != str(caught.value)


def test_a_refused_catalogue_lists_its_faults() -> None:
    with pytest.raises(InputError) as caught:
        Rulebook("{}")
    assert isinstance(caught.value, LiandongError) and isinstance(caught.value, ValueError)
    assert any(fault.path.startswith("$") and fault.en and fault.zh for fault in caught.value.faults)
    with pytest.raises(InputError):
        Rulebook(CATALOGUE, "[")


@pytest.mark.parametrize("kind", ["matter", "party", "person", "package"])
def test_an_unknown_id_names_what_it_is_and_the_nearest(book: Rulebook, kind: str) -> None:
    known = {"matter": "M-01", "party": "bureau", "person": "p1", "package": "shop"}[kind]
    with pytest.raises(UnknownId, match=f"`{known}x`") as caught:
        getattr(book, kind)(f"{known}x")
    assert (caught.value.kind, caught.value.id) == (kind, f"{known}x")
    assert caught.value.nearest[0] == known and caught.value.faults == ()


def test_the_id_of_a_refusal_is_whole_whatever_it_holds(book: Rulebook) -> None:
    for id in ("", "`", "a` (nearest: `M-01`)", "x`; add it to `y", "M-01` "):
        with pytest.raises(UnknownId) as caught:
            book.approver(id, "2022-01-01")
        assert caught.value.id == id


def test_handles_are_found_by_id_in_the_order_of_the_catalogue(book: Rulebook) -> None:
    assert list(book.matters) == ["M-01", "M-02"] and len(book.parties) == 3
    assert book.matters["M-01"] == book.matter("M-01") != book.matter("M-02")
    assert (book.matter("M-01").id, book.matter("M-01").name) == ("M-01", "食品经营许可")
    assert book.matter("M-01").name_en is None and book.party("d1").kind is PartyKind.DEPARTMENT
    assert book.projects["plant"].responsible == "d1" and book.package("shop").matters == ("M-01", "M-02")
    assert [own.norm for own in book.person("p1").responsibilities("2022-01-01").unwrap()]
    assert "no such" not in book.matters
    assert book.zone.committee == "committee" and book.profile["name"] == "text"


def test_other_rulebooks_leave_the_first_as_it_was(book: Rulebook) -> None:
    planned = book.with_transfers([TRANSFER])
    assert planned.approver("M-02", "2022-06-01").unwrap().id == "bureau"
    assert book.approver("M-02", "2022-06-01").unwrap().id == "d1"
    assert planned.digests.catalogue != book.digests.catalogue
    ours = planned.with_profile({"name": "ours", "readings": {"effective_day": "next_day"}})
    assert ours.approver("M-02", "2022-06-01").unwrap().id == "d1"
    assert ours.approver("M-02", "2022-06-02").unwrap().id == "bureau"
    assert ours.profile["name"] == "ours"
    assert book.as_known_on("2022-01-01").digests.known_on == date(2022, 1, 1)
    assert (
        json.loads(planned.ask('{"ask": "approver", "matter": "M-02", "on": "2022-06-01"}'))["value"]
        == "bureau"
    )


def test_a_further_change_in_a_question_adds_to_the_rulebooks_own(book: Rulebook) -> None:
    planned = book.with_transfers([TRANSFER]).as_known_on("2022-12-31")
    returned = {"matter": "M-02", "kind": "return", "effective": "2022-07-01", "decided_by": "committee"}
    question = {"ask": "status", "matter": "M-02", "on": "2022-08-01"}
    assert json.loads(planned.ask(json.dumps(question)))["value"] == "transferred"
    question["with"] = {"transfers": [returned]}  # type: ignore[assignment]
    assert json.loads(planned.ask(json.dumps(question)))["value"] == "returned"


@pytest.mark.parametrize("question", ["", "[", "[]", "7", '{"ask": "norms", "with": 7}', "[" * 10_000])
def test_an_unreadable_question_is_refused_in_an_answer(book: Rulebook, question: str) -> None:
    for own in (book, book.with_transfers([TRANSFER])):
        assert json.loads(own.ask(question))["error"]["kind"] == "input"


def test_importing_loads_no_library_that_is_not_needed() -> None:
    names = ["pandas", "numpy", "polars", "pyarrow", "matplotlib", "openpyxl", "typing_extensions"]
    code = f"import sys, liandong; print([own for own in {names} if own in sys.modules])"
    code += "; print([own for own in sys.modules if own.startswith('liandong.values.')])"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.splitlines() == ["[]", "['liandong.values._base']"]


def test_what_is_public_is_there_and_documented() -> None:
    for name in liandong.__all__:
        public = getattr(liandong, name)
        if isinstance(public, type):
            assert public.__doc__ and not public.__doc__.startswith(f"{name}("), name
    assert len(set(liandong.__all__)) == len(liandong.__all__)
    with pytest.raises(AttributeError, match="Nothing"):
        getattr(liandong, "Nothing")  # noqa: B009


def test_a_refused_transfer_is_named_by_its_place(book: Rulebook) -> None:
    with pytest.raises(InputError, match="transfers refused") as caught:
        book.with_transfers([TRANSFER, {**TRANSFER, "matter": "M-03"}])
    assert [fault.path for fault in caught.value.faults] == ["$[1].matter"]


def test_a_comparison_shows_what_a_transfer_changes(book: Rulebook) -> None:
    difference = book.compare(book.with_transfers([TRANSFER]), [], "2022-12-31")
    (change,) = difference.competence
    assert (change.matter, change.from_, change.before, change.after) == (
        "M-02",
        date(2022, 6, 1),
        "d1",
        "bureau",
    )
    ours = book.with_profile({"name": "ours", "readings": {"effective_day": "next_day"}})
    (choice,) = ours.compare(book, [], "2022-12-31").choices
    assert (choice.before, choice.after) == ("next_day", "inclusive")


def test_rulebooks_of_different_catalogues_are_not_compared(book: Rulebook) -> None:
    other = Rulebook({**CATALOGUE, "matters": CATALOGUE["matters"][:1]})
    with pytest.raises(LiandongError):
        book.compare(other, [], "2022-12-31")


def test_a_log_is_audited_from_events_and_from_their_wire_format(book: Rulebook) -> None:
    audit = book.audit([DECISION], "2022-05-10", norms=["2.6b"])
    assert audit.to_dict() == book.audit([DECISION.to_dict()], date(2022, 5, 10), norms="2.6b").to_dict()
    at_noon = book.audit([DECISION], datetime(2022, 5, 10, 12), norms="2.6b").to_dict()
    assert at_noon == book.audit([DECISION], "2022-05-10T12:00", norms="2.6b").to_dict() != audit.to_dict()
    (duty,) = audit.duties
    assert (duty.obligor, duty.to, duty.trigger) == ("bureau", "d1", liandong.ByEvent("D1"))
    assert audit.findings[0].severity is Severity.REVIEW and audit.standing_of_cases


def test_evidence_is_a_value_and_a_document(book: Rulebook) -> None:
    evidence = book.audit([DECISION], "2022-05-10", norms="2.6b").evidence(0)
    assert evidence.finding.code == "push-missing" and evidence.to_markdown().startswith("#")
    assert evidence.to_markdown("en") != evidence.to_markdown("zh")
    with pytest.raises(NoFinding) as caught:
        book.audit([DECISION], "2022-05-10", norms="2.6b").evidence(9)
    assert caught.value.findings == 1 and isinstance(caught.value, IndexError)


def test_recording_says_what_changed(book: Rulebook) -> None:
    effect = book.ledger().record(DECISION)
    assert effect and {duty.norm for duty in effect.opened} >= {"2.6b"}


def test_an_outlook_is_read_in_both_languages(book: Rulebook) -> None:
    outlook = book.outlook([DECISION], "2022-05-07", "2022-05-31")
    assert outlook.entries and all(entry.text("zh") != entry.text("en") for entry in outlook.entries)


def test_verdicts_and_refused_questions(book: Rulebook) -> None:
    verdict = book.permits(ActKind.DECIDE, "bureau", "2022-01-01", matter="M-01").unwrap()
    assert isinstance(verdict, Permitted)
    with pytest.raises(InputError, match="unknown act `eat`"):
        book.permits("eat", "bureau", "2022-01-01")
    with pytest.raises(InputError, match="name it in `matter`"):
        book.permits("decide", "bureau", "2022-01-01")
    with pytest.raises(InputError, match="`someday`"):
        book.approver("M-01", "someday")
    with pytest.raises(InputError, match=r"\$\.on"):
        book.permits("decide", "bureau", "someday", matter="M-01")


def test_a_day_beyond_the_calendar_is_still_a_day(book: Rulebook) -> None:
    for day in (date.min, date.max):
        assert book.approver("M-01", day).reasons


def test_a_rulebook_is_shared_between_threads(book: Rulebook) -> None:
    days = [date(2021, month, 1) for month in range(4, 13)] * 20
    with ThreadPoolExecutor(4) as pool:
        found = {answer.unwrap().id for answer in pool.map(book.matter("M-01").approver, days)}
    assert found == {"d1"}


def test_a_missing_library_says_how_to_install_it() -> None:
    error = MissingLibrary("matplotlib", "plot")
    assert isinstance(error, ImportError) and isinstance(error, LiandongError)
    assert 'pip install "liandong[plot]"' in str(error) and 'pip install "liandong[plot]"' in error.zh
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_everything_shows_itself(book: Rulebook) -> None:
    assert repr(book).startswith("<Rulebook of catalogue ")
    assert repr(book.matter("M-01")) == "<Matter M-01 食品经营许可>"
    assert repr(book.matters) == "<2: M-01, M-02>"
    assert "M-01" in repr(DECISION)


def test_a_rulebook_and_a_profile_are_the_rulebook_under_that_profile(book: Rulebook) -> None:
    profile = {"name": "示例", "limits": {"result_push": {"value": 3, "unit": "working_days"}}}
    under = Rulebook(book, profile)
    assert under == Rulebook(CATALOGUE, profile) != book
    assert Rulebook(book) == book
    with pytest.raises(InputError, match="limits"):
        Rulebook(book, {"name": "示例", "limits": {"none_such": {"value": 3, "unit": "working_days"}}})


def test_handles_are_equal_where_their_rulebooks_say_the_same(book: Rulebook) -> None:
    again = pickle.loads(pickle.dumps(book))
    assert again.matters["M-01"] == book.matters["M-01"] != book.matters["M-02"]
    assert {again.parties["d1"], book.parties["d1"]} == {book.parties["d1"]}
    other = Rulebook(CATALOGUE, {"name": "示例", "limits": {}, "readings": {"effective_day": "next_day"}})
    assert other.matters["M-01"] != book.matters["M-01"]


def test_a_ledger_of_a_log_and_a_state_is_refused(book: Rulebook) -> None:
    state = book.ledger([DECISION]).state()
    with pytest.raises(InputError, match="give a log or a state") as caught:
        book.ledger([DECISION], state=state)
    assert "只能给出一项" in caught.value.zh
