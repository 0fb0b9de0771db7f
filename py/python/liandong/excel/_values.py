"""One cell: in goes what a spreadsheet holds, out comes the wire format's value, and the other way round.

A text that begins with `原文：` (or `as written:`) stands for what follows, letter for letter. So a value
that reading would tidy (`2021/6/1`, spaces around a name) can be kept as some record has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias, TypeGuard

from ._layout import Column
from ._words import YES_NO, Lang, trimmed

Cell: TypeAlias = "str | float | bool | date | datetime | time | timedelta | None"

AS_WRITTEN = {"zh": "原文：", "en": "as written:"}
EXACT_BELOW = 10**15
"""Spreadsheets keep 15 digits of a number; the rest of a longer one is lost."""
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets disagree about the days before, which are therefore written as text."""

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2}))")
_DAY_ZH = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]")
_DAY_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SEPARATORS = re.compile(r"[\n\r;；]")


class CellFault(Exception):
    """What is wrong with a cell and how to mend it, in English and Chinese; never leaves this subpackage."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh


def shown(value: object) -> str:
    """A value as a message names it: short, on one line."""
    text = value if isinstance(value, str) else number(value) if isinstance(value, float) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a value of the wire format is a list."""
    return isinstance(value, list)


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value of the wire format is an object."""
    return isinstance(value, Mapping)


def number(value: float) -> str:
    """A number as text: whole ones without a point."""
    return str(int(value)) if value.is_integer() else repr(value)


def literal(text: str) -> str | None:
    """What follows the mark of a text that is meant letter for letter."""
    head = text.lstrip()
    for mark in (*AS_WRITTEN.values(), "原文:"):
        if head[: len(mark)].casefold() == mark:
            return head[len(mark) :]
    return None


def day_of(text: str) -> str | None:
    """The day that a text names as YYYY-MM-DD: 2021-6-1, 2021/6/1, 2021.6.1, 2021年6月1日 or 20210601."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = _DAY.fullmatch(plain) or _DAY_ZH.fullmatch(plain) or _DAY_PLAIN.fullmatch(plain)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _text(column: Column, value: Cell) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if abs(value) >= EXACT_BELOW:
            raise CellFault(
                f"the number {shown(value)} has lost digits beyond the 15th; make the cell text, retype it",
                f"数字 {shown(value)} 超过 15 位，末尾已失真；请将单元格设为文本格式后重新填写",
            )
        if column.kind == "id" and not float(value).is_integer():
            raise CellFault(
                f"the number {shown(value)} may have lost zeros; format the cell as text and type it again",
                f"数字 {shown(value)} 可能丢失末尾的 0；请将单元格设为文本格式后重新填写",
            )
        return number(float(value))
    raise CellFault(
        f"{shown(value)} is a date or time where text is expected; format the cell as text and type it again",
        f"此处应为文字，{shown(value)} 却是日期或时间；请将单元格设为文本格式后重新填写",
    )


def _word(column: Column, value: Cell) -> str:
    text, words = _text(column, value), column.words
    code = words.code(text) if words else None
    if words is None or code is not None or column.kind == "open_word":
        return code or text
    near = words.nearest(text)
    hint = (f" (nearest: {near})", f"（相近：{near}）") if near else ("", "")
    raise CellFault(
        f"unknown word `{shown(text)}`{hint[0]}; take one of {', '.join(words.offered('en'))}",
        f"未知取值 `{shown(text)}`{hint[1]}；请改为 {'、'.join(words.offered('zh'))} 之一",
    )


def _yes_no(column: Column, value: Cell) -> bool:
    return value if isinstance(value, bool) else _word(column, value) == "yes"


def _day(column: Column, value: Cell) -> str:
    if isinstance(value, datetime):
        if value.time() != time():
            raise CellFault(
                f"{value} has a time of day where a day is expected; leave the day only",
                f"{value} 带有时刻，此处应为日期；请只保留日期",
            )
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = number(float(value)) if isinstance(value, float) else value if isinstance(value, str) else None
    day = day_of(text) if text is not None else None
    if day is not None:
        return day
    if column.kind == "day_as_written" and isinstance(value, str):
        return value
    raise CellFault(
        f"`{shown(value)}` is no day; write it as 2021-06-01, in a cell with a date format",
        f"`{shown(value)}` 不是日期；请写作 2021-06-01，并使用日期格式",
    )


def _year(column: Column, value: Cell) -> int:
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_BELOW:
        return int(value)
    if isinstance(value, str):
        plain = unicodedata.normalize("NFKC", value).strip().removesuffix("年").strip()
        if re.fullmatch(r"[+-]?[0-9]{1,9}", plain):
            return int(plain)
    raise CellFault(
        f"`{shown(value)}` is no year; write it as 2022", f"`{shown(value)}` 不是年度；请写作 2022"
    )


def _list(column: Column, value: Cell) -> list[str] | None:
    parts = [trimmed(part) for part in _SEPARATORS.split(_text(column, value))]
    return [part for part in parts if part] or None


_PARSERS: dict[str, Callable[[Column, Cell], Any]] = {
    "id": _text,
    "text": _text,
    "word": _word,
    "open_word": _word,
    "yes_no": _yes_no,
    "presence": _yes_no,
    "day": _day,
    "day_as_written": _day,
    "year": _year,
    "list": _list,
}


def parse(column: Column, value: Cell) -> Any:
    """The wire format's value of a cell, `None` for a blank one.

    Raises:
        CellFault: when it is no value of that column.
    """
    if value is None:
        return None
    if isinstance(value, str):
        meant = literal(value)
        if meant is not None:
            return [meant] if column.kind == "list" else meant
        value = trimmed(value)
        if not value:
            return None
    return _PARSERS[column.kind](column, value)


def _rendered(column: Column, value: Any, lang: Lang) -> Cell:
    if column.kind in ("word", "open_word") and column.words and isinstance(value, str):
        return column.words.word(value, lang) or value
    if column.kind in ("yes_no", "presence") and isinstance(value, bool):
        return YES_NO.word("yes" if value else "no", lang)
    if column.kind in ("day", "day_as_written") and isinstance(value, str):
        try:
            day = date.fromisoformat(value) if len(value) == 10 else None
        except ValueError:
            day = None
        return day if day and day >= FIRST_DAY else value
    if column.kind == "year" and isinstance(value, int):
        return float(value)
    if column.kind == "list" and is_list(value):
        return "\n".join(str(part) for part in value)
    return value if isinstance(value, str) else str(value)


def render(column: Column, value: Any, lang: Lang) -> Cell:
    """The cell that is read as `value` again.

    Raises:
        CellFault: when no cell would be.
    """
    alone = value[0] if is_list(value) and len(value) == 1 else value
    marked = AS_WRITTEN[lang] + alone if isinstance(alone, str) else None
    for cell in (_rendered(column, value, lang), marked):
        try:
            again = parse(column, cell)
        except CellFault:
            continue
        if again == value and type(again) is type(value):
            return cell
    raise CellFault(
        f"a workbook cannot hold `{shown(value)}` here; correct the value",
        f"工作簿无法在此表示 `{shown(value)}`；请更正该值",
    )
