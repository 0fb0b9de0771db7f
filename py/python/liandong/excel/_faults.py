"""The errors of this subpackage: in go places of a workbook and what is wrong there, out comes one
`InputError`.

Everything that `liandong.excel` raises is made here, so that where the classes come from is said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import Fault, InputError, LiandongError

__all__ = ["Fault", "InputError", "LiandongError", "SheetFault", "refused", "unwritable"]

_SHOWN = 50
"""The message names this many faults; `faults` holds all of them."""


@dataclass(frozen=True, slots=True)
class SheetFault(Fault):
    """One fault of a workbook: where it is, what is wrong and how to mend it.

    Beside the `path` (`事项!C7`) stands the place taken apart: `sheet` is empty where the whole file is
    meant, `cell` where a whole sheet is.

    >>> SheetFault.at("事项", "C7", "no such day", "没有这一天").path
    '事项!C7'
    """

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


def refused(what_en: str, what_zh: str, faults: Sequence[Fault]) -> InputError:
    """The exception for the faults of an input."""
    shown, more = faults[:_SHOWN], len(faults) - _SHOWN
    en = "; ".join(f"{fault.path}: {fault.en}" for fault in shown)
    zh = "；".join(f"{fault.path}：{fault.zh}" for fault in shown)
    if more > 0:
        en, zh = f"{en}; and {more} more in `faults`", f"{zh}；另有 {more} 处，见 `faults`"
    return InputError(f"{what_en} refused: {en}", f"{what_zh}未被接受：{zh}", faults)


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
