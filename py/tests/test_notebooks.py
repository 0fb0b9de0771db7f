"""The notebooks as they are kept. In go their files, out comes whether a reader sees what was run, and
nothing of where it was run.

That they still run is another check (`pytest --nbmake py/notebooks`); this one only reads.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

BOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
_PLACES = re.compile(r"(?<![\w/:.<-])/(?:[\w.-]+/){2}|site-packages|localhost|[A-Z]:\\\\")


def outputs(book: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """The source of each cell of code, with its outputs."""
    cells = json.loads(book.read_text("utf-8"))["cells"]
    return [("".join(own["source"]), own["outputs"]) for own in cells if own["cell_type"] == "code"]


def words(output: dict[str, Any]) -> str:
    """What an output says, pictures left out."""
    said = {kind: own for kind, own in output.get("data", {}).items() if not kind.startswith("image/")}
    return json.dumps([output.get("text"), said], ensure_ascii=False)


def test_there_are_notebooks() -> None:
    assert {book.stem for book in BOOKS} >= {"first-hour", "inspection-of-a-year"}


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_every_chart_is_shown(book: Path) -> None:
    charts = [(source, own) for source, own in outputs(book) if ".plot." in source]
    assert charts
    missing = [source for source, own in charts if not any("image/png" in one.get("data", {}) for one in own)]
    assert missing == []


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_no_output_is_an_error_or_a_warning(book: Path) -> None:
    kinds = {(one["output_type"], one.get("name")) for _, own in outputs(book) for one in own}
    assert kinds <= {("display_data", None), ("execute_result", None), ("stream", "stdout")}


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_no_output_tells_where_it_was_run(book: Path) -> None:
    told = [words(one) for _, own in outputs(book) for one in own if _PLACES.search(words(one))]
    assert told == []


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_a_notebook_stays_small(book: Path) -> None:
    assert book.stat().st_size < 1_200_000
