"""The command `liandong`: its help, its layout, and real runs in a shell."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from cli_runs import Run, started
from click.testing import CliRunner

import liandong
from liandong.cli.commands import program
from liandong.cli.language import language_of
from liandong.cli.layout import cells, table, wrap
from liandong.cli.words import COMMANDS, PARAMETERS

pytestmark = pytest.mark.usefixtures("plain_environment")


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
