"""In: a chain log. Out: its duties and findings of norms 2.5 to 2.6d, as pandas frames.

What the chain needs and no more: matters that the Bureau took in once, one decision a case, no references and no
platform steps. A frame in memory before the clock starts, categoricals where texts repeat, a case its number;
merges and masks over whole columns, as its guide for performance advises.
"""

from __future__ import annotations

from typing import Any

import catalogue
import pandas as pd
from data import CODED, Data, interned

Answers = tuple[pd.DataFrame, pd.DataFrame]
Frame = pd.DataFrame


class Memory:
    """A log in memory, to be audited again and again."""

    def __init__(self, data: Data) -> None:
        rows, self.cases = interned(data.parquet)
        tables = {name: table.to_pandas() for name, table in catalogue.tables(data.catalogue).items()}
        parties = pd.CategoricalDtype(tables["party"]["id"])
        matters = pd.CategoricalDtype(tables["matter"]["id"])
        self.log = rows.to_pandas()
        for name in CODED:
            own = {"actor": parties, "to": parties, "matter": matters}.get(name, "category")
            if name in self.log:
                self.log[name] = self.log[name].astype(own)
        self.as_of = pd.Timestamp(data.as_of)
        taken = tables["transfer"].astype({"matter": matters}).set_index("matter")["effective"]
        self.taken_in = pd.to_datetime(taken).rename("taken_in").reset_index()
        supervising = tables["supervising"][["matter", "party"]].astype({"matter": matters, "party": parties})
        self.supervising = supervising.rename(columns={"party": "to"})
        original = tables["matter"][["id", "original"]].set_axis(["matter", "original"], axis=1)
        self.original = original.astype({"matter": matters, "original": parties})
        self.term = term(data)

    def audit(self) -> Answers:
        return audit(self)


def term(data: Data) -> Frame:
    """Each day with the last days within the limits."""
    working = data.working().to_pandas()
    working["day"] = pd.to_datetime(working["day"])
    first = working.groupby("number")["day"].min()
    limits = {f"{name}_due": working["number"] + (days or 0) for name, days in data.limits().items()}
    return working[["day"]].assign(**{name: number.map(first) for name, number in limits.items()})


def became(done: pd.Series[Any], due: pd.Series[Any], as_of: pd.Timestamp) -> pd.Series[Any]:
    status = pd.Series("fulfilled", index=done.index)
    status = status.mask(done.dt.normalize() > due, "late")
    return status.mask(done.isna(), "missed").mask(done.isna() & (due >= as_of), "pending")


def unrepeated(log: Frame) -> tuple[Frame, Frame]:
    """The same id, or the same content, within a case counts once; those that come again, too."""
    content = [name for name in log.columns if name not in ("id", "row")]
    # Few events share a case, a time and a kind, and few ids come twice; only those are compared in full.
    suspect = log[log.duplicated(["case", "at", "kind"], keep=False) | log.duplicated("id", keep=False)]
    suspect = suspect.sort_values(["at", "id"], kind="stable")
    again = suspect.duplicated(content) | suspect.duplicated(["case", "id"])
    repeated = suspect[again]
    return log.drop(index=repeated.index), repeated


def audit(own: Memory) -> Answers:
    """The duties and the findings."""
    event, repeated = unrepeated(own.log)
    of_kind = {kind: event[event["kind"] == kind] for kind in
               ("decision", "result_push", "liaison_notice", "supervision_result", "supervision_push")}  # fmt: skip

    decision = of_kind["decision"][["case", "matter", "at", "actor"]].merge(own.original, on="matter")
    decision = decision.merge(own.taken_in, on="matter", how="left").assign(
        day=lambda d: d["at"].dt.normalize()
    )
    transferred = decision["taken_in"] <= decision["day"]
    holder = decision["original"].mask(transferred, "bureau")
    competent = decision["actor"] == holder
    wrong = decision[~competent].assign(holder=holder[~competent])

    owed = decision[competent & transferred].merge(own.supervising, on="matter").merge(own.term, on="day")
    owed = owed[["case", "to", "at", "day", "result_push_due", "liaison_notice_due"]]

    acts = owed[["case", "at"]].drop_duplicates("case").rename(columns={"at": "decided_at"})
    push = of_kind["result_push"].merge(acts, on="case")
    early = push["at"] < push["decided_at"]
    by_another = (push["actor"] != "bureau") & ~early
    off_way = (push["channel"] != "platform") & push["channel"].notna() & ~early
    regular = push[~early & ~by_another & ~off_way]
    pushed = regular.groupby(["case", "to"], observed=True)["at"].min().rename("pushed_at").reset_index()
    notice = of_kind["liaison_notice"].merge(acts, on="case")
    notice = notice[(notice["actor"] == "bureau") & (notice["channel"] == "message")]
    notice = notice[notice["at"] >= notice["decided_at"]]
    notified = notice.groupby(["case", "to"], observed=True)["at"].min().rename("notified_at").reset_index()
    owed = owed.merge(pushed, on=["case", "to"], how="left").merge(notified, on=["case", "to"], how="left")
    owed["push"] = became(owed["pushed_at"], owed["result_push_due"], own.as_of)
    owed["notice"] = became(owed["notified_at"], owed["liaison_notice_due"], own.as_of)

    of_case = event.loc[event["matter"].notna(), ["case", "matter"]].drop_duplicates("case")
    found = of_kind["supervision_result"][["case", "at", "actor"]].merge(of_case, on="case")
    found = found.merge(own.taken_in, on="matter").assign(day=lambda d: d["at"].dt.normalize())
    found = found[found["taken_in"] <= found["day"]].rename(columns={"actor": "to"})
    found = found.merge(own.supervising, on=["matter", "to"]).merge(own.term, on="day")
    back = of_kind["supervision_push"][["case", "at", "actor", "to", "channel"]]
    back = back.rename(columns={"to": "recipient", "actor": "to", "at": "back_at"})
    back = back.merge(found[["case", "to", "at"]], on=["case", "to"])
    back_early, astray = back["back_at"] < back["at"], back["recipient"] != "bureau"
    sound = back[~back_early & ~astray]
    sound = sound.groupby(["case", "to"], observed=True)["back_at"].min().reset_index()
    found = found.merge(sound, on=["case", "to"], how="left")
    found["push_back"] = became(found["back_at"], found["supervision_push_due"], own.as_of)

    def rows(frame: Frame, **columns: Any) -> Frame:
        return pd.DataFrame({"subject": frame["case"], **columns}, index=frame.index)

    duties = pd.concat([
        rows(owed, norm="2.6b", obligor="bureau", to=owed["to"], status=owed["push"]),
        rows(owed, norm="2.6c", obligor="bureau", to=owed["to"], status=owed["notice"]),
        rows(found, norm="2.6d", obligor=found["to"], to="bureau", status=found["push_back"]),
        *(rows(wrong, norm=norm, obligor=None, to=None, status="undetermined") for norm in ("2.6b", "2.6c")),
    ])  # fmt: skip

    def finding(frame: Frame, code: str, severity: str, obligor: Any = "bureau", to: Any = None) -> Frame:
        return rows(frame, code=code, severity=severity, obligor=obligor, to=to)

    findings = [
        finding(repeated, "duplicate-event", "info", None),
        finding(wrong, "decided-without-competence", "breach", wrong["holder"]),
    ]
    for frame, act, code in ((owed, "push", "push"), (owed, "notice", "notice"),
                             (found, "push_back", "supervision-push")):  # fmt: skip
        for status, lack in (("missed", "missing"), ("late", "late")):
            own_rows = frame[frame[act] == status]
            who = ("bureau", own_rows["to"]) if act != "push_back" else (own_rows["to"], "bureau")
            findings.append(finding(own_rows, f"{code}-{lack}", "breach", *who))
    days = (
        owed.assign(pushed_on=owed["pushed_at"].dt.normalize())
        .groupby("case")["pushed_on"]
        .agg(["min", "max"])
    )
    apart = days[days["min"] != days["max"]].dropna().reset_index()
    together = owed["pushed_at"].dt.normalize() == owed["notified_at"].dt.normalize()
    parted = owed[~together & owed["pushed_at"].notna() & owed["notified_at"].notna()]
    findings += [
        finding(apart, "push-not-synchronous", "review"),
        finding(parted, "notice-not-simultaneous", "review", "bureau", parted["to"]),
    ]
    for mask, code in ((early, "push-before-decision"), (by_another, "push-wrong-actor"),
                       (off_way, "push-wrong-channel")):  # fmt: skip
        findings.append(finding(push[mask], code, "review", "bureau", push["to"][mask]))
    off_platform = back[back["channel"] != "platform"]
    for frame, code in ((back[back_early], "before-result"), (back[astray], "wrong-recipient"),
                        (off_platform, "off-platform")):  # fmt: skip
        findings.append(finding(frame, f"supervision-push-{code}", "review", frame["to"], "bureau"))
    return duties, pd.concat(findings)
