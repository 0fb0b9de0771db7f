"""Charts of counts. In goes an audit, out come scorecards by department, and findings by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..codes import FindingCode, Severity
from ..values import Standing
from ._canvas import (
    INK,
    MUTED,
    PALETTE,
    Chart,
    bars,
    clean,
    empty,
    legend,
    note,
    rows_on,
    short,
    title,
    two_panels,
    whole,
)
from ._columns import crossed
from ._font import Voice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..audit import Audit

__all__ = ["findings", "scorecard"]

_MOST = 30
"""How many rows a chart keeps readable."""


def scorecard(audit: Audit, voice: Voice) -> Chart:
    """Departments with their duties and findings, those with most findings first."""
    order = sorted(audit.standing, key=lambda own: (-own.breaches, -own.reviews, -own.open, -own.fulfilled))
    kept, others = order[:_MOST], order[_MOST:]
    names = [short(voice.party(audit.rulebook, own.party), 2) for own in kept]
    rows = list(kept)
    if others:
        names.append(voice.say(f"其余{len(others)}个单位", f"{len(others)} others"))
        rows.append(
            Standing(
                "",
                sum(own.fulfilled for own in others),
                sum(own.open for own in others),
                sum(own.breaches for own in others),
                sum(own.reviews for own in others),
            )
        )

    def draw(ax: Axes) -> None:
        duties, found = two_panels(ax, gap=0.06)
        _panel(
            duties,
            names,
            voice.say("义务（项）", "duties"),
            [
                (voice.say("已履行", "fulfilled"), PALETTE["fulfilled"], [own.fulfilled for own in rows]),
                (voice.say("尚未了结", "open"), PALETTE["open"], [own.open for own in rows]),
            ],
            voice,
        )
        _panel(
            found,
            [""] * len(rows),
            voice.say("所见（项）", "findings"),
            [
                (Severity.BREACH.label(voice.lang), PALETTE["breach"], [own.breaches for own in rows]),
                (Severity.REVIEW.label(voice.lang), PALETTE["review"], [own.reviews for own in rows]),
            ],
            voice,
        )

    return Chart(9.6, max(2.4, 1.1 + 0.42 * len(rows)), draw)


def findings(audit: Audit, voice: Voice) -> Chart:
    """Codes, the most frequent first, each by severity."""
    counted = crossed(audit.findings.table, "code", "severity")
    totals: Counter[str] = Counter()
    for (code, _), count in counted.items():
        totals[str(code)] += count
    order = [code for code, _ in totals.most_common()]
    kept, others = order[:_MOST], order[_MOST:]
    names = [short(FindingCode(code).label(voice.lang).rstrip(".。"), 2) for code in kept]
    if others:
        names.append(voice.say(f"其余{len(others)}种", f"{len(others)} other kinds"))

    def lengths(severity: Severity) -> list[float]:
        own = [float(counted.get((code, severity.value), 0)) for code in kept]
        return [*own, sum(counted.get((code, severity.value), 0) for code in others)] if others else own

    def draw(ax: Axes) -> None:
        parts = [(own.label(voice.lang), PALETTE[own.value], lengths(own)) for own in Severity]
        words = voice.say("所见的种类与程度（项）", "findings by kind and severity")
        _panel(ax, names, words, parts, voice)
        if names:
            note(ax, voice.say("程度不是对任何人的评价", "no severity judges anybody"))

    return Chart(8.4, max(2.4, 1.3 + 0.33 * len(names)), draw)


def _panel(
    ax: Axes,
    names: list[str],
    words: str,
    parts: Sequence[tuple[str, str, Sequence[float]]],
    voice: Voice,
) -> None:
    title(ax, words)
    if not any(sum(own) for _, _, own in parts):
        empty(ax, voice.say("无", "none"))
        rows_on(ax, names if any(names) else [])
        return
    bars(ax, parts)
    clean(ax)
    rows_on(ax, names)
    legend(ax)
    ax.title.set_y(1.0)
    ax.set_title(words, loc="left", fontsize=11, color=INK, pad=26)
    longest = max(sum(row) for row in zip(*(own for _, _, own in parts), strict=True))
    for place, row in enumerate(zip(*(own for _, _, own in parts), strict=True)):
        written = " + ".join(f"{int(own):,}" for own in row if own) or "0"
        ax.text(sum(row) + longest * 0.02, place, written, va="center", fontsize=8.5, color=MUTED)
    ax.set_xlim(0, longest * 1.22)
    whole(ax.xaxis)
