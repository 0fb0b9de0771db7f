"""The charts of a report. In goes an audit, out come figures whose text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..html._parts import Html, join
from ..plot import _delays, _months, _scores, _weeks
from ..plot._canvas import Make, svg
from ._page import Words, rows

if TYPE_CHECKING:
    from ..audit import Audit

__all__ = ["charts"]

_MOST = 100


def charts(audit: Audit, words: Words) -> Iterator[tuple[str, str, Html]]:
    """The parts with charts: departments, and what happened when."""
    yield (
        "departments",
        words("各单位", "By department"),
        join([_scorecard(audit, words), _departments(audit, words)]),
    )
    drawn = [
        _figure(
            "months",
            words,
            words("每月的义务与所见", "duties and findings by month"),
            lambda voice: _months.over_time(audit, voice),
        ),
        _figure(
            "delays",
            words,
            words("履行所用时间", "time taken to fulfil"),
            lambda voice: _delays.delays(audit, None, voice),
        ),
        _figure(
            "weeks",
            words,
            words("每周对接", "weekly reconciliation"),
            lambda voice: _weeks.weeks(audit, voice),
        ),
    ]
    yield "charts", words("进程", "Over time"), join(drawn)
    kinds = _figure(
        "kinds", words, words("所见的种类", "findings by kind"), lambda voice: _scores.findings(audit, voice)
    )
    yield "kinds", words("所见的种类", "Findings by kind"), kinds


def _figure(name: str, words: Words, told: str, make: Make) -> Html:
    return Html(f"<figure>{svg(make, words.lang, name, told)}</figure>")


def _scorecard(audit: Audit, words: Words) -> Html:
    told = words(
        "各单位的义务与所见，数字见下表", "duties and findings by department; the table below has the numbers"
    )
    return _figure("scorecard", words, told, lambda voice: _scores.scorecard(audit, voice))


def _departments(audit: Audit, words: Words) -> Html:
    order = sorted(audit.standing, key=lambda own: (-own.breaches, -own.reviews, -own.open, -own.fulfilled))
    heads = [
        words("单位", "party"),
        words("已履行", "fulfilled"),
        words("尚未了结", "open"),
        words("违反", "breaches"),
        words("核查", "reviews"),
    ]
    lines = [
        [words.party(audit.rulebook, own.party), own.fulfilled, own.open, own.breaches, own.reviews]
        for own in order[:_MOST]
    ]
    more = len(order) - _MOST
    left = (
        Html(f'<p class="muted">{words(f"另有{more:,}个单位未列出", f"{more:,} more are not listed")}</p>')
        if more > 0
        else ""
    )
    return join([rows(heads, lines), left])
