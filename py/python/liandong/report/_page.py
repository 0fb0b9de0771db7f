"""The page itself. In go its parts, out comes one HTML text: its style, its head, its contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from .._liandong import __version__
from .._text import Lang, in_lang
from ..codes import Severity
from ..html._parts import Html, day, join, safe

if TYPE_CHECKING:
    from ..audit import Audit
    from ..rulebook import Rulebook

__all__ = ["Words", "badge", "fold", "page", "paragraph", "rows"]

_STYLE = """
:root{color-scheme:light dark;--paper:#fff;--ink:#1b2733;--muted:#5d6b79;--line:#d3dae1;--soft:#f4f6f8;
--link:#005a91}
@media (prefers-color-scheme:dark){:root{--paper:#14191f;--ink:#e4e9ee;--muted:#9aa8b5;--line:#35404b;
--soft:#1c232b;--link:#7cc0ee}}*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.6 system-ui,"Noto Sans CJK SC",
"PingFang SC","Microsoft YaHei","WenQuanYi Micro Hei",sans-serif}
main{max-width:68rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.25;margin:.4rem 0 .2rem}
h2{font-size:1.25rem;margin:2.6rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.6rem 0 .4rem}h4{font-size:.95rem;margin:1.1rem 0 .3rem}
h4 span{font-weight:400}.party{margin:.6rem 0 .1rem}p{margin:.4rem 0}a{color:var(--link)}
.muted{color:var(--muted)}small{color:var(--muted)}code{font-size:.88em}
p code,.pack code{overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:1rem 0;font-size:.95rem}
.wide{overflow-x:auto;margin:.5rem 0}
table{border-collapse:collapse;font-size:.92rem;min-width:min(100%,24rem)}
th,td{text-align:left;vertical-align:top;padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--line);
font-weight:400}thead th{color:var(--muted);font-size:.88rem;white-space:nowrap}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.7rem;margin:1rem 0;
padding:0;list-style:none}.cards li{border:1px solid var(--line);border-radius:6px;padding:.55rem .8rem}
.cards b{display:block;font-size:1.55rem;line-height:1.25;font-weight:600;
font-variant-numeric:tabular-nums}
.tag{display:inline-block;border-radius:3px;padding:0 .45em;font-size:.86rem;white-space:nowrap;
color:#fff;background:#66727f}.breach{background:#b3470a}.review{background:#f3b63a;color:#221a05}
.good{background:#00639c}
.note{border-left:3px solid #00639c;background:var(--soft);padding:.5rem .9rem;margin:.8rem 0}
figure{margin:1rem 0;overflow-x:auto}
figure svg{width:100%;height:auto;min-width:34rem;display:block;overflow:visible}details{margin:.25rem 0}
summary{cursor:pointer}.one{border-bottom:1px solid var(--line);padding:.28rem 0;font-size:.93rem}
.one>div,.one details>div{margin-left:1.2rem}
.pack{border-left:2px solid var(--line);padding:.1rem 0 .3rem .9rem;margin:.3rem 0 .6rem}
.pack h5{font-size:.9rem;margin:.8rem 0 .2rem}.pack blockquote{margin:.3rem 0;color:var(--muted)}
.pack ul{margin:.2rem 0;padding-left:1.2rem}.sep::before{content:"·";margin:0 .45em;color:var(--muted)}
@media (max-width:40rem){body{font-size:14px}main{padding:1rem .8rem 3rem}h1{font-size:1.4rem}}
@media print{@page{size:A4;margin:16mm 14mm}
:root{--paper:#fff;--ink:#000;--muted:#444;--line:#bbb;--soft:#f4f4f4;--link:#000}body{font-size:9.5pt}
main{max-width:none;padding:0}nav{display:none}h2,h3,h4{break-after:avoid}
figure,.one,.cards,tr{break-inside:avoid}.wide,figure{overflow:visible}
figure svg{min-width:0;max-height:205mm}section[aria-labelledby=charts] svg{max-height:90mm}
.party{break-after:avoid}.tag{print-color-adjust:exact;-webkit-print-color-adjust:exact}
h2{margin-top:1.6rem}}
"""

_ALLOWED = "default-src 'none'; style-src 'unsafe-inline'"


class Words:
    """The page's language: called with words in both, it gives those of its own."""

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def __call__(self, zh: str, en: str) -> str:
        return in_lang(self.lang, zh, en)

    def party(self, rulebook: Rulebook, id: str | None) -> str:
        """A party by its name; by its id where the catalogue holds none."""
        if id is None:
            return self("未定", "undetermined")
        return rulebook.parties[id].label(self.lang) if id in rulebook.parties else id


def page(words: Words, audit: Audit, parts: Sequence[tuple[str, str, Html]]) -> str:
    """The whole page."""
    zone = audit.rulebook.zone.label(words.lang)
    title = words(f"联动核查报告：{zone}", f"Audit report: {zone}")
    links = join(Html(f'<a href="#{anchor}">{safe(name)}</a>') for anchor, name, _ in parts)
    sections = join(
        Html(f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{safe(name)}</h2>{inside}</section>\n')
        for anchor, name, inside in parts
    )
    told = join(_head(words, audit), Html("<br>"))
    return (
        f'<!doctype html>\n<html lang="{words("zh-CN", "en")}">\n<head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">\n'
        f"<title>{safe(title)}</title>\n<style>{_STYLE}</style></head>\n<body><main>\n"
        f'<header><h1>{safe(title)}</h1><p class="muted">{told}</p></header>\n'
        f'<nav aria-label="{safe(words("目录", "contents"))}">{links}</nav>\n{sections}'
        f'<footer><p class="muted">liandong {safe(__version__)}</p></footer>\n</main></body></html>\n'
    )


def _head(words: Words, audit: Audit) -> Iterable[Html]:
    scope = audit.scope
    first = words("适用之首日", "the first day in force") if scope.from_ is None else scope.from_.isoformat()
    last = words("核查之日", "the day of the audit") if scope.to is None else scope.to.isoformat()
    norms = words("全部规范", "all norms") if scope.norms is None else words("、", ", ").join(scope.norms)
    yield join([words("核查截至 ", "As of "), day(audit.as_of)])
    yield safe(words(f"范围：{norms}，自{first}至{last}", f"Scope: {norms}, from {first} to {last}"))
    yield safe(words(f"口径：{_profile(audit)}", f"Profile: {_profile(audit)}"))


def _profile(audit: Audit) -> str:
    return str(audit.rulebook.profile.get("name") or "–")


def paragraph(words: object, kind: str = "") -> Html:
    """A paragraph."""
    return Html(f'<p class="{kind}">{safe(words)}</p>' if kind else f"<p>{safe(words)}</p>")


def badge(own: Severity, words: Words) -> Html:
    """A severity by its word, in its colour."""
    return Html(f'<span class="tag {own.value}">{safe(own.label(words.lang))}</span>')


def fold(summary: object, inside: object) -> Html:
    """What is shown on a click."""
    return Html(f"<details><summary>{safe(summary)}</summary>{safe(inside)}</details>")


def rows(heads: Sequence[object], lines: Iterable[Sequence[object]]) -> Html:
    """A table; the first cell of a row is its head, and a number stands to the right."""
    body, counted = [], [False] * len(heads)
    for line in lines:
        cells = []
        for place, own in enumerate(line):
            number = isinstance(own, int) and not isinstance(own, bool)
            if number and place < len(counted):
                counted[place] = True
            shown = f"{own:,}" if number else _shown(own)
            tag = 'th scope="row"' if place == 0 else "td"
            cells.append(f"<{tag}{' class=n' if number else ''}>{safe(shown)}</{tag.split()[0]}>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(
        f'<th scope="col"{" class=n" if number else ""}>{safe(own)}</th>'
        for own, number in zip(heads, counted, strict=True)
    )
    head = f"<thead><tr>{head}</tr></thead>" if heads else ""
    return Html(f'<div class="wide"><table>{head}<tbody>{"".join(body)}</tbody></table></div>')


def _shown(own: object) -> object:
    return day(own) if isinstance(own, date) else own
