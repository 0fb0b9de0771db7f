"""Runs a folder of vectors through the package's own methods and types: `python vectors.py FOLDER`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from liandong import Answer, InputError, LiandongError, Party, Rulebook, Silence, UnknownId

Json = dict[str, Any]


def approver(rulebook: Rulebook, ask: Json) -> Json:
    """The answer to an `approver` question."""
    answer = rulebook.matter(ask["matter"]).approver(date.fromisoformat(ask["on"]))
    return in_wire_format(answer)


# What this surface can be asked: a question's name, its keys and how it is answered.
QUESTIONS: dict[str, tuple[set[str], Callable[[Rulebook, Json], Json]]] = {
    "approver": ({"ask", "matter", "on", "lang"}, approver),
}


def in_wire_format(answer: Answer[Party]) -> Json:
    """An answer as the wire format writes it."""
    value = answer.value
    found: Json = {value.kind: {"why": value.why}} if isinstance(value, Silence) else {"value": value.id}
    reasons = [{"norm": r.norm, "reading": r.reading, "limit": r.limit} for r in answer.reasons]
    return found | {"reasons": reasons}


def error_in_wire_format(error: LiandongError) -> Json:
    """A refusal as the wire format writes it."""
    if isinstance(error, UnknownId):
        return {"error": {"kind": f"unknown_{error.kind}"}}
    return {"error": {"kind": "input" if isinstance(error, InputError) else "other"}}


def comparable(answer: Json) -> Json:
    """What is compared: a reason by its norm and its reading or limit, an error by its kind; digests and prose never."""
    rest = {key: value for key, value in answer.items() if key not in {"digests", "reasons", "error"}}
    if "reasons" in answer:
        names = ("norm", "reading", "limit")
        rest["reasons"] = [{name: reason.get(name) for name in names} for reason in answer["reasons"]]
    if "error" in answer:
        rest["error"] = answer["error"]["kind"]
    return rest


def asked(vector: Json, question: Callable[[Rulebook, Json], Json]) -> Json:
    """The surface's answer to a vector."""
    try:
        rulebook = Rulebook.from_json(json.dumps(vector["catalogue"]))
        if "profile" in vector:
            rulebook = rulebook.with_profile(json.dumps(vector["profile"]))
        return question(rulebook, vector["ask"])
    except LiandongError as error:
        return error_in_wire_format(error)


def place(folder: Path, name: str) -> Path:
    """Where a shared catalogue lies: in the folder, or among the repository's own."""
    path = folder / "catalogues" / f"{name}.json"
    own = Path(__file__).parents[2] / "tests" / "vectors" / "catalogues"
    return path if path.exists() else own / path.name


def read(folder: Path) -> Iterator[Json]:
    """The vectors of a folder, with the catalogues that they name put in."""
    shared: dict[str, Json] = {}
    for path in sorted(folder.glob("*.json")):
        for vector in json.loads(path.read_text("utf-8")):
            name = vector["catalogue"]
            if isinstance(name, str):
                if name not in shared:
                    shared[name] = json.loads(place(folder, name).read_text("utf-8"))
                vector["catalogue"] = shared[name]
            yield vector


def main(folder: Path) -> int:
    """Runs all of a folder's vectors; 1 if any of them differs."""
    passed = failed = not_run = 0
    for vector in read(folder):
        keys, question = QUESTIONS.get(vector["ask"]["ask"], (set[str](), approver))
        if not set(vector["ask"]) <= keys:
            not_run += 1
            continue
        expected, found = comparable(vector["expect"]), comparable(asked(vector, question))
        if "partial" in vector:
            # Only what a partial expectation names is compared.
            found = {key: value for key, value in found.items() if key in expected}
        if found == expected:
            passed += 1
            continue
        failed += 1
        print(f"{vector['id']} ({vector['norm']}): {vector['title']}")
        print(f"  expected {json.dumps(expected, ensure_ascii=False)}")
        print(f"  found    {json.dumps(found, ensure_ascii=False)}")
    if passed + failed + not_run == 0:
        sys.exit(f"no vectors in {folder}")
    print(f"{passed} passed, {failed} failed, {not_run} not run")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python vectors.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
