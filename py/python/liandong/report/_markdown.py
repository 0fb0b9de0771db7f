"""Evidence packs in a page. In goes the core's Markdown of a pack, out comes HTML; what is text there is
text here.

Only what the core writes is read: headings, tables, lists, quotes, paragraphs, bold words and code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby

from ..html._parts import Html

__all__ = ["html_of"]

_PIECES = re.compile(
    r"\\(?P<literal>.)|`(?P<code>[^`]+)`|\*\*(?P<bold>(?:[^*\\]|\\.)+)\*\*|(?P<plain>[^\\`*]+|.)", re.DOTALL
)
_CELLS = re.compile(r"(?<!\\)\|")


def html_of(markdown: str) -> Html:
    """A pack without its title, which whoever shows it has said already."""
    lines = markdown.splitlines()
    if lines and lines[0].startswith("# "):
        lines = lines[1:]
    return Html("".join(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[str]:
    for kind, group in groupby(lines, key=_kind):
        own = list(group)
        if kind == "table":
            yield _table(own)
        elif kind == "list":
            yield f"<ul>{''.join(f'<li>{_inline(line.lstrip()[2:])}</li>' for line in own)}</ul>"
        elif kind == "quote":
            yield f"<blockquote>{'<br>'.join(_inline(line.lstrip('> ')) for line in own)}</blockquote>"
        elif kind == "head":
            yield "".join(f"<h5>{_inline(line.lstrip('# '))}</h5>" for line in own)
        elif kind == "text":
            yield f"<p>{' '.join(map(_inline, own))}</p>"


def _kind(line: str) -> str:
    if not line.strip():
        return "gap"
    for start, kind in (("|", "table"), ("- ", "list"), (">", "quote"), ("#", "head")):
        if line.lstrip().startswith(start):
            return kind
    return "text"


def _table(lines: list[str]) -> str:
    rows = [[own.strip() for own in _CELLS.split(line.strip())[1:-1]] for line in lines]
    head = rows[0]
    body = [row for row in rows[1:] if not all(re.fullmatch(r":?-+:?", own) for own in row)]
    heads = "".join(f'<th scope="col">{_inline(own)}</th>' for own in head)
    cells = "".join(f"<tr>{''.join(f'<td>{_inline(own)}</td>' for own in row)}</tr>" for row in body)
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table></div>'


def _inline(text: str) -> str:
    written = []
    for piece in _PIECES.finditer(text):
        if piece["code"] is not None:
            written.append(f"<code>{_text(piece['code'])}</code>")
        elif piece["bold"] is not None:
            written.append(f"<b>{_inline(piece['bold'])}</b>")
        else:
            written.append(_text(piece["literal"] or piece["plain"]))
    return "".join(written)


def _text(text: str) -> str:
    """Text as HTML, which the core has escaped in part."""
    return escape(unescape(text))
