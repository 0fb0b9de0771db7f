"""What every workbook that is written shares: in go texts and days, out come cells that no program reads as
more.

A text is never a formula, a link or a number; what XML or a cell cannot hold is replaced or cut.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, TypeAlias

from .._frames import library
from ._faults import unwritable

Target: TypeAlias = "str | os.PathLike[str] | BinaryIO"

MAX_TEXT = 32_767
"""The most UTF-16 units a cell holds."""
DAY_FORMAT = "yyyy-mm-dd"
MOMENT_FORMAT = "yyyy-mm-dd hh:mm:ss"

# Control characters other than tab and line break, half surrogate pairs, and the two that are no characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def holdable(text: str) -> str:
    """A text as a cell can hold it: illegal characters as `\N{REPLACEMENT CHARACTER}`, what is too long cut
    with `…`.
    """
    clean = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
    if len(clean) * 2 <= MAX_TEXT or len(units := clean.encode("utf-16-le")) <= 2 * MAX_TEXT:
        return clean
    return units[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def width_of(text: str) -> int:
    """How wide a text is shown: a Chinese character is two wide; of several lines the widest counts."""
    lines = text[:500].split("\n")
    return max(sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line) for line in lines)


@contextmanager
def written(target: Target, **options: object) -> Generator[Any, None, None]:
    """A new workbook that is saved at the end, and not at all where something fails before.

    A path is replaced in one step, so that a failure leaves what stood there.

    Raises:
        InputError: when the place cannot be written.
        MissingLibrary: when `XlsxWriter` is not installed.
    """
    xlsxwriter = library("xlsxwriter", "excel")
    always = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    path = os.fspath(target) if isinstance(target, (str, os.PathLike)) else None
    given: Any = target
    if path is None and not hasattr(type(given), "write"):
        raise TypeError(
            f"a value of type {type(given).__name__} is no place; give a path or a file open for bytes"
        )
    beside = f"{path}.part{os.getpid()}" if path is not None else None
    book = xlsxwriter.Workbook(beside if beside is not None else target, {**always, **options})
    try:
        yield book
        try:
            book.close()
            if beside is not None and path is not None:
                os.replace(beside, path)
        except (OSError, xlsxwriter.exceptions.XlsxWriterException) as failure:
            why = getattr(failure, "strerror", None) or str(failure)
            raise unwritable(path or "workbook", why) from failure
    except BaseException:
        # What is not closed would be saved when it is collected, or complain that it was not.
        book.fileclosed = True
        if options.get("constant_memory"):
            for sheet in book.worksheets():
                with suppress(OSError, ValueError):
                    sheet._opt_close()
        if beside is not None and os.path.exists(beside):
            os.unlink(beside)
        raise
