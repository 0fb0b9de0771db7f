"""Charts of time taken. In goes an audit, out comes how long fulfilment took, norm by norm, beside the
limits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._frames import library
from ..codes import LimitName
from ..errors import Fault, InputError
from ..registers import norms
from ._canvas import INK, MUTED, PALETTE, Chart, clean, empty, legend, note, rows_on, short, title, whole
from ._columns import coded, numbers, seconds
from ._font import Voice

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from ..audit import Audit

__all__ = ["delays"]

_DAY = 1440.0
_STOPS = (
    (0, "0", "0"),
    (1, "1分钟", "1 min"),
    (10, "10分钟", "10 min"),
    (60, "1小时", "1 h"),
    (480, "8小时", "8 h"),
    (_DAY, "1天", "1 d"),
    (3 * _DAY, "3天", "3 d"),
    (10 * _DAY, "10天", "10 d"),
    (30 * _DAY, "30天", "30 d"),
    (100 * _DAY, "100天", "100 d"),
    (365 * _DAY, "1年", "1 y"),
    (3650 * _DAY, "10年", "10 y"),
)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one norm's duties took, in minutes; only to the day where no time of day is known."""

    norm: str
    minutes: NDArray[np.float64]
    by_day: NDArray[np.float64]
    limit: str | None
    until: NDArray[np.float64]

    @property
    def drawn(self) -> NDArray[np.float64]:
        return self.minutes if self.minutes.size else self.by_day


def delays(audit: Audit, norm: str | None, voice: Voice) -> Chart:
    """All norms a row each, or one norm as a histogram."""
    known = [own.norm for own in norms()]
    if norm is not None and norm not in known:
        place = Fault("$.norm", f"unknown norm `{norm}`; use one of {', '.join(known)}", f"没有规范 `{norm}`")
        raise InputError.of([place], "norm", "规范")
    taken = [own for own in _taken(audit) if norm in (None, own.norm)]
    taken.sort(key=lambda own: known.index(own.norm))
    if norm is not None and taken:
        return Chart(8.4, 3.6, lambda ax: _histogram(ax, taken[0], voice))
    return Chart(9.2, max(2.4, 1.5 + 0.5 * len(taken)), lambda ax: _rows(ax, taken, voice))


def _taken(audit: Audit) -> list[_Taken]:
    numpy = library("numpy", "plot")
    table = audit.duties.table
    codes, names = coded(table, "norm")
    limits, limit_names = coded(table, "limit")
    minutes, days = numbers(table, "elapsed_minutes"), numbers(table, "elapsed_days")
    done = ~numpy.isnan(numbers(table, "fulfilled_by"))
    # A day that is due counts to its end.
    until = seconds(table, "due") - seconds(table, "since")
    until += numpy.where(numpy.nan_to_num(numbers(table, "due_is_day")) > 0, 86400, 0)
    found = []
    for place, norm in enumerate(names):
        own = codes == place
        exact = minutes[own & done & ~numpy.isnan(minutes)]
        by_day = days[own & done & ~numpy.isnan(days)] * _DAY
        if norm is None or not exact.size + by_day.size:
            continue
        limited = own & (limits < len(limit_names) - 1) & ~numpy.isnan(until)
        limit = limit_names[int(limits[limited][0])] if limited.any() else None
        found.append(_Taken(norm, exact, by_day, limit, until[limited] / 60))
    return found


def _rows(ax: Axes, taken: list[_Taken], voice: Voice) -> None:
    numpy = library("numpy", "plot")
    words = voice.say("从义务发生到履行所用时间", "time from what set a duty off to its fulfilment")
    title(ax, words)
    if not taken:
        empty(ax, voice.say("没有可计时间的已履行义务", "no fulfilled duty whose time is known"))
        return
    blue, red = PALETTE["fulfilled"], PALETTE["missed"]
    said = {
        "wide": voice.say("中间九成", "middle 90 %"),
        "half": voice.say("中间五成", "middle 50 %"),
        "middle": voice.say("中位数", "median"),
        "limit": voice.say(
            "时限届满（依核查所计，最早至最晚）", "limit ends (as the audit counted, first to last)"
        ),
    }
    for place, own in enumerate(taken):
        low, first, middle, third, high = numpy.percentile(own.drawn, (5, 25, 50, 75, 95))
        ax.plot([low, high], [place, place], color=blue, linewidth=1.4, label=said.pop("wide", None))
        ax.plot(
            [first, third],
            [place, place],
            color=blue,
            linewidth=7,
            alpha=0.45,
            solid_capstyle="butt",
            label=said.pop("half", None),
        )
        ax.plot(
            [middle],
            [place],
            "o",
            color=blue,
            markersize=6,
            markerfacecolor=blue if own.minutes.size else "white",
            label=said.pop("middle", None),
        )
        if own.until.size:
            ends = [own.until.min(), own.until.max()]
            ax.plot(
                ends,
                [place + 0.27] * 2,
                color=red,
                linewidth=1.6,
                marker="|",
                markersize=8,
                label=said.pop("limit", None),
            )
    _time_axis(
        ax, max(max(own.drawn.max(), own.until.max() if own.until.size else 0) for own in taken), voice
    )
    clean(ax)
    rows_on(ax, [f"{own.norm}  {_restated(own.norm, voice)}" for own in taken])
    for place, own in enumerate(taken):
        ax.text(
            1.01,
            place,
            _counted(own, voice),
            transform=ax.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            color=MUTED,
        )
    legend(ax, columns=4)
    ax.set_title(words, loc="left", fontsize=11, color=INK, pad=26)
    limits = audit_says(taken, voice)
    note(ax, limits)


def audit_says(taken: list[_Taken], voice: Voice) -> str:
    """Which limits are in the chart."""
    if any(own.limit for own in taken):
        return voice.say("时限由采用方设定，本办法未设", "limits are the adopter's; the text sets none")
    return voice.say(
        "未设时限：只列时间，不称逾期", "no limit is set: times are told, nothing is called late"
    )


def _histogram(ax: Axes, own: _Taken, voice: Voice) -> None:
    numpy = library("numpy", "plot")
    longest = float(max(own.drawn.max(), own.until.max() if own.until.size else 0))
    # Bins are even on the axis, which is even up to a minute and logarithmic after it.
    edges = numpy.concatenate(([0.0], numpy.geomspace(1, max(longest * 1.01, 10), 36)))
    ax.hist(own.drawn, bins=edges, color=PALETTE["fulfilled"], linewidth=0.6, edgecolor="white")
    if own.until.size:
        first, last = own.until.min(), own.until.max()
        label = voice.say("时限届满", "limit ends")
        name = LimitName(own.limit).label(voice.lang) if own.limit else ""
        ax.axvspan(first, last, color=PALETTE["missed"], alpha=0.16, linewidth=0)
        ax.axvline(first, color=PALETTE["missed"], linewidth=1.4, label=f"{label} ({name})")
        ax.axvline(last, color=PALETTE["missed"], linewidth=1.4)
        legend(ax)
    _time_axis(ax, longest, voice)
    clean(ax, grid="y")
    ax.set_title(
        f"{own.norm}  {_restated(own.norm, voice, 1, width=96)}", loc="left", fontsize=11, color=INK, pad=26
    )
    whole(ax.yaxis)
    note(ax, f"{_counted(own, voice)}{voice.say('；', '; ')}{audit_says([own], voice)}")


def _time_axis(ax: Axes, longest: float, voice: Voice) -> None:
    ax.set_xscale("symlog", linthresh=1, linscale=0.3)
    stops = [stop for stop in _STOPS if stop[0] <= longest * 1.6 or stop[0] <= 1]
    ax.set_xticks([stop[0] for stop in stops], [voice.say(*stop[1:]) for stop in stops])
    ax.set_xticks([], minor=True)
    ax.set_xlim(0, max(longest * 1.6, 2))


def _restated(norm: str, voice: Voice, lines: int = 2, width: int = 38) -> str:
    words = next(own for own in norms() if own.norm == norm).text(voice.lang)
    return short(words.rstrip(".。"), lines, width=width)


def _counted(own: _Taken, voice: Voice) -> str:
    if not own.minutes.size:
        return voice.say(f"{own.by_day.size:,}项（只知日期）", f"n = {own.by_day.size:,} (days only)")
    exact = voice.say(f"{own.minutes.size:,}项", f"n = {own.minutes.size:,}")
    if not own.by_day.size:
        return exact
    return exact + voice.say(f"；另{own.by_day.size:,}项只知日期", f" (+{own.by_day.size:,}, days only)")
