"""In: a log. Out: the duties and findings of norms 2.4c to 2.6d, as polars frames.

The same audit as `audit.sql`, step by step, in polars' own way: lazy queries over `scan_parquet` or over a frame
in memory, spans of days joined by key and filtered (each matter has a handful), categoricals where texts repeat.
What several later steps need is collected once: one query for everything repeats those steps in its plan until
planning takes minutes.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import polars as pl
from data import CODED, Data, interned
from polars import LazyFrame, col, lit, when
from polars_log import collected, events, latest, whole
from polars_zone import Book, book

STALE_AFTER = 30


def on_day(spans: LazyFrame, day: str = "day") -> LazyFrame:
    """Of joined spans those that cover the day."""
    return spans.filter((col("from_day") <= col(day)) & (col(day) < col("until"))).drop("from_day", "until")


def maybe(acts: LazyFrame, spans: LazyFrame, on: list[str], **right: str) -> LazyFrame:
    """Joins spans that cover the day of an act, and keeps an act without any."""
    keys = list(right.values()) if right else on
    left = list(right) if right else on
    found = on_day(acts.select("row", "day", *left).join(spans, left_on=left, right_on=keys))
    return acts.join(found.drop("day", *left), on="row", how="left")


# The rules ------------------------------------------------------------------------------------------------


def handled(event: LazyFrame, zone: Book) -> LazyFrame:
    """Decisions, and of matters that are not the Bureau's all steps for 2.4e, each with who was competent."""
    retained = zone.holding.filter(col("state") == "retained").select("matter").unique()
    finishing = zone.holding.filter(col("finishes")).select("matter").unique()
    columns = ["row", "id", "case", "at", "at_is_day", "day", "kind", "matter", "actor", "handled_via"]
    accepting = event.filter(col("kind") == "application_accepted")
    # Where the accepting authority finishes pending cases, the day of acceptance says who is competent.
    accepted = (
        accepting.join(finishing, on="matter", how="semi").group_by("case").agg(accepted_on=col("day").min())
    )
    own = accepting.join(retained, on="matter", how="semi").select(columns)
    decided = event.filter(col("kind") == "decision").select(columns)
    of_case = (
        pl.concat([own, decided.join(retained, on="matter", how="semi")])
        .group_by("case")
        .agg(case_matter=col("matter").sort_by("at").first())
    )
    examined = (
        event.filter(col("kind") == "examined")
        .join(of_case, on="case")
        .with_columns(matter=pl.coalesce("matter", "case_matter"))
        .select(columns)
    )
    acts = (
        pl.concat([decided, own, examined])
        .join(accepted, on="case", how="left")
        .with_columns(by=when(col("accepted_on") < col("day")).then("accepted_on").otherwise("day"))
    )
    acts = on_day(acts.join(zone.holding, on="matter"), "by")
    return maybe(acts, zone.capability, ["matter"])


class Delivered(NamedTuple):
    push: LazyFrame
    notice: LazyFrame
    delivery: LazyFrame


def delivered(event: LazyFrame, decision: LazyFrame, zone: Book, as_of: date) -> Delivered:
    """2.6b and 2.6c: one duty a decision and supervising department, and what was done for it."""
    pushable = decision.filter((col("standing") == "competent") & (col("state") == "transferred"))
    pushable = pushable.select(
        "row", "case", "matter", "day", decision="row", decision_id="id", decided_at="at"
    )
    owed = (
        maybe(pushable, zone.supervisor, ["matter"])
        .rename({"party": "to"})
        .drop("row", "matter", "decision_id")
    )
    (owed,) = collected(owed)
    by_decision = pushable.drop("row").rename({"day": "decided_on", "matter": "decided_matter"})
    # What an act names, or where it names nothing the decision of its case.
    is_about = (col("refers_to") == col("decision_id")).fill_null(True)

    push = event.filter(col("kind") == "result_push").drop("matter").join(by_decision, on="case")
    push = push.filter(is_about)
    pushers = zone.post.filter(col("role") == "pusher").select(
        "person", "from_day", "until", is_pusher=lit(True)
    )
    push = maybe(push, pushers, ["officer"], officer="person")
    recipients = owed.select("decision", "to", is_recipient=lit(True))
    push = push.join(recipients, on=["decision", "to"], how="left").select(
        "case",
        "decision",
        "to",
        "at",
        "at_is_day",
        early=latest("at", "at_is_day") < col("decided_at"),
        wrong_actor=(col("actor") != "bureau").fill_null(False),
        wrong_recipient=col("is_recipient").is_null() & col("to").is_not_null(),
        wrong_channel=(col("channel") != "platform").fill_null(False),
        undesignated=(col("actor") == "bureau") & col("officer").is_not_null() & col("is_pusher").is_null(),
    )

    notice = event.filter(
        (col("kind") == "liaison_notice")
        & ((col("channel") == "message") | col("channel").is_null())
        & ((col("actor") == "bureau") | col("actor").is_null())
    )
    notice = notice.drop("matter").join(by_decision, on="case")
    notice = notice.filter(is_about & (latest("at", "at_is_day") >= col("decided_at")))
    liaisons = zone.post.filter(col("role") == "liaison").drop("role")
    reached = liaisons.with_columns(is_liaison=lit(True))
    notice = maybe(notice, reached, ["person", "to"], person="person", to="party").select(
        "case",
        "to",
        "at",
        "decision",
        wrong_person=col("person").is_not_null() & col("is_liaison").is_null(),
    )

    push, notice = collected(push, notice)
    # The first regular act discharges. An undesignated officer's push does too.
    irregular = pl.any_horizontal("early", "wrong_actor", "wrong_recipient", "wrong_channel")
    pushed = (
        push.filter(~irregular)
        .group_by("decision", "to")
        .agg(pushed_at=col("at").min(), pushed_by=latest("at", "at_is_day").min())
    )
    notified = notice.filter(~col("wrong_person")).group_by("decision", "to").agg(notified_at=col("at").min())
    delivery = (
        owed.join(pushed, on=["decision", "to"], how="left")
        .join(notified, on=["decision", "to"], how="left")
        .join(zone.term, on="day", how="left")
    )
    (delivery,) = collected(delivery)
    # Whom was there to notify?
    manned = on_day(
        delivery.filter(col("notified_at").is_null() & col("to").is_not_null())
        .select("decision", "to", "day")
        .join(liaisons.drop("person"), left_on="to", right_on="party")
    ).select("decision", "to", manned=lit(True))
    delivery = delivery.join(manned.unique(), on=["decision", "to"], how="left")
    nobody = when(col("to").is_null()).then(lit("undetermined"))
    unmanned = col("notified_at").is_null() & col("manned").is_null()
    push_became = became("pushed_at", "result_push_due", "day", as_of)
    notice_became = became("notified_at", "liaison_notice_due", "day", as_of)
    (delivery,) = collected(
        delivery.with_columns(
            push_status=nobody.otherwise(push_became),
            notice_status=nobody.when(unmanned).then(lit("outstanding")).otherwise(notice_became),
        )
    )
    return Delivered(push, notice, delivery)


def became(done: str, due: str, since: str, as_of: date) -> pl.Expr:
    """By when it was done, if it was, and its last day, if it has one."""
    return (
        when(col(done).dt.date() > col(due)).then(lit("late"))
        .when(col(done).is_not_null()).then(lit("fulfilled"))
        .when(lit(as_of) > col(due)).then(lit("missed"))
        .when(col(due).is_not_null()).then(lit("pending"))
        .when(stale(since, as_of)).then(lit("missed"))
        .otherwise(lit("outstanding"))
    )  # fmt: skip


def stale(day: str, as_of: date) -> pl.Expr:
    return (lit(as_of) - col(day)).dt.total_days() >= STALE_AFTER


def supervised(event: LazyFrame, zone: Book, as_of: date) -> tuple[LazyFrame, LazyFrame]:
    """2.6d: results of those who supervise a transferred matter, and what was pushed back about them."""
    found = event.filter(col("kind") == "supervision_result").select(
        "row", "id", "case", "at", "day", "actor", "matter"
    )
    of_case = (
        event.filter(col("matter").is_not_null())
        .join(found, on="case", how="semi")
        .group_by("case")
        .agg(case_matter=col("matter").sort_by("at").first())
    )
    found = found.join(of_case, on="case").with_columns(matter=pl.coalesce("matter", "case_matter"))
    transferred = zone.holding.filter(col("state") == "transferred").select("matter", "from_day", "until")
    found = on_day(found.join(transferred, on="matter"))
    found = on_day(found.join(zone.supervisor, left_on=["matter", "actor"], right_on=["matter", "party"]))
    (result,) = collected(
        found.select("case", "day", result="row", result_id="id", obligor="actor", found_at="at")
    )
    push_back = (
        event.filter(col("kind") == "supervision_push")
        .join(result.drop("day"), on="case")
        .filter((col("refers_to") == col("result_id")).fill_null(col("actor") == col("obligor")))
        .select(
            "case",
            "obligor",
            "result",
            "at",
            early=latest("at", "at_is_day") < col("found_at"),
            wrong_recipient=(col("to") != "bureau").fill_null(False),
            wrong_actor=(col("actor") != col("obligor")).fill_null(False),
            off_platform=(col("channel") != "platform").fill_null(False),
        )
    )
    (push_back,) = collected(push_back)
    regular = push_back.filter(~col("early") & ~col("wrong_recipient"))
    back = regular.group_by("result").agg(back_at=col("at").min())
    result = result.join(back, on="result", how="left").join(zone.term, on="day", how="left")
    return result.with_columns(status=became("back_at", "supervision_push_due", "day", as_of)), push_back


def online(acts: LazyFrame) -> LazyFrame:
    """2.4e: of a case that the platform could handle, whether its own department did.

    Who owed it says the first step off the platform, else the first.
    """
    own = (
        (col("state") == "retained") & (col("actor") == col("holder")) & ~col("is_municipal") & col("capable")
    )
    off = col("handled_via") == "offline"
    return (
        acts.filter(own & col("handled_via").is_not_null())
        .group_by("case")
        .agg(obligor=col("holder").sort_by(~off, "at").first(), offline=off.any())
    )


def uploads(event: LazyFrame, decision: LazyFrame, as_of: date) -> LazyFrame:
    """2.4f: what was handled off a platform that could not, and whether its data were uploaded."""
    owed = decision.filter(
        (col("standing") == "competent") & (col("state") == "retained") & (col("handled_via") == "offline")
    )
    owed = owed.filter(~col("capable").fill_null(False) & ~(col("is_municipal") & col("capable").is_null()))
    owed = owed.select("case", "day", "holder", "is_municipal", "capable", decision="id", decided_at="at")
    done = (
        event.filter(col("kind") == "data_upload")
        .filter((col("channel") == "platform") | col("channel").is_null())
        .join(owed, left_on=["refers_to", "case"], right_on=["decision", "case"])
        .filter((col("actor") == col("holder")) | col("actor").is_null())
        .filter(latest("at", "at_is_day") >= col("decided_at"))
        .select(decision="refers_to", done=lit(True))
        .unique()
    )
    return owed.join(done, on="decision", how="left").select(
        "case",
        "is_municipal",
        obligor="holder",
        open=col("capable").is_null(),
        stale=stale("day", as_of),
        done=col("done").fill_null(False),
    )


# What is answered -----------------------------------------------------------------------------------------


def lack(is_breach: pl.Expr) -> pl.Expr:
    return when(is_breach).then(lit("breach")).otherwise(lit("review"))


def party(own: str | None) -> pl.Expr:
    """A party named in the rules, or none."""
    return lit(own, pl.String).cast(pl.Categorical)


Answers = tuple[pl.DataFrame, pl.DataFrame]


def from_parquet(data: Data) -> Answers:
    return audit(whole(pl.scan_parquet(data.parquet)), book(data), date.fromisoformat(data.as_of))


class Memory:
    """A log in memory, to be audited again and again: a frame of categoricals, a case its number."""

    def __init__(self, data: Data) -> None:
        rows, self.cases = interned(data.parquet)
        frame = pl.from_arrow(rows)
        assert isinstance(frame, pl.DataFrame)
        names = [name for name in CODED if name in frame.columns]
        self.log = frame.with_columns(col(name).cast(pl.Categorical) for name in names)
        self.as_of, self.zone = date.fromisoformat(data.as_of), book(data)

    def audit(self) -> Answers:
        return audit(whole(self.log.lazy()), self.zone, self.as_of)


def audit(log: LazyFrame, zone: Book, as_of: date) -> Answers:
    """The duties and the findings."""
    event, repeated = events(log, as_of)
    (event,) = collected(event)
    (acts,) = collected(handled(event, zone))
    decision = acts.filter(col("kind") == "decision").with_columns(
        standing=when(col("holder").is_null() | col("actor").is_null())
        .then(lit("open"))
        .when(col("actor") == col("holder"))
        .then(lit("competent"))
        .otherwise(lit("incompetent"))
    )
    push, notice, delivery = delivered(event, decision, zone, as_of)
    supervision, back = supervised(event, zone, as_of)
    handling, upload = collected(online(acts), uploads(event, decision, as_of))

    def done_or(done: pl.Expr, is_stale: pl.Expr) -> pl.Expr:
        return (
            when(done).then(lit("fulfilled")).when(is_stale).then(lit("missed")).otherwise(lit("outstanding"))
        )

    def duty(rows: LazyFrame, norm: str, obligor: pl.Expr, to: pl.Expr, status: pl.Expr) -> LazyFrame:
        return rows.select(norm=lit(norm), subject="case", obligor=obligor, to=to, status=status)

    nobody, bureau, to = party(None), party("bureau"), col("to")
    not_competent = decision.filter(col("standing") != "competent")
    duties = pl.concat(
        [
            duty(delivery, "2.6b", bureau, to, col("push_status")),
            duty(delivery, "2.6c", bureau, to, col("notice_status")),
            duty(not_competent, "2.6b", nobody, nobody, lit("undetermined")),
            duty(not_competent, "2.6c", nobody, nobody, lit("undetermined")),
            duty(supervision, "2.6d", col("obligor"), bureau, col("status")),
            duty(handling, "2.4e", col("obligor"), nobody, done_or(~col("offline"), lit(True))),
            duty(
                upload.filter(~col("is_municipal")), "2.4f", col("obligor"), nobody,
                when(col("open")).then(lit("undetermined")).otherwise(done_or(col("done"), col("stale"))),
            ),
        ]
    )  # fmt: skip

    def finding(
        rows: LazyFrame, code: str, severity: str | pl.Expr, who: tuple[pl.Expr, pl.Expr] = (bureau, to)
    ) -> LazyFrame:
        own = lit(severity) if isinstance(severity, str) else severity
        return rows.select(code=lit(code), severity=own, subject="case", obligor=who[0], to=who[1])

    lacking = ["missed", "outstanding"]

    def lack_and_delay(
        rows: LazyFrame, status: str, code: str, who: tuple[pl.Expr, pl.Expr]
    ) -> list[LazyFrame]:
        missing, late = rows.filter(col(status).is_in(lacking)), rows.filter(col(status) == "late")
        return [
            finding(missing, f"{code}-missing", lack(col(status) == "missed"), who),
            finding(late, f"{code}-late", "breach", who),
        ]

    on_time = push.filter(~col("early"))
    together = delivery.group_by("decision").agg(
        col("case").first(), one=col("pushed_by").min().dt.date(), other=col("pushed_at").max().dt.date()
    )
    together = together.filter(col("one") != col("other"))
    apart = col("pushed_at").dt.date() != col("notified_at").dt.date()
    by_owner, by_department = (col("obligor"), bureau), (col("obligor"), nobody)
    not_uploaded = upload.filter(~col("done") & ~col("open"))
    findings = pl.concat(
        [
            finding(repeated, "duplicate-event", "info", (nobody, nobody)),
            finding(
                decision.filter(col("standing") == "incompetent"), "decided-without-competence", "breach",
                (col("holder"), nobody),
            ),
            *lack_and_delay(delivery, "push_status", "push", (bureau, to)),
            *lack_and_delay(delivery, "notice_status", "notice", (bureau, to)),
            *lack_and_delay(supervision, "status", "supervision-push", by_owner),
            # 同步 and 同时 without an adopter's tolerance: on one day.
            finding(together, "push-not-synchronous", "review", (bureau, nobody)),
            finding(delivery.filter(apart), "notice-not-simultaneous", "review"),
            finding(push.filter("early"), "push-before-decision", "review"),
            finding(on_time.filter("wrong_actor"), "push-wrong-actor", "review"),
            finding(on_time.filter("wrong_recipient"), "push-wrong-recipient", "review"),
            finding(on_time.filter("wrong_channel"), "push-wrong-channel", "review"),
            finding(on_time.filter("undesignated"), "push-by-undesignated-person", "review"),
            finding(notice.filter("wrong_person"), "notice-wrong-person", "review"),
            finding(back.filter("early"), "supervision-push-before-result", "review", by_owner),
            finding(back.filter("wrong_recipient"), "supervision-push-wrong-recipient", "review", by_owner),
            finding(back.filter("wrong_actor"), "supervision-push-wrong-actor", "review", by_owner),
            finding(back.filter("off_platform"), "supervision-push-off-platform", "review", by_owner),
            finding(handling.filter("offline"), "handled-offline", "breach", by_department),
            finding(not_uploaded, "upload-missing", lack(col("stale") & ~col("is_municipal")), by_department),
        ]
    )  # fmt: skip
    both = pl.collect_all([duties, findings], engine="streaming")
    return both[0], both[1]
