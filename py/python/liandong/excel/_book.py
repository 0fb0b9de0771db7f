"""A workbook file: in goes a path or its bytes, out come its sheets as rows of values, or a fault that says
why not.

Only `.xlsx` and `.xlsm` are read. Other forms hold errors and uncalculated formulas where this package
cannot see them, and would lose them silently. Every failure of the reading library becomes an `InputError`.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from .._frames import library
from ._faults import InputError, LiandongError, SheetFault, refused
from ._flaws import Flaw, flaws, parts
from ._values import Cell

Source: TypeAlias = "str | os.PathLike[str] | bytes | bytearray | memoryview"
Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]

MAX_UNPACKED = 4 << 30
"""A workbook that unpacks to more bytes is refused before it is unpacked."""

_SAVE_AS = (
    "save it as .xlsx (Excel workbook) in Excel or WPS",
    "请用 Excel 或 WPS 另存为 .xlsx（Excel 工作簿）",
)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A worksheet as it is stored: rows from the sheet's first, columns from `left`; both count from 0."""

    file: str
    name: str
    left: int
    merged: tuple[Range, ...]
    flaws: dict[tuple[int, int], Flaw]
    _sheet: Any = field(repr=False)

    @property
    def empty(self) -> bool:
        """Whether no cell has a value."""
        return self._sheet.start is None and not self.flaws

    def rows(self) -> Iterator[list[Cell]]:
        """Its rows; a blank cell is an empty text."""
        with guarded(self.file, self.name):
            yield from self._sheet.iter_rows()


@dataclass(frozen=True, slots=True)
class Book:
    """An opened workbook."""

    file: str
    """Its name in messages."""
    names: tuple[str, ...]
    """Its worksheets, hidden ones too."""
    hidden: frozenset[str]
    _content: bytes = field(repr=False)
    _book: Any = field(repr=False)
    _parts: dict[str, str] = field(repr=False)

    def sheet(self, name: str) -> RawSheet:
        """A worksheet by its exact name."""
        with guarded(self.file, name):
            sheet = self._book.get_sheet_by_name(name)
            with (
                zipfile.ZipFile(io.BytesIO(self._content)) as archive,
                archive.open(self._parts[name]) as stream,
            ):
                found = flaws(stream)
            merged = tuple(sheet.merged_cell_ranges or ())
            return RawSheet(self.file, name, sheet.start[1] if sheet.start else 0, merged, found, sheet)


@contextmanager
def guarded(file: str, sheet: str = "") -> Generator[None, None, None]:
    """Turns any failure of a library within into an `InputError`; a panic of the compiled one too."""
    try:
        yield
    except (LiandongError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as failure:
        if not isinstance(failure, Exception) and type(failure).__name__ != "PanicException":
            raise
        where = (f" in sheet `{sheet}`", f"工作表“{sheet}”") if sheet else ("", "")
        raise _refused(
            file,
            f"it is damaged{where[0]} ({failure}); open it in Excel or WPS and save it again",
            f"{where[1]}已损坏（{failure}）；请用 Excel 或 WPS 打开后重新保存",
        ) from failure


def _refused(file: str, en: str, zh: str) -> InputError:
    return refused("workbook", "工作簿", [SheetFault.of_file(file, en, zh)])


def opened(source: Source) -> Book:
    """Opens a workbook.

    Raises:
        InputError: when it cannot be read, or is no .xlsx workbook.
        MissingLibrary: when the reading library is not installed.
    """
    calamine = library("python_calamine", "excel")
    if isinstance(source, (bytes, bytearray, memoryview)):
        file, content = "workbook", bytes(source)
    else:
        file = os.fspath(source)
        try:
            with open(file, "rb") as stream:
                content = stream.read()
        except OSError as failure:
            why = failure.strerror or str(failure)
            en = f"it cannot be read ({why}); check the path and that the file may be read"
            raise _refused(file, en, f"无法读取（{why}）；请检查路径与权限") from failure
    _check_form(file, content)
    with guarded(file):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > MAX_UNPACKED:
                raise _refused(
                    file,
                    f"it unpacks to {unpacked} bytes, more than the {MAX_UNPACKED} that are taken; split it",
                    f"解压后为 {unpacked} 字节，超过上限 {MAX_UNPACKED} 字节；请拆分",
                )
            worksheets = parts(archive)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = calamine.SheetVisibleEnum.Visible
        listed = [
            entry
            for entry in book.sheets_metadata
            if entry.typ == calamine.SheetTypeEnum.WorkSheet and entry.name in worksheets
        ]
        hidden = frozenset(entry.name for entry in listed if entry.visible != visible)
        return Book(file, tuple(entry.name for entry in listed), hidden, content, book, worksheets)


def _check_form(file: str, content: bytes) -> None:
    """Refuses what is no .xlsx, with the mend that fits what it is."""
    if not content:
        raise _refused(file, "the file is empty; choose the workbook itself", "文件为空；请选择正确的工作簿")
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _refused(
                file,
                "it is encrypted; open it with its password and save it without one",
                "工作簿已加密；请用密码打开，取消密码后另存",
            )
        raise _refused(file, f"it is in the old .xls form; {_SAVE_AS[0]}", f"为旧版 .xls 格式；{_SAVE_AS[1]}")
    if not content.startswith(b"PK"):
        raise _refused(file, f"it is no workbook; {_SAVE_AS[0]}", f"不是工作簿；{_SAVE_AS[1]}")
    with guarded(file), zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
    if "_rels/.rels" not in names or "xl/workbook.bin" in names or "content.xml" in names:
        raise _refused(
            file,
            f"it is no .xlsx workbook; {_SAVE_AS[0]}",
            f"不是 .xlsx 工作簿；{_SAVE_AS[1]}",
        )
