"""The package's own behaviour: classes, errors, threads. What the rules say is the vectors' business."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest

import liandong
from liandong import Party, Rulebook, Silence

CATALOGUE = json.dumps(
    {
        "zone": {"id": "zone", "name": "开发区", "bureau": "bureau", "committee": "committee"},
        "parties": [
            {"id": "bureau", "name": "行政审批局", "kind": "bureau"},
            {"id": "committee", "name": "管委会", "kind": "committee"},
            {"id": "d1", "name": "建设部", "kind": "department"},
        ],
        "matters": [
            {
                "id": "M-01",
                "name": "施工许可",
                "original": "d1",
                "transfers": [{"kind": "transfer", "effective": "2022-01-01", "decided_by": "committee"}],
            }
        ],
    }
)


@pytest.fixture
def rulebook() -> Rulebook:
    return Rulebook.from_json(CATALOGUE)


def test_an_answer_has_a_value_and_reasons(rulebook: Rulebook) -> None:
    answer = rulebook.matter("M-01").approver(date(2022, 1, 1))
    assert isinstance(answer.value, Party)
    assert (answer.value.id, answer.value.name, answer.value.name_en) == ("bureau", "行政审批局", None)
    assert answer.reasons[0].norm == "2.5a"
    for reason in answer.reasons:
        assert reason.text() == reason.text("zh") != reason.text("en")


def test_a_silence_is_a_value_of_its_own(rulebook: Rulebook) -> None:
    silence = rulebook.matter("M-01").approver(on=date(2021, 3, 28)).value
    assert isinstance(silence, Silence)
    assert (silence.kind, silence.why) == ("not_governed", "outside_force")
    assert silence.text("zh") != silence.text("en")
    with pytest.raises(ValueError, match="unknown language `fr`"):
        silence.text("fr")  # type: ignore[arg-type]


def test_answers_are_compared_by_content(rulebook: Rulebook) -> None:
    matter = rulebook.matter("M-01")
    first, again, before = (matter.approver(date(y, m, 1)) for y, m in [(2022, 1), (2022, 1), (2021, 12)])
    assert first == again and hash(first) == hash(again)
    assert first != before and first.value != before.value
    assert len({first, again, before}) == 2
    assert {first.value: 1}[again.value] == 1


def test_everything_shows_itself(rulebook: Rulebook) -> None:
    matter = rulebook.matter("M-01")
    assert repr(matter) == 'Matter(id="M-01")'
    answer = matter.approver(date(2022, 1, 1))
    assert repr(answer).startswith('Answer(value=Party(id="bureau", name="行政审批局"), reasons=(Reason(norm="2.5a"')
    assert repr(rulebook).startswith("<Rulebook of catalogue ")
    assert repr(rulebook.digests).startswith("Digests(catalogue=")


def test_answers_are_frozen(rulebook: Rulebook) -> None:
    answer = rulebook.matter("M-01").approver(date(2022, 1, 1))
    with pytest.raises(AttributeError):
        answer.value = None  # type: ignore[misc, assignment]


def test_a_refused_catalogue_lists_its_faults() -> None:
    with pytest.raises(liandong.InputError) as caught:
        Rulebook.from_json("{}")
    assert isinstance(caught.value, liandong.LiandongError) and isinstance(caught.value, ValueError)
    assert caught.value.zh
    assert any(fault.path.startswith("$") and fault.en and fault.zh for fault in caught.value.faults)


def test_refusals_say_what_was_refused(rulebook: Rulebook) -> None:
    with pytest.raises(liandong.InputError):
        rulebook.with_profile("[")
    with pytest.raises(liandong.UnknownId, match="`M-10`") as caught:
        rulebook.matter("M-10")
    error = caught.value
    assert (error.kind, error.id, error.nearest, error.faults) == ("matter", "M-10", ("M-01",), ())


def test_a_datetime_is_no_day(rulebook: Rulebook) -> None:
    with pytest.raises(TypeError, match="datetime"):
        rulebook.matter("M-01").approver(datetime(2022, 1, 1, 9, 30))
    with pytest.raises(TypeError):
        rulebook.matter("M-01").approver("2022-01-01")  # type: ignore[arg-type]


def test_the_first_and_the_last_day_of_a_date_are_days(rulebook: Rulebook) -> None:
    for day in (date.min, date.max):
        assert rulebook.matter("M-01").approver(day).reasons


def test_ask_answers_in_json(rulebook: Rulebook) -> None:
    answer = json.loads(rulebook.ask('{"ask":"approver","matter":"M-01","on":"2022-01-01"}'))
    assert answer["value"] == "bureau"
    assert "error" in json.loads(rulebook.ask('{"ask":"approver","matter":"M-99","on":"2022-01-01"}'))


def test_a_rulebook_is_shared_between_threads(rulebook: Rulebook) -> None:
    matter = rulebook.matter("M-01")
    days = [date(2021, month, 1) for month in range(4, 13)] * 50
    with ThreadPoolExecutor(4) as pool:
        found = {answer.value for answer in pool.map(matter.approver, days)}
    assert {value.id for value in found if isinstance(value, Party)} == {"d1"}


def test_a_profile_makes_another_rulebook(rulebook: Rulebook) -> None:
    other = rulebook.with_profile('{"name": "ours"}')
    assert other is not rulebook
    assert other.digests.catalogue == rulebook.digests.catalogue
