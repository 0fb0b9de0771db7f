"""Runs a folder of vectors through the package's own methods and types: `python vectors.py FOLDER`.

In go vectors, out come what differs, a count, and 1 on any difference. Nothing here goes through
`Rulebook.ask`: each question is a call of its own method, and what is compared is what the values' `to_dict`
gives.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import liandong
from liandong import Audit, Event, InputError, LiandongError, Rulebook, values
from liandong.values._base import wire

Json = dict[str, Any]
OWN = Path(__file__).parents[2] / "tests" / "vectors"
TRIGGERS = {
    "platform_capable": values.PlatformCapable,
    "liaison_vacant": values.LiaisonVacant,
    "year_opened": values.YearOpened,
    "week_opened": values.WeekOpened,
    "procedures_started": values.ProceduresStarted,
    "transfer": values.TransferMade,
}


def scope(ask: Json) -> Json:
    """The arguments that name a scope."""
    own = ask.pop("scope", {})
    return {"from_" if name == "from" else name: value for name, value in own.items()}


def log(ask: Json) -> Any:
    """The events of a question as values; a log with a line that is none is read from JSON as it stands."""
    lines = ask.pop("events", [])
    events = [event(own) for own in lines]
    return events if all(isinstance(own, Event) for own in events) else json.dumps(lines).encode()


def event(own: Any) -> Any:
    """An event, or the line itself where it is none."""
    try:
        return Event.from_dict(own) if isinstance(own, dict) else own
    except InputError:
        return own


def responsibilities(book: Rulebook, ask: Json) -> Any:
    """Who bears which function of a matter, or which norms bind a party or person."""
    ((kind, id),) = ((kind, ask.pop(kind)) for kind in ("matter", "party", "person") if kind in ask)
    return getattr(book, kind)(id).responsibilities(ask.pop("on"))


def duties(book: Rulebook, ask: Json) -> Any:
    """What a trigger sets off."""
    ((kind, own),) = ask.pop("trigger").items()
    return book.duties(event(own) if kind == "event" else TRIGGERS[kind](**own))


def audit(book: Rulebook, ask: Json) -> Any:
    """A log judged; how cases and projects stand is shown where the question asks for it."""
    by = ask.pop("by", [])
    return Shown(book.audit(log(ask), ask.pop("as_of"), **scope(ask)), by)


class Shown:
    """An audit with the standing of cases or projects where it was asked for."""

    def __init__(self, audited: Audit, by: list[str]) -> None:
        self.audited, self.by = audited, by

    def to_dict(self) -> Json:
        """The audit in the wire format."""
        standing = {"case": ("cases", "standing_of_cases"), "project": ("projects", "standing_of_projects")}
        asked = {standing[by][0]: wire(getattr(self.audited, standing[by][1])) for by in self.by}
        return self.audited.to_dict() | asked


def evidence(book: Rulebook, ask: Json) -> Any:
    """The chain behind a finding."""
    mask, place = ask.pop("mask", None), ask.pop("finding")
    return book.audit(log(ask), ask.pop("as_of"), **scope(ask)).evidence(place, mask=mask)


# How each question is a call of the package; a question that is not here fails.
QUESTIONS: dict[str, Callable[[Rulebook, Json], Any]] = {
    "approver": lambda book, ask: book.matter(ask.pop("matter")).approver(
        ask.pop("on"), ask.pop("accepted_on", None)
    ),
    "status": lambda book, ask: book.matter(ask.pop("matter")).status(ask.pop("on")),
    "timeline": lambda book, ask: book.matter(ask.pop("matter")).timeline(),
    "responsibilities": responsibilities,
    "permits": lambda book, ask: book.permits(
        ask.pop("act"),
        ask.pop("actor"),
        ask.pop("on"),
        matter=ask.pop("matter", None),
        officer=ask.pop("officer", None),
        accepted_on=ask.pop("accepted_on", None),
    ),
    "package": lambda book, ask: book.package(ask.pop("package")).on(ask.pop("on")),
    "relation": lambda book, ask: book.relation(ask.pop("norm"), ask.pop("from"), ask.pop("to")),
    "duties": duties,
    "audit": audit,
    "outlook": lambda book, ask: book.outlook(
        log(ask), ask.pop("from"), ask.pop("to"), ask.pop("as_of", None)
    ),
    "sensitivity": lambda book, ask: book.sensitivity(log(ask), ask.pop("as_of"), **scope(ask)),
    "evidence": evidence,
    "record": lambda book, ask: book.ledger(log(ask)).record(ask.pop("event")),
    "lint": lambda book, ask: book.lint(),
    "norms": lambda book, ask: liandong.norms(),
    "readings": lambda book, ask: liandong.readings(),
    "finding_codes": lambda book, ask: liandong.finding_codes(),
    "lint_codes": lambda book, ask: liandong.lint_codes(),
    "event_kinds": lambda book, ask: liandong.event_kinds(),
}


def changed(book: Rulebook, change: Json) -> Rulebook:
    """The rulebook with what a question changes in it first."""
    made: list[tuple[str, Callable[[Rulebook, Any], Rulebook]]] = [
        ("transfers", Rulebook.with_transfers),
        ("profile", Rulebook.with_profile),
        ("known_on", Rulebook.as_known_on),
    ]
    for name, make in made:
        if name in change:
            try:
                book = make(book, change[name])
            except LiandongError as error:
                raise within(error, f"$.with.{name}") from None
    return book


def within(error: LiandongError, place: str) -> LiandongError:
    """A refusal of a part of a question, with the places that the whole question gives its faults."""
    faults = [liandong.Fault(own.path.replace("$", place, 1), own.en, own.zh) for own in error.faults]
    return InputError(str(error), error.zh, faults)


def native(vector: Json) -> Any:
    """What the package answers to a vector, as values."""
    ask = dict(vector["ask"])
    before = Rulebook(vector["catalogue"], vector.get("profile"))
    question, change = ask.pop("ask"), ask.pop("with", {})
    ask.pop("lang", None)
    book = changed(before, change)
    if question == "compare":
        answer: Any = before.compare(book, log(ask), ask.pop("as_of"), **scope(ask))
    else:
        answer = QUESTIONS[question](book, ask)
    if ask:
        raise KeyError(f"the package has no {', '.join(ask)} of {question}")
    return answer


def told(vector: Json) -> Json:
    """What the package answers to a vector, in the wire format."""
    try:
        answer = native(vector)
    except LiandongError as error:
        return {"error": error.to_dict()}
    if isinstance(answer, liandong.Answer):
        return answer.to_dict()
    return {"value": answer.to_dict() if hasattr(answer, "to_dict") else wire(answer)}


def bare(value: Any) -> Any:
    """An answer without its prose and digests, a refusal without the id that its question named."""
    if isinstance(value, list):
        return [bare(own) for own in value]
    if not isinstance(value, dict):
        return value
    prose = {"digests", "compared_with", "text"} | (
        {"message", "zh", "id"} if "kind" in value and "message" in value else set()
    )
    return {name: bare(own) for name, own in value.items() if name not in prose}


def differs(expected: Any, found: Any, partial: bool, path: str = "$") -> Iterator[str]:
    """Where an answer is not the expected one; with `partial`, where what is expected is not contained in it.

    An array is contained where each of its elements is contained in some element of the other; an empty one
    only in an empty one, so that a vector can say that nothing was found.
    """
    match expected, found:
        case dict(), dict():
            for name, own in expected.items():
                if name in found:
                    yield from differs(own, found[name], partial, f"{path}.{name}")
                else:
                    yield f"{path}.{name}: missing, expected {shown(own)}"
            if not partial:
                for name in found.keys() - expected.keys():
                    yield f"{path}.{name}: not expected, found {shown(found[name])}"
        case [_, *_], list() if partial:
            for place, own in enumerate(expected):
                if all(next(differs(own, other, True), None) for other in found):
                    yield f"{path}[{place}]: no element contains {shown(own)}"
        case list(), list() if not partial and len(expected) == len(found):
            for place, (own, other) in enumerate(zip(expected, found, strict=True)):
                yield from differs(own, other, False, f"{path}[{place}]")
        case _ if expected != found or type(expected) is not type(found):
            yield f"{path}: expected {shown(expected)}, found {shown(found)}"


def shown(value: Any) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def read(folder: Path) -> Iterator[Json]:
    """The vectors of a folder, with the catalogues that they name and their events put in."""
    shared: dict[str, Json] = {}
    for path in sorted(folder.glob("*.json")):
        for vector in json.loads(path.read_text("utf-8")):
            name = vector["catalogue"]
            if isinstance(name, str):
                if name not in shared:
                    shared[name] = json.loads(place(folder, name).read_text("utf-8"))
                vector["catalogue"] = shared[name]
            if "events" in vector:
                vector["ask"]["events"] = vector.pop("events")
            yield vector


def place(folder: Path, name: str) -> Path:
    """Where a shared catalogue lies: in the folder, or among the repository's own."""
    path = folder / "catalogues" / f"{name}.json"
    return path if path.exists() else OWN / "catalogues" / path.name


def main(folder: Path) -> int:
    """Runs all of a folder's vectors; 1 if any of them differs."""
    passed = failed = 0
    for vector in read(folder):
        try:
            found = told(vector)
        except Exception as error:  # whatever a vector meets, the others are still run
            found = {"harness": f"{type(error).__name__}: {error}"}
        expected, found = bare(vector["expect"]), bare(found)
        places = list(differs(expected, found, "partial" in vector))
        if not places:
            passed += 1
            continue
        failed += 1
        print(f"✗ {vector['id']} ({vector['norm']}): {vector['title']}")
        print("".join(f"    {own}\n" for own in places), end="")
        print(f"    expected {shown(expected)}\n    found    {shown(found)}")
    if passed + failed == 0:
        sys.exit(f"no vectors in {folder}")
    print(f"{passed} passed, {failed} failed, 0 not run")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python vectors.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
