"""The errors of this subpackage: in go places of a workbook and what is wrong there, out comes one `InputError`.

Everything that `liandong.excel` raises is made here, so that where the classes come from is said once.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .._liandong import InputError, LiandongError

__all__ = ["InputError", "LiandongError", "MissingLibrary", "SheetFault", "need", "refused", "unwritable"]

_SHOWN = 50
"""The message names this many faults; `faults` holds all of them."""


class MissingLibrary(LiandongError, ImportError):
    """An optional library is not installed; the message says how to install it."""


@dataclass(frozen=True, slots=True)
class SheetFault:
    """One fault of a workbook: where it is, what is wrong and how to mend it.

    Has the members of `liandong.Fault` (`path`, `en`, `zh`), with the place taken apart beside them: `sheet` is
    empty where the whole file is meant, `cell` where a whole sheet is.

    >>> SheetFault.at("事项", "C7", "no such day", "没有这一天").path
    '事项!C7'
    """

    path: str
    en: str
    zh: str
    sheet: str
    cell: str

    @classmethod
    def at(cls, sheet: str, cell: str, en: str, zh: str) -> SheetFault:
        """A fault at a cell or range of a sheet, or at the sheet itself where `cell` is empty."""
        return cls(place(sheet, cell), en, zh, sheet, cell)

    @classmethod
    def of_file(cls, file: str, en: str, zh: str) -> SheetFault:
        """A fault of a file as a whole."""
        return cls(file, en, zh, "", "")


def place(sheet: str, cell: str) -> str:
    """Sheet and cell as spreadsheet programs write them; other names than plain words stand in quotes."""
    name = sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{cell}" if cell else name


def refused(what_en: str, what_zh: str, faults: Sequence[Any]) -> InputError:
    """The exception for the faults of an input; each has `path`, `en` and `zh`."""
    shown, more = faults[:_SHOWN], len(faults) - _SHOWN
    en = "; ".join(f"{fault.path}: {fault.en}" for fault in shown)
    zh = "；".join(f"{fault.path}：{fault.zh}" for fault in shown)
    if more > 0:
        en, zh = f"{en}; and {more} more in `faults`", f"{zh}；另有 {more} 处，见 `faults`"
    error = InputError(f"{what_en} refused: {en}")
    error.zh, error.faults = f"{what_zh}未被接受：{zh}", tuple(faults)
    return error


def unwritable(file: str, why: object) -> InputError:
    """The exception for a file that cannot be written."""
    return refused(
        "workbook",
        "工作簿",
        [
            SheetFault.of_file(
                file,
                f"it cannot be written ({why}); close it in other programs or choose another place",
                f"无法写入（{why}）；请先在其他程序中关闭它，或另选位置",
            )
        ],
    )


def need(module: str) -> Any:
    """An optional library, imported when it is needed.

    Raises:
        MissingLibrary: when it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        how = 'pip install "liandong[excel]"'
        error = MissingLibrary(f"workbooks need the library `{module}`; install it by {how}")
        error.zh, error.faults = f"处理工作簿需要 `{module}`；请执行 {how}", ()
        raise error from missing
