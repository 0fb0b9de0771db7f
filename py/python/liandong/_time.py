"""Days and moments. In go dates, datetimes and ISO texts, out come `date` for a day and aware `datetime` for
a moment.

The zone's time is +08:00. A `datetime` without a zone is taken to be in it; one with another zone is
converted. A moment counts whole seconds: a fraction is left out, as the core leaves it out.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from operator import ne
from typing import Any, TypeAlias

from .errors import Fault, InputError

__all__ = ["ZONE", "DayLike", "WhenLike", "day", "iso", "of_seconds", "parse_when", "when"]

ZONE = timezone(timedelta(hours=8), "+08:00")
"""The zone's time, which is China's."""

_EPOCH = datetime(1970, 1, 1, 8, tzinfo=ZONE)

DayLike: TypeAlias = "date | str"
"""What may be given for a day: `date`, `datetime`, `pandas.Timestamp`, or text `YYYY-MM-DD`."""
WhenLike: TypeAlias = "date | str"
"""What may be given for a day or a moment; a `datetime` is a moment, a `date` the whole day."""

_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?:(:\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def when(value: WhenLike, path: str = "$") -> date:
    """A day as a `date`, a moment as a `datetime` in `ZONE`.

    Raises:
        InputError: when the value is neither, or is not a time (NaT); `path` names its place.

    >>> when("2021-03-29")
    datetime.date(2021, 3, 29)
    >>> when("2021-03-29T01:30Z").isoformat()
    '2021-03-29T09:30:00+08:00'
    """
    if isinstance(value, str):
        return parse_when(value, path)
    given: Any = value
    if not isinstance(given, date):
        kind = type(given).__name__
        raise _refused(path, _shown(given), f"of type {kind}", f"类型为 {kind}")
    if ne(value, value):  # only a missing time is unlike itself
        raise _refused(path, value, "a missing time", "缺失的时间")
    if isinstance(given, datetime):
        return _moment(given, path)
    return value if type(value) is date else date(given.year, given.month, given.day)


def day(value: DayLike, path: str = "$") -> date:
    """A day as a `date`; a moment is on its day in `ZONE`.

    Raises:
        InputError: when the value is no day.

    >>> from datetime import datetime, timezone
    >>> day(datetime(2021, 3, 29, 20, 0, tzinfo=timezone.utc))
    datetime.date(2021, 3, 30)
    """
    read = when(value, path)
    return read.date() if isinstance(read, datetime) else read


def parse_when(text: str, path: str = "$") -> date:
    """Reads `YYYY-MM-DD`, or a moment `YYYY-MM-DDThh:mm` with seconds and an offset where they are written.

    Raises:
        InputError: when the text is neither.
    """
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
        if found := _MOMENT.fullmatch(text):
            on, clock, seconds, offset = found.groups()
            moment = datetime.fromisoformat(f"{on}T{clock}{seconds or ':00'}")
            return _moment(moment.replace(tzinfo=_offset(offset)), path, text)
    except ValueError as error:
        if isinstance(error, InputError):
            raise
        raise _refused(path, text, f"no time: {error}", f"不是时间：{error}") from error
    raise _refused(path, text, "in another form", "格式不符")


def iso(value: date) -> str:
    """A day or a moment as the wire format writes it."""
    if isinstance(value, datetime):
        return _moment(value, "$").replace(tzinfo=None).isoformat(timespec="seconds")
    return value.isoformat()


def of_seconds(seconds: int) -> datetime:
    """The moment so many seconds after 1970 began in UTC, in the zone's time, as columns of moments count.

    >>> of_seconds(0).isoformat()
    '1970-01-01T08:00:00+08:00'
    """
    return _EPOCH + timedelta(seconds=seconds)


def _moment(value: datetime, path: str, given: object = None) -> datetime:
    own = value if type(value) is datetime else _plain(value)
    try:
        aware = own.replace(tzinfo=ZONE) if own.utcoffset() is None else own.astimezone(ZONE)
    except OverflowError as error:
        raise _refused(path, given or value, "outside the years 1 to 9999", "超出公元1年至9999年") from error
    return aware.replace(microsecond=0, fold=0)


def _plain(value: datetime) -> datetime:
    """The same moment as a `datetime` of the standard library; a subclass may keep nanoseconds."""
    parts = (value.year, value.month, value.day, value.hour, value.minute, value.second)
    return datetime(*parts, tzinfo=value.tzinfo, fold=value.fold)


def _offset(text: str | None) -> timezone:
    if text is None:
        return ZONE
    if text == "Z":
        return timezone.utc
    digits = text[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if int(digits[2:]) > 59:
        raise ValueError(f"offset {text} has more than 59 minutes")
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _shown(value: object) -> str:
    """What a value shows itself as, where it can be shown."""
    try:
        return str(value)
    except Exception:
        return "…"


def _refused(path: str, value: object, en: str, zh: str) -> InputError:
    shown = str(value)[:60]
    return InputError.of(
        [
            Fault(
                path,
                f"`{shown}` is {en}; give a date, a datetime, YYYY-MM-DD or YYYY-MM-DDThh:mm",
                f"`{shown}` {zh}；请给出日期、时刻、YYYY-MM-DD 或 YYYY-MM-DDThh:mm",
            )
        ],
        "time",
        "时间",
    )
