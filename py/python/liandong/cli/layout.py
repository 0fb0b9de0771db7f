"""Text in columns. In go Chinese and English words, out come lines that fit a terminal, nothing cut off.

A Chinese character takes two cells. It may begin a line, unless it is punctuation of what is before it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["cells", "table", "wrap"]

_CLOSES = frozenset("，。；：、！？）》〉」』】〕”’…,.;:!?)]}%")
_OPENS = frozenset("（《〈「『【〔“‘([{")
_GAP = "  "
_KEPT_WHOLE = 14
"""Up to how many cells an id or a date is kept on one line where a table is tight."""


def cells(text: str) -> int:
    """How many cells of a terminal a text takes.

    >>> cells("审批 M-1")
    8
    """
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if _is_wide(character) else 1


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def wrap(text: str, width: int | None) -> list[str]:
    """The lines of a text; one for each of its own where there is no width.

    >>> wrap("事项没有划转的，审批归原来的部门。", 16)
    ['事项没有划转的，', '审批归原来的部', '门。']
    """
    lines: list[str] = []
    for own in text.splitlines() or [""]:
        if width is None or cells(own) <= width:
            lines.append(own)
        else:
            lines.extend(_filled(own, max(width, 2)))
    return lines


def _filled(text: str, width: int) -> Iterator[str]:
    line = ""
    for unit in _units(text):
        if cells(line) + cells(unit.rstrip()) <= width:
            line += unit
            continue
        if line.strip():
            yield line.rstrip()
        line = unit.lstrip()
        while cells(line.rstrip()) > width:
            begin = _begin(line, width)
            yield begin
            line = line[len(begin) :]
    if line.strip():
        yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """What no line breaks: words with the space after them, Chinese characters with their punctuation."""
    unit = ""
    for character in text:
        if unit and _may_break(unit[-1], character):
            yield unit
            unit = ""
        unit += character
    if unit:
        yield unit


def _may_break(before: str, after: str) -> bool:
    if after.isspace() or after in _CLOSES:
        return False
    if before.isspace():
        return True
    return before not in _OPENS and (_is_wide(before) or _is_wide(after))


def _begin(text: str, width: int) -> str:
    taken = 0
    for place, character in enumerate(text):
        taken += _cells_of(character)
        if taken > width:
            return text[:place]
    return text


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int | None,
    paint: Mapping[str, str] | None = None,
) -> Iterator[str]:
    """The lines of a table within a width; each row is one line where there is none.

    `paint` are the colours of cells that hold just this text (of click's names); without any it stays plain.
    """
    columns = list(zip(header, *rows, strict=True))
    natural = [max(map(cells, column)) for column in columns]
    widths = natural if width is None else _shared(columns, natural, width)
    yield _joined([wrap(name, own) for name, own in zip(header, widths, strict=True)], widths, None)
    yield _GAP.join("-" * own for own in widths)
    for row in rows:
        yield _joined([wrap(cell, own) for cell, own in zip(row, widths, strict=True)], widths, paint)


def _joined(parts: list[list[str]], widths: Sequence[int], paint: Mapping[str, str] | None) -> str:
    lines = []
    for at in range(max(map(len, parts))):
        line = ""
        for place, (part, width) in enumerate(zip(parts, widths, strict=True)):
            text = part[at] if at < len(part) else ""
            padding = " " * max(0, width - cells(text)) if place < len(parts) - 1 else ""
            line += ("" if place == 0 else _GAP) + _painted(text, paint) + padding
        lines.append(line.rstrip())
    return "\n".join(lines)


def _painted(text: str, paint: Mapping[str, str] | None) -> str:
    if not paint or text not in paint:
        return text
    from click import style

    return style(text, fg=paint[text])


def _shared(columns: Sequence[Sequence[str]], natural: list[int], width: int) -> list[int]:
    """How wide each column is: the widest give way first, and short words stay whole."""
    room = width - len(_GAP) * (len(columns) - 1)
    if sum(natural) <= room:
        return natural
    least = [
        min(own, _KEPT_WHOLE, max(cells(unit.rstrip()) for cell in column for unit in [*_units(cell), ""]))
        for column, own in zip(columns, natural, strict=True)
    ]
    level = max(natural)
    while level > 2 and sum(_levelled(natural, least, level)) > room:
        level -= 1
    return _levelled(natural, least, level)


def _levelled(natural: list[int], least: list[int], level: int) -> list[int]:
    return [max(low, min(own, level)) for own, low in zip(natural, least, strict=True)]
