"""In: a catalogue, a profile and a day. Out: who approves, where a transfer stands, who bears what, who may do what.

Written from the tables of the design and the Measures, as plainly as they allow; where these leave something open it
follows what the core did and `DESIGN.md` says so. Days are ISO texts, which sort as days do; a silence of the text is raised as `Silence`.
"""

from datetime import date, timedelta
from functools import lru_cache

READINGS = {
    "in_force": {"from": "2021-03-29"},
    "effective_day": "inclusive",
    "pending_cases": "by_day_of_act",
    "returned": "original_department",
    "municipal_upload": "review",
    "unrecorded_supervisor": "undetermined",
    "results_to_push": "every_final_result",
    "retained_push": "none",
    "softer_fulfilment": "fulfils",
    "exchange_person": "one_person",
    "upload_after_offline": "does_not_cure",
    "stale_after": {"days": 30},
}

EVENT_KINDS = [
    "planning", "annual_feedback", "annual_summary", "annual_opinion", "key_project_determined",
    "key_project_notice", "matters_determined", "manager_notified", "guidance", "procedures_started",
    "procedures_ended", "agent_designated", "agent_withdrawn", "visit", "weekly_reconciliation",
    "support_requested", "support_given", "support_refused", "application_accepted", "not_accepted",
    "application_withdrawn", "examined", "decision", "result_push", "push_acknowledged", "liaison_notice",
    "data_upload", "supervision_result", "supervision_push", "responsibility_disclaimed", "complaint", "correction",
    "withdrawal",
]  # fmt: skip


class Silence(Exception):
    """The text does not decide, or does not apply, and why."""

    def __init__(self, kind, why):
        super().__init__(why)
        self.wire = {kind: {"why": why}}
        self.why = why


class Zone:
    """A catalogue under a profile."""

    def __init__(self, catalogue, profile, open_=()):
        profile = profile or {}
        self.open = open_
        self.bureau = catalogue["zone"]["bureau"]
        self.committee = catalogue["zone"]["committee"]
        self.parties = {party["id"]: party for party in catalogue["parties"]}
        self.matters = {matter["id"]: matter for matter in catalogue["matters"]}
        self.persons = {person["id"]: person for person in catalogue.get("persons", [])}
        self.readings = READINGS | profile.get("readings", {})
        self.limits = profile.get("limits", {})

    def is_open(self, name):
        """Whether the referee looks away where the core is known to differ; `compare.py` lists what and why."""
        return name in self.open

    def kind(self, party):
        return self.parties[party]["kind"]

    def now(self, party, day):
        """Who stands in a party's place on a day: the successor of a whole party continues it."""
        while (after := self.parties[party].get("succeeded_by")) and after["on"] <= day:
            party = after["party"]
        return party

    def in_force(self, day):
        force = self.readings["in_force"]
        return force.get("from", "2021-03-29") <= day <= force.get("to", "9999-12-31")


@lru_cache(100_000)
def plus(day, days):
    return (date.fromisoformat(day) + timedelta(days)).isoformat()


def runs(span, day):
    """Both end days are included; a missing end is open."""
    return (span.get("from") or "0001-01-01") <= day <= (span.get("to") or "9999-12-31")


def readable(day):
    try:
        return date.fromisoformat(day or "").isoformat() == day
    except ValueError:
        return False


# Where a transfer stands (2.4d)


def records(matter):
    """The records that bear on a matter's hands, in the order of their content: identical ones once, empowerments never."""

    def content(record):
        fields = ("kind", "effective", "decided_by", "instrument")
        pending = [None, "by_day_of_act", "accepting_authority_finishes"].index(record.get("pending"))
        last = [record.get("scope") == "partial", pending]
        return [record.get(name) or "" for name in fields] + last

    distinct = []
    for record in sorted(matter.get("transfers", []), key=content):
        if record["kind"] != "empowerment" and record not in distinct:
            distinct.append(record)
    return distinct


def first_day(zone, record):
    return plus(record["effective"], 1 if zone.readings["effective_day"] == "next_day" else 0)


def of_day(zone, matter, day):
    """The records whose first day this is, the unclear ones before the clear ones."""
    dated = [record for record in records(matter) if readable(record.get("effective"))]
    today = [record for record in dated if first_day(zone, record) == day]
    return sorted(today, key=lambda record: effect(zone, record) in STATES)


STATES = ("retained", "transferred", "returned")


def effect(zone, record):
    """What a dated record does: transferred, returned, or the reason why that is open."""
    if record["kind"] == "entrustment":
        return "entrusted"
    if record["kind"] not in ("transfer", "return"):
        return "unknown_transfer_kind"
    if record.get("scope") == "partial":
        return "partial_transfer"
    if record.get("decided_by") is None:
        return "decider_unrecorded"
    if record["decided_by"] != zone.committee:
        return "other_decider"
    return "transferred" if record["kind"] == "transfer" else "returned"


def by_bureau(zone, sight):
    return zone.now(sight["handled_by"], sight["on"]) == zone.now(zone.bureau, sight["on"])


def sights(zone, matter):
    """Who was seen, the Bureau before others of the same day: hands that disagree are for a person to look at."""
    return sorted(matter.get("observed", []), key=lambda sight: (sight["on"], not by_bureau(zone, sight)))


def state(zone, matter, day):
    """The state on a day by the records alone, in force or not: a fold over what happened until then."""
    seen = sights(zone, matter)
    doubt = undated(zone, matter, seen, day)
    if doubt:
        raise Silence("undetermined", doubt)
    dated = [record for record in records(matter) if readable(record.get("effective"))]
    days = sorted({first_day(zone, record) for record in dated} | {sight["on"] for sight in seen})
    held, since = "retained", None
    for today in days:
        was, held = held, recorded_of(zone, matter, held, today)
        for sight in [sight for sight in seen if sight["on"] == today]:
            if today > day and by_bureau(zone, sight) and held == was:
                # Next seen in the Bureau's hands, but since when? The days since the last change say nothing.
                if held == "retained" or (held == "returned" and since < day):
                    raise Silence("undetermined", "before_observation")
            held = sighted(zone, matter, held, sight)
        if today > day and held != was:
            held = was
            break
        since = today if held != was else since
    if held not in STATES:
        raise Silence("undetermined", held)
    return held


def undated(zone, matter, seen, day):
    """An undated record leaves every day open; a transfer's doubt ends on the day the Bureau was seen at it."""
    known = records(matter)
    open_ = [record for record in known if not readable(record.get("effective"))]
    sights = [sight["on"] for sight in seen if by_bureau(zone, sight)]
    if not open_ or (not sights and all(record["kind"] == "return" for record in known)):
        return None
    if all(record["kind"] == "transfer" for record in open_) and any(on <= day for on in sights):
        return None
    return "unreadable_day" if open_[0].get("effective") else "undated_transfer"


def recorded_of(zone, matter, held, today):
    """The state after what is recorded of one day."""
    effects = [effect(zone, record) for record in of_day(zone, matter, today)]
    if not effects:
        return held
    if effects[0] not in STATES:
        return effects[0]
    if len(set(effects)) == 2:
        return "contradictory"
    if effects[0] == "transferred":
        return "transferred"
    if held in ("retained", "returned"):
        return held
    return "returned" if zone.readings["returned"] == "original_department" else "return_unforeseen"


def sighted(zone, matter, held, sight):
    """The state after somebody was seen to handle the matter."""
    if by_bureau(zone, sight):
        return "transferred"
    if held not in STATES:
        return held
    keeper = matter.get("original")
    own = keeper is None or zone.now(keeper, sight["on"]) == zone.now(sight["handled_by"], sight["on"])
    return held if held != "transferred" and own else "observed_otherwise"


def timeline(zone, matter):
    """The whole history, a stretch for every change; walked day by day around all that is recorded and seen."""
    marks = {first_day(zone, record) for record in records(matter) if readable(record.get("effective"))}
    marks |= {sight["on"] for sight in matter.get("observed", [])}
    out = []
    for day in ["0001-01-01", *sorted(marks | {plus(mark, 1) for mark in marks})]:
        try:
            stretch = {"state": state(zone, matter, day)}
        except Silence as silence:
            stretch = silence.wire
        if not out or stretch != {key: out[-1][key] for key in out[-1] if key != "from"}:
            out.append(stretch | ({"from": day} if out else {}))
    return out


def governed(zone, matter, on):
    if not zone.in_force(on):
        raise Silence("not_governed", "outside_force")
    if on < (matter.get("governed_from") or ""):
        raise Silence("not_governed", "not_yet_governed")


def status(zone, matter, on):
    governed(zone, matter, on)
    return state(zone, matter, on)


# Who approves (2.4c, 2.5a)


def holding(zone, matter, on, accepted=None):
    """The state that decides competence: of the day of the act, or, of a pending case, as each change of hands says."""
    if accepted is None or accepted > on:
        return state(zone, matter, on)
    held, day = told(zone, matter, accepted), accepted
    while day < on:
        before, day = told(zone, matter, day), plus(day, 1)
        if told(zone, matter, day) == before:
            continue
        # The record that took the matter there may say what becomes of its pending cases.
        by_record = recorded_of(zone, matter, before, day) == told(zone, matter, day) != before
        own = of_day(zone, matter, day)[0].get("pending") if by_record else None
        if (own or zone.readings["pending_cases"]) == "by_day_of_act":
            held = told(zone, matter, day)
    if held not in STATES:
        raise Silence("undetermined", held)
    return held


def told(zone, matter, day):
    try:
        return state(zone, matter, day)
    except Silence as silence:
        return silence.why


def original(zone, matter, on):
    """2.4c: the department that keeps a matter not transferred."""
    if not matter.get("original"):
        raise Silence("undetermined", "original_unknown")
    if any((hand.get("on") or "") <= on for hand in matter.get("reassigned", [])):
        raise Silence("undetermined", "reassigned")
    return zone.now(matter["original"], on)


def approver(zone, matter, on, accepted=None):
    governed(zone, matter, on)
    if holding(zone, matter, on, accepted) == "transferred":
        return zone.now(zone.bureau, on)
    return original(zone, matter, on)


# Who bears what (2.4c, 2.5)

THREE = ("acceptance", "examination", "decision")
AFTER = ("policy_guidance", "sector_management", "supervision")


def recorded(zone, matter, on):
    """The departments recorded as supervising on a day, successors in their place."""
    spans = matter.get("supervising", [])
    return sorted({zone.now(span["party"], on) for span in spans if runs(span, on)})


def supervisors(zone, matter, on):
    """2.5b: who supervises a transferred matter."""
    found = recorded(zone, matter, on)
    if not found and zone.readings["unrecorded_supervisor"] == "original_department":
        return [original(zone, matter, on)]
    if not found:
        raise Silence("undetermined", "supervisor_unrecorded")
    return found


def responsibilities(zone, matter, on):
    governed(zone, matter, on)

    def rows(norm, functions, who):
        return [{"norm": norm, "function": function} | who for function in functions]

    try:
        held = state(zone, matter, on)
    except Silence as silence:
        return rows("2.5a", THREE, silence.wire) + rows("2.5b", AFTER, silence.wire)
    if held == "transferred":
        out = rows("2.5a", THREE, {"party": zone.now(zone.bureau, on)})
        try:
            for party in supervisors(zone, matter, on):
                out += rows("2.5b", AFTER, {"party": party})
        except Silence as silence:
            out += rows("2.5b", AFTER, silence.wire)
        return out
    try:
        keeper = original(zone, matter, on)
        out = rows("2.4c", (*THREE, "supervision"), {"party": keeper})
        if zone.kind(keeper) != "municipal":
            out += rows("2.5b", AFTER, {"party": keeper})
    except Silence as silence:
        keeper = None
        out = rows("2.4c", (*THREE, "supervision"), silence.wire) + rows("2.5b", AFTER, silence.wire)
    for party in recorded(zone, matter, on):
        if party != keeper:
            out += rows("2.5b", ("supervision",), {"party": party})
    return out


def capable(zone, matter, on):
    """2.4e: whether the platform can handle it; None where that is not recorded."""
    spans = [span for span in matter.get("platform", []) if runs(span, on)]
    if not spans:
        return None
    return max(spans, key=lambda span: span.get("from") or "")["capable"]


def capable_since(zone, matter, on):
    spans = [span for span in matter.get("platform", []) if runs(span, on)]
    return max(spans, key=lambda span: span.get("from") or "").get("from")


def holds(zone, person, role, party, day):
    """Whether a person has a role for a party on a day."""
    for span in zone.persons.get(person, {}).get("roles", []):
        if span["role"] == role and runs(span, day):
            if party is None or span.get("party") is None or zone.now(span["party"], day) == zone.now(party, day):
                return True
    return False


def has(zone, role, party, day):
    return any(holds(zone, person, role, party, day) for person in zone.persons)


# Who may do what


def permits(zone, act, actor, on, matter=None, officer=None, accepted=None):
    if not zone.in_force(on):
        raise Silence("not_governed", "outside_force")
    if act in ("transfer", "inspect", "hold_to_account"):
        return only(zone.now(zone.committee, on), actor)
    if act in ("support", "liaise"):
        return permits_help(zone, act, actor)
    governed(zone, matter, on)
    if act == "push_result":
        return permits_push(zone, actor, on, matter)
    if act == "push_supervision":
        return permits_push_back(zone, actor, on, matter)
    if act == "supervise":
        return permits_supervision(zone, actor, on, matter)
    party = approver(zone, matter, on, accepted)
    held = holding(zone, matter, on, accepted)
    if actor != party:
        return not_competent(zone, actor, on, matter, party, held)
    if act == "handle_offline":
        return permits_offline(zone, on, matter, party, held)
    if act == "decide":
        return permits_decision(zone, on, matter, officer, party, held)
    return permitted()


def permitted(*duties):
    return {"permitted": {"duties": list(duties)}}


def forbidden(why, competent, mends):
    out = {"why": why, "would_permit": mends}
    return {"forbidden": out | ({"competent": competent} if competent else {})}


def only(party, actor, *duties):
    if actor == party:
        return permitted(*duties)
    return forbidden("given_to_another", party, ["act_by_competent"])


def not_competent(zone, actor, on, matter, party, held):
    mends = ["act_by_competent"]
    if held != "transferred" and actor == zone.now(zone.bureau, on):
        mends.append("transfer_to_bureau")
    if held == "transferred" and matter.get("original") and zone.now(matter["original"], on) == actor:
        mends.append("return_to_original")
    return forbidden("not_competent", party, mends)


def permits_help(zone, act, actor):
    """2.4b and 3.2b: support is the functional departments', communication theirs and the Bureau's."""
    kind = zone.kind(actor)
    if kind == "municipal":
        raise Silence("not_governed", "not_addressed")
    if kind == "department" or (act == "liaise" and kind == "bureau"):
        return permitted()
    if act == "liaise":
        raise Silence("undetermined", "not_given")
    return forbidden("given_to_another", None, ["act_by_competent"])


def permits_decision(zone, on, matter, officer, party, held):
    if officer is not None and holds(zone, officer, "agent", None, on):
        return forbidden("agent_never_decides", party, ["other_officer"])
    if held == "transferred":
        return permitted("2.6b", "2.6c")
    bound = zone.kind(party) != "municipal" or zone.readings["municipal_upload"] == "bound"
    upload = ["2.4f"] if bound and capable(zone, matter, on) is False else []
    return permitted(*upload, *(["2.6b", "2.6c"] if others(zone, matter, on, party) else []))


def others(zone, matter, on, party):
    """The supervising departments a retained matter's result goes to, by the switched reading."""
    if zone.readings["retained_push"] == "none":
        return []
    return [other for other in recorded(zone, matter, on) if other != party]


def permits_push(zone, actor, on, matter):
    party = approver(zone, matter, on)
    if state(zone, matter, on) != "transferred" and not others(zone, matter, on, party):
        raise Silence("undetermined", "not_given")
    return only(party, actor, "2.6c")


def permits_push_back(zone, actor, on, matter):
    """2.6d: the supervising departments of a transferred matter; of a retained one by the switched reading only."""
    if state(zone, matter, on) == "transferred":
        return among(supervisors(zone, matter, on), actor)
    if zone.readings["retained_push"] == "none":
        raise Silence("undetermined", "not_given")
    found = others(zone, matter, on, original(zone, matter, on))
    if not found:
        raise Silence("undetermined", "not_given")
    return among(found, actor)


def permits_supervision(zone, actor, on, matter):
    """2.4c, 2.5b: a recorded department supervises whoever approves; else it hangs on where the matter stands."""
    known = recorded(zone, matter, on)
    try:
        held = state(zone, matter, on)
        keeper = None if held == "transferred" else original(zone, matter, on)
    except Silence:
        if actor in known:
            return permitted()
        raise
    if held == "transferred":
        return among(supervisors(zone, matter, on), actor, "2.6d")
    further = actor in others(zone, matter, on, keeper)
    return among(sorted({keeper, *known}), actor, *(["2.6d"] if further else []))


def among(found, actor, *duties):
    if actor in found:
        return permitted(*duties)
    sole = found[0] if len(found) == 1 else None
    return forbidden("not_supervising", sole, ["act_by_competent", "record_supervision"])


def permits_offline(zone, on, matter, party, held):
    """2.4e, 2.4f: of a transferred matter the text is silent."""
    if held == "transferred":
        raise Silence("undetermined", "not_given")
    if zone.kind(party) == "municipal":
        raise Silence("not_governed", "not_addressed")
    can = capable(zone, matter, on)
    if can is None:
        raise Silence("undetermined", "capability_unrecorded")
    return forbidden("platform_capable", None, ["use_platform"]) if can else permitted("2.4f")
