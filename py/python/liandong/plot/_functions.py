"""Who bears which function. In goes a rulebook and a day, out comes a matrix of matters and parties, or
counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from .._frames import library
from ..codes import Function
from ._canvas import INK, LINE, MUTED, PALETTE, Chart, clean, empty, note, short, title
from ._font import Voice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..rulebook import Rulebook

__all__ = ["responsibilities"]

_MOST = 60
"""How many matters a matrix keeps readable."""
_FUNCTIONS = tuple(Function)
_GROUPS = ("approval",) * 3 + ("supervision",) * 3

Borne = dict[tuple[str, str | None], set[str]]
"""Functions by matter and party; None is a party that is not determined."""


def responsibilities(rulebook: Rulebook, on: date, matters: list[str] | None, voice: Voice) -> Chart:
    """The matrix of up to 60 matters; of more, how many matters each party bears each function of."""
    ids = list(rulebook.matters) if matters is None else [rulebook.matter(id).id for id in matters]
    table = rulebook.responsibilities_many(ids, on.isoformat())
    borne: Borne = defaultdict(set)
    for row, function, party in zip(
        table.column("row"), table.column("function"), table.column("party"), strict=True
    ):
        if function is not None:
            borne[ids[row], party].add(function)
    order = [*rulebook.parties, None]
    parties = sorted({party for _, party in borne}, key=order.index)
    if not parties:
        said = voice.say("当日没有可认定的职责", "nobody bears a function on this day")
        if matters is not None and not ids:
            said = voice.say("未选定事项", "no matter is asked for")
        return Chart(8, 2.2, lambda ax: _nothing(ax, on, said, voice))
    names = [voice.party(rulebook, party) for party in parties]
    if len(ids) > _MOST:
        held = Counter((party, function) for (_, party), own in borne.items() for function in own)
        rows = [[held[party, function.value] for function in _FUNCTIONS] for party in parties]
        return Chart(9.2, 1.6 + 0.4 * len(parties), lambda ax: _counts(ax, rows, names, len(ids), on, voice))
    labels = [f"{id}  {_named(rulebook, id, voice)}" for id in ids]
    cells = {(ids.index(matter), parties.index(party)): own for (matter, party), own in borne.items()}
    width = (3.2 if voice.lang == "zh" else 4.2) + 0.62 * len(parties)
    return Chart(width, 2.7 + 0.25 * len(ids), lambda ax: _matrix(ax, cells, labels, names, on, voice))


def _words(on: date, voice: Voice) -> str:
    return voice.say(f"{on}各单位的职责", f"who bears which function on {on}")


def _nothing(ax: Axes, on: date, said: str, voice: Voice) -> None:
    title(ax, _words(on, voice))
    empty(ax, said)


def _named(rulebook: Rulebook, id: str, voice: Voice) -> str:
    own = rulebook.matter(id)
    return short(voice.named("", own.name, own.name_en))


def _matrix(
    ax: Axes,
    cells: dict[tuple[int, int], set[str]],
    labels: list[str],
    names: list[str],
    on: date,
    voice: Voice,
) -> None:
    rectangle = library("matplotlib.patches", "plot").Rectangle
    collection = library("matplotlib.collections", "plot").PatchCollection
    drawn: dict[str, list[object]] = {LINE: [], PALETTE["approval"]: [], PALETTE["supervision"]: []}
    for (row, column), own in cells.items():
        for place, function in enumerate(_FUNCTIONS):
            box = rectangle((column - 0.42 + 0.14 * place + (0.02 if place > 2 else 0), row - 0.3), 0.12, 0.6)
            drawn[PALETTE[_GROUPS[place]] if function.value in own else LINE].append(box)
    for colour, boxes in drawn.items():
        ax.add_collection(collection(boxes, facecolor=colour, linewidth=0))
    clean(ax, grid="y")
    ax.set_yticks(range(len(labels)), labels, fontsize=8.5)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    ax.set_xlim(-0.6, len(names) - 0.4)
    ax.xaxis.tick_top()
    ax.set_xticks(range(len(names)), [short(name, 2) for name in names], rotation=40, ha="left", fontsize=8.5)
    title(ax, _words(on, voice))
    labels = [own.label(voice.lang) for own in _FUNCTIONS]
    blue, orange = (voice.say("、", ", ").join(own) for own in (labels[:3], labels[3:]))
    said = voice.say(
        f"每格六条，自左至右：{blue}（蓝）；\n{orange}（橙）；灰为不承担",
        f"six bars a cell, from the left: {blue} (blue);\n{orange} (orange);\ngrey: not borne",
    )
    ax.xaxis.set_label_position("bottom")
    note(ax, said)


def _counts(ax: Axes, rows: list[list[int]], names: list[str], matters: int, on: date, voice: Voice) -> None:
    colours = library("matplotlib.colors", "plot")
    rectangle = library("matplotlib.patches", "plot").Rectangle
    most = max(max(row) for row in rows) or 1
    for place, row in enumerate(rows):
        for column, count in enumerate(row):
            base = colours.to_rgb(PALETTE[_GROUPS[column]])
            share = 0.12 + 0.88 * count / most if count else 0.0
            face = tuple(1 - share * (1 - part) for part in base)
            if count:
                ax.add_patch(rectangle((column - 0.47, place - 0.44), 0.94, 0.88, color=face, linewidth=0))
            dark = colours.rgb_to_hsv(face)[2] * (1 - 0.5 * colours.rgb_to_hsv(face)[1]) < 0.72
            written = f"{count:,}" if count else "–"
            colour = "white" if count and dark else "#1b2734" if count else MUTED
            ax.text(column, place, written, ha="center", va="center", fontsize=9.5, color=colour)
    shades = [str(text.get_color()) for text in ax.texts]
    clean(ax, grid=None)
    for text, shade in zip(ax.texts, shades, strict=True):
        text.set_color(shade)
    ax.set_yticks(range(len(names)), [short(name, 2) for name in names])
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.set_xlim(-0.6, len(_FUNCTIONS) - 0.4)
    ax.xaxis.tick_top()
    heads = [short(own.label(voice.lang), 3, width=16) for own in _FUNCTIONS]
    ax.set_xticks(range(len(heads)), heads, fontsize=8.5)
    ax.set_title(_words(on, voice), loc="left", fontsize=11, color=INK, pad=14)
    ax.xaxis.set_label_position("bottom")
    note(ax, voice.say(f"承担该职能的事项数，共{matters:,}项事项", f"number of matters, of {matters:,}"))
