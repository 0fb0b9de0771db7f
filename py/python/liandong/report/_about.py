"""What a report is about. In goes an audit, out come its numbers, what they mean, and what it rests on."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from ..codes import DutyStatus, LimitName, Severity, Unit
from ..html._parts import Html, code, join, safe
from ..registers import readings
from ._page import Words, badge, paragraph, rows

if TYPE_CHECKING:
    from ..audit import Audit

__all__ = ["about", "basis", "numbers"]


def numbers(audit: Audit, words: Words) -> Html:
    """Events, duties and findings, counted."""
    statuses, severities = (
        Counter(audit.duties.table.column("status")),
        Counter(audit.findings.table.column("severity")),
    )
    cards: list[tuple[int, object]] = [
        (len(audit.events), words("事件", "events")),
        (len(audit.duties), words("义务", "duties")),
        *((severities[own.value], badge(own, words)) for own in Severity),
    ]
    listed = join(Html(f"<li><b>{count:,}</b>{safe(label)}</li>") for count, label in cards)
    by_status = [[own.label(words.lang), statuses[own.value]] for own in DutyStatus if statuses[own.value]]
    heads = [words("义务的状态", "status of duties"), words("项数", "duties")]
    return join([Html(f'<ul class="cards">{listed}</ul>'), rows(heads, by_status) if by_status else ""])


def about(audit: Audit, words: Words, mask: str | None) -> Html:
    """What the page says and does not."""
    said = [
        words(
            "本页列示日志与规范之间的出入，供人查核；不评价任何单位或个人，也不认定责任。",
            "This page shows where the log departs from the norms, for people to check; it judges no party"
            " and no person, and finds nobody responsible.",
        ),
        words(
            "“违反”指条文或所注明的口径、时限明确，数据已经显示；“核查”须由人员查看后判断；“提示”仅供知悉。",
            "“breach”: the text, or a named reading or limit, is clear and the data show it;"
            " “review”: a person must look; “info”: to be known, no more.",
        ),
        words(
            "所列3.3的情形仅为可能，是否构成由有权机关依其他规定认定。",
            "A ground of 3.3 is only a possible one; whether it is made out is for the competent"
            " authority to decide, under other rules.",
        ),
        words(
            "未见记录不等于没有发生；如有漏登，补登后请重新核查。",
            "What is not on record may still have happened; where something was left out, record it"
            " and audit again.",
        ),
    ]
    if audit.rulebook.profile["limits"]:
        said.append(words("时限由采用方设定，本办法未设。", "Limits are the adopter's; the text sets none."))
    else:
        said.append(
            words(
                "未设时限：只列时间，不称逾期。",
                "No limit is set: times are told, and nothing is called late for its time.",
            )
        )
    if mask == "persons":
        said.append(words("人员已隐去。", "Persons are masked."))
    return Html(f'<div class="note">{join(map(paragraph, said))}</div>')


def basis(audit: Audit, words: Words) -> Html:
    """The limits and readings in use, and the digests that the audit rests on."""
    profile, text = (json.loads(own) for own in audit.rulebook._profiles())
    return join(
        [_limits(profile["limits"], words), _readings(profile, text, words), _digests(audit, profile, words)]
    )


def _limits(limits: dict[str, Any], words: Words) -> Html:
    title = Html(f"<h3>{safe(words('时限', 'Limits'))}</h3>")
    if not limits:
        return join([title, paragraph(words("未设。", "None is set."))])
    lines = [
        [
            LimitName(name).label(words.lang),
            code(name),
            f"{own['value']:,} {Unit(own['unit']).label(words.lang)}",
        ]
        for name, own in limits.items()
    ]
    return join(
        [
            title,
            rows(
                [words("时限", "limit"), words("名称", "name"), words("采用方所设", "as the adopter set it")],
                lines,
            ),
        ]
    )


def _readings(profile: dict[str, Any], text: dict[str, Any], words: Words) -> Html:
    known = {own.id: own for own in readings()}
    lines = []
    for name, option in profile["readings"].items():
        changed = option != text["readings"].get(name)
        said = known[name].text(words.lang) if name in known else ""
        mark = words("采用方所选", "the adopter's choice") if changed else words("默认", "default")
        lines.append(
            [code(name), said, code(_option(option)), Html(f"<b>{safe(mark)}</b>") if changed else mark]
        )
    heads = [
        words("口径", "reading"),
        words("默认读法", "by default"),
        words("所用选项", "option in use"),
        words("由来", "whose"),
    ]
    return join([Html(f"<h3>{safe(words('口径', 'Readings'))}</h3>"), rows(heads, lines)])


def _option(option: Any) -> str:
    if isinstance(option, dict):
        return ", ".join(f"{name} {own}" for name, own in option.items()) or "–"
    return str(option)


def _digests(audit: Audit, profile: dict[str, Any], words: Words) -> Html:
    digests = audit.digests
    lines: list[list[object]] = [
        [words("目录", "catalogue"), code(digests.catalogue)],
        [words("口径", "profile"), code(digests.profile)],
        [words("日历", "calendar"), code(digests.calendar)],
    ]
    if digests.known_on is not None:
        lines.append([words("目录仅知至", "catalogue as known on"), digests.known_on])
    if profile.get("source"):
        lines.append([words("口径的来源", "source of the profile"), profile["source"]])
    if audit.scope.known == "when_done":
        lines.append(
            [
                words("权限所依", "competence by"),
                words("行为时已有的记录", "the records known when an act was done"),
            ]
        )
    said = words(
        "同一摘要、同一日志与同一问题，得同一结果（SHA-256）。",
        "The same digests, log and question give the same result (SHA-256).",
    )
    return join(
        [Html(f"<h3>{safe(words('摘要', 'Digests'))}</h3>"), paragraph(said, "muted"), rows([], lines)]
    )
