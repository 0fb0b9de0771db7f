"""The lists of a report. In goes an audit, out come open duties, and how projects and cases stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import _decode
from ..codes import DutyStatus
from ..html._names import norm_of
from ..html._parts import Html, code, join, safe
from ..plot._columns import seconds
from ..values import ByEvent, PersonRef, Silence, SubjectStanding, Who
from ._findings import subject
from ._page import Words, paragraph, rows

if TYPE_CHECKING:
    from ..audit import Audit

__all__ = ["duties", "hindsight", "standings"]

_DUTIES = 100
_SUBJECTS = 50
_OPEN = (DutyStatus.PENDING, DutyStatus.OUTSTANDING, DutyStatus.MISSED)


def duties(audit: Audit, words: Words, mask: str | None) -> Html:
    """How many duties are open by norm, and the first of them: those due first, then those set off first."""
    table = audit.duties.table
    statuses = table.column("status")
    places = [place for place, own in enumerate(statuses) if own in _OPEN]
    if not places:
        return paragraph(words("没有。", "None."))
    norms = table.column("norm")
    counted = Counter((norms[place], statuses[place]) for place in places)
    order = sorted({norm for norm, _ in counted})
    heads = [
        words("规范", "norm"),
        words("内容（复述）", "restated"),
        *(own.label(words.lang) for own in _OPEN),
    ]
    by_norm = [[norm, _restated(norm, words), *(counted[norm, own.value] for own in _OPEN)] for norm in order]
    waiting = [place for place in places if statuses[place] != DutyStatus.MISSED.value]
    due, since = seconds(table, "due"), seconds(table, "since")
    # What is not a number is unlike itself, and goes last.
    waiting.sort(key=lambda place: (due[place] != due[place], due[place], since[place]))
    said = words(
        f"期限未到或尚未履行的{len(waiting):,}项，先列期限在前者，至多{_DUTIES}项；逾期未履行者见所见。",
        f"{len(waiting):,} are pending or outstanding; those due first stand first, at most"
        f" {_DUTIES}; missed ones are among the findings.",
    )
    return join(
        [rows(heads, by_norm), paragraph(said, "muted"), _listed(audit, words, waiting[:_DUTIES], mask)]
    )


def _listed(audit: Audit, words: Words, places: Sequence[int], mask: str | None) -> Html:
    lines = []
    for place in places:
        own = audit.duties[place]
        since: object = code(own.trigger.event) if isinstance(own.trigger, ByEvent) else own.trigger.since
        about = (
            words("人员", "person")
            if mask and own.subject.kind == "person"
            else subject(own.subject, audit, words)
        )
        lines.append(
            [
                own.norm,
                _who(own.obligor, audit, words, mask),
                _who(own.to, audit, words, mask),
                about,
                since,
                own.due or "–",
                own.status.label(words.lang),
            ]
        )
    heads = [
        words("规范", "norm"),
        words("义务主体", "obligor"),
        words("对象", "to"),
        words("所涉", "about"),
        words("起因", "set off by"),
        words("期限", "due"),
        words("状态", "status"),
    ]
    return rows(heads, lines) if lines else Html("")


def standings(audit: Audit, words: Words) -> Iterator[tuple[str, str, Html]]:
    """How projects stand, and the cases of which something was found."""
    projects = list(audit.standing_of_projects)
    if projects:
        yield "projects", words("各项目", "By project"), _subjects(audit, words, projects)
    # Most cases of a large log have no finding, and are not worth a value each.
    found = (own for own in audit._standing("case") if own["breaches"] or own["reviews"])
    cases = [_decode.subject_standing(own) for own in found]
    if cases:
        yield "cases", words("有所见的办件", "Cases with findings"), _subjects(audit, words, cases)


def _subjects(audit: Audit, words: Words, own: list[SubjectStanding]) -> Html:
    order = sorted(own, key=lambda one: (-one.breaches, -one.reviews, -one.open, one.subject.id))
    lines = [
        [subject(one.subject, audit, words), one.fulfilled, one.open, one.breaches, one.reviews]
        for one in order[:_SUBJECTS]
    ]
    heads = [
        words("所涉", "about"),
        words("已履行", "fulfilled"),
        words("尚未了结", "open"),
        words("违反", "breaches"),
        words("核查", "reviews"),
    ]
    more = len(order) - _SUBJECTS
    left = (
        paragraph(words(f"另有{more:,}项未列出", f"{more:,} more are not listed"), "muted")
        if more > 0
        else Html("")
    )
    return join([rows(heads, lines), left])


def hindsight(audit: Audit, words: Words) -> Html:
    """Acts of which later records say that somebody else was competent."""
    said = words(
        "以下行为，依其后补登的记录，有权者不同：",
        "By records made after them, somebody else was competent for these acts:",
    )
    lines = [
        [
            code(own.event),
            own.on,
            _matter(audit, own.matter, words),
            _who(own.then, audit, words, None),
            _who(own.now, audit, words, None),
        ]
        for own in audit.hindsight[:_SUBJECTS]
    ]
    heads = [
        words("事件", "event"),
        words("日期", "day"),
        words("事项", "matter"),
        words("当时所知", "as known then"),
        words("今日所知", "as known now"),
    ]
    more = len(audit.hindsight) - _SUBJECTS
    left = (
        paragraph(words(f"另有{more:,}项未列出", f"{more:,} more are not listed"), "muted")
        if more > 0
        else Html("")
    )
    return join([paragraph(said), rows(heads, lines), left])


def _matter(audit: Audit, id: str, words: Words) -> str:
    return audit.rulebook.matter(id).label(words.lang) if id in audit.rulebook.matters else id


def _who(own: Who | Silence | None, audit: Audit, words: Words, mask: str | None) -> object:
    match own:
        case None:
            return "–"
        case Silence():
            return own.text(words.lang)
        case PersonRef(id):
            if mask:
                return words("人员（已隐去）", "a person (masked)")
            name = audit.rulebook.persons[id].name if id in audit.rulebook.persons else None
            return code(id) if name is None else join([safe(name), " ", code(id)])
        case _:
            return words.party(audit.rulebook, own)


def _restated(norm: str, words: Words) -> str:
    own = norm_of(norm)
    return "" if own is None else own.text(words.lang)
