"""A report of an audit. In goes an audit, out comes one HTML page that needs nothing beside itself.

No script runs in it; charts are SVG whose text the reader's own fonts draw; it prints on A4, and is light
or dark as the
reader's screen is. It counts and lists what the audit found; lists are bounded,
and say how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from .._text import Lang, in_lang
from ..errors import LiandongError
from ..html._parts import Html
from ._about import about, basis, numbers
from ._charts import charts
from ._findings import Listed, findings, listed
from ._page import Words, page
from ._rows import duties, hindsight, standings
from ._veil import veiled

if TYPE_CHECKING:
    from ..audit import Audit

__all__ = ["write_report"]


def write_report(
    audit: Audit,
    path: str | PathLike[str],
    *,
    lang: Lang = "zh",
    mask: Literal["persons"] | None = None,
) -> Path:
    """Writes an audit as one self-contained HTML page, and returns where it is.

    With `mask="persons"` neither the id nor the name of a person of the catalogue or of a listed event
    stands in the page.

    Raises:
        MissingLibrary: when `liandong[plot]` is not installed.
        LiandongError: when `lang` or `mask` is unknown.
    """
    in_lang(lang, "", "")
    if mask not in (None, "persons"):
        raise LiandongError(
            f"unknown mask `{mask}`; there is `persons`", f"没有遮蔽方式 `{mask}`；可用 `persons`"
        )
    file, words = Path(fspath(path)), Words(lang)
    chosen = listed(audit, words, mask)
    written = page(words, audit, list(_parts(audit, words, chosen, mask)))
    if mask == "persons":
        written = veiled(written, audit, (row for own in chosen.shown for row in own.rows), words)
    file.write_text(written, encoding="utf-8")
    return file


def _parts(
    audit: Audit, words: Words, chosen: Listed, mask: Literal["persons"] | None
) -> Iterator[tuple[str, str, Html]]:
    """The page's parts: an anchor, a title, and what stands under it."""
    yield "numbers", words("概要", "At a glance"), numbers(audit, words)
    yield (
        "about",
        words("本页说什么，不说什么", "What this page says, and does not say"),
        about(audit, words, mask),
    )
    yield from charts(audit, words)
    yield "findings", words("所见", "Findings"), findings(audit, words, chosen, mask)
    yield "duties", words("尚未了结的义务", "Open duties"), duties(audit, words, mask)
    yield from standings(audit, words)
    if audit.hindsight:
        yield "hindsight", words("事后记录", "Hindsight"), hindsight(audit, words)
    yield "basis", words("依据", "What it rests on"), basis(audit, words)
