"""What charts share. In goes how to draw a chart, out come its axes for a person or its SVG for a page.

Colours are told apart by colour-blind readers (Okabe and Ito's) and by their lightness; words stand beside
them.
"""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from .._frames import library
from .._text import Lang
from ._font import Voice, speaking

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = [
    "INK",
    "LINE",
    "MUTED",
    "PALETTE",
    "Chart",
    "bars",
    "clean",
    "empty",
    "legend",
    "note",
    "rows_on",
    "short",
    "shown",
    "svg",
    "title",
    "two_panels",
    "whole",
]

INK, MUTED, LINE = "#1b2733", "#5d6b79", "#d3dae1"
PALETTE = {
    "fulfilled": "#0072b2",
    "late": "#56b4e9",
    "pending": "#c6ccd3",
    "outstanding": "#e69f00",
    "open": "#e69f00",
    "missed": "#d55e00",
    "void": "#e3e7eb",
    "tracked": "#e3e7eb",
    "undetermined": "#9aa5b1",
    "breach": "#d55e00",
    "review": "#e69f00",
    "info": "#9aa5b1",
    "retained": "#9aa5b1",
    "transferred": "#0072b2",
    "returned": "#e69f00",
    "approval": "#0072b2",
    "supervision": "#e69f00",
}


_STOPS = tuple("，。、；：）")
_PAD = {"w_pad": 0.12, "h_pad": 0.12}


class Chart(NamedTuple):
    """A chart: its size in inches, and what draws it."""

    width: float
    height: float
    draw: Callable[[Axes], None]


Make = Callable[[Voice], Chart]


def shown(make: Make, lang: Lang, ax: Axes | None) -> Axes:
    """The axes of a chart, on a new figure of its own size where none are given."""
    given: Any = ax
    if given is not None and not isinstance(given, library("matplotlib.axes", "plot").Axes):
        raise TypeError(
            f"`ax`: a value of type {type(given).__name__}; give axes of matplotlib, or leave it out"
        )
    if ax is not None:
        with speaking(lang) as voice:
            make(voice).draw(ax)
        return ax
    pyplot = library("matplotlib.pyplot", "plot")
    # The first figure makes a notebook's backend interactive, which must outlive the fonts of the context.
    figure = pyplot.figure(layout="constrained")
    try:
        with speaking(lang) as voice:
            chart = make(voice)
            figure.set_size_inches(chart.width, chart.height)
            figure.get_layout_engine().set(**_PAD)
            own: Axes = figure.add_subplot()
            chart.draw(own)
    except BaseException:
        pyplot.close(figure)
        raise
    return own


def svg(make: Make, lang: Lang, name: str, told: str) -> str:
    """A chart as SVG to stand in a page: its text stays text, its ink takes the page's, its ids are its own.

    `told` says to those who do not see it what it shows.
    """
    figure_module = library("matplotlib.figure", "plot")
    matplotlib = library("matplotlib", "plot")
    with speaking(lang, by_reader=True) as voice, warnings.catch_warnings():
        # Where no font here has Chinese, the reader's has.
        warnings.filterwarnings("ignore", "(Glyph|findfont)")
        chart = make(voice)
        figure = figure_module.Figure(figsize=(chart.width, chart.height), layout="constrained")
        figure.get_layout_engine().set(**_PAD)
        chart.draw(figure.add_subplot())
        written = io.StringIO()
        with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
            metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            figure.savefig(written, format="svg", transparent=True, metadata=metadata)
    text = written.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", text)
    for colour, variable in ((INK, "ink"), (MUTED, "muted"), (LINE, "line")):
        text = text.replace(colour, f"var(--{variable})")
    size = f"max-width:{chart.width * 7:.1f}rem"
    return text.replace("<svg ", f'<svg role="img" aria-label="{escape(told)}" style="{size}" ', 1)


def clean(ax: Axes, *, grid: str | None = "x") -> None:
    """No frame and no ticks; a light grid along one axis, behind what is drawn."""
    for side in ax.spines.values():
        side.set_visible(False)
    library("matplotlib.artist", "plot").setp(ax.texts, color=INK)
    # New ticks are made when the figure is drawn, when the fonts of the context no longer hold.
    fonts = library("matplotlib", "plot").rcParams["font.family"]
    ax.tick_params(length=0, labelsize=9, labelcolor=INK, labelfontfamily=fonts)
    if grid is not None:
        ax.grid(axis=grid, color=LINE, linewidth=0.7)  # type: ignore[arg-type]
        ax.set_axisbelow(True)


def title(ax: Axes, words: str) -> None:
    """The title, above the left edge."""
    ax.set_title(words, loc="left", fontsize=11, color=INK, fontweight="normal", pad=10)


def note(ax: Axes, words: str) -> None:
    """A remark below the chart."""
    ax.set_xlabel(words, fontsize=8.5, color=MUTED, loc="left", labelpad=8)


def empty(ax: Axes, words: str) -> None:
    """Says that there is nothing to draw."""
    clean(ax, grid=None)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(0.5, 0.5, words, ha="center", va="center", fontsize=11, color=MUTED, transform=ax.transAxes)


def legend(ax: Axes, *, columns: int = 5) -> None:
    """What the colours mean, in a line above the chart."""
    handles, labels = ax.get_legend_handles_labels()
    if handles:
        ax.legend(
            handles,
            labels,
            loc="lower left",
            bbox_to_anchor=(0, 1),
            ncols=columns,
            frameon=False,
            fontsize=9,
            labelcolor=INK,
            borderaxespad=0.2,
            handlelength=1.1,
            handleheight=0.9,
            columnspacing=1.3,
        )


def rows_on(ax: Axes, labels: Sequence[str]) -> None:
    """Names rows from the top down."""
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.4, -0.6)


def bars(
    ax: Axes,
    parts: Iterable[tuple[str, str, Sequence[float]]],
    *,
    upright: bool = False,
    at: Sequence[float] | None = None,
) -> None:
    """Stacked bars, one part after another: each its label, its colour and its lengths."""
    base: list[float] | None = None
    for label, colour, lengths in parts:
        places = list(range(len(lengths))) if at is None else list(at)
        start = base or [0.0] * len(lengths)
        if any(lengths):
            draw = ax.bar if upright else ax.barh
            edge = {"bottom" if upright else "left": start}
            draw(places, lengths, 0.72, color=colour, label=label, linewidth=0, **edge)  # type: ignore[arg-type]
        base = [own + length for own, length in zip(start, lengths, strict=True)]


def whole(axis: Axis) -> None:
    """Counts along an axis: whole numbers, few of them."""
    ticker = library("matplotlib.ticker", "plot")
    axis.set_major_locator(ticker.MaxNLocator(nbins=5, integer=True))
    axis.set_major_formatter("{x:,.0f}")


def two_panels(ax: Axes, *, stacked: bool = False, gap: float = 0.08) -> tuple[Axes, Axes]:
    """Two charts within the axes, beside or above each other."""
    ax.axis("off")
    half = (1 - gap) / 2
    if stacked:
        return ax.inset_axes((0, half + gap, 1, half)), ax.inset_axes((0, 0, 1, half))
    return ax.inset_axes((0, 0, half, 1)), ax.inset_axes((half + gap, 0, half, 1))


def short(words: str, lines: int = 1, *, width: int = 38) -> str:
    """Words cut to fit beside a row, `width` Latin letters a line, or half as many Chinese ones."""
    if words.isascii():
        return "\n".join(textwrap.wrap(words, width, max_lines=lines, placeholder=" …"))
    cut, rest = list[str](), words
    while rest and len(cut) < lines:
        line = rest[: width // 2]
        # No line begins with a comma or a stop.
        line += rest[len(line) : len(line) + 1] if rest[len(line) : len(line) + 1] in _STOPS else ""
        cut.append(line)
        rest = rest[len(line) :]
    return "\n".join(cut) if not rest else "\n".join(cut)[:-1] + "…"
