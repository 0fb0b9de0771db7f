"""The findings of a report. In goes an audit, out come its findings by severity, norm and party, with
their evidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from .._text import SUBJECTS
from ..codes import FindingCode, Severity
from ..html._names import norm_of, spent
from ..html._parts import Html, code, join, safe
from ..values import Finding, PersonRef, Subject
from ._markdown import html_of
from ._page import Words, badge, fold, paragraph, rows

if TYPE_CHECKING:
    from ..audit import Audit

__all__ = ["Listed", "findings", "listed", "subject"]

_WITH_EVIDENCE = 200
_LISTED = 1000
_ORDER = tuple(own.value for own in Severity)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A finding that is listed: its place, itself, the rows of its events, and its evidence where it is
    shown.
    """

    place: int
    finding: Finding
    rows: tuple[int, ...]
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The findings that are listed, those more severe first, and how many there are of all."""

    shown: tuple[Chosen, ...]
    counted: Counter[tuple[str, str | None, str | None]]


def listed(audit: Audit, words: Words, mask: Literal["persons"] | None) -> Listed:
    """Chooses which findings are listed, and which of them with evidence."""
    table = audit.findings.table
    columns = [table.column(name) for name in ("severity", "norm", "obligor")]
    counted = Counter(zip(*columns, strict=True))
    severities = columns[0]
    places = [place for severity in _ORDER for place, own in enumerate(severities) if own == severity][
        :_LISTED
    ]
    events = table.column("events")
    shown = []
    for number, place in enumerate(places):
        with_evidence = number < _WITH_EVIDENCE and severities[place] != Severity.INFO.value
        evidence = words(*audit._evidence(place, mask)[1:]) if with_evidence else None
        shown.append(Chosen(place, audit.findings[place], tuple(events[place]), evidence))
    return Listed(tuple(shown), counted)


def findings(audit: Audit, words: Words, chosen: Listed, mask: str | None) -> Html:
    """Counts by norm and party, then the findings one by one."""
    if not len(audit.findings):
        return paragraph(words("没有所见。", "Nothing was found."))
    return join(
        [
            _counts(audit, words, chosen),
            _bounds(audit, words, chosen, mask),
            *_groups(audit, words, chosen, mask),
        ]
    )


def _counts(audit: Audit, words: Words, chosen: Listed) -> Html:
    order = sorted(
        {(norm, obligor) for _, norm, obligor in chosen.counted},
        key=lambda own: (own[0] or "~", own[1] or "~"),
    )
    lines = [
        [
            _norm(norm, words),
            _obligor(audit, words, obligor),
            *(chosen.counted[severity, norm, obligor] for severity in _ORDER),
        ]
        for norm, obligor in order[:_LISTED]
    ]
    heads = [words("规范", "norm"), words("义务单位", "obligor"), *(badge(own, words) for own in Severity)]
    more = len(order) - len(lines)
    left_out = words(f"另有{more:,}行未列出。", f"{more:,} more rows are not listed.")
    return fold(
        words("按规范与单位的项数", "how many, by norm and party"),
        join([rows(heads, lines), paragraph(left_out, "muted") if more else Html("")]),
    )


def _bounds(audit: Audit, words: Words, chosen: Listed, mask: str | None) -> Html:
    shown = sum(own.evidence is not None for own in chosen.shown)
    asked = f'audit.evidence(i, mask="{mask}")' if mask else "audit.evidence(i)"
    more = len(audit.findings) - len(chosen.shown)
    said = [
        words(
            f"证据材料附于前{shown:,}项“违反”与“核查”，点开即见；其余由 ",
            f"Evidence stands with the first {shown:,} breaches and reviews, and opens on a click;"
            " that of any other is given by ",
        ),
        code(asked),
        words("；# 后为其序号 i。", "; its number i stands after #."),
    ]
    if more > 0:
        said.append(
            words(
                f"另有{more:,}项未逐一列出，可由 ",
                f" Another {more:,} are counted above and not listed; see ",
            )
        )
        said.append(code("audit.findings"))
        said.append(words(" 取得。", "."))
    return paragraph(join(said), "muted")


def _groups(audit: Audit, words: Words, chosen: Listed, mask: str | None) -> Iterator[Html]:
    def party(own: Chosen) -> tuple[str, str]:
        return own.finding.norm or "~", own.finding.obligor or "~"

    for severity in Severity:
        own = sorted(
            (one for one in chosen.shown if one.finding.severity == severity),
            key=lambda one: (*party(one), one.place),
        )
        if not own:
            continue
        yield Html(f"<h3>{badge(severity, words)} {len(own):,}</h3>")
        for norm_id, of_norm in groupby(own, key=lambda one: one.finding.norm):
            norm = norm_of(norm_id)
            said = (
                "" if norm is None else Html(f'<br><span class="muted">{safe(norm.text(words.lang))}</span>')
            )
            head = (
                words("与规范无关", "about no norm")
                if norm is None
                else f"{norm.norm} {words(norm.clause, norm.clause_en)}"
            )
            yield Html(f"<h4>{safe(head)}{said}</h4>")
            for obligor, of_party in groupby(of_norm, key=lambda one: one.finding.obligor):
                same = list(of_party)
                name = Html("") if obligor is None and norm is None else safe(_obligor(audit, words, obligor))
                yield Html(
                    f'<p class="party"><b>{name}</b> <span class="muted">{len(same):,}</span></p>'
                    if name
                    else ""
                )
                yield join(_one(audit, words, one, mask) for one in same)


def _one(audit: Audit, words: Words, own: Chosen, mask: str | None) -> Html:
    finding = own.finding
    about = finding.subject
    if mask and about.kind == "person":
        about = Subject("person", words("已隐去", "masked"))
    parts: list[object] = [finding.text(words.lang).rstrip("。."), subject(about, audit, words)]
    if isinstance(finding.to, str):
        parts.append(
            words(
                f"对象：{words.party(audit.rulebook, finding.to)}",
                f"to {words.party(audit.rulebook, finding.to)}",
            )
        )
    elif isinstance(finding.to, PersonRef):
        person = words("人员（已隐去）", "a person (masked)") if mask else finding.to.id
        parts.append(words(f"对象：{person}", f"to {person}"))
    if finding.from_ is not None:
        parts.append(f"{finding.from_} – {finding.until or ''}")
    if finding.elapsed is not None:
        parts.append(spent(finding.elapsed, words.lang))
    if finding.named is not None and not mask:
        is_why = finding.code is FindingCode.UNREADABLE_EVENT
        said = words("原因", "why") if is_why else words("日志所写", "the log says")
        parts.append(words(f"{said}：{finding.named}", f"{said}: {finding.named}"))
    if finding.limit is not None:
        limit = finding.limit.label(words.lang)
        parts.append(words(f"采用方时限：{limit}", f"adopter's limit: {limit}"))
    elif finding.reading is not None:
        parts.append(join([words("口径 ", "reading "), code(finding.reading)]))
    if finding.possible_ground is not None:
        ground = finding.possible_ground.label(words.lang)
        parts.append(words(f"可能的情形：{ground}", f"possible ground: {ground}"))
    line = join(
        [
            badge(finding.severity, words),
            " ",
            join(map(safe, parts), Html('<span class="sep"></span>')),
            Html(f" <small>#{own.place}</small>"),
        ]
    )
    if own.evidence is None:
        return Html(f'<div class="one"><div>{line}</div></div>')
    pack = Html(f'<div class="pack">{html_of(own.evidence)}</div>')
    return Html(f'<div class="one">{fold(line, pack)}</div>')


def subject(own: Subject, audit: Audit, words: Words) -> Html:
    """What something is about: its kind and id, and its name where it has one."""
    book, named = audit.rulebook, ""
    if own.kind == "matter" and own.id in book.matters:
        named = book.matter(own.id).label(words.lang)
    elif own.kind == "party" and own.id in book.parties:
        named = book.parties[own.id].label(words.lang)
    elif own.kind == "project" and own.id in book.projects:
        named = book.projects[own.id].name
    return join([words(*SUBJECTS[own.kind]), code(own.id), *([named] if named else [])], " ")


def _norm(norm: str | None, words: Words) -> str:
    return norm or words("无", "none")


def _obligor(audit: Audit, words: Words, id: str | None) -> str:
    return words("无义务单位", "no obligor") if id is None else words.party(audit.rulebook, id)
