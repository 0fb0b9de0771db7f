"""Which view a value has. In goes any value of the package, out comes its HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .._liandong import Answer, Table
from ..audit import Audit, Duties, Findings
from ..errors import InputError
from ..events import Events
from ..handles import Handles, Matter, Package, PartyHandle, PersonHandle
from ..rulebook import Rulebook
from ..values import (
    Difference,
    Duty,
    Evidence,
    Finding,
    Lint,
    Outlook,
    Reason,
    Standing,
    Stretch,
    SubjectStanding,
    Value,
)
from . import _answers, _audits, _books
from ._names import subject, who
from ._parts import Html, both, box, code, day, join, paragraphs, rows_left, table, two_lines

__all__ = ["of"]

_FIRST, _FIRST_LONG = 20, 8


def of(value: object) -> str:
    """A value of the package as HTML for a notebook; a tuple of values as rows, anything else as its text."""
    return f'<div lang="zh" style="font-family:inherit;color:inherit">{_inside(value)}</div>'


def _inside(value: Any) -> Html:
    match value:
        case Answer():
            return _answers.answer(value)
        case Rulebook():
            return _books.rulebook(value)
        case Matter():
            return _books.matter(value)
        case PartyHandle() | PersonHandle() | Package():
            return _books.handle(value)
        case Handles():
            return _books.handles(value)
        case Audit():
            return _audits.audit(value)
        case Duties():
            return _audits.duties(value)
        case Findings():
            return _audits.findings(value)
        case Table():
            return _audits.columns(value)
        case Events():
            return _events(value)
        case Evidence():
            return _audits.evidence(value)
        case Outlook():
            return _outlook(value)
        case Difference():
            return _difference(value)
        case Value():
            return _inside((value,)) if isinstance(value, _IN_ROWS) else _answers.members(value)
        case tuple() | list():
            return _tuple(tuple(value))
        case _:
            return paragraphs(str(value))


_IN_ROWS = (Duty, Finding, Standing, SubjectStanding, Lint, Reason, Stretch)


def _tuple(values: tuple[Any, ...]) -> Html:
    if not values:
        return paragraphs(both("无", "none"))
    first = values[:_FIRST]
    left = rows_left(len(first), len(values))
    for kinds, view in (
        (Duty, _audits.duty_rows),
        (Finding, _audits.finding_rows),
        ((Standing, SubjectStanding), _audits.standing_rows),
        (Lint, _audits.lints),
        (Reason, _answers.reasons),
        (Stretch, _books.stretches),
    ):
        if all(isinstance(own, kinds) for own in values):
            return join([view(first), left])
    return join([*map(_inside, first), left])


def _events(own: Events) -> Html:
    rows: list[list[Any]] = []
    for place in range(min(_FIRST, len(own))):
        try:
            event = own[place]
        except InputError:
            rows.append([place, both("不可识读", "unreadable"), None, None, None, None])
            continue
        about = event.case or event.project or event.period
        rows.append([place, day(event.at), _answers.member(event.kind), event.actor, about, event.to])
    heads = [
        both("行", "row"),
        both("时间", "at"),
        both("种类", "kind"),
        both("单位", "actor"),
        both("所涉", "about"),
        both("对象", "to"),
    ]
    said = both(f"{len(own):,} 个事件", f"{len(own):,} events")
    bad = (
        paragraphs(both(f"{len(own.unreadable):,} 行不可识读", f"{len(own.unreadable):,} unreadable"))
        if own.unreadable
        else ""
    )
    return box(said, bad, table(heads, rows), rows_left(_FIRST, len(own)))


def _outlook(own: Outlook) -> Html:
    rows = [
        [
            one.norm,
            two_lines(one.text("zh"), one.text("en")),
            join([who(one.obligor), Html("<br>"), subject(one.subject)]),
            day(one.due or one.until),
        ]
        for one in own.entries[:_FIRST_LONG]
    ]
    heads = [
        both("规范", "norm"),
        both("事项", "what"),
        both("主体与所涉", "who, about what"),
        both("期限", "due"),
    ]
    title = both(
        f"{own.from_} 至 {own.to} 到期 {len(own.entries):,} 项",
        f"{len(own.entries):,} due from {own.from_} to {own.to}",
    )
    return box(title, table(heads, rows, first=True), rows_left(_FIRST_LONG, len(own.entries)))


def _difference(own: Difference) -> Html:
    rows = [
        [both("口径", "choices"), len(own.choices)],
        [both("审批权限", "who approves"), len(own.competence)],
        [both("职责", "responsibilities"), len(own.responsibilities)],
        [both("一件事", "packages"), len(own.packages)],
        [both("义务数", "counts of duties"), len(own.duties)],
        [both("所见", "findings"), len(own.findings)],
    ]
    competence = [
        [code(one.matter), day(one.from_), day(one.until), who(one.before), who(one.after)]
        for one in own.competence[:_FIRST]
    ]
    new = [one.after for one in own.findings if one.before is None and one.after is not None]
    gone = [one.before for one in own.findings if one.after is None and one.before is not None]
    changed = [one.after for one in own.findings if one.before is not None and one.after is not None]
    return box(
        both("差异", "difference"),
        table([both("何处", "where"), both("项数", "how many")], rows, first=True),
        _listed(both("审批权限", "who approves"), competence, table(_COMPETENCE, competence)),
        *(
            _listed(title, found, _audits.finding_rows(found[:_FIRST]))
            for title, found in (
                (both("新增的所见", "new findings"), new),
                (both("不再有的所见", "findings no more"), gone),
                (both("程度不同的所见", "findings of another severity"), changed),
            )
        ),
    )


_COMPETENCE = [
    both("事项", "matter"),
    both("自", "from"),
    both("至", "until"),
    both("原为", "before"),
    both("改为", "after"),
]


def _listed(title: Html, held: Sequence[object], view: Html) -> Html:
    return join([paragraphs(title), view, rows_left(_FIRST, len(held))]) if held else Html("")
