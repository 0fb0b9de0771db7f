"""The weekly reconciliation (2.3d). In goes an audit, out comes a strip of weeks for each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..codes import DutyStatus, FindingCode
from ._canvas import INK, Chart, clean, empty, legend, note, title
from ._font import Voice

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..audit import Audit

__all__ = ["weeks"]

_NORM = "2.3d"
_DRAWN = {
    "fulfilled": ("o", "#0072b2"),
    "weekly-missing": ("X", "#d55e00"),
    "weekly-not-joint": ("s", "#e69f00"),
    "missed": ("X", "#d55e00"),
    "outstanding": ("D", "#56b4e9"),
    "pending": ("D", "#9aa5b1"),
}
_OTHER = ("^", "#cc79a7")


def weeks(audit: Audit, voice: Voice) -> Chart:
    """Weeks in their places, told apart by colour and mark: what the audit found of one, else the status of
    its duty.
    """
    states = _states(audit)
    years = sorted({week[:4] for week in states})
    kinds = sorted(set(states.values()), key=[*_DRAWN, *states.values()].index)

    def draw(ax: Axes) -> None:
        words = voice.say("每周对接（2.3d）", "weekly reconciliation (2.3d)")
        if not states:
            title(ax, words)
            empty(ax, voice.say("没有需要对接的周", "no week was due"))
            return
        for kind in kinds:
            own = [(int(week[6:]), years.index(week[:4])) for week, state in states.items() if state == kind]
            mark, colour = _DRAWN.get(kind, _OTHER)
            ax.scatter(
                [week for week, _ in own],
                [year for _, year in own],
                s=62,
                marker=mark,
                color=colour,
                linewidths=0,
                label=f"{_label(kind, voice)} ({len(own)})",
            )
        clean(ax, grid="y")
        ax.set_yticks(range(len(years)), years)
        ax.set_ylim(len(years) - 0.4, -0.6)
        ax.set_xlim(0.2, 53.8)
        ax.set_xticks([1, *range(5, 54, 4)])
        legend(ax, columns=4)
        ax.set_title(words, loc="left", fontsize=11, color=INK, pad=26)
        note(ax, voice.say("周序（ISO，周一至周日）", "week of the year (ISO, Monday to Sunday)"))

    return Chart(9.6, max(1.9, 1.4 + 0.34 * len(years)), draw)


def _states(audit: Audit) -> dict[str, str]:
    duties, found = audit.duties.table, audit.findings.table
    columns = (duties.column("norm"), duties.column("subject"), duties.column("status"))
    states = {subject: status for norm, subject, status in zip(*columns, strict=True) if norm == _NORM}
    of_findings = (
        found.column("norm"),
        found.column("subject_kind"),
        found.column("subject"),
        found.column("code"),
    )
    for norm, kind, subject, code in zip(*of_findings, strict=True):
        if norm == _NORM and kind == "period":
            states[subject] = code
    return {week: state for week, state in states.items() if week[5:6] == "W"}


def _label(kind: str, voice: Voice) -> str:
    if kind in {own.value for own in FindingCode}:
        return FindingCode(kind).label(voice.lang).rstrip("。.")
    return voice.say("已对接", "held") if kind == "fulfilled" else DutyStatus(kind).label(voice.lang)
