"""Questions about one day.

In go ids and days, out come who approves, where a transfer stands, what is permitted, what is owed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import click

from .._text import Lang, in_lang
from ..values import Duty, Forbidden, Permitted, Reason, Silence
from .inputs import json_of, one_stdin, read_zone
from .naming import Names, moment
from .output import show, show_table, write_json

__all__ = ["duties", "duty_table", "permits", "status", "who"]


def who(lang: Lang, matter: str, on: date, accepted_on: date | None, as_json: bool, **zone: Any) -> None:
    """Who approves a matter on a day."""
    book = read_zone(lang, **zone)
    answer = book.approver(matter, on, accepted_on)
    if as_json:
        write_json(answer.to_dict())
        return
    show(f"{Names(book, lang).matter(matter)}  {moment(on)}")
    value = answer.value
    show(value.text(lang) if isinstance(value, Silence) else f"{value.label(lang)} ({value.id})", indent=2)
    _show_reasons(answer.reasons, lang)


def status(lang: Lang, matter: str, on: date | None, as_json: bool, **zone: Any) -> None:
    """Where the transfer of a matter stands."""
    book = read_zone(lang, **zone)
    handle = book.matter(matter)
    answer = None if on is None else handle.status(on)
    if as_json:
        if answer is not None:
            write_json(answer.to_dict())
        else:
            stretches = [own.to_dict() for own in handle.timeline()]
            write_json({"value": stretches, "digests": book.digests.to_dict()})
        return
    show(f"{handle.id} {handle.label(lang)}" + ("" if on is None else f"  {moment(on)}"))
    if answer is not None:
        show(_stands(answer.value, lang), indent=2)
        _show_reasons(answer.reasons, lang)
        show()
    timeline = handle.timeline()
    untils = [own.from_ and own.from_ - timedelta(days=1) for own in timeline[1:]]
    show_table(
        in_lang(lang, "自/至/状态", "from/until/status").split("/"),
        [
            [moment(own.from_), moment(until), _stands(own.status, lang)]
            for own, until in zip(timeline, [*untils, None], strict=True)
        ],
    )


def _stands(own: Any, lang: Lang) -> str:
    return str(own.text(lang) if isinstance(own, Silence) else own.label(lang))


def permits(
    lang: Lang,
    act: str,
    actor: str,
    on: date,
    matter: str | None,
    officer: str | None,
    accepted_on: date | None,
    as_json: bool,
    **zone: Any,
) -> None:
    """Whether a party may do an act on a day."""
    book = read_zone(lang, **zone)
    answer = book.permits(act, actor, on, matter=matter, officer=officer, accepted_on=accepted_on)
    if as_json:
        write_json(answer.to_dict())
        return
    names = Names(book, lang)
    match answer.value:
        case Silence() as silence:
            show(silence.text(lang))
        case Permitted(norms):
            show(in_lang(lang, "可以", "permitted"))
            if norms:
                show(in_lang(lang, "产生义务：", "sets off duties of: ") + ", ".join(norms), indent=2)
        case Forbidden() as own:
            show(in_lang(lang, "不可：", "forbidden: ") + own.why.label(lang))
            if own.competent:
                competent = f"{names.party(own.competent)} ({own.competent})"
                show(in_lang(lang, "可由：", "who may: ") + competent, indent=2)
            for mend in own.would_permit:
                show(in_lang(lang, "若要可以：", "would permit it: ") + mend.label(lang), indent=2)
    _show_reasons(answer.reasons, lang)


def _show_reasons(reasons: Iterable[Reason], lang: Lang) -> None:
    for reason in reasons:
        show(reason.text(lang), indent=4)


def duties(
    lang: Lang,
    event_file: str | None,
    event: tuple[str, ...],
    week: str | None,
    year: int | None,
    platform_capable: str | None,
    liaison_vacant: str | None,
    procedures_started: str | None,
    transferred: str | None,
    on: date | None,
    as_json: bool,
    **zone: Any,
) -> None:
    """What an event or a dated fact sets off."""
    one_stdin(lang, event_file, zone["catalogue"], zone["profile"], zone["with_transfers"])
    facts = {
        "platform_capable": ("matter", platform_capable),
        "liaison_vacant": ("party", liaison_vacant),
        "procedures_started": ("project", procedures_started),
        "transfer": ("matter", transferred),
    }
    triggers: list[Mapping[str, Any]] = []
    if event_file is not None:
        triggers.append(json_of(event_file, dict, "event", "事件"))
    if event:
        triggers.append(_event_of(lang, event))
    if week is not None:
        triggers.append({"week_opened": {"week": week}})
    if year is not None:
        triggers.append({"year_opened": {"year": year}})
    for fact, (kind, id) in facts.items():
        if id is None:
            continue
        if on is None:
            option = "--transferred" if fact == "transfer" else f"--{fact.replace('_', '-')}"
            raise _misused(lang, f"{option} 要有 --on", f"{option} needs --on")
        triggers.append({fact: {kind: id, "on": moment(on)}})
    if len(triggers) != 1:
        raise _misused(
            lang,
            "请给出一个事件（文件或 --event）或一项事实（--week、--year 等），不多不少",
            "give one event (a file or --event) or one fact (--week, --year …), no more and no less",
        )
    book = read_zone(lang, **zone)
    found = book.duties(triggers[0])
    if as_json:
        write_json({"value": [own.to_dict() for own in found], "digests": book.digests.to_dict()})
        return
    if not found:
        show(in_lang(lang, "不产生义务", "sets off no duty"))
        return
    duty_table(found, Names(book, lang), lang)


def duty_table(found: Iterable[Duty], names: Names, lang: Lang) -> None:
    """Writes duties, one a row."""
    rows = [
        [
            own.norm,
            names.who(own.obligor),
            names.who(own.to),
            names.subject(own.subject),
            own.status.label(lang),
            moment(own.due),
            _restated(own.norm, lang),
        ]
        for own in found
    ]
    header = in_lang(lang, "规范/义务主体/对象/所涉/状态/期限/内容", "norm/owed by/to/about/status/due/what")
    show_table(header.split("/"), rows)


def _restated(norm: str, lang: Lang) -> str:
    from ..registers import norms

    return next((own.text(lang) for own in norms() if own.norm == norm), "")


def _event_of(lang: Lang, fields: Iterable[str]) -> dict[str, Any]:
    event: dict[str, Any] = {}
    for word in fields:
        name, equals, value = word.partition("=")
        if not equals or not name:
            raise _misused(
                lang,
                f"`{word}` 格式不符，应如 kind=decision",
                f"`{word}` is in another form; write it like kind=decision",
            )
        event[name] = value.split(",") if name == "covers" else value
    return event


def _misused(lang: Lang, zh: str, en: str) -> click.UsageError:
    return click.UsageError(in_lang(lang, zh, en), click.get_current_context(silent=True))
