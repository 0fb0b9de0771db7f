"""Days and moments: what is taken, what it is read as, what is refused and how."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from liandong import ZONE, InputError
from liandong._time import day, iso, parse_when, when


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2021-03-29", "2021-03-29"),
        ("2021-03-29T09:30", "2021-03-29T09:30:00"),
        ("2021-03-29 09:30:15", "2021-03-29T09:30:15"),
        ("2021-03-29T09:30:15.999", "2021-03-29T09:30:15"),
        ("2021-03-28T20:15:30.999Z", "2021-03-29T04:15:30"),
        ("2021-03-29T12:00+08", "2021-03-29T12:00:00"),
        ("2021-03-29T12:00+0900", "2021-03-29T11:00:00"),
        ("2021-03-29T12:00-05:30", "2021-03-30T01:30:00"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31T23:59:59", "9999-12-31T23:59:59"),
    ],
)
def test_a_text_is_read_as_the_core_reads_it(given: str, read: str) -> None:
    assert iso(parse_when(given)) == read


@pytest.mark.parametrize(
    "given",
    [
        "",
        "2021-3-29",
        "2021-02-30",
        "20210329",
        "2021-03-29T",
        "2021-03-29T9:30",
        "2021-03-29T24:00",
        "2021-03-29T09:30.5",
        "2021-03-29T09:30+8",
        "2021-03-29T09:30+08:60",
        "2021-03-29T09:30+24:00",
        "2021-03-29T09:30\n",
        "２０２１-03-29",
        "0001-01-01T00:00+09:00",
        "9999-12-31T23:59-12:00",
    ],
)
def test_a_text_that_is_no_time_is_refused_and_named(given: str) -> None:
    with pytest.raises(InputError, match="give a date, a datetime") as caught:
        when(given, "$.on")
    assert [fault.path for fault in caught.value.faults] == ["$.on"]
    assert given in str(caught.value) and given in caught.value.zh


def test_a_moment_without_a_zone_is_in_the_zones_time_and_one_with_another_is_converted() -> None:
    naive = datetime(2021, 3, 29, 9, 30)
    assert when(naive) == datetime(2021, 3, 29, 9, 30, tzinfo=ZONE)
    elsewhere = datetime(2021, 3, 29, 9, 30, tzinfo=timezone(timedelta(hours=-4)))
    assert iso(when(elsewhere)) == "2021-03-29T21:30:00"
    assert iso(elsewhere) == "2021-03-29T21:30:00"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not take its time zone from TZ")
@pytest.mark.parametrize("machine", ["America/New_York", "Asia/Shanghai", "UTC0", "Pacific/Kiritimati"])
def test_a_moment_without_a_zone_is_the_same_on_a_machine_anywhere(machine: str) -> None:
    script = """
import datetime, liandong
from liandong._time import iso
at = datetime.datetime(2021, 3, 29, 9, 30)
event = liandong.Event(at, "decision", id="D1")
print(iso(at), event.to_dict()["at"], liandong.read_events([event])[0].at.isoformat())
"""
    run = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "TZ": machine}, capture_output=True, text=True
    )
    assert run.stdout.split() == ["2021-03-29T09:30:00"] * 2 + ["2021-03-29T09:30:00+08:00"], run.stderr


def test_a_moment_where_a_day_is_asked_is_its_day_in_the_zone() -> None:
    assert day(datetime(2021, 3, 29, 20, tzinfo=timezone.utc)) == date(2021, 3, 30)
    assert day("2021-03-29T23:59") == date(2021, 3, 29)


@pytest.mark.parametrize("given", [True, 20210329, 1.5, float("nan"), None, b"2021-03-29"])
def test_what_is_no_time_is_refused(given: Any) -> None:
    with pytest.raises(InputError):
        when(given)


class Midnight(datetime):
    """A subclass, as other libraries have them."""


class Birthday(date):
    """A subclass, as other libraries have them."""


def test_a_subclass_leaves_as_the_standard_librarys_own() -> None:
    assert type(when(Midnight(2021, 3, 29))) is datetime
    assert type(when(Birthday(2021, 3, 29))) is date
    assert type(day(Midnight(2021, 3, 29))) is date


def test_pandas_timestamps_are_moments_and_nat_is_refused_by_name() -> None:
    pandas = pytest.importorskip("pandas")
    assert iso(when(pandas.Timestamp("2021-03-29 09:30:15.123456789"))) == "2021-03-29T09:30:15"
    assert iso(when(pandas.Timestamp("2021-03-29 20:00", tz="UTC"))) == "2021-03-30T04:00:00"
    with pytest.raises(InputError, match="`NaT` is a missing time"):
        when(pandas.NaT)
    with pytest.raises(InputError, match="`NaT` is a missing time"):
        day(pandas.NaT)
