"""What the tests of the command share. In goes a folder of a test's own, out comes the command run in it on a
small catalogue."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from liandong.cli.commands import program

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


@pytest.fixture
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder with the catalogue and the log, and no variable that the command heeds."""
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
