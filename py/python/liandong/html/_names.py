"""What ids are called. In go ids and a rulebook, where one is at hand, out come names beside the ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._text import SUBJECTS, Lang, in_lang
from ..codes import Unit
from ..registers import norms
from ..values import Elapsed, Norm, PersonRef, Silence, Subject, Who
from ._parts import Html, badge, both, code, join, muted, safe

if TYPE_CHECKING:
    from ..rulebook import Rulebook

__all__ = ["norm_of", "silence", "spent", "subject", "who"]


def norm_of(id: str | None) -> Norm | None:
    """The norm of this id."""
    return next((own for own in norms() if own.norm == id), None)


def spent(own: Elapsed, lang: Lang) -> str:
    """How much time went by, long stretches of minutes in days and hours."""
    if own.unit is not Unit.MINUTES or own.value < 120:
        return own.text(lang)
    days, minutes = divmod(own.value, 1440)
    hours, minutes = divmod(minutes, 60)
    parts = [(days, "天", "d"), (hours, "小时", "h"), (minutes, "分钟", "min")]
    zh = "".join(f"{count:,}{unit}" for count, unit, _ in parts if count)
    return in_lang(lang, zh, " ".join(f"{count:,} {unit}" for count, _, unit in parts if count))


def silence(value: Silence) -> Html:
    """The text's silence: that there is none to name, and why."""
    zh, en = (
        ("本办法不作认定", "undetermined")
        if value.kind == "undetermined"
        else ("不在本办法适用之列", "not governed")
    )
    return join([badge(zh, en, "plain"), both(value.text("zh"), value.text("en"))], " ")


def who(value: Who | Silence | None, rulebook: Rulebook | None = None) -> Html:
    """A party or person by name and id."""
    if value is None:
        return safe(None)
    if isinstance(value, Silence):
        return silence(value)
    if isinstance(value, PersonRef):
        named = rulebook.persons[value.id].name if rulebook and value.id in rulebook.persons else None
        return code(value.id) if named is None else join([named, muted(code(value.id))], " ")
    if rulebook is None or value not in rulebook.parties:
        return code(value)
    party = rulebook.parties[value]
    return both(party.name, party.name_en or party.name)


def subject(value: Subject, rulebook: Rulebook | None = None) -> Html:
    """What something is about: its kind and id, and its name where it has one."""
    zh, en = SUBJECTS[value.kind]
    name: str | None = None
    if rulebook is not None:
        if value.kind == "matter" and value.id in rulebook.matters:
            name = rulebook.matters[value.id].name
        elif value.kind == "party" and value.id in rulebook.parties:
            name = rulebook.parties[value.id].name
        elif value.kind == "project" and value.id in rulebook.projects:
            name = rulebook.projects[value.id].name
        elif value.kind == "person" and value.id in rulebook.persons:
            name = rulebook.persons[value.id].name
    return join([both(zh, en), code(value.id), *([] if name is None else [name])], " ")
