"""What the command is given. In go paths and mappings of a command line, out come rulebooks and logs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .._text import Lang, in_lang
from ..errors import Fault, InputError, LiandongError
from .failing import file_trouble
from .kinds import DAY
from .output import complain
from .program import Declared, option

if TYPE_CHECKING:
    from ..events import Events
    from ..rulebook import Rulebook

__all__ = ["LOG", "ZONE_OPTIONS", "json_of", "one_stdin", "read_log", "read_zone", "rulebook"]

_WORKBOOKS = (".xlsx", ".xlsm")


ZONE_OPTIONS: tuple[Declared, ...] = (
    option("--catalogue", metavar="PATH", envvar="LIANDONG_CATALOGUE", is_eager=True),
    option("--profile", metavar="PATH", envvar="LIANDONG_PROFILE"),
    option("--with-transfers", metavar="PATH"),
    option("--known-on", type=DAY, metavar="DATE"),
)
"""Under what a question is asked."""

LOG: tuple[Declared, ...] = (
    option("--column", multiple=True, metavar="NAME=FIELD"),
    option("--value", multiple=True, metavar="FIELD:OWN=CODE"),
    option("--map", metavar="PATH"),
    option("--encoding", metavar="NAME"),
    option("--sheet", metavar="NAME"),
)
"""How a log is read."""


def one_stdin(lang: Lang, *sources: str | None) -> None:
    """Refuses a command line that reads several things from the one stdin."""
    if sources.count("-") > 1:
        raise click.UsageError(
            in_lang(lang, "标准输入（-）只能读一样", "only one thing can be read from stdin (-)"),
            click.get_current_context(silent=True),
        )


def read_zone(
    lang: Lang,
    *,
    catalogue: str | None,
    profile: str | None,
    with_transfers: str | None,
    known_on: date | None,
) -> Rulebook:
    """The rulebook that a command line names.

    Raises:
        InputError: when the catalogue, profile or transfers are refused, or cannot be read.
    """
    one_stdin(lang, catalogue, profile, with_transfers)
    if catalogue is None:
        complain(
            in_lang(
                lang,
                "未给出目录，以下为虚构的示例区（--catalogue、LIANDONG_CATALOGUE）",
                "no catalogue given: this is the made-up sample zone (--catalogue, LIANDONG_CATALOGUE)",
            )
        )
    book = rulebook(catalogue, profile)
    if with_transfers is not None:
        book = book.with_transfers(json_of(with_transfers, list, "transfers", "划转记录"))
    if book.warnings:
        count = len(book.warnings)
        complain(
            in_lang(
                lang, f"目录中有 {count} 处编码校验不符，见 lint", f"{count} codes fail their check; see lint"
            )
        )
    return book if known_on is None else book.as_known_on(known_on)


def rulebook(catalogue: str | None, profile: str | None) -> Rulebook:
    """The rulebook of a catalogue and a profile; of the sample zone where no catalogue is named.

    Raises:
        InputError: when either is refused, or cannot be read.
    """
    from ..rulebook import Rulebook

    own = None if profile is None else _bytes_of(profile, "profile", "口径")
    if catalogue is None:
        from ..sample import sample

        return sample() if own is None else sample().with_profile(own)
    if Path(catalogue).suffix.lower() in _WORKBOOKS:
        return Rulebook.from_excel(catalogue, own)
    return Rulebook(_bytes_of(catalogue, "catalogue", "目录"), own)


def _bytes_of(path: str, what: str, what_zh: str) -> bytes:
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise _unreadable(error, path, what, what_zh) from error


def _unreadable(error: OSError, path: str, what: str, what_zh: str) -> InputError:
    error.filename = path
    return InputError.of([Fault("$", file_trouble(error, "en"), file_trouble(error, "zh"))], what, what_zh)


def json_of(path: str, form: type[dict[Any, Any] | list[Any]], what: str, what_zh: str) -> Any:
    """The object or array in a JSON file.

    Raises:
        InputError: when it cannot be read, or holds something else.
    """
    content = _bytes_of(path, what, what_zh)
    try:
        read = json.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        fault = Fault(
            path, f"no JSON in UTF-8: {error}; mend the text there", f"不是 UTF-8 的 JSON：{error}；请更正"
        )
        raise InputError.of([fault], what, what_zh) from error
    if not isinstance(read, form):
        en, zh = ("an object", "对象") if form is dict else ("an array", "数组")
        raise InputError.of(
            [Fault(path, f"not {en} of JSON; give one", f"不是 JSON {zh}；请改正")], what, what_zh
        )
    return read


def read_log(
    lang: Lang,
    source: str,
    *,
    column: Iterable[str],
    value: Iterable[str],
    map: str | None,
    encoding: str | None,
    sheet: str | None,
) -> Events:
    """The log that a command line names; what is passed over is said on stderr.

    Raises:
        InputError: when its columns do not tell what they are, or it cannot be read.
    """
    from ..events import read_events
    from ..sample import sample_year

    if source == "@sample":
        return sample_year()
    columns, values = _naming(lang, column, value, map)
    try:
        given = sys.stdin.buffer.read() if source == "-" else Path(source)
        log = read_events(given, columns=columns, values=values, encoding=encoding, sheet=sheet)
    except OSError as error:
        raise _unreadable(error, source, "events", "事件") from error
    except ValueError as error:
        if isinstance(error, LiandongError):
            raise
        raise InputError.of([Fault("$", str(error), str(error))], "events", "事件") from error
    if log.unknown_columns:
        names = in_lang(lang, "、", ", ").join(log.unknown_columns)
        complain(
            in_lang(
                lang,
                f"未读的列：{names}；可用 --column 说明",
                f"columns not read: {names}; --column says what one is",
            )
        )
    if log.unreadable:
        count = len(log.unreadable)
        complain(
            in_lang(lang, f"{count} 行不是事件，见发现", f"{count} rows are no events; see the findings")
        )
    return log


def _naming(
    lang: Lang, column: Iterable[str], value: Iterable[str], map: str | None
) -> tuple[dict[str, str | None], dict[str, dict[str, str]]]:
    given: Mapping[str, Any] = {} if map is None else json_of(map, dict, "map", "列名对照")
    columns: dict[str, str | None] = dict(_object(given, "columns", map))
    names = _object(given, "values", map)
    values: dict[str, dict[str, str]] = {field: dict(_object(names, field, map)) for field in names}
    for word in column:
        own, equals, field = word.rpartition("=")
        if not equals or not own:
            raise _misnamed(lang, "--column", word, "办结时间=at")
        columns[own] = field or None
    for word in value:
        naming, equals, code = word.rpartition("=")
        field, colon, own = naming.partition(":")
        if not (equals and colon and field and own and code):
            raise _misnamed(lang, "--value", word, "kind:出证=decision")
        values.setdefault(field, {})[own] = code
    return columns, values


def _object(given: Mapping[str, Any], name: str, map: str | None) -> Mapping[str, Any]:
    own = given.get(name, {})
    if isinstance(own, dict):
        return own
    fault = Fault(f"{map}: {name}", "not an object of names; give one", "应为名称的对象；请改正")
    raise InputError.of([fault], "map", "列名对照")


def _misnamed(lang: Lang, flag: str, word: str, like: str) -> click.BadParameter:
    message = in_lang(
        lang, f"`{word}` 格式不符，应如 {like}", f"`{word}` is in another form; write it like {like}"
    )
    return click.BadParameter(message, click.get_current_context(silent=True), param_hint=flag)
