"""Questions about a log. In go events and days, out come what was owed, found, is due, or would change."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import click

from .._text import Lang, in_lang
from ..codes import FindingCode, Severity
from ..values import Finding
from .inputs import json_of, one_stdin, read_log, read_zone
from .naming import Names, moment, said_of, span
from .output import complain, on_terminal, show, show_table, write_json

if TYPE_CHECKING:
    from ..audit import Audit, Known, Progress
    from ..events import Events

__all__ = ["audit", "compare", "finding_table", "outlook"]

_COLOURS = {"breach": "red", "review": "yellow", "info": "cyan"}
_ROWS_ON_A_TERMINAL = 20
_LONG = 200_000
"""From how many events on a bar shows how far an audit has come."""


def audit(
    lang: Lang,
    events: str,
    as_of: date,
    from_: date | None,
    to: date | None,
    norm: tuple[str, ...],
    known: str,
    report: str | None,
    excel: str | None,
    evidence: tuple[int, ...],
    mask: Literal["persons"] | None,
    limit_rows: int | None,
    fail_on: str,
    as_json: bool,
    **given: Any,
) -> None:
    """Judges a log."""
    if mask and (excel or (as_json and not evidence)):
        raise _misused(
            lang,
            "--mask 不用于 --excel 与完整的 --json，二者载有人员编号",
            "--mask does not reach --excel nor a whole --json, which hold the ids of persons",
        )
    book, log = _read(lang, events, given)
    known_by: Known = "when_done" if known == "when_done" else "now"
    with _progress(lang, len(log)) as told:
        own = book.audit(log, as_of, norms=norm or None, from_=from_, to=to, known=known_by, progress=told)
    if report is not None:
        own.report(report, lang=lang, mask=mask)
        complain(in_lang(lang, f"已写报告 {report}", f"wrote the report {report}"))
    if excel is not None:
        own.to_excel(excel, lang=lang)
        complain(in_lang(lang, f"已写工作簿 {excel}", f"wrote the workbook {excel}"))
    if evidence:
        _show_evidence(own, evidence, mask, as_json, lang)
    elif as_json:
        write_json({"value": own.to_dict(), "digests": own.digests.to_dict()})
    else:
        _show_audit(own, Names(book, lang, mask is not None), mask is not None, limit_rows, lang)
    failing = {"breach": {"breach"}, "review": {"breach", "review"}}.get(fail_on, set())
    if failing and not failing.isdisjoint(own.findings.table.column("severity")):
        click.get_current_context().exit(1)


def _read(lang: Lang, events: str | None, given: dict[str, Any]) -> tuple[Any, Events]:
    from ..events import read_events

    named = {name: given.pop(name) for name in ("column", "value", "map", "encoding", "sheet")}
    one_stdin(lang, events, named["map"], given["catalogue"], given["profile"], given["with_transfers"])
    log = read_events([]) if events is None else read_log(lang, events, **named)
    return read_zone(lang, **given), log


@contextmanager
def _progress(lang: Lang, count: int) -> Iterator[Progress | None]:
    """A bar on stderr where a person waits for many events."""
    if count <= _LONG or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=count, label=in_lang(lang, "核查", "judging"), file=sys.stderr) as bar:
        yield lambda done, _all: bar.update(done - bar.pos)


def _show_evidence(
    own: Audit, places: tuple[int, ...], mask: Literal["persons"] | None, as_json: bool, lang: Lang
) -> None:
    packs = [own.evidence(place, mask=mask) for place in places]
    if not as_json:
        for place, pack in enumerate(packs):
            # Markdown keeps its own lines: it is a document to be handed on.
            click.echo(("\n" if place else "") + pack.to_markdown(lang).rstrip("\n"))
        return
    if len(packs) > 1:
        raise _misused(lang, "--json 一次一项证据材料", "--json gives one --evidence at a time")
    write_json({"value": packs[0].to_dict(), "digests": own.digests.to_dict()})


def _show_audit(own: Audit, names: Names, masked: bool, limit_rows: int | None, lang: Lang) -> None:
    table = own.findings.table
    codes, severities = table.column("code"), table.column("severity")
    by_severity = Counter(severities)
    counted = in_lang(lang, "、", ", ").join(
        f"{severity.label(lang)} {by_severity[severity.value]:,}" for severity in Severity
    )
    show(
        in_lang(
            lang,
            f"截至 {moment(own.as_of)}：事件 {len(own.events):,}，义务 {len(own.duties):,}，"
            f"发现 {len(own.findings):,}（{counted}）",
            f"As of {moment(own.as_of)}: events {len(own.events):,}, duties {len(own.duties):,}, "
            f"findings {len(own.findings):,} ({counted})",
        )
    )
    paint = {severity.label(lang): _COLOURS[severity.value] for severity in Severity}
    by_code = Counter(zip(codes, severities, strict=True))
    if by_code:
        order = {severity.value: place for place, severity in enumerate(Severity)}
        listed = sorted(by_code.items(), key=lambda own: (order[own[0][1]], -own[1], own[0][0]))
        show()
        show_table(
            in_lang(lang, "程度/项数/发现/代码", "severity/count/finding/code").split("/"),
            [
                [Severity(severity).label(lang), f"{count:,}", FindingCode(code).label(lang), code]
                for (code, severity), count in listed
            ],
            paint,
        )
    if own.standing:
        show()
        show_table(
            in_lang(lang, "单位/已履行/未了/违反/核查", "party/fulfilled/open/breaches/reviews").split("/"),
            [
                [
                    names.party(one.party),
                    *(f"{n:,}" for n in (one.fulfilled, one.open, one.breaches, one.reviews)),
                ]
                for one in own.standing
            ],
        )
    if by_code:
        show()
        shown = _limit(limit_rows, len(own.findings))
        finding_table(enumerate(islice(own.findings, shown)), names, masked, lang)
        _show_rest(len(own.findings) - shown, lang)
        show(in_lang(lang, "证据：--evidence 编号", "evidence: --evidence NUMBER"))


def finding_table(found: Any, names: Names, masked: bool, lang: Lang) -> None:
    """Writes findings with their places, one a row."""
    header = in_lang(lang, "编号/程度/规范/发现/单位/所涉/何时", "no./severity/norm/finding/party/about/when")
    rows = [
        [
            str(place),
            own.severity.label(lang),
            own.norm or "",
            said_of(own.text(lang), None if masked else own.named, lang),
            names.party(own.obligor or own.actor),
            names.subject(own.subject),
            _when(own, lang),
        ]
        for place, own in found
    ]
    paint = {severity.label(lang): _COLOURS[severity.value] for severity in Severity}
    show_table(header.split("/"), rows, paint)


def _when(own: Finding, lang: Lang) -> str:
    if own.from_ is not None:
        return span(own.from_, own.until)
    return "" if own.elapsed is None else own.elapsed.text(lang)


def _limit(limit_rows: int | None, count: int) -> int:
    if limit_rows is None:
        limit_rows = _ROWS_ON_A_TERMINAL if on_terminal() else 0
    return count if limit_rows == 0 else min(limit_rows, count)


def _show_rest(rest: int, lang: Lang) -> None:
    if rest > 0:
        show(
            in_lang(
                lang,
                f"另有 {rest:,} 行，--limit-rows 0 全列",
                f"{rest:,} more rows; --limit-rows 0 lists all",
            )
        )


def outlook(
    lang: Lang,
    events: str | None,
    from_: date,
    to: date,
    as_of: date | None,
    ics: str | None,
    limit_rows: int | None,
    as_json: bool,
    **given: Any,
) -> None:
    """What is due in a period."""
    book, log = _read(lang, events, given)
    own = book.outlook(log, from_, to, as_of)
    if ics is not None:
        # A calendar's lines end as they are: the format wants CR LF.
        with open(ics, "w", encoding="utf-8", newline="") as file:
            file.write(own.to_ics(lang))
        complain(in_lang(lang, f"已写日历 {ics}", f"wrote the calendar {ics}"))
    if as_json:
        write_json({"value": own.to_dict(), "digests": book.digests.to_dict()})
        return
    names = Names(book, lang)
    count = len(own.entries)
    show(
        in_lang(
            lang,
            f"{moment(from_)} 至 {moment(to)}，以 {moment(own.as_of)} 所知：{count:,} 项",
            f"{moment(from_)} to {moment(to)}, by what is known as of {moment(own.as_of)}: {count:,}",
        )
    )
    if not count:
        return
    shown = _limit(limit_rows, count)
    show()
    show_table(
        in_lang(lang, "规范/义务主体/对象/所涉/何时/内容", "norm/owed by/to/about/when/what").split("/"),
        [
            [
                one.norm,
                names.who(one.obligor),
                names.who(one.to),
                names.subject(one.subject),
                moment(one.due) or span(one.from_, one.until),
                one.text(lang),
            ]
            for one in own.entries[:shown]
        ],
    )
    _show_rest(count - shown, lang)


def compare(
    lang: Lang,
    events: str | None,
    as_of: date,
    transfers: str | None,
    other_profile: str | None,
    from_: date | None,
    to: date | None,
    norm: tuple[str, ...],
    limit_rows: int | None,
    as_json: bool,
    **given: Any,
) -> None:
    """What would change with transfers, or under another profile."""
    if transfers is None and other_profile is None:
        raise _misused(lang, "请给出 --transfers 或 --other-profile", "give --transfers or --other-profile")
    zone = (given["catalogue"], given["profile"], given["with_transfers"])
    one_stdin(lang, transfers, other_profile, events, *zone)
    book, log = _read(lang, events, given)
    other = book
    if other_profile is not None:
        other = other.with_profile(json_of(other_profile, dict, "profile", "口径"))
    if transfers is not None:
        other = other.with_transfers(json_of(transfers, list, "transfers", "划转记录"))
    own = book.compare(other, log, as_of, norms=norm or None, from_=from_, to=to)
    if as_json:
        digests = {"digests": book.digests.to_dict(), "compared_with": other.digests.to_dict()}
        write_json({"value": own.to_dict(), **digests})
        return
    names = Names(book, lang)
    before_after = in_lang(lang, "/原/现", "/before/after")
    tables: list[tuple[str, str, list[list[str]]]] = [
        (
            in_lang(lang, "口径", "Choices"),
            in_lang(lang, "口径或时限", "reading or limit") + before_after,
            [[one.reading or str(one.limit), one.before, one.after] for one in own.choices],
        ),
        (
            in_lang(lang, "审批权限", "Who approves"),
            in_lang(lang, "事项/何时", "matter/when") + before_after,
            [
                [
                    names.matter(one.matter),
                    span(one.from_, one.until),
                    names.party(one.before),
                    names.party(one.after),
                ]
                for one in own.competence
            ],
        ),
        (
            in_lang(lang, "义务", "Duties"),
            in_lang(lang, "义务主体/规范", "owed by/norm") + before_after,
            [[names.who(one.obligor), one.norm, f"{one.before:,}", f"{one.after:,}"] for one in own.duties],
        ),
        (
            in_lang(lang, "发现", "Findings"),
            in_lang(lang, "变化/程度/规范/发现/单位/所涉", "change/severity/norm/finding/party/about"),
            [_changed(one.before, one.after, names, lang) for one in own.findings],
        ),
    ]
    changed = [entry for entry in tables if entry[2]]
    if not changed:
        show(in_lang(lang, "没有不同", "no difference"))
    for place, (title, header, rows) in enumerate(changed):
        if place:
            show()
        show(f"{title}：{len(rows):,}" if lang == "zh" else f"{title}: {len(rows):,}")
        shown = _limit(limit_rows, len(rows))
        show_table(header.split("/"), rows[:shown])
        _show_rest(len(rows) - shown, lang)


def _changed(before: Finding | None, after: Finding | None, names: Names, lang: Lang) -> list[str]:
    one = after or before
    assert one is not None  # a change has one side at least
    change = ("+", "+") if before is None else ("-", "-") if after is None else ("改", "changed")
    return [
        in_lang(lang, *change),
        one.severity.label(lang),
        one.norm or "",
        one.text(lang),
        names.party(one.obligor or one.actor),
        names.subject(one.subject),
    ]


def _misused(lang: Lang, zh: str, en: str) -> click.UsageError:
    return click.UsageError(in_lang(lang, zh, en), click.get_current_context(silent=True))
