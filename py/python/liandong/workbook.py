"""An audit as a workbook. In goes an audit, out comes an Excel file with a sheet for each of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._text import SUBJECTS, Lang, in_lang
from ._time import iso
from .codes import DutyStatus, FindingCode, Ground, LimitName, Severity
from .excel import ColumnKind, write_tables

if TYPE_CHECKING:
    from .audit import Audit

__all__ = ["write_audit"]

_ROWS = 10_000
"""So many rows are turned into Python at a time."""

# A column's name in the audit's table, its headings, its kind, and the codes that its values are labelled by.
_Column = tuple[str, str, str, ColumnKind, Any]
_FINDINGS: tuple[_Column, ...] = (
    ("severity", "程度", "severity", "text", Severity),
    ("code", "发现", "finding", "text", FindingCode),
    ("norm", "条款", "norm", "text", None),
    ("obligor", "义务单位", "obligor", "text", "party"),
    ("to", "相对方", "towards", "text", "party"),
    ("actor", "行为单位", "actor", "text", "party"),
    ("subject_kind", "对象类别", "subject kind", "text", "subject"),
    ("subject", "对象", "subject", "text", None),
    ("from", "自", "from", "date", None),
    ("until", "至", "until", "date", None),
    ("elapsed_minutes", "经过分钟", "elapsed minutes", "number", None),
    ("elapsed_days", "经过天数", "elapsed days", "number", None),
    ("reading", "口径", "reading", "text", None),
    ("limit", "时限", "limit", "text", LimitName),
    ("possible_ground", "可能情形（3.3）", "possible ground (3.3)", "text", Ground),
    ("events", "事件", "events", "text", "events"),
)
_DUTIES: tuple[_Column, ...] = (
    ("norm", "条款", "norm", "text", None),
    ("status", "状态", "status", "text", DutyStatus),
    ("obligor", "义务单位", "obligor", "text", "party"),
    ("to", "相对方", "towards", "text", "party"),
    ("subject_kind", "对象类别", "subject kind", "text", "subject"),
    ("subject", "对象", "subject", "text", None),
    ("since", "起算", "since", "datetime", None),
    ("due", "期限", "due", "datetime", None),
    ("elapsed_minutes", "经过分钟", "elapsed minutes", "number", None),
    ("elapsed_days", "经过天数", "elapsed days", "number", None),
    ("reading", "口径", "reading", "text", None),
    ("limit", "时限", "limit", "text", LimitName),
)


def write_audit(audit: Audit, path: str | PathLike[str], *, lang: Lang = "zh", duties: bool = True) -> Path:
    """Writes an audit as a workbook: findings, duties, standing, what was judged; see `Audit.to_excel`."""
    target, names = Path(path), _names(audit, lang)
    standing = (("fulfilled", "已履行"), ("open", "未履行"), ("breaches", "违反"), ("reviews", "核查"))
    counts = [in_lang(lang, zh, en) for en, zh in standing]
    number: list[ColumnKind] = ["number"] * len(standing)
    sheets: dict[str, tuple[Sequence[str], Iterator[Sequence[Any]], Sequence[ColumnKind]]] = {
        in_lang(lang, "发现", "findings"): _sheet(audit, audit.findings, _FINDINGS, names, lang),
    }
    if duties:
        sheets[in_lang(lang, "义务", "duties")] = _sheet(audit, audit.duties, _DUTIES, names, lang)
    sheets |= {
        in_lang(lang, "单位", "parties"): (
            [in_lang(lang, "单位", "party"), *counts],
            (
                (names.get(own.party, own.party), own.fulfilled, own.open, own.breaches, own.reviews)
                for own in audit.standing
            ),
            ["text", *number],
        ),
    }
    for zh, en, stood in (
        ("办件", "cases", audit.standing_of_cases),
        ("项目", "projects", audit.standing_of_projects),
    ):
        sheets[in_lang(lang, zh, en)] = (
            [in_lang(lang, zh, en), *counts],
            ((own.subject.id, own.fulfilled, own.open, own.breaches, own.reviews) for own in stood),
            ["text", *number],
        )
    sheets[in_lang(lang, "说明", "about")] = (
        [in_lang(lang, "项", "item"), in_lang(lang, "内容", "content")],
        iter(_about(audit, lang)),
        ["text", "text"],
    )
    write_tables(target, sheets, lang=lang)
    return target


def _names(audit: Audit, lang: Lang) -> dict[str, str]:
    parties, persons = audit.rulebook.parties, audit.rulebook.persons
    return {id: own.label(lang) for own in (parties, persons) for id, own in own.items()}


def _sheet(
    audit: Audit, found: Any, columns: Sequence[_Column], names: dict[str, str], lang: Lang
) -> tuple[list[str], Iterator[Sequence[Any]], list[ColumnKind]]:
    headings = [in_lang(lang, zh, en) for _, zh, en, _, _ in columns]

    def shown(value: Any, by: Any) -> Any:
        if value is None:
            return None
        if by == "party":
            return names.get(value, value)
        if by == "subject":
            return in_lang(lang, *SUBJECTS[value])
        if by == "events":
            return "、".join(audit.events[row].id or f"#{row}" for row in value)
        return value if by is None else by(value).label(lang)

    def rows() -> Iterator[Sequence[Any]]:
        table = found.table
        for start in range(0, len(table), _ROWS):
            for row in table.rows(start, start + _ROWS):
                yield [shown(row[name], by) for name, _, _, _, by in columns]

    return headings, rows(), [kind for _, _, _, kind, _ in columns]


def _about(audit: Audit, lang: Lang) -> Iterator[tuple[str, str]]:
    scope, digests = audit.scope, audit.digests
    yield in_lang(lang, "截至", "as of"), iso(audit.as_of)
    every = in_lang(lang, "全部", "all")
    yield in_lang(lang, "条款", "norms"), every if scope.norms is None else "、".join(scope.norms)
    for zh, en, bound in (("自", "from", scope.from_), ("至", "until", scope.to)):
        yield in_lang(lang, zh, en), every if bound is None else iso(bound)
    yield in_lang(lang, "口径", "profile"), str(audit.rulebook.profile.get("name", ""))
    for zh, en, digest in (
        ("目录摘要", "digest of the catalogue", digests.catalogue),
        ("口径摘要", "digest of the profile", digests.profile),
        ("日历摘要", "digest of the calendar", digests.calendar),
    ):
        yield in_lang(lang, zh, en), digest
    yield (
        in_lang(lang, "说明", "note"),
        in_lang(
            lang,
            "发现只说明数据与条款不符之处，不评价任何单位或个人；3.3 的情形只是可能。",
            "Findings say where the data depart from a norm and judge nobody; grounds (3.3) are possible.",
        ),
    )
