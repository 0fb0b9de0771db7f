"""What a rulebook is made of. In go paths, texts, bytes and mappings, out comes JSON text.

Nothing is checked here beyond being JSON at all: what a catalogue or profile may hold, the core says.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from enum import Enum
from operator import ne
from pathlib import Path
from typing import Any, TypeAlias, cast

from ._time import iso
from .errors import Fault, InputError
from .values import Value

__all__ = ["Source", "dumps", "json_text", "plain"]

Source: TypeAlias = "Mapping[str, Any] | str | bytes | os.PathLike[str]"
"""A catalogue or profile: a mapping, JSON text or bytes, or the path of a JSON file."""


def json_text(source: Source, what: str, what_zh: str) -> str:
    """The JSON text of a source; a text that does not begin with a brace is a path.

    Raises:
        InputError: when the file cannot be read or is not UTF-8, or a member of a mapping has no form in
            JSON.
    """
    if isinstance(source, Mapping):
        return dumps(source, what, what_zh)
    if isinstance(source, str) and source.lstrip("\ufeff \t\r\n")[:1] in ("{", "[", ""):
        return source.lstrip("\ufeff")
    given: Any = source
    if not isinstance(given, (str, bytes, os.PathLike)):
        kind = type(given).__name__
        raise _refused(
            what, what_zh, f"of type {kind}; give a mapping, JSON text or a path", f"类型 {kind} 不可用"
        )
    try:
        content = source if isinstance(source, bytes) else Path(source).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        shown = os.fspath(source)[:200] if not isinstance(source, bytes) else ""
        reason = error.strerror or str(error)
        raise _refused(
            what, what_zh, f"the file `{shown}` cannot be read: {reason}", f"无法读取文件 `{shown}`：{reason}"
        ) from error
    except UnicodeDecodeError as error:
        raise _refused(
            what, what_zh, f"not UTF-8: {error}; save it as UTF-8", "不是 UTF-8；请另存为 UTF-8"
        ) from error


def catalogue_text(source: Source) -> str:
    """The JSON text of a catalogue: as `json_text` takes it, or of data frames."""
    if isinstance(source, Mapping) and any(hasattr(own, "columns") for own in source.values()):
        source = catalogue_of_frames(source)
    return json_text(source, "catalogue", "目录")


def catalogue_of_frames(frames: Mapping[str, Any]) -> dict[str, Any]:
    """A catalogue of data frames; see `Rulebook.from_frames`."""
    given: Any = frames
    if not isinstance(given, Mapping):
        kind = type(given).__name__
        raise _refused(
            "catalogue", "目录", f"of type {kind}; give a mapping of data frames", f"类型 {kind} 不可用"
        )
    tables = {str(name): _records(frame) for name, frame in frames.items() if name != "zone"}
    zone = frames.get("zone", {})
    catalogue: dict[str, Any] = {"zone": zone if isinstance(zone, Mapping) else (_records(zone) or [{}])[0]}
    for name, (owner, key, member) in _PARTS.items():
        own = {str(record["id"]): record for record in tables.get(owner, ()) if "id" in record}
        for place, row in enumerate(tables.pop(name, ())):
            record = own.get(str(row.get(key)))
            if record is None:
                raise _refused(
                    "catalogue",
                    "目录",
                    f"row {place} of `{name}` names `{row.get(key)}`, which `{owner}` does not hold",
                    f"`{name}` 第 {place} 行所指 `{row.get(key)}` 不在 `{owner}` 中",
                )
            record.setdefault(member, []).append({name: value for name, value in row.items() if name != key})
    return catalogue | tables


_PARTS = {
    "transfers": ("matters", "matter", "transfers"),
    "supervising": ("matters", "matter", "supervising"),
    "platform": ("matters", "matter", "platform"),
    "observed": ("matters", "matter", "observed"),
    "roles": ("persons", "person", "roles"),
}
"""Frames whose rows are members of another frame's records: of which, by which column, under which name."""


def _records(frame: Any) -> list[dict[str, Any]]:
    """The rows of a frame, missing values left out."""
    rows: list[dict[str, Any]]
    if hasattr(frame, "to_dicts"):
        rows = frame.to_dicts()
    elif hasattr(frame, "to_pylist"):
        rows = frame.to_pylist()
    elif hasattr(frame, "to_dict"):
        rows = frame.to_dict("records")
    else:
        rows = [dict(row) for row in frame]
    return [
        {str(name): _cell(value) for name, value in row.items() if not _is_missing(value)} for row in rows
    ]


def _is_missing(value: Any) -> bool:
    return (
        value is None
        or type(value).__name__ in ("NAType", "NaTType")
        or (isinstance(value, float) and value != value)
    )


def _cell(value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    return value


def dumps(value: Any, what: str = "question", what_zh: str = "问题") -> str:
    """A value as JSON text; days, moments, codes and the library's own values in their wire format."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=plain)
    except (TypeError, ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise _refused(what, what_zh, f"no JSON: {error}", f"不能写成 JSON：{error}") from error


def plain(value: Any) -> Any:
    """What JSON has no form for, in the wire format."""
    if isinstance(value, Value):
        return value.to_dict()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        if ne(value, value):
            raise TypeError("a missing time (NaT) has no form in JSON; leave the member out")
        return iso(value)
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, Any]", value))
    if isinstance(value, (set, frozenset)):
        return sorted(cast("set[str]", value))
    raise TypeError(f"a value of type {type(value).__name__} has no form in JSON")


def _refused(what: str, what_zh: str, en: str, zh: str) -> InputError:
    return InputError.of([Fault("$", en, zh)], what, what_zh)
