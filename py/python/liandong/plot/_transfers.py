"""The history of transfers. In goes a rulebook, out come counts over time, and a line for each matter."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ..codes import TransferStatus
from ..values import Silence, Stretch
from ._canvas import INK, MUTED, PALETTE, Chart, clean, empty, legend, note, rows_on, short, title, whole
from ._font import Voice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..rulebook import Rulebook

__all__ = ["counts", "timelines"]

_ORDER = ("retained", "transferred", "returned", "undetermined", "not_governed")
_COLOURS = {**PALETTE, "undetermined": "#cc79a7", "not_governed": "#e3e7eb"}
_STYLES = {"retained": "-", "transferred": "-", "returned": "--", "undetermined": ":", "not_governed": "-."}


def counts(rulebook: Rulebook, voice: Voice) -> Chart:
    """A line for each status, which steps where a transfer takes effect."""
    lines = {id: rulebook.matter(id).timeline() for id in rulebook.matters}
    days = sorted({own.from_ for line in lines.values() for own in line if own.from_ is not None})

    def draw(ax: Axes) -> None:
        words = voice.say("事项划转的进程（项）", "how many matters are transferred")
        if not lines:
            title(ax, words)
            empty(ax, voice.say("目录中没有事项", "the catalogue holds no matter"))
            return
        first, last = _span(days, rulebook)
        steps = [first, *days, last]
        for state in _ORDER:
            heights = [_counted(lines, state, on) for on in [first, *days]]
            heights.append(heights[-1])
            if any(heights):
                places: list[Any] = list(steps)
                ax.step(
                    places,
                    heights,
                    where="post",
                    color=_COLOURS[state],
                    linewidth=2,
                    linestyle=_STYLES[state],
                    label=f"{_label(state, voice)} ({heights[-1]:,})",
                )
        clean(ax, grid="y")
        _date_axis(ax, first, last)
        _in_force(ax, rulebook, first, last, voice)
        ax.set_ylim(bottom=0)
        whole(ax.yaxis)
        legend(ax)
        ax.set_title(words, loc="left", fontsize=11, color=INK, pad=26)
        said = voice.say(
            "括号内为末日的项数；按已记录的划转", "in brackets: on the last day; by the transfers on record"
        )
        note(ax, said)

    return Chart(9.2, 3.8, draw)


def timelines(rulebook: Rulebook, matters: list[str] | None, most: int, voice: Voice) -> Chart:
    """A bar for each matter, its stretches in colour and, where there is room, in words."""
    ids = list(rulebook.matters) if matters is None else matters
    lines = {id: rulebook.matter(id).timeline() for id in ids}
    if matters is None:
        far = date.max
        ids = sorted(ids, key=lambda id: min((own.from_ for own in lines[id] if own.from_), default=far))
    kept = ids[:most]
    days = sorted({own.from_ for id in kept for own in lines[id] if own.from_ is not None})

    def draw(ax: Axes) -> None:
        words = voice.say("各事项的划转", "the transfer of each matter")
        if not kept:
            title(ax, words)
            empty(ax, _none(matters, voice))
            return
        first, last = _span(days, rulebook)
        seen: dict[str, None] = {}
        for place, id in enumerate(kept):
            own = lines[id]
            ends = [*(stretch.from_ or first for stretch in own[1:]), last]
            for stretch, until in zip(own, ends, strict=True):
                state = _state(stretch)
                from_ = stretch.from_ or first
                left: Any = from_
                length: Any = until - from_
                ax.barh(
                    place,
                    length,
                    left=left,
                    height=0.62,
                    color=_COLOURS[state],
                    linewidth=0.8,
                    edgecolor="white",
                    hatch="///" if state in ("returned", "undetermined") else None,
                    label=None if state in seen else _label(state, voice),
                )
                seen[state] = None
        clean(ax)
        _date_axis(ax, first, last)
        rows_on(ax, [f"{id}  {_named(rulebook, id, voice)}" for id in kept])
        ax.tick_params(axis="y", labelsize=8.5)
        ax.set_ylim(top=-1.7)
        _in_force(ax, rulebook, first, last, voice)
        legend(ax)
        ax.set_title(words, loc="left", fontsize=11, color=INK, pad=26)
        if len(ids) > len(kept):
            over = len(ids) - len(kept)
            note(ax, voice.say(f"另有{over:,}项未画出（most=）", f"{over:,} more are not drawn (most=)"))

    return Chart(9.6, max(2.2, 1.3 + 0.25 * len(kept)), draw)


def _none(matters: list[str] | None, voice: Voice) -> str:
    if matters is None:
        return voice.say("目录中没有事项", "the catalogue holds no matter")
    return voice.say("未选定事项", "no matter is asked for")


def _named(rulebook: Rulebook, id: str, voice: Voice) -> str:
    own = rulebook.matter(id)
    return short(voice.named("", own.name, own.name_en))


def _state(stretch: Stretch) -> str:
    return stretch.status.kind if isinstance(stretch.status, Silence) else stretch.status.value


def _label(state: str, voice: Voice) -> str:
    if state == "undetermined":
        return voice.say("不能认定", "undetermined")
    if state == "not_governed":
        return voice.say("不在适用之列", "not governed")
    return TransferStatus(state).label(voice.lang)


def _counted(lines: dict[str, tuple[Stretch, ...]], state: str, on: date) -> int:
    held = Counter(
        _state([own for own in line if own.from_ is None or own.from_ <= on][-1]) for line in lines.values()
    )
    return held[state]


def _span(days: list[date], rulebook: Rulebook) -> tuple[date, date]:
    """From before the first change to after the last, with the day of entry into force in it."""
    force = date.fromisoformat(str(rulebook.profile["readings"]["in_force"]["from"]))
    first, last = min([force, *days]), max([force, *days])
    margin = timedelta(days=max(90, (last - first).days // 16))
    return first - min(margin, first - date.min), last + min(margin, date.max - last)


def _in_force(ax: Axes, rulebook: Rulebook, first: date, last: date, voice: Voice) -> None:
    force: Any = date.fromisoformat(str(rulebook.profile["readings"]["in_force"]["from"]))
    ax.axvline(force, color=MUTED, linewidth=1, linestyle=(0, (2, 2)), zorder=3)
    words = voice.say("办法施行", "in force")
    early = (force - first) > (last - first) * 0.8
    ax.text(
        force,
        1,
        f"{words} " if early else f" {words}",
        ha="right" if early else "left",
        va="top",
        fontsize=8.5,
        color=MUTED,
        transform=ax.get_xaxis_transform(),
    )


def _date_axis(ax: Axes, first: date, last: date) -> None:
    left: Any = first
    right: Any = last
    ax.set_xlim(left, right)
    years = range(first.year + 1, last.year + 1)
    step = max(1, len(years) // 12)
    if len(years) >= 2:
        at: list[Any] = [date(year, 1, 1) for year in years][::step]
        ax.set_xticks(at, [f"{own.year}" for own in at])
