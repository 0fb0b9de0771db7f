"""Reads the wire format. In go JSON objects as `json.loads` gives them, out come values; `.to_dict()` is the
way back.

A function takes one object of the core's `answer.json`. Words, where an answer carries them, come from the
same answer asked in Chinese and in English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

from . import codes
from . import values as v
from ._decode_duties import duty, finding
from ._decode_evidence import evidence, norm
from ._decode_parts import (
    all_of,
    assignment,
    digests,
    elapsed,
    is_array,
    members,
    optional,
    party_or_silence,
    relation,
    silence,
    silence_in,
    subject,
    trigger,
    who,
    who_or_silence,
    whose,
)
from ._decode_reasons import reason, reasons
from ._liandong import Answer
from ._time import parse_when
from .errors import Undecided
from .values._base import wire

__all__ = [
    "all_of",
    "answer",
    "answer_to_dict",
    "assignment",
    "bound",
    "decided",
    "difference",
    "digests",
    "due",
    "duty",
    "effect",
    "elapsed",
    "entry",
    "evidence",
    "finding",
    "hindsight",
    "lint",
    "norm",
    "outlook",
    "package_view",
    "party",
    "party_or_silence",
    "reason",
    "reasons",
    "relation",
    "scope",
    "silence",
    "standing",
    "stretch",
    "subject",
    "subject_standing",
    "transfer_status",
    "trial",
    "trigger",
    "verdict",
    "who",
    "who_or_silence",
]

Json: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


def answer(zh: Json, en: Json, read: Callable[[Any], T]) -> Answer[T]:
    """An answer whose value `read` decodes; `en` is the same answer asked in English, for the words of its
    reasons.
    """
    silent = silence_in(zh)
    value = read(zh["value"]) if silent is None else silent
    return Answer(value, reasons(zh["reasons"], en["reasons"]), digests(zh["digests"]))


def answer_to_dict(own: Answer[Any]) -> dict[str, Any]:
    """An answer in the wire format."""
    said = wire(own.value) if isinstance(own.value, v.Silence) else {"value": wire(own.value)}
    return {**said, "reasons": wire(own.reasons), "digests": wire(own.digests)}


def decided(own: Answer[T]) -> T:
    """The value of an answer, where there is one."""
    if isinstance(own.value, v.Silence):
        raise Undecided(own.value)
    return own.value


def party(obj: Json) -> v.Party:
    """A party as a catalogue records it."""
    return v.Party(obj["id"], obj["name"], obj.get("name_en"), codes.PartyKind(obj["kind"]))


def transfer_status(code: str) -> codes.TransferStatus:
    """Where a transfer stands."""
    return codes.TransferStatus(code)


def scope(obj: Json) -> v.Scope:
    """What an audit judges."""
    norms = obj.get("norms")
    first, last = optional(obj, "from", parse_when), optional(obj, "to", parse_when)
    return v.Scope(None if norms is None else tuple(norms), first, last, obj.get("known"))


def _ids_or_silence(obj: Any) -> tuple[str, ...] | v.Silence:
    return tuple(obj) if is_array(obj) else silence(obj)


def bound(rows: Sequence[Json]) -> tuple[v.BoundNorm, ...]:
    """The rows of the register that bind somebody."""
    return tuple(v.BoundNorm(row["norm"], codes.NormClass(row["class"])) for row in rows)


def verdict(obj: Json) -> v.Verdict:
    """Whether an act is permitted."""
    if "permitted" in obj:
        return v.Permitted(tuple(obj["permitted"]["duties"]))
    forbidden = obj["forbidden"]
    mends = tuple(codes.Mend(mend) for mend in forbidden["would_permit"])
    return v.Forbidden(codes.Forbids(forbidden["why"]), mends, forbidden.get("competent"))


def stretch(obj: Json) -> v.Stretch:
    """A stretch of a matter's time line."""
    status = silence_in(obj) or codes.TransferStatus(obj["state"])
    return v.Stretch(optional(obj, "from", parse_when), status)


def package_view(obj: Json) -> v.PackageView:
    """What a package needs on a day."""
    single = obj["single_authority"]
    return v.PackageView(
        obj["lead"],
        single if isinstance(single, bool) else silence(single),
        all_of(obj["entries"], _package_entry),
    )


def _package_entry(obj: Json) -> v.PackageEntry | v.UnknownMatter:
    if "unknown_matter" in obj:
        return v.UnknownMatter(obj["matter"])
    online: Any = obj["online"]
    return v.PackageEntry(
        obj["matter"],
        party_or_silence(obj["authority"]),
        _ids_or_silence(obj["supervisors"]),
        codes.Online(online) if isinstance(online, str) else silence(online),
        tuple(obj["duties"]),
        obj.get("agent_liaises_with"),
    )


_COUNTS = ("fulfilled", "open", "breaches", "reviews")


def standing(obj: Json) -> v.Standing:
    """How a party stands."""
    return v.Standing(obj["party"], *(obj[name] for name in _COUNTS))


def subject_standing(obj: Json) -> v.SubjectStanding:
    """How a case or project stands."""
    own = subject({name: value for name, value in obj.items() if name not in _COUNTS})
    return v.SubjectStanding(own, *(obj[name] for name in _COUNTS))


def hindsight(obj: Json) -> v.Hindsight:
    """An act that later records judge otherwise."""
    then, now = party_or_silence(obj["then"]), party_or_silence(obj["now"])
    return v.Hindsight(obj["matter"], parse_when(obj["on"]), then, now, obj.get("event"))


def effect(obj: Json) -> v.Effect:
    """What recording an event changed."""
    opened, discharged, voided = (all_of(obj[name], duty) for name in ("opened", "discharged", "voided"))
    found, cleared = (all_of(obj[name], finding) for name in ("found", "cleared"))
    return v.Effect(parse_when(obj["as_of"]), opened, discharged, voided, found, cleared)


def due(zh: Json, en: Json | None = None) -> v.Due:
    """An entry of an outlook."""
    return v.Due(
        norm=zh["norm"],
        obligor=who(zh["obligor"]),
        subject=subject(zh["subject"]),
        trigger=trigger(zh["trigger"]),
        recurrence=codes.Recurrence(zh["recurrence"]),
        from_=parse_when(zh["from"]),
        status=codes.DutyStatus(zh["status"]),
        to=optional(zh, "to", who_or_silence),
        until=optional(zh, "until", parse_when),
        due=optional(zh, "due", parse_when),
        whose=optional(zh, "whose", whose),
        stale_from=optional(zh, "stale_from", parse_when),
        gaps=tuple(v.Gap(*_interval(gap)) for gap in zh.get("gaps", ())),
        reading=zh.get("reading"),
        words=None if en is None else v.Text(zh["text"], en["text"]),
    )


def outlook(zh: Json, en: Json, calendars: Sequence[str]) -> v.Outlook:
    """What is due in a period, and how it is written as an iCalendar file."""
    entries = tuple(due(*pair) for pair in zip(zh["entries"], en["entries"], strict=True))
    as_of, first, last = (parse_when(zh[name]) for name in ("as_of", "from", "to"))
    return v.Outlook(as_of, first, last, entries, v.Text(*calendars))


def difference(obj: Json) -> v.Difference:
    """In what two rulebooks differ."""

    def choice(own: Json) -> v.ChoiceChange:
        limit = optional(own, "limit", codes.LimitName)
        return v.ChoiceChange(own["before"], own["after"], own.get("reading"), limit)

    def competence(own: Json) -> v.CompetenceChange:
        before, after = party_or_silence(own["before"]), party_or_silence(own["after"])
        return v.CompetenceChange(own["matter"], *_interval(own), before, after)

    def responsibility(own: Json) -> v.ResponsibilityChange:
        removed, added = all_of(own["removed"], assignment), all_of(own["added"], assignment)
        return v.ResponsibilityChange(own["matter"], *_interval(own), removed, added)

    def package(own: Json) -> v.PackageChange:
        before, after = (
            own[name] if isinstance(own[name], bool) else silence(own[name]) for name in ("before", "after")
        )
        return v.PackageChange(own["package"], *_interval(own), before, after)

    def count(own: Json) -> v.DutyCountChange:
        return v.DutyCountChange(who_or_silence(own["obligor"]), own["norm"], own["before"], own["after"])

    def change(own: Json) -> v.FindingChange:
        return v.FindingChange(optional(own, "before", finding), optional(own, "after", finding))

    return v.Difference(
        choices=all_of(obj["choices"], choice),
        competence=all_of(obj["competence"], competence),
        responsibilities=all_of(obj["responsibilities"], responsibility),
        packages=all_of(obj["packages"], package),
        duties=all_of(obj["duties"], count),
        findings=all_of(obj["findings"], change),
    )


def _interval(obj: Json) -> tuple[date, date]:
    return parse_when(obj["from"]), parse_when(obj["until"])


def trial(obj: Json) -> v.Trial:
    """What one other choice of a reading or limit changes."""
    shifts = tuple(
        v.Shift(codes.FindingCode(own["code"]), codes.Severity(own["severity"]), own["added"], own["removed"])
        for own in obj["findings"]
    )
    return v.Trial(obj["option"], shifts, obj.get("reading"), optional(obj, "limit", codes.LimitName))


def lint(zh: Json, en: Json | None = None) -> v.Lint:
    """Something odd in a catalogue or profile by itself."""
    return v.Lint(
        code=codes.LintCode(zh["code"]),
        subject=subject(zh["subject"]),
        witness=parse_when(zh["witness"]),
        from_=parse_when(zh["from"]),
        until=optional(zh, "until", parse_when),
        norm=zh.get("norm"),
        parties=tuple(zh.get("parties", ())),
        role=optional(zh, "role", codes.Role),
        named=zh.get("named"),
        reasons=reasons(zh.get("reasons", ()), None if en is None else en.get("reasons", ())),
        silence=silence_in(zh),
    )


def entry(obj: Json) -> v.Entry:
    """A row of a register of codes or readings."""
    return v.Entry(**members(obj, options=tuple))
