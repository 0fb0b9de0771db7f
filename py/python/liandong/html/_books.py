"""Rulebooks and what is asked of them by itself, in a notebook. In goes a handle, out come its name and
its state.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..codes import PartyKind
from ..values import Silence, Stretch
from ._names import silence
from ._parts import Html, both, box, code, day, join, muted, paragraphs, safe, table

if TYPE_CHECKING:
    from ..handles import Handles, Matter, Package, PartyHandle, PersonHandle
    from ..rulebook import Rulebook

__all__ = ["handle", "handles", "matter", "rulebook", "stretches"]

_COLOURS = {"retained": "#7b8794", "transferred": "#00639c", "returned": "#b97700"}
_SILENT = "repeating-linear-gradient(45deg,#a8578a 0 5px,#8a4370 5px 10px)"


def rulebook(own: Rulebook) -> Html:
    """The zone, how much the catalogue holds, the limits that are set, and the digests."""
    zone, profile, digests = own.zone, own.profile, own.digests
    limits = ", ".join(profile["limits"])
    rows: list[list[object]] = [
        [both("单位", "parties"), len(own.parties)],
        [both("事项", "matters"), len(own.matters)],
        [both("人员", "persons"), len(own.persons)],
        [both("项目", "projects"), len(own.projects)],
        [both("一件事", "packages"), len(own.packages)],
    ]
    about: list[list[object]] = [
        [both("口径", "profile"), profile.get("name")],
        [both("时限", "limits"), code(limits) if limits else both("未设", "none set")],
        [both("目录摘要", "catalogue"), code(digests.catalogue[:16])],
        [both("口径摘要", "profile"), code(digests.profile[:16])],
        [both("日历摘要", "calendar"), code(digests.calendar[:16])],
    ]
    if digests.known_on is not None:
        about.append([both("仅知至", "as known on"), day(digests.known_on)])
    if own.warnings:
        about.append([both("编码提醒", "warnings"), len(own.warnings)])
    return box(
        both(zone.name, zone.name_en or zone.name), table([], rows, first=True), table([], about, first=True)
    )


def matter(own: Matter) -> Html:
    """The matter and its transfer, stretch by stretch."""
    line = own.timeline()
    codes = paragraphs(muted(join(map(code, own.codes), " "))) if own.codes else Html("")
    return box(
        join([both(own.name, own.name_en or own.name), muted(code(own.id))], " "), codes, stretches(line)
    )


def stretches(line: tuple[Stretch, ...]) -> Html:
    """A line of coloured stretches, and the same in words."""
    days = [own.from_ for own in line if own.from_ is not None]
    pieces = []
    if days:
        spare = timedelta(days=max(180, (days[-1] - days[0]).days // 4))
        first, last = _shifted(days[0], -spare), _shifted(days[-1], spare)
        whole = max((last - first).days, 1)
        ends = [*(own.from_ for own in line[1:]), last]
        for own, until in zip(line, ends, strict=True):
            length = ((until or last) - (own.from_ or first)).days / whole * 100
            ground = _SILENT if isinstance(own.status, Silence) else _COLOURS[own.status.value]
            zh = "不能认定" if isinstance(own.status, Silence) else own.status.label("zh")
            style = (
                f"width:{length:.2f}%;background:{ground};color:#fff;font-size:.85em;"
                "padding:1px 0 1px 5px;overflow:hidden;white-space:nowrap;"
                "box-sizing:border-box;border-right:1px solid #fff"
            )
            pieces.append(f'<div style="{style}">{safe(zh)}</div>')
    drawn = (
        f'<div aria-hidden="true" style="display:flex;max-width:44em;margin:4px 0">{"".join(pieces)}</div>'
        if pieces
        else ""
    )
    rows = [
        [
            both("起初", "from the first") if own.from_ is None else day(own.from_),
            silence(own.status)
            if isinstance(own.status, Silence)
            else both(own.status.label("zh"), own.status.label("en")),
        ]
        for own in line
    ]
    return join([Html(drawn), table([both("自", "from"), both("划转状态", "transfer")], rows, first=True)])


def handle(own: PartyHandle | PersonHandle | Package) -> Html:
    """A party, person or package: its name, id, and what it is."""
    from ..handles import Package, PartyHandle

    more: list[object] = []
    if isinstance(own, PartyHandle):
        kind: PartyKind = own.kind
        more.append(both(kind.label("zh"), kind.label("en")))
    if isinstance(own, Package):
        more.append(join([both("事项", "matters"), join(map(code, own.matters), " ")], " "))
    return box(join([both(own.name, own.name_en or own.name), muted(code(own.id))], " "), paragraphs(*more))


def handles(own: Handles[object]) -> Html:
    """The first ids and names, and how many there are."""
    ids = list(own)[:20]
    rows = [[code(id), getattr(own[id], "name", None)] for id in ids]
    more = len(own) - len(ids)
    left = paragraphs(muted(both(f"另有 {more:,} 项未列出", f"{more:,} more"))) if more else ""
    return box(
        both(f"{len(own):,} 项", f"{len(own):,} entries"),
        table([both("编号", "id"), both("名称", "name")], rows, first=True),
        left,
    )


def _shifted(own: date, by: timedelta) -> date:
    try:
        return own + by
    except OverflowError:
        return own
