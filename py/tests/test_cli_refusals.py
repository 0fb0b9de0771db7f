"""The command `liandong`: bad input, in both languages, and its exit codes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_runs import EVENTS, Run

import liandong

pytestmark = pytest.mark.usefixtures("plain_environment")


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


def test_a_missing_library_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def report(*_: Any, **__: Any) -> None:
        raise liandong.MissingLibrary("matplotlib", "plot")

    monkeypatch.setattr(liandong.Audit, "report", report)
    own = run("audit", "events.csv", "--as-of", "2022-06-01", "--report", "o.html")
    assert own.exit_code == 2
    assert 'pip install "liandong[plot]"' in own.stderr


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
