"""Audits in a notebook. In go duties, findings, audits, tables, out come their counts and their first
rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .._liandong import Table
from ..codes import DutyStatus, Severity
from ..values import ByEvent, Duty, Evidence, Finding, Lint, Standing, SubjectStanding
from ._answers import member
from ._names import norm_of, spent, subject, who
from ._parts import (
    Html,
    badge,
    both,
    box,
    code,
    day,
    filled,
    join,
    muted,
    paragraphs,
    rows_left,
    safe,
    table,
    two_lines,
    value_text,
)

if TYPE_CHECKING:
    from ..audit import Audit, Duties, Findings
    from ..rulebook import Rulebook

__all__ = [
    "audit",
    "columns",
    "duties",
    "duty_rows",
    "evidence",
    "finding_rows",
    "findings",
    "lints",
    "severity",
    "standing_rows",
]

_FIRST = 20
_KINDS = {
    DutyStatus.FULFILLED: "good",
    DutyStatus.LATE: "review",
    DutyStatus.OUTSTANDING: "open",
    DutyStatus.MISSED: "breach",
}


def severity(own: Severity) -> Html:
    """A severity by its word, in its colour."""
    return badge(own.label("zh"), own.label("en"), own.value)


def duty_rows(own: Iterable[Duty], rulebook: Rulebook | None = None) -> Html:
    """Duties, a row each."""
    heads = [
        both("规范", "norm"),
        both("义务主体", "obligor"),
        both("对象", "to"),
        both("所涉", "about"),
        both("发生", "since"),
        both("期限", "due"),
        both("状态", "status"),
        both("用时", "elapsed"),
        both("读法或时限", "reading or limit"),
    ]
    rows = []
    for duty in own:
        since = code(duty.trigger.event) if isinstance(duty.trigger, ByEvent) else day(duty.trigger.since)
        status = badge(duty.status.label("zh"), duty.status.label("en"), _KINDS.get(duty.status, "plain"))
        elapsed = None if duty.elapsed is None else both(spent(duty.elapsed, "zh"), spent(duty.elapsed, "en"))
        rows.append(
            [
                _norm(duty.norm),
                who(duty.obligor, rulebook),
                who(duty.to, rulebook),
                subject(duty.subject, rulebook),
                since,
                day(duty.due),
                status,
                elapsed,
                _choice(duty),
            ]
        )
    return table(*filled(heads, rows), first=True)


def finding_rows(own: Iterable[Finding], rulebook: Rulebook | None = None) -> Html:
    """Findings, a row each: severity by word and colour, and a ground that is only possible."""
    heads = [
        both("程度", "severity"),
        both("所见", "finding"),
        both("规范", "norm"),
        both("义务单位", "obligor"),
        both("对象", "to"),
        both("所涉", "about"),
        both("何时或用时", "when, or time taken"),
        both("事件", "events"),
        both("读法或时限", "reading or limit"),
        both("可能的情形（3.3）", "possible ground (3.3)"),
    ]
    rows = []
    for finding in own:
        when = join([day(finding.from_), " – ", day(finding.until)]) if finding.from_ else safe(None)
        if finding.elapsed is not None:
            when = both(spent(finding.elapsed, "zh"), spent(finding.elapsed, "en"))
        ground = finding.possible_ground
        rows.append(
            [
                severity(finding.severity),
                two_lines(finding.text("zh"), finding.text("en")),
                _norm(finding.norm),
                who(finding.obligor, rulebook),
                who(finding.to, rulebook),
                subject(finding.subject, rulebook),
                when,
                join((code(event) for event in finding.events[:5]), " "),
                _choice(finding),
                None if ground is None else both(ground.label("zh"), ground.label("en")),
            ]
        )
    return table(*filled(heads, rows))


def standing_rows(own: Iterable[Standing | SubjectStanding], rulebook: Rulebook | None = None) -> Html:
    """How parties, cases or projects stand, a row each."""
    heads = [
        both("单位或所涉", "who or what"),
        both("已履行", "fulfilled"),
        both("尚未了结", "open"),
        both("违反", "breaches"),
        both("核查", "reviews"),
    ]
    rows = [
        [
            who(one.party, rulebook) if isinstance(one, Standing) else subject(one.subject, rulebook),
            one.fulfilled,
            one.open,
            one.breaches,
            one.reviews,
        ]
        for one in own
    ]
    return table(heads, rows, first=True)


def duties(own: Duties) -> Html:
    """How many duties stand how, and the first of them."""
    counted = Counter(own.table.column("status"))
    said = [
        join(
            [badge(one.label("zh"), one.label("en"), _KINDS.get(one, "plain")), f"{counted[one.value]:,}"],
            " ",
        )
        for one in DutyStatus
        if counted[one.value]
    ]
    title = both(f"义务 {len(own):,} 项", f"{len(own):,} duties")
    return box(
        title,
        paragraphs(join(said, "  ")),
        duty_rows(own[:_FIRST], own.rulebook),
        rows_left(_FIRST, len(own)),
    )


def findings(own: Findings) -> Html:
    """How many findings there are of each severity, and the first of them."""
    title = both(f"所见 {len(own):,} 项", f"{len(own):,} findings")
    rows = finding_rows(own[:_FIRST], own.rulebook) if len(own) else Html("")
    return box(title, _severities(own), rows, rows_left(_FIRST, len(own)))


def _severities(own: Findings) -> Html:
    counted = Counter(own.table.column("severity"))
    said = [join([severity(one), f"{counted[one.value]:,}"], " ") for one in Severity]
    return paragraphs(join(said, "  "), muted(both("所见不是对任何人的评价", "no finding judges anybody")))


def audit(own: Audit) -> Html:
    """Counts by severity and norm, how departments stand, and the first findings."""
    title = both(f"核查 截至 {own.as_of}", f"audit as of {own.as_of}")
    size = both(
        f"{len(own.events):,} 个事件，{len(own.duties):,} 项义务，{len(own.findings):,} 项所见",
        f"{len(own.events):,} events, {len(own.duties):,} duties, {len(own.findings):,} findings",
    )
    counted = Counter(
        zip(own.findings.table.column("norm"), own.findings.table.column("severity"), strict=True)
    )
    norms = sorted({norm for norm, _ in counted}, key=lambda norm: (norm is None, norm or ""))
    rows = [[_norm(norm), *(counted[norm, one.value] for one in Severity)] for norm in norms]
    heads = [both("规范", "norm"), *(severity(one) for one in Severity)]
    by_norm = table(heads, rows, caption=both("按规范", "by norm"), first=True) if rows else Html("")
    order = sorted(own.standing, key=lambda one: (-one.breaches, -one.reviews, -one.open))
    first = [own.findings[place] for place in _first_places(own, 5)]
    return box(
        title,
        paragraphs(size),
        _severities(own.findings),
        by_norm,
        _folded(
            both("各单位", "by department"),
            join([standing_rows(order[:_FIRST], own.rulebook), rows_left(_FIRST, len(order))]),
        ),
        _folded(both("所见举例", "some findings"), finding_rows(first, own.rulebook)) if first else "",
    )


def _first_places(own: Audit, count: int) -> list[int]:
    column = own.findings.table.column("severity")
    order = [one.value for one in Severity]
    places = [place for code in order for place, held in enumerate(column) if held == code]
    return places[:count]


def _folded(title: Html, inside: Html) -> Html:
    return Html(f'<details open><summary style="cursor:pointer">{title}</summary>{inside}</details>')


def evidence(own: Evidence, rulebook: Rulebook | None = None) -> Html:
    """The finding, its norm, and what happened, event by event."""
    heads = [
        both("时间", "time"),
        both("事件", "event"),
        both("在本项中", "here"),
        both("单位", "actor"),
        both("对象", "to"),
        code("id"),
    ]
    rows = [
        [
            day(one.event.at),
            member(one.event.kind),
            member(one.part),
            who(one.event.actor),
            who(one.event.to),
            code(one.event.id),
        ]
        for one in own.happened
    ]
    norm = paragraphs(two_lines(own.norm.text("zh"), own.norm.text("en"))) if own.norm else Html("")
    notes = paragraphs(*(muted(two_lines(one.text("zh"), one.text("en"))) for one in own.notes))
    title = both(f"所见 {own.place} 的证据材料", f"evidence for finding {own.place}")
    return box(title, finding_rows([own.finding]), norm, table(heads, rows), notes)


def lints(own: Sequence[Lint]) -> Html:
    """What is odd in a catalogue, a row each."""
    heads = [
        both("所见", "lint"),
        both("规范", "norm"),
        both("所涉", "about"),
        both("首见", "first day"),
        both("止", "until"),
    ]
    rows = [
        [
            two_lines(one.text("zh"), one.text("en")),
            _norm(one.norm),
            subject(one.subject),
            day(one.witness),
            day(one.until),
        ]
        for one in own
    ]
    return table(heads, rows)


def columns(own: Table) -> Html:
    """The first rows of a table, and how many more there are."""
    names = own.column_names
    rows: list[dict[str, Any]] = own.rows(0, min(_FIRST, own.num_rows))
    title = both(f"{own.num_rows:,} 行 × {len(names)} 列", f"{own.num_rows:,} rows, {len(names)} columns")
    return box(
        title,
        table(list(map(code, names)), [[value_text(row[name]) for name in names] for row in rows]),
        rows_left(len(rows), own.num_rows),
    )


def _norm(id: str | None) -> Html:
    norm = norm_of(id)
    if id is None or norm is None:
        return safe(id)
    said = safe(f"{norm.text('zh')} / {norm.text('en')}").replace('"', "&quot;")
    return Html(f'<span title="{said}">{code(id)}</span>')


def _choice(own: Duty | Finding) -> Html:
    if own.limit is not None:
        return both(own.limit.label("zh"), own.limit.label("en"))
    return safe(None) if own.reading is None else code(own.reading)
