"""In: the catalogue's tables, the working days and the limits. Out: what holds on which days, as polars frames:
who is competent, who supervises, what the platform can handle, who holds which post (2.4c to 2.6c), and by when
what is set off on a day is due.

Worked out once a matter or day instead of once an event. A span is from its first day up to, not including,
`until`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import catalogue
import polars as pl
from data import Data
from polars import LazyFrame, col, lit, when

FIRST_DAY, LAST_DAY = date(1, 1, 1), date(9999, 12, 31)
IN_FORCE = date(2021, 3, 29)


class Book(NamedTuple):
    """What holds on which days."""

    holding: LazyFrame
    supervisor: LazyFrame
    capability: LazyFrame
    post: LazyFrame
    """Of pushers and liaisons."""
    term: LazyFrame
    """The last days within the limits for what is set off on a day."""


def text(name: str) -> pl.Expr:
    return col(name).cast(pl.Categorical)


def book(data: Data) -> Book:
    """All of it."""
    entries = {name: pl.DataFrame(table) for name, table in catalogue.tables(data.catalogue).items()}
    party = entries["party"]
    stands = pl.concat(
        [
            party.select(
                "id", standing="id", begin=lit(FIRST_DAY), end=col("succeeded_on").fill_null(LAST_DAY)
            ),
            party.filter(col("successor").is_not_null()).select(
                "id", standing="successor", begin="succeeded_on", end=lit(LAST_DAY)
            ),
        ]
    )

    def standing(spans: pl.DataFrame) -> pl.DataFrame:
        """The successor of a whole party continues it."""
        return (
            spans.join(stands, left_on="party", right_on="id")
            .with_columns(
                party="standing",
                from_day=pl.max_horizontal("from_day", "begin"),
                until=pl.min_horizontal("until", "end"),
            )
            .filter(col("from_day") < col("until"))
        )

    supervisor = (
        # The spans of a party and of its successor touch, so one span is left of them.
        standing(entries["supervising"])
        .group_by("matter", "party")
        .agg(col("from_day").min(), col("until").max())
    )
    post = standing(entries["role"].filter(col("role").is_in(["pusher", "liaison"])))
    return Book(
        holding(entries, stands).lazy(),
        supervisor.lazy().with_columns(text("matter"), text("party")),
        capability(entries["platform"]).lazy().with_columns(text("matter")),
        post.lazy().select("role", text("person"), text("party"), "from_day", "until"),
        term(data).lazy(),
    )


def term(data: Data) -> pl.DataFrame:
    """Each day with the last days within the limits; none where there is no limit."""
    working = pl.DataFrame(data.working())
    nth = working.group_by("number").agg(due=col("day").min())
    own = working
    for name, days in data.limits().items():
        if days is None:
            own = own.with_columns(lit(None, pl.Date).alias(f"{name}_due"))
            continue
        due = nth.select(col("number") - days, col("due").alias(f"{name}_due"))
        own = own.join(due, on="number", how="left")
    return own.drop("number")


def holding(entries: dict[str, pl.DataFrame], stands: pl.DataFrame) -> pl.DataFrame:
    """2.4c, 2.5a: who is competent from when to when; nobody is named where that is open."""
    matter, transfer = entries["matter"], entries["transfer"]
    clear = (col("decided_by") == "committee") & ~col("partial")
    effect = transfer.filter(col("kind") != "empowerment").with_columns(
        # Only the Committee's records of a whole matter are clear.
        state=when(clear & (col("kind") == "transfer"))
        .then(lit("transferred"))
        .when(clear & (col("kind") == "return"))
        .then(lit("retained"))
        .otherwise(lit("open"))
    )
    recorded = (
        effect.filter(col("effective").is_not_null())
        .group_by("matter", day="effective")
        .agg(
            col("finishes").any(),
            # A transfer and a return on one day contradict each other.
            state=when(col("state").n_unique() > 1).then(lit("open")).otherwise(col("state").first()),
        )
    )
    # Seen in the Bureau's hands: transferred from then on, and since when is open.
    seen = entries["observed"].filter(col("handled_by") == "bureau")
    seen = seen.select("matter", day="on_day", finishes=lit(False), state=lit("transferred"))
    undated = effect.filter(col("effective").is_null())["matter"]
    doubtful = pl.concat([seen["matter"], undated]).unique().to_list()
    first = matter.select(
        matter="id",
        day=lit(FIRST_DAY),
        finishes=lit(False),
        state=when(col("id").is_in(doubtful)).then(lit("open")).otherwise(lit("retained")),
    )
    stretch = (
        pl.concat([recorded, seen, first])
        .sort("matter", "day")
        .with_columns(until=col("day").shift(-1, fill_value=LAST_DAY).over("matter"))
        .join(matter, left_on="matter", right_on="id")
    )
    handed = col("reassigned_on")
    before = stretch.with_columns(until=pl.min_horizontal("until", handed))
    # Passed from department to department: open while it is retained.
    after = stretch.filter(handed.is_not_null()).with_columns(
        day=pl.max_horizontal("day", handed), state=col("state").replace("retained", "open")
    )
    transferred = col("state") == "transferred"
    overlaps = col("begin").is_null() | ((col("begin") < col("until")) & (col("day") < col("end")))
    return (
        pl.concat([before, after])
        .join(stands, left_on="original", right_on="id", how="left")
        .filter(overlaps)
        .join(entries["party"].select("id", party_kind="kind"), left_on="standing", right_on="id", how="left")
        .select(
            "state",
            "finishes",
            text("matter"),
            from_day=pl.max_horizontal("day", "begin", "governed_from", lit(IN_FORCE)),
            until=pl.min_horizontal("until", "end"),
            holder=when(transferred)
            .then(lit("bureau"))
            .when(col("state") == "retained")
            .then("standing")
            .cast(pl.Categorical),
            is_municipal=(col("party_kind") == "municipal").fill_null(False) & ~transferred,
        )
        .filter(col("from_day") < col("until"))
    )


def capability(platform: pl.DataFrame) -> pl.DataFrame:
    """Whether the platform can handle a matter: of entries that overlap the one that began last says."""
    turn = pl.concat(
        [platform.select("matter", day="from_day"), platform.select("matter", day="until")]
    ).unique()
    piece = turn.sort("matter", "day").with_columns(end=col("day").shift(-1).over("matter"))
    return (
        piece.join(platform, on="matter")
        .filter((col("from_day") <= col("day")) & (col("day") < col("until")))
        .group_by("matter", from_day="day", until="end")
        .agg(capable=col("capable").sort_by("from_day").last())
    )
