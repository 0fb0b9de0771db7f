"""The command `liandong`: what it prints in both languages, its JSON, its exit codes, bad input."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import types
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import liandong
from liandong.cli.commands import program
from liandong.cli.language import language_of
from liandong.cli.layout import cells, table, wrap
from liandong.cli.words import COMMANDS, PARAMETERS

Run = Callable[..., Result]
CATALOGUE: dict[str, Any] = {
    "zone": {"id": "z", "name": "示例区", "bureau": "bureau", "committee": "committee"},
    "parties": [
        {"id": "bureau", "name": "行政审批局", "kind": "bureau"},
        {"id": "committee", "name": "管委会", "kind": "committee"},
        {"id": "market", "name": "市场监督管理部", "name_en": "Market Department", "kind": "department"},
    ],
    "matters": [
        {
            "id": "M-1",
            "name": "食品经营许可",
            "original": "market",
            "supervising": [{"party": "market"}],
            "transfers": [{"kind": "transfer", "effective": "2022-01-01", "decided_by": "committee"}],
        },
        {"id": "M-2", "name": "药品经营许可", "original": "market"},
    ],
}
EVENTS = "时间,种类,办件,事项,单位\n2022-05-04 10:00,决定,K1,M-1,market\n"
"""The department decides what the Bureau has taken in: a breach."""


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "COLUMNS",
        "LIANDONG_CATALOGUE",
        "LIANDONG_PROFILE",
        "LIANDONG_DEBUG",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    Path("catalogue.json").write_text(json.dumps(CATALOGUE), "utf-8")
    Path("events.csv").write_text(EVENTS, "utf-8")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the small catalogue; `lang` says in which language."""

    def ran(
        *words: str, lang: str = "en", input: str | bytes | None = None, zone: str | None = "catalogue.json"
    ) -> Result:
        if zone is not None:
            monkeypatch.setenv("LIANDONG_CATALOGUE", zone)
        return CliRunner().invoke(program("zh" if lang == "zh" else "en"), list(words), input=input)

    return ran


def started(*words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "liandong", *words],
        env={**os.environ, **environ},
        capture_output=True,
        timeout=60,
    )


# What is answered


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


# JSON


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


# Bad input


def test_an_unknown_matter_is_refused_with_the_nearest(run: Run) -> None:
    own = run("who", "M-11", "--on", "2022-01-01", lang="zh")
    assert (own.exit_code, own.stdout) == (3, "")
    assert "未知事项 `M-11`，相近的有 M-1" in own.stderr


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (["who", "M-1", "--on", "2022-02-30"], "`2022-02-30` is no time", "`2022-02-30` 不是时间"),
        (["who", "M-1"], "Missing option '--on'", "缺少选项 --on"),
        (["who", "--on", "2022-01-01"], "Missing argument 'MATTER'", "缺少参数 MATTER"),
        (["who", "M-1", "M-2", "--on", "2022-01-01"], "unexpected extra argument", "多余的参数：M-2"),
        (["whom"], "No such command 'whom'", "没有命令 whom"),
        (["lint", "--jsom"], "No such option '--jsom'", "没有选项 --jsom，相近的有 --json"),
        (["permits", "decde", "--actor", "x", "--on", "2022-01-01"], "(nearest: decide)", "相近的有 decide"),
        (["norms", "--norm", "2.6x"], "no `2.6x` (nearest: 2.6", "没有 `2.6x`，相近的有 2.6"),
        (["lint", "--lang", "fr"], "use one of zh, en", "可用 zh、en"),
        (["duties"], "give one event", "请给出一个事件"),
        (["duties", "--year", "2022", "--week", "2022-W01"], "give one event", "请给出一个事件"),
        (["duties", "--transferred", "M-1"], "--transferred needs --on", "--transferred 要有 --on"),
        (["duties", "--event", "kind"], "write it like kind=decision", "应如 kind=decision"),
        (
            ["audit", "events.csv", "--as-of", "2022-06-01", "--column", "at"],
            "like 办结时间=at",
            "应如 办结时间=at",
        ),
        (
            ["audit", "events.csv", "--as-of", "2022-06-01", "--value", "出证=x"],
            "kind:出证",
            "应如 kind:出证",
        ),
        (["audit", "-", "--as-of", "2022-06-01", "--catalogue", "-"], "only one thing", "只能读一样"),
        (["audit", "events.csv", "--as-of"], "requires an argument", "选项 --as-of 要有一个值"),
    ],
)
def test_a_wrong_command_line_exits_with_2(run: Run, words: list[str], en: str, zh: str) -> None:
    english, chinese = run(*words), run(*words, lang="zh")
    assert (english.exit_code, english.stdout) == (chinese.exit_code, chinese.stdout) == (2, "")
    assert en in english.stderr
    assert "--help" in english.stderr
    assert zh in chinese.stderr
    assert "用法见" in chinese.stderr


def test_a_refused_catalogue_lists_all_its_faults(run: Run) -> None:
    Path("bad.json").write_text('{"zone": {}, "more": 1, "matters": [{"id": 1}]}', "utf-8")
    own = run("lint", "--catalogue", "bad.json")
    assert own.exit_code == 3
    assert own.stderr.startswith("liandong: catalogue refused, 3 faults:\n")
    for place in ("$.more", "$.zone.id", "$.matters[0].id"):
        assert f"\n  {place}: " in own.stderr
    assert "目录未被接受，共 3 处：" in run("lint", "--catalogue", "bad.json", lang="zh").stderr


@pytest.mark.parametrize(
    "words",
    [
        ["lint", "--catalogue", "none.json"],
        ["lint", "--profile", "none.json"],
        ["lint", "--with-transfers", "none.json"],
        ["duties", "none.json"],
        ["audit", "none.csv", "--as-of", "2022-06-01"],
        ["audit", "events.csv", "--as-of", "2022-06-01", "--map", "none.json"],
    ],
)
def test_a_missing_file_is_named(run: Run, words: list[str]) -> None:
    own = run(*words, lang="zh")
    assert own.exit_code == 3
    assert ".json`：没有这个文件" in own.stderr.replace("none.csv`", "none.json`")


def test_a_file_that_cannot_be_written_is_named(run: Run) -> None:
    own = run("outlook", "--from", "2022-05-02", "--to", "2022-05-08", "--ics", "none/out.ics")
    assert own.exit_code == 3
    assert "none/out.ics" in own.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("wrong.csv", b"a,b\n1,2\n", "2 faults"),
        ("empty.csv", b"", "the input is empty"),
        ("log.bar", b"", "`.bar` tells no format"),
        ("log.json", b"{", "events refused"),
    ],
)
def test_a_log_that_cannot_be_read_is_refused(run: Run, name: str, content: bytes, said: str) -> None:
    Path(name).write_bytes(content)
    own = run("audit", name, "--as-of", "2022-06-01")
    assert (own.exit_code, own.stdout) == (3, "")
    assert said in own.stderr


def test_own_names_are_told_by_options_or_by_a_file(run: Run) -> None:
    own_names = EVENTS.replace("时间", "办结时间").replace("决定", "出证").replace("单位\n", "单位,备注\n")
    Path("own.csv").write_bytes(own_names.replace("market\n", "market,无\n").encode("gb18030"))
    as_of = ("--as-of", "2022-06-01")
    assert run("audit", "own.csv", *as_of).exit_code == 3
    options = ("--column", "办结时间=at", "--column", "备注=", "--value", "kind:出证=decision")
    told = run("audit", "own.csv", *as_of, *options)
    assert told.exit_code == 1
    assert "decided-without-competence" in told.stdout
    assert not told.stderr
    mapping = {"columns": {"办结时间": "at", "备注": None}, "values": {"kind": {"出证": "decision"}}}
    Path("map.json").write_text(json.dumps(mapping), "utf-8")
    assert run("audit", "own.csv", *as_of, "--map", "map.json").stdout == told.stdout
    assert "columns not read: 备注" in run("audit", "own.csv", *as_of, *options[:2], *options[4:]).stderr
    assert run("audit", "own.csv", *as_of, *options, "--encoding", "UTF-7").exit_code == 3
    Path("map.json").write_text('{"values": {"kind": 1}}', "utf-8")
    assert "map.json: kind" in run("audit", "own.csv", *as_of, "--map", "map.json").stderr


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


# What others write


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


def test_a_missing_library_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def report(*_: Any, **__: Any) -> None:
        raise liandong.MissingLibrary("matplotlib", "plot")

    monkeypatch.setattr(liandong.Audit, "report", report)
    own = run("audit", "events.csv", "--as-of", "2022-06-01", "--report", "o.html")
    assert own.exit_code == 2
    assert 'pip install "liandong[plot]"' in own.stderr


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


def test_an_error_of_its_own_shows_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lint(_: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(liandong.Rulebook, "lint", lint)
    own = run("lint")
    assert own.exit_code == 70
    assert "RuntimeError: broken" in own.stderr
    assert "Traceback" not in own.stderr
    monkeypatch.setenv("LIANDONG_DEBUG", "1")
    assert isinstance(run("lint").exception, RuntimeError)


def test_ctrl_c_exits_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def lint(_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(liandong.Rulebook, "lint", lint)
    own = run("lint", lang="zh")
    assert own.exit_code == 130
    assert "已中断" in own.stderr


# Help


def test_every_command_and_parameter_has_words_and_no_word_is_orphaned() -> None:
    used = set()
    for name, own in program("zh").commands.items():
        for param in own.params:
            key = f"{name}.{param.name}"
            used.add(key if key in PARAMETERS else param.name)
    used |= {str(param.name) for param in program("zh").params}
    assert used == set(PARAMETERS)
    assert set(program("zh").commands) == set(COMMANDS)
    for zh, en in [*PARAMETERS.values(), *COMMANDS.values()]:
        assert zh
        assert en
        assert en.isascii() == ("办结" not in en and "出证" not in en and "…" not in en)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_one_language_and_fits_80_columns(run: Run, command: str) -> None:
    words = [command, "--help"] if command else ["--help"]
    english, chinese = run(*words), run(*words, lang="zh")
    assert english.exit_code == chinese.exit_code == 0
    assert english.stdout.startswith("Usage: liandong")
    assert chinese.stdout.startswith("用法：liandong")
    for line in (english.stdout + chinese.stdout).splitlines():
        assert cells(line) <= 80
    assert "Options:" not in chinese.stdout
    assert "显示本说明" in chinese.stdout


def test_help_tells_every_exit_code(run: Run) -> None:
    shown = run("--help").stdout
    for code in (0, 1, 2, 3, 70, 130, 141):
        assert f"\n  {code} " in shown
    assert run().stdout == shown
    assert run("--version").stdout == f"liandong {liandong.__version__}\n"


@pytest.mark.parametrize(
    ("words", "environ", "lang"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ([], {"LANG": "en_GB", "LC_MESSAGES": "zh_TW"}, "zh"),
        (["who", "--lang", "zh"], {"LANG": "en_GB"}, "zh"),
        (["--lang=en", "who"], {"LANG": "zh_CN"}, "en"),
        (["who", "--lang"], {"LANG": "zh_CN"}, "zh"),
        (["who", "--", "--lang=en"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_language_is_the_asked_one_or_the_locale(
    words: list[str], environ: dict[str, str], lang: str
) -> None:
    assert language_of(words, environ) == lang


def test_the_readme_shows_what_is_printed(run: Run) -> None:
    readme = Path(__file__).parents[1].joinpath("README.md").read_text("utf-8")
    block = readme.partition("```console\n")[2].partition("```")[0]
    for shown in block.split("$ liandong ")[1:]:
        words, _, printed = shown.partition("\n")
        lang = "zh" if "--lang zh" in words else "en"
        assert run(*words.split(), lang=lang, zone="").stdout == printed


# Layout


def test_lines_break_between_characters_and_before_no_punctuation() -> None:
    text = "事项没有划转的，审批和监管都还归原来的部门（见 2.4c），直到划转为止。"
    for width in range(8, 60):
        lines = wrap(text, width)
        assert all(cells(line) <= width for line in lines)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not any(line[0] in "，。）" for line in lines)


def test_a_table_keeps_within_a_width_and_loses_nothing() -> None:
    rows = [["C-2023-0137", "审批结果没有推送到监管部门，也没有通知联络员", "社会事务部"] * 2]
    for width in (70, 80, 120):
        lines = [line for part in table(list("ABCDEF"), rows, width) for line in part.splitlines()]
        assert all(cells(line) <= width for line in lines)
        shown = "".join(lines).replace(" ", "")
        assert sorted(shown.replace("-", "")) == sorted("ABCDEF" + "".join(rows[0]).replace("-", ""))
    assert len(list(table(list("ABCDEF"), rows, None))) == 3


def test_a_terminal_gets_its_width_and_colours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from liandong.cli import output

    monkeypatch.setattr(output, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    own = CliRunner().invoke(program("zh"), ["audit", "@sample", "--as-of", "2024-01-01"], color=True)
    assert "\x1b[31m违反\x1b[0m" in own.stdout
    monkeypatch.setenv("NO_COLOR", "1")
    own = CliRunner().invoke(program("zh"), ["audit", "@sample", "--as-of", "2024-01-01"], color=True)
    assert "\x1b" not in own.stdout
    assert all(cells(line) <= 80 for line in own.stdout.splitlines())


def test_a_long_audit_shows_a_bar_to_a_person_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from liandong.cli import logs

    monkeypatch.setattr(logs, "_LONG", 0)
    assert "judging" not in run("audit", "events.csv", "--as-of", "2022-06-01").stderr
    told: list[dict[str, Any]] = []

    def bar(**more: Any) -> Any:
        told.append(more)
        return nullcontext()

    monkeypatch.setattr("click.progressbar", bar)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with logs._progress("zh", 10) as progress:
        assert progress is not None
    assert told[0]["length"] == 10
    assert told[0]["label"] == "核查"


# Real runs


def test_it_runs_as_a_module_in_the_language_of_the_locale() -> None:
    own = started("who", "M-1", "--on", "2022-01-01", "--catalogue", "catalogue.json", LANG="zh_CN.UTF-8")
    assert (own.returncode, own.stderr) == (0, b"")
    assert "行政审批局 (bureau)" in own.stdout.decode()


def test_what_cannot_be_encoded_is_written_in_utf_8() -> None:
    own = started(
        "who", "M-1", "--on", "2022-01-01", "--catalogue", "catalogue.json", PYTHONIOENCODING="ascii"
    )
    assert own.returncode == 0
    assert "食品经营许可" in own.stdout.decode("utf-8")
    chinese = started(
        "who", "M-1", "--on", "2022-01-01", "--catalogue", "catalogue.json", PYTHONIOENCODING="gb18030"
    )
    assert "食品经营许可" in chinese.stdout.decode("gb18030")
    as_json = started("norms", "--json", PYTHONIOENCODING="gb18030")
    assert json.loads(as_json.stdout.decode("utf-8"))["value"]


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    words = [sys.executable, "-m", "liandong", "audit", "@sample", "--as-of", "2024-01-01"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as own:
        assert own.stdout is not None
        assert own.stderr is not None
        own.stdout.close()
        assert b"Traceback" not in (said := own.stderr.read())
        assert b"Broken" not in said
        assert own.wait(60) == 141


def test_a_pipe_gets_whole_rows_without_colour() -> None:
    own = started("lint", "--lang", "zh", COLUMNS="")
    assert own.returncode == 1
    assert b"\x1b" not in own.stdout
    rows = own.stdout.decode().splitlines()
    assert len(rows) == len(liandong.sample().lint()) + 4


def test_completion_offers_commands_ids_and_codes() -> None:
    def offered(words: str, count: int) -> str:
        own = started(
            _LIANDONG_COMPLETE="bash_complete", COMP_WORDS=f"liandong {words}", COMP_CWORD=str(count)
        )
        return own.stdout.decode()

    assert offered("au", 1) == "plain,audit\n"
    assert offered("who --catalogue catalogue.json M-", 4) == "plain,M-1\nplain,M-2\n"
    assert offered("who --catalogue none.json M-", 4).strip() == ""
    assert "plain,2.6b\n" in offered("norms --norm 2.6", 3)
    assert "_liandong_completion" in started("completion", "zsh").stdout.decode()


def test_without_click_it_says_how_to_install_it() -> None:
    code = "import sys; sys.modules['click'] = None; import liandong.cli as c; c.main(['lint', '--lang=zh'])"
    own = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert own.returncode == 2
    assert own.stderr.decode() == 'liandong: 未安装 `click`；请运行 pip install "liandong[cli]"\n'


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_an_interrupted_process_exits_with_130() -> None:
    words = [sys.executable, "-m", "liandong", "lint", "--catalogue", "-"]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as own:
        assert own.stderr is not None
        try:
            own.wait(1.5)
        except subprocess.TimeoutExpired:
            own.send_signal(signal.SIGINT)
        said = own.stderr.read()
        assert own.wait(60) == 130
        assert b"interrupted" in said
