"""The catalogue workbook as a form: in goes a path and perhaps a catalogue, out comes a workbook that a
clerk can fill.

Each heading explains its column in a comment; closed lists and ids of other sheets are offered in drop-down
lists. Examples stand on the instruction sheet only, so that no data sheet holds a row that is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from .._text import in_lang
from ._filling import Row, rows_of
from ._flaws import column_letters
from ._layout import OWN_MARK, Column, Sheet
from ._sheets import INSTRUCTIONS, SHEETS, top
from ._style import DAY_FORMAT, Target, width_of, written
from ._values import AS_WRITTEN
from ._words import Lang

_LAST_ROW = 1_048_576
_MOST_IDS = 100_000
"""A drop-down list of ids looks at so many rows."""
_WIDEST = 48

_ADVICE = {
    "zh": (
        "逐表填写；带 * 的列必填，其余可空。空白即“未记录”，请勿填“无”“/”等占位。",
        "编号由贵区自定，各表以编号互相引用；编号列为文本格式，长代码不会失真。",
        "日期写作 2021-06-01；2021/6/1、2021年6月1日、20210601 也可识别。起止日均含当日。",
        "列的次序可以调整；请勿合并单元格、改动表头与工作表名称。竖向合并视为每行同值，横向合并会被指出。",
        f"以 {OWN_MARK} 开头的列与工作表为自用，读取时略过。可用公式，但须保存有结果。",
        f"以“{AS_WRITTEN['zh']}”开头的内容按其后文字原样读取，例如 {AS_WRITTEN['zh']}2021/6/1。",
        "下表逐列说明，末列为示例；示例只在此处，不会被读取。",
    ),
    "en": (
        "Fill in sheet by sheet; columns with * are required. A blank cell means that nothing is recorded.",
        "Ids are your own; the sheets refer to each other by them. Id columns are text and lose no digits.",
        "Write days as 2021-06-01; 2021/6/1 and 20210601 are understood too. Both end days are included.",
        "Columns may be reordered; keep headings and sheet names. Merged down, a value holds for each row.",
        f"Columns and sheets that begin with {OWN_MARK} are passed over. Formulas need a stored result.",
        f"After `{AS_WRITTEN['en']}` a cell is read letter for letter, as in {AS_WRITTEN['en']}2021/6/1.",
        "The table explains every column, with an example last; examples stand here only and are not read.",
    ),
}
_TABLE = {
    "zh": ("工作表", "列", "必填", "说明", "可填", "示例"),
    "en": ("Sheet", "Column", "Required", "What it says", "Words", "Example"),
}


def template(path: Target, *, lang: Lang = "zh", catalogue: Mapping[str, Any] | None = None) -> None:
    """Writes a catalogue workbook to fill in, or one that holds a catalogue.

    `catalogue` is a catalogue of the wire format; `load` reads the same from the workbook again. Members
    that are `null` or an empty list are left out there.

    >>> import io
    >>> from liandong.excel import load, template
    >>> zone = {"id": "z", "name": "示例区", "bureau": "b", "committee": "c"}
    >>> kinds = {"b": "bureau", "c": "committee"}
    >>> parties = [{"id": id, "name": "示例", "kind": kind} for id, kind in kinds.items()]
    >>> catalogue = {"zone": zone, "parties": parties, "matters": []}
    >>> form = io.BytesIO()
    >>> template(form, catalogue=catalogue)
    >>> load(form.getvalue()) == catalogue
    True

    Raises:
        InputError: when the file cannot be written, or the catalogue holds what no cell can; by JSON path,
            all at once.
        LiandongError: when `lang` is neither `zh` nor `en`.
        MissingLibrary: when `XlsxWriter` is not installed.
    """
    given: Any = catalogue
    in_lang(lang, "", "")  # An unknown language is refused before the file is begun.
    if given is not None and not isinstance(given, Mapping):
        raise TypeError(f"`catalogue`: a value of type {type(given).__name__}; give a mapping as of `load`")
    rows: dict[Sheet, list[Row]] = rows_of(catalogue, lang) if catalogue is not None else {}
    with written(path) as book:
        _Form(book, lang).write(rows)


class _Form:
    def __init__(self, book: Any, lang: Lang) -> None:
        self._book = book
        self._lang: Lang = lang
        look = {
            "border": 1,
            "border_color": "#BFBFBF",
            "valign": "vcenter",
            "text_wrap": True,
            "num_format": "@",
        }
        self._required = book.add_format(
            {**look, "bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF"}
        )
        self._optional = book.add_format({**look, "bold": True, "bg_color": "#DDEBF7"})
        self._wrapped = book.add_format({**look, "valign": "top"})
        self._text = book.add_format({"num_format": "@"})
        self._lines = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self._day = book.add_format({"num_format": DAY_FORMAT, "align": "left"})
        self._whole = book.add_format({"num_format": "0", "align": "left"})
        self._title = book.add_format({"bold": True, "font_size": 14})

    def _says(self, texts: tuple[str, str]) -> str:
        return texts[0 if self._lang == "zh" else 1]

    def write(self, rows: Mapping[Sheet, list[Row]]) -> None:
        """Writes the instruction sheet and every sheet of the catalogue."""
        self._instructions()
        for layout in SHEETS:
            self._sheet(layout, rows.get(layout, []))

    def _instructions(self) -> None:
        sheet = self._book.add_worksheet(self._says(INSTRUCTIONS))
        sheet.hide_gridlines(2)
        for place, width in enumerate((14, 18, 8, 60, 48, 24)):
            sheet.set_column(place, place, width)
        sheet.write_string(
            0, 0, {"zh": "联动目录填写说明", "en": "How to fill in the catalogue"}[self._lang], self._title
        )
        row = 1
        for number, advice in enumerate(_ADVICE[self._lang], 1):
            sheet.write_string(row, 0, f"{number}. {advice}")
            row += 1
        for place, heading in enumerate(_TABLE[self._lang]):
            sheet.write_string(row + 1, place, heading, self._required)
        row += 2
        for layout in SHEETS:
            for column in layout.columns:
                words = column.words.offered(self._lang) if column.words else []
                cells = (
                    layout.name(self._lang),
                    column.heading(self._lang),
                    "*" if column.required else "",
                    self._says(column.about),
                    ("、" if self._lang == "zh" else ", ").join(words),
                    column.example,
                )
                for place, cell in enumerate(cells):
                    sheet.write_string(row, place, cell, self._wrapped)
                row += 1
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _sheet(self, layout: Sheet, rows: list[Row]) -> None:
        sheet = self._book.add_worksheet(layout.name(self._lang))
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 22)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(layout.columns):
            heading = column.heading(self._lang) + ("*" if column.required else "")
            sheet.write_string(0, place, heading, self._required if column.required else self._optional)
            comment = {"x_scale": 2.2, "y_scale": 1.6, "author": "liandong", "font_size": 9}
            sheet.write_comment(0, place, self._comment(layout, column), comment)
            shown = [width_of(str(row[place])) for row in rows[:1000] if row[place] is not None]
            width = min(max([column.width, width_of(heading) + 2, *shown]), _WIDEST)
            sheet.set_column(place, place, width, self._format(column))
            self._offer(sheet, place, column)
        if rows:
            sheet.autofilter(0, 0, len(rows), len(layout.columns) - 1)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell, self._format(layout.columns[place], text=True))
                elif isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, self._day)
                elif isinstance(cell, (int, float)):
                    sheet.write_number(number, place, cell, self._whole)

    def _format(self, column: Column, *, text: bool = False) -> Any:
        if column.kind == "list":
            return self._lines
        if not text and column.kind in ("day", "day_as_written"):
            return self._day
        return self._whole if not text and column.kind == "year" else self._text

    def _comment(self, layout: Sheet, column: Column) -> str:
        parts = [self._says(column.about)]
        zh = self._lang == "zh"
        if column.words:
            parts.append(
                ("可填：" if zh else "Words: ")
                + ("、" if zh else ", ").join(column.words.offered(self._lang))
            )
        if column.refers:
            name = top(column.refers).name(self._lang)
            parts.append(f"填工作表“{name}”中的编号。" if zh else f"An id of the sheet {name}.")
        if column.required and len(column.path) < 2:
            parts.append("必填。" if zh else "Required.")
        if column is layout.columns[0]:
            parts.insert(0, self._says(layout.about))
        return "\n".join(parts)

    def _offer(self, sheet: Any, place: int, column: Column) -> None:
        """The drop-down list of a column, or the check that a day is one; all but closed lists can be
        overridden.
        """
        zh = self._lang == "zh"
        rule: dict[str, Any] = {"error_type": "warning", "ignore_blank": True}
        if column.words:
            rule |= {"validate": "list", "source": column.words.offered(self._lang)}
            rule["error_type"] = "warning" if column.kind == "open_word" else "stop"
            rule["error_message"] = "请从列表中选择。" if zh else "Choose from the list."
        elif column.refers:
            # As many rows as there are ids, so that the list has no blank tail.
            ids = f"{top(column.refers).name(self._lang)}!$A$2"
            all_ids = f"{ids}:$A${_MOST_IDS}"
            rule |= {"validate": "list", "source": f"=OFFSET({ids},0,0,MAX(1,COUNTA({all_ids})),1)"}
            rule["error_message"] = "该工作表中没有此编号。" if zh else "That sheet has no such id."
        elif column.kind in ("day", "day_as_written"):
            rule |= {"validate": "date", "criteria": ">=", "value": date(1900, 3, 1)}
            rule["error_message"] = "请填日期，如 2021-06-01。" if zh else "Enter a day, as 2021-06-01."
        else:
            return
        letters = column_letters(place)
        sheet.data_validation(f"{letters}2:{letters}{_LAST_ROW}", rule)
