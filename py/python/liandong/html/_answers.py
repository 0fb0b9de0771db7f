"""Answers in a notebook. In goes an answer, out come its value, or why there is none, and what it rests
on.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any

from .._code import Code
from .._liandong import Answer
from ..values import (
    Assignment,
    BoundNorm,
    Forbidden,
    Norm,
    PackageView,
    Party,
    Permitted,
    Reason,
    Relation,
    Silence,
    UnknownMatter,
    Value,
)
from ._names import norm_of, silence, who
from ._parts import Html, badge, both, box, code, day, join, large, muted, paragraphs, safe, table, two_lines

__all__ = ["answer", "member", "members", "reasons", "value"]


def answer(own: Answer[Any]) -> Html:
    """The value first, its reasons below."""
    return box(both("答复", "answer"), value(own.value), reasons(own.reasons))


def value(own: Any) -> Html:
    """The value of an answer."""
    match own:
        case Silence():
            return paragraphs(silence(own))
        case Party():
            named = large(both(own.name, own.name_en or own.name))
            return paragraphs(join([named, muted(code(own.id))], " "))
        case Code():
            return paragraphs(large(both(own.label("zh"), own.label("en"))))
        case Permitted(duties):
            said = [badge("可以", "permitted", "good")]
            if duties:
                said.append(both(f"由此产生义务：{'、'.join(duties)}", "sets off duties under these norms"))
            return paragraphs(join(said, " "))
        case Forbidden():
            said = [badge("不可以", "forbidden", "breach"), both(own.why.label("zh"), own.why.label("en"))]
            more = []
            if own.competent is not None:
                more.append(join([both("有权者", "competent"), who(own.competent)], " "))
            more += [
                join([both("可使之可行", "would permit it"), both(one.label("zh"), one.label("en"))], " ")
                for one in own.would_permit
            ]
            return paragraphs(join(said, " "), *more)
        case Relation():
            words = [] if own.label is None else [both(own.label.label("zh"), own.label.label("en"))]
            words += [both("逐对一对一", "one-to-one pair by pair")] if own.pairwise else []
            return paragraphs(join(words, " · ") if words else both("本办法未命名", "no label in the text"))
        case PackageView():
            return _package(own)
        case tuple():
            return _rows(own)
        case _:
            return paragraphs(member(own))


def reasons(own: tuple[Reason, ...]) -> Html:
    """What an answer rests on: norm, restated; the fact; the reading or limit that was used."""
    if not own:
        return Html("")
    rows = []
    for reason in own:
        norm = norm_of(reason.norm)
        restated = safe(None) if norm is None else two_lines(norm.text("zh"), norm.text("en"))
        fact = two_lines(reason.text("zh"), reason.text("en")) if reason.words else member(reason.fact)
        rows.append([code(reason.norm), restated, fact, _choice(reason.reading, reason.limit)])
    heads = [
        both("规范", "norm"),
        both("内容（复述）", "restated"),
        both("依据", "rests on"),
        both("读法或时限", "reading or limit"),
    ]
    return table(heads, rows, first=True)


def _choice(reading: str | None, limit: Any) -> Html:
    if limit is not None:
        return both(limit.label("zh"), limit.label("en"))
    return safe(None) if reading is None else code(reading)


def _rows(own: tuple[Any, ...]) -> Html:
    if not own:
        return paragraphs(both("无", "none"))
    if all(isinstance(entry, Assignment) for entry in own):
        rows = [
            [both(entry.function.label("zh"), entry.function.label("en")), who(entry.party), code(entry.norm)]
            for entry in own
        ]
        return table(
            [both("职能", "function"), both("单位", "party"), both("规范", "norm")], rows, first=True
        )
    if all(isinstance(entry, BoundNorm) for entry in own):
        norms = [(entry, norm_of(entry.norm)) for entry in own]
        rows = [
            [
                code(entry.norm),
                two_lines(norm.text("zh"), norm.text("en")) if norm else safe(None),
                both(entry.class_.label("zh"), entry.class_.label("en")),
            ]
            for entry, norm in norms
        ]
        return table(
            [both("规范", "norm"), both("内容（复述）", "restated"), both("类别", "class")], rows, first=True
        )
    return join(members(entry) if isinstance(entry, Value) else paragraphs(member(entry)) for entry in own)


def _package(own: PackageView) -> Html:
    single = own.single_authority
    said = (
        silence(single) if isinstance(single, Silence) else both("是", "yes") if single else both("否", "no")
    )
    rows = []
    for entry in own.entries:
        if isinstance(entry, UnknownMatter):
            rows.append(
                [code(entry.matter), badge("目录中没有", "not in the catalogue", "review"), *[safe(None)] * 3]
            )
            continue
        supervisors = (
            silence(entry.supervisors)
            if isinstance(entry.supervisors, Silence)
            else join(map(who, entry.supervisors), ", ")
        )
        rows.append(
            [
                code(entry.matter),
                who(entry.authority),
                supervisors,
                member(entry.online),
                safe(", ".join(entry.duties)),
            ]
        )
    heads = [
        both("事项", "matter"),
        both("审批", "decides"),
        both("监管", "supervise"),
        both("办理", "handled"),
        both("义务", "duties"),
    ]
    lead = join([both("牵头", "lead"), who(own.lead)], " ")
    return join(
        [
            paragraphs(lead, join([both("由一家决定", "one authority decides all"), said], " ")),
            table(heads, rows, first=True),
        ]
    )


def member(own: Any) -> Html:
    """Any value inside another."""
    match own:
        case None:
            return safe(None)
        case Silence():
            return silence(own)
        case Code():
            return both(own.label("zh"), own.label("en"))
        case Enum():
            return safe(own.value)
        case bool():
            return both("是", "yes") if own else both("否", "no")
        case date():
            return day(own)
        case Norm():
            return join([code(own.norm), two_lines(own.text("zh"), own.text("en"))])
        case Value():
            written = own.as_member()
            if not isinstance(written, dict):
                return safe(written)
            if len(written) == 1 and isinstance(next(iter(written.values())), dict):
                kind, inner = next(iter(written.items()))
                return join([kind, " ", ", ".join(f"{name} {one}" for name, one in inner.items())])
            return safe(", ".join(f"{name} {one}" for name, one in written.items()))
        case tuple():
            return join(map(member, own[:20]), ", ") if own else safe(None)
        case _:
            return safe(own)


def members(own: Value) -> Html:
    """Any value, its members in rows; those that say nothing are left out."""
    rows = []
    for one in fields(own):
        held = getattr(own, one.name)
        if one.metadata.get("apart") or held is None or held == ():
            continue
        rows.append([code(one.name.rstrip("_")), member(held)])
    return box(type(own).__name__, table([], rows, first=True))
