"""The parts that pages are made of. In go texts, out come fragments of HTML: nothing gets in unescaped.

`Html` marks what is HTML already; any other value is a text and is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

__all__ = [
    "Html",
    "badge",
    "both",
    "box",
    "code",
    "day",
    "filled",
    "join",
    "large",
    "muted",
    "paragraphs",
    "rows_left",
    "safe",
    "table",
    "two_lines",
]

_LINE = "1px solid rgba(128,128,128,.35)"
_COLOURS = {
    "breach": ("#b3470a", "#fff"),
    "review": ("#f3b63a", "#221a05"),
    "info": ("#7b8794", "#fff"),
    "good": ("#00639c", "#fff"),
    "open": ("#f3b63a", "#221a05"),
    "plain": ("#7b8794", "#fff"),
}


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


def safe(value: object) -> Html:
    """A text as HTML; what is HTML already stays as it is."""
    if isinstance(value, Html):
        return value
    return Html("–" if value is None else escape(str(value)))


def join(parts: Iterable[object], between: str = "") -> Html:
    """Parts one after another."""
    return Html(safe(between).join(safe(part) for part in parts))


def large(words: object) -> Html:
    """What is answered."""
    return Html(f'<span style="font-size:1.15em;font-weight:600">{safe(words)}</span>')


def muted(words: object) -> Html:
    """Words that stand back."""
    return Html(f'<span style="opacity:.68">{safe(words)}</span>')


def both(zh: str, en: str) -> Html:
    """Chinese, with English beside it."""
    if zh == en:
        return safe(zh)
    return Html(f'{safe(zh)} <span lang="en" style="opacity:.68;font-size:.92em">{safe(en)}</span>')


def two_lines(zh: object, en: object) -> Html:
    """Chinese, with English below it."""
    return Html(f'<div>{safe(zh)}</div><div lang="en" style="opacity:.68;font-size:.92em">{safe(en)}</div>')


def code(text: object) -> Html:
    """An id or a digest."""
    wrap = ";white-space:nowrap" if len(str(text)) < 25 else ""
    return Html(f'<code style="background:transparent;color:inherit;padding:0{wrap}">{safe(text)}</code>')


def badge(zh: str, en: str, kind: str) -> Html:
    """A word in a colour; the word says it all."""
    ground, ink = _COLOURS[kind]
    style = (
        f"background:{ground};color:{ink};border-radius:3px;padding:1px 7px;font-size:.9em;"
        "white-space:nowrap;display:inline-block"
    )
    return Html(f'<span style="{style}">{safe(zh)} <span lang="en">{safe(en)}</span></span>')


def day(value: date | None) -> Html:
    """A day or a moment; the zone's time needs no offset."""
    if value is None:
        return safe(None)
    text = value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value.isoformat()
    return Html(f'<span style="white-space:nowrap">{safe(text)}</span>')


def table(
    heads: Sequence[object], rows: Iterable[Sequence[object]], *, caption: object = None, first: bool = False
) -> Html:
    """A table whose columns, and rows where `first` says so, have heads."""
    cell = (
        f"text-align:left;vertical-align:top;padding:4px 10px;border-bottom:{_LINE};"
        "background:transparent;max-width:34em"
    )
    said = (
        ""
        if caption is None
        else f'<caption style="text-align:left;padding:4px 0;color:inherit">{safe(caption)}</caption>'
    )
    head = "".join(
        f'<th scope="col" style="{cell};font-weight:600;white-space:nowrap">{safe(own)}</th>' for own in heads
    )
    body = "".join(f"<tr>{_row(own, cell, first)}</tr>" for own in rows)
    style = "border-collapse:collapse;margin:4px 0 8px;font-size:inherit;color:inherit;border:0"
    head = f"<thead><tr>{head}</tr></thead>" if heads else ""
    return Html(
        f'<div style="overflow-x:auto"><table style="{style}">{said}{head}<tbody>{body}</tbody></table></div>'
    )


def filled(
    heads: Sequence[object], rows: Sequence[Sequence[object]]
) -> tuple[list[object], list[list[object]]]:
    """The columns in which some row says something, so that what is said fits the page."""
    places = [place for place in range(len(heads)) if any(row[place] not in (None, "", "–") for row in rows)]
    return [heads[place] for place in places], [[row[place] for place in places] for row in rows]


def _row(cells: Sequence[object], style: str, first: bool) -> str:
    written = []
    for place, own in enumerate(cells):
        number = (
            ";text-align:right;font-variant-numeric:tabular-nums"
            if isinstance(own, int) and not isinstance(own, bool)
            else ""
        )
        shown = f"{own:,}" if number else own
        if first and place == 0:
            written.append(f'<th scope="row" style="{style};font-weight:400">{safe(shown)}</th>')
        else:
            written.append(f'<td style="{style}{number}">{safe(shown)}</td>')
    return "".join(written)


def box(title: object, *inside: object) -> Html:
    """A titled block."""
    style = (
        "border-left:3px solid rgba(128,128,128,.55);padding:2px 0 2px 12px;margin:4px 0;"
        "line-height:1.5;max-width:100em"
    )
    head = f'<div style="font-weight:600;margin-bottom:3px">{safe(title)}</div>'
    return Html(f'<div style="{style}">{head}{join(inside)}</div>')


def paragraphs(*words: object) -> Html:
    """Words, each a paragraph."""
    return Html("".join(f'<div style="margin:2px 0">{safe(own)}</div>' for own in words))


def rows_left(shown: int, all_of: int) -> Html:
    """How many more there are than are shown."""
    if all_of <= shown:
        return Html("")
    return paragraphs(muted(both(f"另有 {all_of - shown:,} 项未列出", f"{all_of - shown:,} more")))


def value_text(value: Any) -> Html:
    """A value of a column."""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, (list, tuple)):
        return safe(", ".join(str(own) for own in value))
    return safe(value)
