"""In: times and events as they are written. Out: what may be concluded from two times, and what events say.

Times are ISO texts; a date without a time is the whole day, and only `sure_before` concludes an order from two.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

import rules
from rules import plus

PUSH, NOTICE, BACK, UPLOAD = "result_push", "liaison_notice", "supervision_push", "data_upload"
HANDLING = ("application_accepted", "examined", "decision")

# Time


def first(at):
    return at + ":00" if len(at) == 16 else at + "T00:00:00" if len(at) == 10 else at


def last(at):
    return at + ":00" if len(at) == 16 else at + "T23:59:59" if len(at) == 10 else at


def sure_before(one, other):
    return last(one) < first(other)


def days_between(one, other):
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days


def elapsed(one, other):
    """Whole minutes between two moments, else calendar days."""
    if len(one) == 10 or len(other) == 10:
        return {"value": days_between(one, other), "unit": "calendar_days"}
    gap = datetime.fromisoformat(first(other)) - datetime.fromisoformat(first(one))
    return {"value": int(gap.total_seconds() / 60), "unit": "minutes"}


@lru_cache(None)
def worked(day):
    """Whether a day is worked; a `NotImplementedError` beyond the calendar's last year."""
    import chinese_calendar

    return chinese_calendar.is_workday(date.fromisoformat(day))


def due_of(limit, since):
    """The last day or moment that is in time: the start day is not counted, the end of the last one is included.

    A day without a time may have ended before the clock starts. `uncovered` where the calendar does not reach.
    """
    if limit["unit"] in ("minutes", "hours"):
        minutes = limit["value"] * (60 if limit["unit"] == "hours" else 1)
        return (datetime.fromisoformat(last(since)) + timedelta(minutes=minutes)).isoformat()
    day = since[:10]
    if limit["unit"] == "calendar_days":
        return plus(day, limit["value"])
    left = limit["value"]
    while left:
        day = plus(day, 1)
        if day[:4] > "2026":
            return "uncovered"
        left -= worked(day)
    return day


# The log

ABSENT, UNKNOWN, DANGLING = None, "?", "dangling"
JUDGED = (*HANDLING, PUSH, "push_acknowledged", NOTICE, UPLOAD, "supervision_result", BACK)


def content(event):
    """What an event says, in the canonical order of events, apart from its id."""
    words = [event.get(name) or "" for name in ("case", "actor", "to", "matter", "person", "officer", "refers_to")]
    ways = [
        [None, "platform", "message", "other"].index(event.get("channel")),
        [None, "platform", "offline"].index(event.get("handled_via")),
        [None, "granted", "refused", "changed", "revoked"].index(event.get("result")),
    ]
    kind = rules.EVENT_KINDS.index(event["kind"]) if event["kind"] in rules.EVENT_KINDS else -1
    return [first(event["at"]), len(event["at"]) > 10, kind, *words, *ways, event["kind"]]


def canonical(event):
    return content(event), event.get("id") or ""


def known(name):
    return None if name == UNKNOWN else name


def ids(events):
    return [event.get("id") or "" for event in events]
