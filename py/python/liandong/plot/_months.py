"""Charts over time. In goes an audit, out come its duties and findings month by month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .._frames import library
from ..codes import DutyStatus, Severity
from ._canvas import INK, PALETTE, Chart, bars, clean, empty, legend, note, two_panels, whole
from ._columns import coded, first_of_lists, numbers, seconds
from ._font import Voice

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from ..audit import Audit

__all__ = ["over_time"]

_MOST = 72
"""How many months a chart keeps readable; the last ones are shown."""
_STATUSES = (
    ("fulfilled", ("fulfilled",)),
    ("late", ("late",)),
    ("pending", ("pending",)),
    ("outstanding", ("outstanding",)),
    ("missed", ("missed",)),
    ("undetermined", ("undetermined", "void", "tracked")),
)


def over_time(audit: Audit, voice: Voice) -> Chart:
    """Two charts above each other: duties by status, findings by severity."""
    numpy = library("numpy", "plot")
    since, found = _months(seconds(audit.duties.table, "since")), _months_of_findings(audit)
    known = numpy.concatenate([since, found])
    known = known[known >= 0]
    if not known.size:
        return Chart(
            9.2, 2.6, lambda ax: empty(ax, voice.say("没有义务，也无所见", "no duties and no findings"))
        )
    last = int(known.max())
    first = max(int(known.min()), last - _MOST + 1)
    earlier = int(numpy.count_nonzero(known < first))
    undated = int(numpy.count_nonzero(found < 0))

    def by_month(months: NDArray[np.int64], chosen: NDArray[np.bool_]) -> list[float]:
        own = months[chosen & (months >= first)] - first
        return [float(count) for count in numpy.bincount(own, minlength=last - first + 1)]

    statuses, status_names = coded(audit.duties.table, "status")
    severities, severity_names = coded(audit.findings.table, "severity")

    def chosen(codes: NDArray[np.int64], names: list[str | None], of: tuple[str, ...]) -> NDArray[np.bool_]:
        return numpy.isin(codes, [place for place, name in enumerate(names) if name in of])  # type: ignore[no-any-return]

    def label(name: str) -> str:
        own = DutyStatus(name).label(voice.lang)
        return voice.say("不作认定或只作登记", "not judged") if name == "undetermined" else own

    duties = [
        (label(name), PALETTE[name], by_month(since, chosen(statuses, status_names, members)))
        for name, members in _STATUSES
    ]
    findings = [
        (
            own.label(voice.lang),
            PALETTE[own.value],
            by_month(found, chosen(severities, severity_names, (own.value,))),
        )
        for own in Severity
    ]

    def draw(ax: Axes) -> None:
        above, below = two_panels(ax, stacked=True, gap=0.26)
        for panel, words, parts in (
            (
                above,
                voice.say(
                    "每月发生的义务（项），按今状态",
                    "duties by the month that set them off, and their status",
                ),
                duties,
            ),
            (
                below,
                voice.say(
                    "所见（项），按首日或首个事件之月", "findings by the month of their first day or event"
                ),
                findings,
            ),
        ):
            panel.set_title(words, loc="left", fontsize=11, color=INK, pad=26)
            if not any(sum(own) for _, _, own in parts):
                empty(panel, voice.say("无", "none"))
                continue
            bars(panel, parts, upright=True)
            clean(panel, grid="y")
            legend(panel, columns=6)
            panel.set_xlim(-0.7, max(last - first, 11) + 0.7)
            whole(panel.yaxis)
            _month_ticks(panel, first, last)
        said = []
        if earlier:
            said.append(voice.say(f"更早的{earlier:,}项未画出", f"{earlier:,} earlier ones are not drawn"))
        if undated:
            said.append(voice.say(f"{undated:,}项所见没有日期", f"{undated:,} findings have no date"))
        if said:
            note(below, voice.say("；", "; ").join(said))

    return Chart(9.6, 5.6, draw)


def _month_ticks(ax: Axes, first: int, last: int) -> None:
    step = next(own for own in (1, 2, 3, 6, 12) if (last - first) / own <= 14 or own == 12)
    months = [own for own in range(first, last + 1) if own % step == 0]
    ax.set_xticks(
        [own - first for own in months], [f"{own // 12}-{own % 12 + 1:02}" for own in months], fontsize=8.5
    )


def _months(clock: NDArray[np.float64]) -> NDArray[np.int64]:
    """Months since year 0 of seconds by the zone's clock; -1 where there is none."""
    numpy = library("numpy", "plot")
    known = ~numpy.isnan(clock)
    months = numpy.where(known, clock, 0).astype("int64").astype("datetime64[s]").astype("datetime64[M]")
    return numpy.where(known, months.astype("int64") + 1970 * 12, -1)  # type: ignore[no-any-return]


def _months_of_findings(audit: Audit) -> NDArray[np.int64]:
    """The month of a finding's first day, else of its first event, else of its period; -1 where there is
    none.
    """
    numpy = library("numpy", "plot")
    found, duties = audit.findings.table, audit.duties.table
    of_event = numpy.full(len(audit.events), -1, dtype=numpy.int64)
    triggers = numbers(duties, "trigger")
    set_off = ~numpy.isnan(triggers)
    of_event[triggers[set_off].astype("int64")] = _months(seconds(duties, "since"))[set_off]
    columns = (
        found.column("from"),
        first_of_lists(found, "events"),
        found.column("subject_kind"),
        found.column("subject"),
    )
    months = []
    for from_, row, kind, subject in zip(*columns, strict=True):
        if from_ is not None:
            months.append(_month(from_))
        elif row is not None:
            if of_event[row] < 0:
                of_event[row] = _month(audit.events[row].at)
            months.append(int(of_event[row]))
        else:
            months.append(_month_of_period(subject) if kind == "period" else -1)
    return numpy.array(months, dtype=numpy.int64)  # type: ignore[no-any-return]


def _month(own: date) -> int:
    return own.year * 12 + own.month - 1


def _month_of_period(period: str) -> int:
    """The month in which a week begins, or a year ends, when its window closes."""
    year, _, week = period.partition("-W")
    try:
        return _month(date.fromisocalendar(int(year), int(week), 1) if week else date(int(year), 12, 31))
    except ValueError:
        return -1
