"""Columns that several sheets of the catalogue workbook have: in goes what differs, out comes the column."""

from __future__ import annotations

from ._layout import Column


def id_column(zh: str, example: str) -> Column:
    """The column of the entry's own id."""
    about = (
        f"{zh}，全表唯一，其他工作表以它引用。",
        "Its id, unique in this sheet; other sheets refer to it.",
    )
    return Column(("id",), ("编号", "id"), about, "id", required=True, example=example)


def link_column(sheet: str, zh: str, en: str, example: str) -> Column:
    """The column that names the entry of another sheet it belongs to."""
    about = (f"所属条目的{zh}，须已在相应工作表中。", f"The {en} it belongs to; it must be in that sheet.")
    return Column((), (zh, en), about, "id", required=True, refers=sheet, example=example)


def name_column(
    heading: str, example: str, *, zh: str = "中文名称。", en: str = "Its name in Chinese."
) -> Column:
    """The column of a name."""
    return Column(("name",), (heading, "name"), (zh, en), required=True, example=example, width=28)


def party_column(member: str, zh: str, en: str, about: tuple[str, str], *, required: bool = False) -> Column:
    """A column that names a party."""
    return Column((member,), (zh, en), about, "id", required, refers="parties", example="D-01")


def day_column(member: str, zh: str, en: str, about: tuple[str, str], *, required: bool = False) -> Column:
    """A column of days."""
    return Column((member,), (zh, en), about, "day", required, example="2022-01-01", width=13)


FROM = day_column(
    "from", "起始日", "from", ("首日（含当日）；空白为不限。", "The first day, included; blank: open.")
)
TO = day_column(
    "to", "截止日", "to", ("末日（含当日）；空白为不限。", "The last day, included; blank: open.")
)
NAME_EN = Column(
    ("name_en",), ("英文名称", "name_en"), ("英文名称，可空。", "Its name in English."), width=28
)
SOURCE = Column(("source",), ("来源", "source"), ("信息出处，可空。", "Where this is known from."), width=28)
INSTRUMENT = Column(
    ("instrument",),
    ("依据文件", "instrument"),
    ("所依据文件的名称或文号。", "The paper it rests on."),
    example="示例管发〔2021〕1号",
    width=28,
)
MATTER = link_column("matters", "事项编号", "matter", "M-001")
