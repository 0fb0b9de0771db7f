"""The command `liandong`: what it prints in both languages, its JSON, and what it writes for others."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from cli_runs import CATALOGUE, Run

import liandong

pytestmark = pytest.mark.usefixtures("plain_environment")


def test_who_names_the_approver_and_the_reasons(run: Run) -> None:
    chinese, english = (run("who", "M-1", "--on", "2022-01-01", lang=lang) for lang in ("zh", "en"))
    assert (chinese.exit_code, english.exit_code) == (0, 0)
    assert (
        "M-1 食品经营许可  2022-01-01\n  行政审批局 (bureau)\n    [2.5a] 划转记录 2022-01-01"
        in chinese.stdout
    )
    assert "[2.5a] record of transfer 2022-01-01" in english.stdout
    assert run("who", "M-1", "--on", "2021-12-31").stdout.splitlines()[1] == "  Market Department (market)"


def test_a_silence_is_an_answer(run: Run) -> None:
    own = run("who", "M-1", "--on", "2021-03-28", lang="zh")
    assert (own.exit_code, own.stdout.splitlines()[1]) == (0, "  本办法当日不适用")


def test_status_shows_the_time_line(run: Run) -> None:
    own = run("status", "M-1", "--on", "2021-12-31")
    assert own.exit_code == 0
    assert own.stdout.splitlines()[0:2] == ["M-1 食品经营许可  2021-12-31", "  retained"]
    assert own.stdout.splitlines()[-2:] == [
        "            2021-12-31  retained",
        "2022-01-01              transferred",
    ]


def test_permits_says_what_would_permit_it(run: Run) -> None:
    words = ("permits", "decide", "--actor", "market", "--matter", "M-1", "--on", "2022-05-04")
    assert run(*words).stdout.startswith("forbidden: not competent\n  who may: 行政审批局 (bureau)\n")
    assert "若要可以：由有权单位为之" in run(*words, lang="zh").stdout
    assert run(
        "permits", "decide", "--actor", "bureau", "--matter", "M-1", "--on", "2022-05-04"
    ).stdout.startswith("permitted\n  sets off duties of: ")


def test_duties_of_an_event_are_the_same_by_file_by_fields_and_by_stdin(run: Run) -> None:
    event = {"at": "2022-05-04", "kind": "decision", "case": "K", "matter": "M-1", "actor": "bureau"}
    event["result"] = "granted"
    Path("event.json").write_text(json.dumps(event), "utf-8")
    fields = [word for name, value in event.items() for word in ("--event", f"{name}={value}")]
    by_file, by_fields = run("duties", "event.json"), run("duties", *fields)
    by_stdin = run("duties", "-", input=json.dumps(event))
    assert by_file.exit_code == 0
    assert "2.6b" in by_file.stdout
    assert by_file.stdout == by_fields.stdout == by_stdin.stdout


@pytest.mark.parametrize(
    ("words", "norm"),
    [
        (["--year", "2023"], "2.1b"),
        (["--liaison-vacant", "market", "--on", "2023-01-01"], "3.2a"),
        (["--platform-capable", "M-1", "--on", "2023-01-01"], "sets off no duty"),
        (["--transferred", "M-1", "--on", "2023-01-01"], "sets off no duty"),
    ],
)
def test_duties_of_a_fact(run: Run, words: list[str], norm: str) -> None:
    own = run("duties", *words)
    assert own.exit_code == 0
    assert norm in own.stdout


def test_an_audit_lists_findings_and_exits_with_1_on_a_breach(run: Run) -> None:
    own = run("audit", "events.csv", "--as-of", "2022-06-01")
    assert own.exit_code == 1
    assert own.stdout.startswith("As of 2022-06-01: events 1, duties ")
    assert "decided-without-competence" in own.stdout
    assert "case K1" in own.stdout
    assert "无权限作出决定" in run("audit", "events.csv", "--as-of", "2022-06-01", lang="zh").stdout


def test_fail_on_says_what_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("audit", "events.csv", "--as-of", "2022-06-01", "--norm", "2.5a")
    assert [run(*words, "--fail-on", own).exit_code for own in ("breach", "review", "never")] == [1, 1, 0]
    assert run("audit", "events.csv", "--as-of", "2022-06-01", "--norm", "3.3a").exit_code == 0
    assert [run("lint", "--fail-on", own, zone="").exit_code for own in ("any", "never")] == [1, 0]
    monkeypatch.setattr(liandong.Rulebook, "lint", lambda _: ())
    assert run("lint", zone="").exit_code == 0


def test_limit_rows_says_how_many_are_left_out(run: Run) -> None:
    own = run("audit", "@sample", "--as-of", "2024-01-01", "--limit-rows", "2", zone="")
    assert "more rows; --limit-rows 0 lists all" in own.stdout
    whole = run("audit", "@sample", "--as-of", "2024-01-01", zone="").stdout
    assert "more rows" not in whole
    assert len(whole.splitlines()) > len(own.stdout.splitlines())


def test_evidence_is_the_document_alone(run: Run) -> None:
    own = run("audit", "@sample", "--as-of", "2024-01-01", "--evidence", "20", "--fail-on", "never", zone="")
    book = liandong.sample()
    pack = book.audit(liandong.sample_year(), "2024-01-01").evidence(20)
    assert own.stdout == pack.to_markdown("en").rstrip("\n") + "\n"
    assert own.exit_code == 0
    masked = run(
        "audit", "@sample", "--as-of", "2024-01-01", "--evidence", "20", "--mask", "persons", zone=""
    ).stdout
    assert "pusher-02" in own.stdout
    assert "pusher-02" not in masked


def test_masked_tables_name_no_person(run: Run) -> None:
    words = ("audit", "@sample", "--as-of", "2024-01-01")
    named = [own for own in liandong.sample().persons if own in run(*words, zone="").stdout]
    masked = run(*words, "--mask", "persons", zone="").stdout
    assert named
    assert not [own for own in liandong.sample().persons if own in masked]


def test_mask_is_refused_where_it_does_not_reach(run: Run) -> None:
    for more in (["--json"], ["--excel", "out.xlsx"]):
        own = run("audit", "events.csv", "--as-of", "2022-06-01", "--mask", "persons", *more)
        assert own.exit_code == 2
        assert "--mask" in own.stderr
        assert not own.stdout


def test_an_outlook_is_listed_and_written_as_a_calendar(run: Run) -> None:
    own = run("outlook", "--from", "2022-05-02", "--to", "2022-05-08", "--ics", "out.ics")
    assert own.exit_code == 0
    assert own.stdout.startswith("2022-05-02 to 2022-05-08")
    book = liandong.Rulebook("catalogue.json")
    entries = book.outlook([], "2022-05-02", "2022-05-08")
    assert len(own.stdout.splitlines()) == len(entries.entries) + 4
    assert Path("out.ics").read_bytes() == entries.to_ics("en").encode()


def test_compare_shows_what_a_transfer_would_change(run: Run) -> None:
    transfer = {"matter": "M-2", "kind": "transfer", "effective": "2022-03-01", "decided_by": "committee"}
    Path("transfers.json").write_text(json.dumps([transfer]), "utf-8")
    own = run("compare", "--as-of", "2022-06-01", "--transfers", "transfers.json")
    assert own.exit_code == 0
    assert "M-2 药品经营许可  2022-03-01 – 2022-06-01  Market Department  行政审批局" in own.stdout
    assert run("compare", "--as-of", "2022-06-01").exit_code == 2
    Path("transfers.json").write_text("[]", "utf-8")
    assert (
        run("compare", "--as-of", "2022-06-01", "--transfers", "transfers.json").stdout == "no difference\n"
    )


def test_the_registers_are_listed(run: Run) -> None:
    assert len(run("norms").stdout.splitlines()) == len(liandong.norms()) + 2
    assert len(run("readings", lang="zh").stdout.splitlines()) == len(liandong.readings()) + 2
    own = run("norms", "--norm", "2.6b", lang="zh").stdout
    assert own.startswith("2.6b  第二部分第6条\n")
    assert "义务主体：" in own


ASKED: list[tuple[list[str], dict[str, Any]]] = [
    (["who", "M-1", "--on", "2022-01-01"], {"ask": "approver", "matter": "M-1", "on": "2022-01-01"}),
    (["who", "M-1", "--on", "2021-01-01"], {"ask": "approver", "matter": "M-1", "on": "2021-01-01"}),
    (["status", "M-1"], {"ask": "timeline", "matter": "M-1"}),
    (["status", "M-1", "--on", "2022-01-01"], {"ask": "status", "matter": "M-1", "on": "2022-01-01"}),
    (
        ["permits", "decide", "--actor", "market", "--matter", "M-1", "--on", "2022-01-01"],
        {"ask": "permits", "act": "decide", "actor": "market", "matter": "M-1", "on": "2022-01-01"},
    ),
    (["duties", "--week", "2023-W13"], {"ask": "duties", "trigger": {"week_opened": {"week": "2023-W13"}}}),
    (["lint", "--fail-on", "never"], {"ask": "lint"}),
    (["norms"], {"ask": "norms"}),
    (["readings"], {"ask": "readings"}),
    (
        ["audit", "events.json", "--as-of", "2022-06-01", "--fail-on", "never"],
        {"ask": "audit", "as_of": "2022-06-01"},
    ),
    (
        ["outlook", "events.json", "--from", "2022-05-02", "--to", "2022-05-08"],
        {"ask": "outlook", "from": "2022-05-02", "to": "2022-05-08", "as_of": "2022-05-02"},
    ),
    (
        ["audit", "events.json", "--as-of", "2022-06-01", "--evidence", "0", "--fail-on", "never"],
        {"ask": "evidence", "as_of": "2022-06-01", "finding": 0},
    ),
]


@pytest.mark.parametrize(
    ("words", "question"), ASKED, ids=lambda own: own[0] if isinstance(own, list) else ""
)
def test_json_is_what_the_core_answers(run: Run, words: list[str], question: dict[str, Any]) -> None:
    event = {"at": "2022-05-04T10:00", "kind": "decision", "case": "K1", "matter": "M-1", "actor": "market"}
    Path("events.json").write_text(json.dumps([event]), "utf-8")
    own = run(*words, "--json")
    if question["ask"] in ("audit", "outlook", "evidence"):
        question = {**question, "events": [event]}
    assert own.exit_code == 0
    assert json.loads(own.stdout) == json.loads(liandong.Rulebook(CATALOGUE).ask(json.dumps(question)))


def test_a_refusal_in_json_is_an_error_object(run: Run) -> None:
    own = run("who", "M-9", "--on", "2022-01-01", "--json")
    assert own.exit_code == 3
    error = json.loads(own.stdout)["error"]
    assert (error["kind"], error["nearest"]) == ("unknown_matter", ["M-1", "M-2"])


def test_the_sample_zone_is_said_to_be_one(run: Run) -> None:
    own = run("who", "S-001", "--on", "2023-05-04", zone="")
    assert own.exit_code == 0
    assert "made-up sample zone" in own.stderr
    assert not run("who", "M-1", "--on", "2022-01-01").stderr


def test_what_it_is_asked_under_is_heeded(run: Run) -> None:
    Path("profile.json").write_text('{"name": "ours", "readings": {"effective_day": "next_day"}}', "utf-8")
    words = ("who", "M-1", "--on", "2022-01-01", "--profile", "profile.json")
    assert "(market)" in run(*words).stdout
    transfer = {"matter": "M-2", "kind": "transfer", "effective": "2022-03-01", "decided_by": "committee"}
    Path("transfers.json").write_text(json.dumps([{**transfer, "recorded": "2022-03-05"}]), "utf-8")
    transferred = ("who", "M-2", "--on", "2022-03-01", "--with-transfers", "transfers.json")
    assert "(bureau)" in run(*transferred).stdout
    assert "(market)" in run(*transferred, "--known-on", "2022-03-04").stdout
    by_stdin = run("who", "M-2", "--on", "2022-03-01", "--catalogue", "-", input=json.dumps(CATALOGUE))
    assert "(market)" in by_stdin.stdout


def test_reports_and_workbooks_are_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str, dict[str, Any]]] = []
    monkeypatch.setattr(
        liandong.Audit, "report", lambda own, path, **more: asked.append(("report", path, more))
    )
    monkeypatch.setattr(
        liandong.Audit, "to_excel", lambda own, path, **more: asked.append(("excel", path, more))
    )
    words = ("audit", "events.csv", "--as-of", "2022-06-01", "--norm", "3.3a")
    assert run(*words, "--report", "o.html", "--mask", "persons", lang="zh").exit_code == 0
    assert run(*words, "--excel", "o.xlsx").exit_code == 0
    assert asked == [
        ("report", "o.html", {"lang": "zh", "mask": "persons"}),
        ("excel", "o.xlsx", {"lang": "en"}),
    ]


def test_a_template_is_written_and_not_over_another_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []
    stand_in = types.ModuleType("liandong.excel")
    monkeypatch.setattr(stand_in, "template", lambda path, **more: asked.append((path, more)), raising=False)
    monkeypatch.setitem(sys.modules, "liandong.excel", stand_in)
    assert run("template", "o.xlsx", lang="zh").exit_code == 0
    assert run("template", "o.xlsx", "--from", "catalogue.json").exit_code == 0
    assert asked == [
        ("o.xlsx", {"lang": "zh", "catalogue": None}),
        ("o.xlsx", {"lang": "en", "catalogue": CATALOGUE}),
    ]
    Path("o.xlsx").write_bytes(b"")
    assert run("template", "o.xlsx").exit_code == 2
    assert run("template", "o.xlsx", "--force").exit_code == 0
    assert len(asked) == 3


def test_a_workbook_may_be_the_catalogue(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []

    def from_excel(path: str, profile: Any) -> liandong.Rulebook:
        asked.append((path, profile))
        return liandong.Rulebook(CATALOGUE)

    monkeypatch.setattr(liandong.Rulebook, "from_excel", from_excel)
    assert "(bureau)" in run("who", "M-1", "--on", "2022-01-01", "--catalogue", "own.xlsx").stdout
    assert asked == [("own.xlsx", None)]
