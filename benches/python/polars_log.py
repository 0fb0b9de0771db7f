"""In: a log as it is scanned or lies in memory. Out: the events of it that count, and those that repeat another."""

from __future__ import annotations

from datetime import date

import polars as pl
from data import CODED, PLAIN
from polars import LazyFrame, col, lit, when

CONTENT = [
    "case", "kind", "at", "at_is_day", "actor", "officer", "matter", "to", "person", "channel", "handled_via",
    "refers_to", "result", "about",
]  # fmt: skip


def collected(*steps: LazyFrame) -> list[LazyFrame]:
    """Works steps out now, together, for whatever needs them next."""
    return [frame.lazy() for frame in pl.collect_all(steps, engine="streaming")]


def latest(at: str, is_day: str) -> pl.Expr:
    """A day without a time may be any moment of it."""
    return when(col(is_day)).then(col(at).dt.offset_by("86399s")).otherwise(col(at))


def whole(log: LazyFrame) -> LazyFrame:
    """A log with its rows numbered; what no event has is nothing."""
    there = log.collect_schema().names()
    plain = [lit(None, pl.String).alias(name) for name in PLAIN if name not in there]
    coded = [lit(None, pl.Categorical).alias(name) for name in CODED if name not in there]
    return log.with_row_index("row").with_columns(plain + coded)


def events(log: LazyFrame, as_of: date) -> tuple[LazyFrame, LazyFrame]:
    """The events that count, and those that repeat another's id or content within a case."""
    # Few events share a case, a time and a kind, and few ids come twice; only those are compared in full.
    suspect = log.group_by("case", "kind", "at").len().filter(col("len") > 1).drop("len")
    content = (
        log.join(suspect, on=["case", "kind", "at"], how="semi")
        .sort("id", "row")
        .with_columns(first_id=col("id").first().over(CONTENT), place=pl.int_range(pl.len()).over(CONTENT))
    )
    twice = log.group_by("id").len().filter(col("len") > 1)
    ids = (
        log.join(twice, on="id", how="semi")
        .sort("at", "row")
        .with_columns(first_id=col("id"), place=pl.int_range(pl.len()).over("case", "id"))
    )
    repeated = (
        pl.concat(
            [one.filter(col("place") > 0).select("row", "id", "case", "first_id") for one in (content, ids)]
        )
        .sort("first_id")
        .unique("row", keep="first")
    )
    (repeated,) = collected(repeated)
    # What refers to the copy means the first.
    alias = repeated.filter(col("id") != col("first_id")).select(refers_to="id", first_id="first_id")
    event = (
        log.filter(col("at").dt.date() <= as_of)
        .join(repeated, on="row", how="anti")
        .join(alias, on="refers_to", how="left", maintain_order="none")
        .with_columns(refers_to=pl.coalesce("first_id", "refers_to"), day=col("at").dt.date())
        .drop("first_id", "about", "result")
    )
    return event, repeated
