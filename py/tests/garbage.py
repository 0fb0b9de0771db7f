"""What no caller should hand over. In goes nothing, out come values of every kind, and objects that raise
when they are looked at.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import polars as pl

Made = Callable[[], Any]
"""Makes one piece of garbage: each use has its own, for some are used up or changed."""


class OwnError(Exception):
    """What an object of the caller's raises; it may come through as it is."""


class _Color(Enum):
    RED = "red"
    ODD = float("nan")


def _raises(*_: Any, **__: Any) -> NoReturn:
    raise OwnError("looked at")


_LOOKS = (
    "__iter__",
    "__next__",
    "__str__",
    "__repr__",
    "__eq__",
    "__ne__",
    "__lt__",
    "__hash__",
    "__len__",
    "__bool__",
    "__getitem__",
    "__contains__",
    "__fspath__",
    "__index__",
    "__float__",
    "__format__",
    "__arrow_c_stream__",
    "__arrow_c_array__",
    "__arrow_c_schema__",
    "isoformat",
    "item",
    "tolist",
    "collect",
    "keys",
    "items",
    "to_dict",
    "to_dicts",
    "utcoffset",
)


def _raising(*names: str) -> Any:
    """An object of which these members raise."""
    return type("Raising", (), dict.fromkeys(names, _raises))()


class _RaisingAttributes:
    def __getattr__(self, name: str) -> NoReturn:
        raise OwnError(name)


class _Anything:
    """Has every attribute, and each is a function that gives another of itself."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: _Anything()


class _Endless:
    """Holds a value of another type, for ever."""

    def item(self) -> Any:
        return type("Endless", (_Endless,), {})()


class _OddZone(tzinfo):
    def __init__(self, offset: Any) -> None:
        self.offset = offset

    def utcoffset(self, _: datetime | None) -> Any:
        if isinstance(self.offset, Exception):
            raise self.offset
        return self.offset

    def tzname(self, _: datetime | None) -> str:
        return "odd"

    def dst(self, _: datetime | None) -> timedelta | None:
        return None


class _OddText(str):
    def __str__(self) -> Any:
        return OwnError("looked at")

    __slots__ = ()


class _OddDate(date):
    def toordinal(self) -> Any:
        return "never"

    def isoformat(self) -> Any:
        return b"never"


def _cyclic_dict() -> dict[str, Any]:
    own: dict[str, Any] = {"at": "2023-05-04", "kind": "decision"}
    own["case"], own["self"] = own, [own]
    return own


def _cyclic_list() -> list[Any]:
    own: list[Any] = []
    own.append(own)
    return own


def _deep(levels: int = 3000) -> Any:
    own: Any = {}
    for _ in range(levels):
        own = {"zone": [own]}
    return own


def _raising_midway() -> Iterator[Any]:
    yield {"at": "2023-05-04", "kind": "decision"}
    raise OwnError("midway")


def _same(value: Any) -> Any:
    return value


def scalars() -> list[Any]:
    """Values of one piece."""
    return [
        True,
        0,
        -1,
        7,
        2**31,
        2**63 - 1,
        -(2**63),
        2**64 - 1,
        2**70,
        -(2**70),
        10**5000,
        0.0,
        -1.5,
        1e308,
        math.nan,
        math.inf,
        1j,
        Decimal("2.50"),
        Decimal("sNaN"),
        Fraction(1, 3),
        _Color.RED,
        _Color.ODD,
        Ellipsis,
        NotImplemented,
        object(),
        object,
        type,
        len,
        pd.NaT,
        pd.NA,
        pd.Timestamp.max,
        pd.Timedelta(1, "D"),
        pd.Interval(0, 1),
        np.int64(-3),
        np.uint8(255),
        np.float32("nan"),
        np.bool_(True),
        np.str_("S-001"),
        np.datetime64("NaT"),
        np.datetime64("2023-05-04"),
        np.datetime64(2**62, "as"),
        np.void(b"ab"),
    ]


def texts() -> list[Any]:
    """Texts and bytes that nobody would write."""
    return [
        "",
        " ",
        "\0",
        "S-001\0",
        "\ud800",
        "\udcff.csv",
        "天" * 100_000,
        "%s{0}{",
        "{" * 1000,
        "[" * 10_000,
        '{"zone":' * 500,
        "null",
        "\ufeff",
        "\u202e\u2066",
        "0000-00-00",
        "2023-02-30",
        "9999-12-31T23:59:60Z",
        "-2023-05-04",
        "٢٠٢٣-٠٥-٠٤",
        "no/such/file.json",
        "no/such/file.csv",
        "no/such/file.parquet",
        "no/such/file.xlsx",
        _OddText("2023-05-04"),
        b"",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"PK\x03\x04" + bytes(40),
        b"at,kind\n",
        b'[{"at": 1}',
        bytearray(b"x"),
        memoryview(b"x"),
        PurePosixPath("a\0b"),
        io.BytesIO(b"x"),
    ]


def times() -> list[Any]:
    """Times at the ends of all time, and in zones that are none."""
    return [
        datetime.min,
        datetime.max,
        date.min,
        date.max,
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-23, minutes=-59))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=23, minutes=59))),
        datetime(1900, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")),
        datetime(2023, 3, 12, 2, 30, tzinfo=ZoneInfo("America/New_York"), fold=1),
        datetime(2023, 5, 4, tzinfo=_OddZone(None)),
        datetime(2023, 5, 4, tzinfo=_OddZone("8")),
        datetime(2023, 5, 4, tzinfo=_OddZone(timedelta(days=2))),
        datetime(2023, 5, 4, tzinfo=_OddZone(timedelta(seconds=1, microseconds=1))),
        datetime(2023, 5, 4, tzinfo=_OddZone(OwnError("zone"))),
        _OddDate(2023, 5, 4),
        time(9, 30),
        timedelta(days=10**8),
        pd.Timestamp("2023-05-04", tz="America/New_York"),
        pd.Period("2023-05"),
    ]


def containers() -> list[Made]:
    """Lists, mappings and generators, some without an end to look for."""
    return [
        list,
        dict,
        set,
        tuple,
        lambda: [None],
        lambda: [[], {}, set()],
        lambda: [1, "a", None, object()],
        lambda: {1: 2, None: 3, ("a",): b""},
        lambda: {"at": 5},
        lambda: {"at": ["2023-05-04"], "kind": []},
        lambda: {"at": "2023-05-04", "kind": ["decision"]},
        lambda: {"at": iter(["2023-05-04"]), "kind": _raising_midway()},
        lambda: {"\ud800": ["x"], "at": ["\ud800"], "kind": ["\0"]},
        lambda: {"zone": float("nan"), "parties": [math.inf]},
        lambda: {"zone": _cyclic_dict(), "matters": _cyclic_list()},
        _cyclic_dict,
        _cyclic_list,
        _deep,
        _raising_midway,
        lambda: iter([]),
        lambda: range(3),
        lambda: [_Endless(), _raising(*_LOOKS)],
        lambda: {"at": [_Endless(), _RaisingAttributes()], "kind": [_Anything(), _OddText("a")]},
        lambda: [_cyclic_dict(), {"at": datetime.max, "kind": _Color.RED, "covers": _cyclic_list()}],
        lambda: [{_Color.RED: 1}, {2**70: 1}, {"kind": 2**70, "at": 10**5000}],
        lambda: np.zeros((2, 2)),
        lambda: np.array(["2023-05-04", "NaT"], "datetime64[s]"),
        lambda: np.array([1, None, "x"], object),
        lambda: pd.DataFrame(),
        lambda: pd.DataFrame([[1, 2]], columns=["at", "at"]),
        lambda: pd.DataFrame({"at": [object()], "kind": [{}]}),
        lambda: pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("at", "kind")])),
        lambda: pd.Series([pd.NaT, 1, "x"]),
        lambda: pd.Series(pd.Categorical(["S-001", None])),
        lambda: pd.Index([]),
        lambda: pl.DataFrame(),
        lambda: pl.DataFrame({"at": [1], "kind": [None]}),
        lambda: pl.DataFrame({"at": [object()]}),
        lambda: pl.LazyFrame({"at": ["x"]}).select(pl.col("none")),
        lambda: pl.Series("x", [timedelta(1)]),
        lambda: pl.Series("x", ["a", "b"], dtype=pl.Enum(["a", "b"])),
    ]


def objects() -> list[Made]:
    """Objects that raise, or give no end of others, when they are looked at."""
    own: list[Made] = [partial(_raising, name) for name in _LOOKS]
    return [*own, lambda: _raising(*_LOOKS), _RaisingAttributes, _Anything, _Endless]


@cache
def garbage() -> list[Made]:
    """All of it."""
    own: list[Made] = []
    for made in (scalars, texts, times):
        own.extend(partial(_same, value) for value in made())
    return own + containers() + objects()
