"""In: a zone, a log, a scope and the day of an audit. Out: the duties of 2.4 to 2.6 and 3.2a, and what is found.

Plain dictionaries in the wire format's names leave, with only the fields that `compare.py` compares. Times are ISO
texts; a date without a time is the whole day, and only `sure_before` concludes an order.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

import rules
from rules import Silence, plus

PUSH, NOTICE, BACK, UPLOAD = "result_push", "liaison_notice", "supervision_push", "data_upload"
LIMIT_OF = {"2.6b": "result_push", "2.6c": "liaison_notice", "2.6d": "supervision_push", "2.4f": "upload"}
ACT_OF = {"2.6b": PUSH, "2.6c": NOTICE, "2.6d": BACK, "2.4f": UPLOAD}
CODE_OF = {"2.6b": "push", "2.6c": "notice", "2.6d": "supervision-push", "2.4f": "upload"}
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


class Audit:
    """One audit: the log in, `duties` and `findings` out."""

    def __init__(self, zone, lines, as_of, scope):
        self.zone, self.as_of = zone, as_of
        self.begin = scope.get("from") or zone.readings["in_force"].get("from", "2021-03-29")
        self.end = scope.get("to") or as_of[:10]
        self.duties, self.findings, self.strays = [], [], []
        self.standing()
        for name, events in self.sorted_out(lines).items():
            Subject(self, name, events).judge()
        self.soften()
        norms = scope.get("norms")
        if norms is not None:
            self.duties = [duty for duty in self.duties if duty["norm"] in norms]
            self.findings = [finding for finding in self.findings if finding.get("norm") in norms]

    def asked(self, at):
        return self.begin <= at[:10] <= self.end

    def find(self, code, severity, subject, events, at, **fields):
        """A finding that belongs to the period of `at`."""
        if self.asked(at):
            found = {"code": code, "severity": severity, "subject": subject, "events": ids(events)}
            self.findings.append(found | {key: value for key, value in fields.items() if value is not None})

    def outside(self, code, severity, event, **fields):
        """A finding about an event that no subject takes; what is later than the period is found at its end."""
        at = min(event["at"][:10], self.end)
        self.find(code, severity, {"event": event.get("id") or ""}, [event], at, **fields)

    def sorted_out(self, lines):
        """Leaves out what is no event, in the future, unknown or withdrawn; applies corrections; groups by subject."""
        events = []
        for place, line in enumerate(lines):
            if isinstance(line, dict) and "kind" in line and rules.readable(line.get("at", "")[:10]):
                events.append(line | {"place": place})
            else:
                self.find("unreadable-event", "review", {"line": place}, [], self.end)
        events.sort(key=canonical)
        outside = []
        for event in events:
            future = sure_before(self.as_of, event["at"])
            if future or event["kind"] not in rules.EVENT_KINDS:
                outside.append(event)
                code, severity = ("future-event", "info") if future else ("unknown-kind", "review")
                if any(content(event) == content(other) for other in outside[:-1]):
                    self.outside("duplicate-event", "info", event, reading="repeated_event")
                else:
                    self.outside(code, severity, event, named=None if future else event["kind"])
        past = [event for event in events if not sure_before(self.as_of, event["at"])]
        self.by_id = {event["id"]: event for event in reversed(past) if event.get("id")}
        kept = self.amended([event for event in past if event["kind"] in rules.EVENT_KINDS])
        kept.sort(key=canonical)
        subjects, loose = {}, []
        for event in kept:
            key = self.subject_of(event)
            if key is None:
                self.loose(event, loose)
            else:
                subjects.setdefault(key, []).append(event)
        return subjects

    def amended(self, events):
        """A withdrawn event did not happen; a correction overlays what it names, but no time."""
        out = [event for event in events if event["kind"] not in ("withdrawal", "correction")]
        for change in [event for event in events if event not in out]:
            target = self.by_id.get(change.get("refers_to"))
            if target is None or target is change:
                self.outside("unmatched-event", "review", change, reading="unmatched_event")
            elif change["kind"] == "withdrawal":
                out = [event for event in out if event.get("id") != change["refers_to"]]
            else:
                names = ("case", "matter", "actor", "officer", "to", "person", "channel", "handled_via", "result")
                target.update({name: change[name] for name in names if change.get(name) is not None})
        return out

    def subject_of(self, event):
        """Its case, else that of what it refers to, else its matter or that of what it refers to."""
        matter = None
        for _ in range(5):
            if event.get("case"):
                return ("case", event["case"])
            matter = matter or (event.get("matter") if event.get("matter") in self.zone.matters else None)
            event = self.by_id.get(event.get("refers_to"))
            if event is None:
                break
        return ("matter", matter) if matter else None

    def loose(self, event, before):
        """An event that belongs to no subject."""
        name = {"event": event.get("id") or ""}
        if any(content(event) == content(other) for other in before):
            self.find("duplicate-event", "info", name, [event], event["at"], reading="repeated_event")
            return
        before.append(event)
        event = self.read(event)
        if event["kind"] in JUDGED and event["matter"] != UNKNOWN:
            self.lost(event, name)
        if event["kind"] in JUDGED:
            party = event["actor"] if event["kind"] == BACK else event["to"]
            self.strays.append(event | {"only": None, "party": known(party), "matter": known(event["matter"])})

    def read(self, event):
        """An event with its names looked up, a successor in the place of its predecessor; what is unknown is found."""
        zone, out = self.zone, {name: None for name in ("person", "officer", "channel", "handled_via", "result")}
        out |= {name: None for name in ("actor", "to", "matter", "refers_to", "id")} | event
        name = {"event": event.get("id") or ""}
        if out["matter"] and out["matter"] not in zone.matters:
            self.find("unknown-matter", "review", name, [event], event["at"], named=out["matter"])
            out["matter"] = UNKNOWN
        for field in ("actor", "to"):
            if out[field] in zone.parties:
                out[field] = zone.now(out[field], event["at"][:10])
            elif out[field]:
                self.find("unknown-party", "review", name, [event], event["at"], named=out[field])
                out[field] = UNKNOWN
        return out

    def lost(self, event, subject):
        """An event that cannot be matched."""
        fields = {"actor": known(event["actor"]), "reading": "unmatched_event"}
        self.find("unmatched-event", "review", subject, [event], event["at"], **fields)

    def soften(self):
        """A lack that would be a breach becomes a review where an event that could not be matched may cure it."""
        for finding in self.findings:
            duty = finding.pop("lack", None)
            if duty is None or finding["severity"] != "breach":
                continue
            cures = [stray for stray in self.strays if could_cure(self.zone, stray, duty)]
            if cures:
                # The nearest one is the evidence: it names most of what the duty names, and is the latest.
                cures.sort(key=lambda stray: (nearness(stray, duty), last(stray["at"])))
                finding.pop("limit", None)
                finding |= {"severity": "review", "reading": "unmatched_event"}
                finding["events"] = finding["events"] + ids(cures[-1:])
                duty.pop("limit", None)
                duty |= {"status": "outstanding", "reading": "unmatched_event"}

    # Standing duties (2.6a, 3.2a)

    def standing(self):
        """2.6a and 3.2a day by day: every run of days without the person is a breach."""
        for party in self.zone.parties:
            kind = self.zone.kind(party)
            if kind == "bureau":
                self.post("2.6a", party, "pusher", "pusher-not-designated", "standing_duties", self.is_bureau)
                if self.zone.readings["exchange_person"] == "two_persons":
                    self.post("3.2a", party, "liaison", "liaison-missing", "exchange_person", self.is_bureau)
            elif kind == "department":
                self.post("3.2a", party, "liaison", "liaison-missing", "standing_duties", self.is_supervising)

    def is_bureau(self, party, day):
        return party == self.zone.now(self.zone.bureau, day)

    def is_supervising(self, party, day):
        return any(party in rules.recorded(self.zone, matter, day) for matter in self.zone.matters.values())

    def post(self, norm, party, role, code, reading, owes):
        until = min(self.end, self.as_of[:10])
        days = [day for day in every_day(self.begin, until) if self.zone.in_force(day) and owes(party, day)]
        for span in runs_of(days):
            bare = [day for day in span if not rules.has(self.zone, role, party, day)]
            duty = {"norm": norm, "obligor": party, "subject": {"party": party}, "trigger": {"since": span[0]}}
            self.duties.append(duty | {"status": "missed" if bare else "fulfilled", "reading": reading})
            for gap in runs_of(bare):
                ends = {"from": gap[0], "until": gap[-1]}
                self.find(code, "breach", {"party": party}, [], gap[0], norm=norm, obligor=party, reading=reading, **ends)


@lru_cache(10_000)
def every_day(begin, end):
    days = (date.fromisoformat(end) - date.fromisoformat(begin)).days
    return [plus(begin, count) for count in range(days + 1)]


def runs_of(days):
    """Days that follow each other, together."""
    out = []
    for day in days:
        if out and plus(out[-1][-1], 1) == day:
            out[-1].append(day)
        else:
            out.append([day])
    return out


def known(name):
    return None if name == UNKNOWN else name


def ids(events):
    return [event.get("id") or "" for event in events]


def could_cure(zone, stray, duty):
    """The same act, of the party or none named, in the matter or none, in no other case that it must be of, not earlier."""
    if stray["kind"] != ACT_OF[duty["norm"]] or sure_before(stray["at"], duty["at"]):
        return False
    if stray["only"] not in (None, duty["subject"].get("case")) or stray["matter"] not in (None, duty["matter"]):
        return False
    # A push-back is known by the hand that owed it, every other act by its addressee.
    if stray["party"] not in (None, duty["obligor"] if duty["norm"] == "2.6d" else duty.get("to")):
        return False
    if zone.is_open("stray-hand"):
        return True
    channel = "message" if duty["norm"] == "2.6c" else "platform"
    soft = duty["norm"] == "2.6d" and zone.readings["softer_fulfilment"] == "fulfils"
    return stray["actor"] in (None, UNKNOWN, duty["obligor"]) and (soft or stray["channel"] in (None, channel))


def nearness(stray, duty):
    return [stray["party"] is not None, stray["matter"] is not None, stray["only"] is not None]


class Subject:
    """One case, or one matter outside any case."""

    def __init__(self, audit, key, events):
        self.audit, self.zone, self.name = audit, audit.zone, {key[0]: key[1]}
        self.events, self.by_id = [], {}
        for event in events:
            self.take(event, events)
        named = [event["matter"] for event in self.events if known(event["matter"])]
        self.matter = key[1] if key[0] == "matter" else named[0] if named else None

    def take(self, event, events):
        """Counts an event once: the first of an id stays, and the first of a content."""
        same = [other for other in self.events if other["content"] == content(event)]
        own = [other for other in events if event.get("id") and other.get("id") == event["id"]]
        if same or (own and own[0] is not event):
            if same and event.get("id"):
                self.by_id.setdefault(event["id"], same[0])
            fields = {"reading": "repeated_event"}
            self.audit.find("duplicate-event", "info", self.name, [event], event["at"], **fields)
            return
        self.events.append(self.audit.read(event) | {"content": content(event)})
        if event.get("id"):
            self.by_id[event["id"]] = self.events[-1]

    def of(self, *kinds):
        return [event for event in self.events if event["kind"] in kinds]

    def matter_of(self, event):
        name = event["matter"] or self.matter
        return self.zone.matters.get(name) if name else None

    def judge(self):
        self.duties, self.results = [], []
        for decision in self.of("decision"):
            self.decided(decision)
        self.handled()
        self.uploads()
        self.pushes()
        self.notices()
        self.acknowledgements()
        for result in self.of("supervision_result"):
            self.supervised(result)
        self.push_backs()

    def owe(self, norm, trigger, obligor, to, **fields):
        """A duty of this subject; a silence in place of a party leaves it undetermined."""
        duty = {"norm": norm, "subject": self.name, "trigger": {"event": trigger["id"] or ""}, "status": "undetermined"}
        for name, party in (("obligor", obligor), ("to", to)):
            if party is not None:
                duty[name] = party.wire if isinstance(party, Silence) else party
        duty |= {"at": trigger["at"], "event": trigger, "matter": self.matter_of(trigger)["id"], "act": None} | fields
        if self.audit.asked(trigger["at"]) and not fields.get("unbound"):
            self.audit.duties.append(duty)
        if not fields.get("left_open") and not isinstance(obligor, Silence) and not isinstance(to, Silence):
            self.duties.append(duty)

    def owed(self, norm):
        return [duty for duty in self.duties if duty["norm"] == norm]

    # Competence (2.4c, 2.5a), and what a decision sets off

    def accepted_on(self):
        accepted = self.of("application_accepted")
        return accepted[0]["at"][:10] if accepted else None

    def competent(self, event):
        """The competent party of an act and the state it rests on."""
        matter, day = self.matter_of(event), event["at"][:10]
        party = rules.approver(self.zone, matter, day, self.accepted_on())
        return party, rules.holding(self.zone, matter, day, self.accepted_on())

    def decided(self, decision):
        matter, actor = self.matter_of(decision), decision["actor"]
        if matter is None:
            if decision["matter"] != UNKNOWN:
                self.audit.lost(decision, self.name)
            return
        try:
            party, held = self.competent(decision)
        except Silence as silence:
            if "undetermined" in silence.wire:
                self.left_open(decision, silence, silence, None)
            return
        if actor in (ABSENT, UNKNOWN):
            silence = Silence("undetermined", "actor_unknown")
            self.left_open(decision, silence, party, held)
        elif actor != party:
            fields = {"norm": "2.5a" if held == "transferred" else "2.4c", "obligor": party, "actor": actor}
            self.audit.find("decided-without-competence", "breach", self.name, [decision], decision["at"], **fields)
            for norm in ("2.6b", "2.6c"):
                silence = Silence("undetermined", "decided_without_competence")
                self.owe(norm, decision, silence, silence)
        else:
            if held != "transferred" and decision["handled_via"] == "offline":
                self.owe_upload(decision, matter, party)
            self.owe_push(decision, matter, party, held)

    def left_open(self, decision, why, party, held):
        """Whose the decision was is open, or who made it: so is what follows."""
        for norm in ("2.6b", "2.6c"):
            self.owe(norm, decision, why, why)
        can = rules.capable(self.zone, self.matter_of(decision), decision["at"][:10])
        nobody = held == "transferred" or (held and not self.binds(party))
        if decision["handled_via"] == "offline" and can is not True and not nobody:
            self.owe("2.4f", decision, party, None, left_open=True)

    def binds(self, party):
        """2.4f binds a municipal department only by the reading."""
        return self.zone.kind(party) != "municipal" or self.zone.readings["municipal_upload"] == "bound"

    def owe_upload(self, decision, matter, party):
        """2.4f; where it does not bind a municipal department, the lack is only looked at."""
        can = rules.capable(self.zone, matter, decision["at"][:10])
        if can is None and self.binds(party):
            self.owe("2.4f", decision, party, None, left_open=True)
        elif can is False:
            self.owe("2.4f", decision, party, None, unbound=not self.binds(party))

    def owe_push(self, decision, matter, party, held):
        """2.6b and 2.6c: one duty an act and addressee."""
        readings, day, result = self.zone.readings, decision["at"][:10], decision["result"]
        if held != "transferred" and readings["retained_push"] == "none":
            return
        if readings["results_to_push"] == "grants_only" and result != "granted":
            if result is None:
                for norm in ("2.6b", "2.6c"):
                    self.owe(norm, decision, party, Silence("undetermined", "result_unrecorded"))
            return
        try:
            if held == "transferred":
                recipients = rules.supervisors(self.zone, matter, day)
            else:
                recipients = rules.others(self.zone, matter, day, party)
            to = recipients
        except Silence as silence:
            recipients, to = [silence], None
        if recipients or self.zone.is_open("empty-recipients"):
            self.results.append({"decision": decision, "pusher": party, "recipients": to})
        for recipient in recipients:
            for norm in ("2.6b", "2.6c"):
                self.owe(norm, decision, party, recipient)

    # Acts and what they discharge

    def match(self, duties, acts):
        """Gives each duty the act that discharges it. An act is `(event, party or None, named trigger or None)`.

        What names its trigger discharges that; any other the latest open duty of its party whose trigger need not have
        come after it. Where that makes an act late, each discharges what is due first and still in time, else the latest;
        and where another way leaves fewer late, that.
        """
        rest = []
        for event, party, named in acts:
            if named is None:
                rest.append((event, party))
                continue
            own = [duty for duty in duties if duty["event"] is named and not duty["act"]]
            for duty in [duty for duty in own if party in (None, self.slot(duty))][:1]:
                duty["act"] = event
        rest.sort(key=lambda act: last(act[0]["at"]))
        open_ = [duty for duty in duties if not duty["act"]]
        pairs = self.paired(open_, rest, lambda duty: "")
        if any(self.is_late(duty, act) for duty, act in pairs):
            pairs = self.paired(open_, rest, self.due)
            if not self.zone.is_open("fewest-late") and len(rest) < 6:
                late = sum(self.is_late(duty, act) for duty, act in pairs)
                best = self.best(open_, rest)
                pairs = pairs if (-len(pairs), late) <= best[:2] else best[2]
        for duty, act in pairs:
            duty["act"] = act

    def slot(self, duty):
        return duty["to"] if duty["norm"] in ("2.6b", "2.6c") else duty["obligor"]

    def paired(self, duties, acts, due):
        pairs, open_ = [], list(duties)
        for act, party in acts:
            fit = [duty for duty in open_ if not sure_before(act["at"], duty["at"])]
            if party is None and fit:
                party = self.slot(fit[-1])
            fit = [duty for duty in fit if self.slot(duty) == party]
            timely = [duty for duty in fit if due(duty) not in ("", "uncovered") and not sure_before(due(duty), act["at"])]
            if fit:
                if not self.zone.is_open("fewest-late"):
                    timely.sort(key=lambda duty: last(due(duty)))
                chosen = timely[0] if timely else fit[-1]
                pairs.append((chosen, act))
                open_.remove(chosen)
        return pairs

    def best(self, duties, acts):
        """The most pairs there can be, the fewest late among those, and such pairs: every way is tried."""
        if not acts:
            return 0, 0, []
        (act, party), rest = acts[0], acts[1:]
        ways = [self.best(duties, rest)]
        for duty in duties:
            if party in (None, self.slot(duty)) and not sure_before(act["at"], duty["at"]):
                pairs, late, others = self.best([other for other in duties if other is not duty], rest)
                ways.append((pairs - 1, late + self.is_late(duty, act), [(duty, act), *others]))
        return min(ways, key=lambda way: way[:2])

    def due(self, duty):
        limit = self.zone.limits.get(duty.get("limited") or LIMIT_OF[duty["norm"]])
        return due_of(limit, duty["at"]) if limit else ""

    def is_late(self, duty, act):
        due = self.due(duty)
        return due not in ("", "uncovered") and sure_before(due, act["at"])

    def settle(self, duty):
        """What became of a duty, and what is found about it."""
        norm, act, due, as_of = duty["norm"], duty["act"], self.due(duty), self.audit.as_of
        name = duty.get("limited") or LIMIT_OF[norm]
        code = "acknowledgement" if norm is None else CODE_OF[norm]
        duty["elapsed"] = elapsed(duty["at"], act["at"] if act else as_of)
        if due:
            duty["limit"] = name
        if due not in ("", "uncovered"):
            duty["due"] = due
        # Beyond the calendar: so many working days are at least as many days, and within those nothing is late.
        surely = plus(duty["at"][:10], self.zone.limits[name]["value"]) if due == "uncovered" else due
        found = {"norm": norm, "obligor": duty["obligor"], "to": duty.get("to"), "elapsed": duty["elapsed"]}
        vacant = norm == "2.6c" and not rules.has(self.zone, "liaison", duty["to"], duty["at"][:10])
        ceiling = "no_liaison" if vacant else "municipal_upload" if duty.get("unbound") else None
        if act:
            duty["fulfilled_by"] = act["id"] or ""
            duty["status"] = "fulfilled"
            if due and sure_before(surely, act["at"]):
                duty["status"] = "undetermined" if due == "uncovered" else "late"
            if duty["status"] == "late" and not duty.get("unbound"):
                basis = {"reading": ceiling} if ceiling else {"limit": name}
                severity = "review" if ceiling or norm is None else "breach"
                self.audit.find(code + "-late", severity, self.name, [duty["event"], act], duty["at"], **found, **basis)
            return
        if due and last(as_of) <= last(surely):
            duty["status"] = "pending"
            return
        severity, basis, duty["status"] = self.lack(duty, due, name)
        if ceiling:
            severity, basis, duty["status"] = "review", {"reading": ceiling}, "outstanding"
            duty.pop("limit", None)
        duty |= {key: value for key, value in basis.items() if key == "reading"}
        severity = "review" if norm is None else severity
        self.audit.find(code + "-missing", severity, self.name, [duty["event"]], duty["at"], **found, **basis, lack=duty)

    def lack(self, duty, due, name):
        """第一时间, 及时, 同时 name no number: without a limit a lack is a review, until it is stale."""
        if due:
            return ("review", {"limit": name}, "undetermined") if due == "uncovered" else ("breach", {"limit": name}, "missed")
        stale = self.zone.readings["stale_after"]
        if stale != "never" and days_between(duty["at"], self.audit.as_of) >= stale["days"]:
            return "breach", {"reading": "stale_after"}, "missed"
        return "review", {}, "outstanding"

    # Results and notices (2.6a, 2.6b, 2.6c)

    def lose(self, act, party):
        self.audit.lost(act, self.name)
        self.stray(act, party)

    def stray(self, act, party):
        """Remembers an act that may cure a lack elsewhere; in a case with triggers of its own only there."""
        triggers = self.of("supervision_result" if act["kind"] == BACK else "decision")
        only = self.name.get("case") if triggers else None
        matter = known(act["matter"]) or self.matter
        self.audit.strays.append(act | {"party": known(party), "matter": matter, "only": only})

    def named(self, act, *kinds):
        """What an act refers to, where that is of these kinds; None where it names nothing."""
        if not act["refers_to"]:
            return None
        target = self.by_id.get(act["refers_to"])
        return target if target and target["kind"] in kinds else DANGLING

    def about(self, act, named, to):
        """The result an act is about: of the decision it names, else of the latest before it that owes something to its
        addressee, else of the latest before it. None where that one sets nothing off, `early` where all come after."""
        before = [decision for decision in self.of("decision") if named in (None, decision)]
        before = [decision for decision in before if not sure_before(act["at"], decision["at"])]
        if not before:
            return "early"
        results = [result for result in self.results if result["decision"] in before]
        if not self.zone.is_open("about"):
            owing = [result for result in results if to is None or to in (result["recipients"] or [])]
            if owing:
                return owing[-1]
        latest = [result for result in results if result["decision"] is before[-1]]
        return latest[0] if latest else None

    def pushes(self):
        owed, good = self.owed("2.6b"), []
        for push in self.of(PUSH):
            named = self.named(push, "decision")
            if named == DANGLING or not self.of("decision"):
                self.lose(push, push["to"])
                continue
            to = known(push["to"])
            about = self.about(push, named, to)
            if about == "early":
                first_ = named or self.of("decision")[0]
                for result in self.results:
                    if result["decision"] is first_:
                        self.wrong("push-before-decision", push, "2.6b", result["pusher"], to)
            elif about and self.sound(push, about, to):
                if UNKNOWN in (push["actor"], push["to"]):
                    self.stray(push, to)
                elif push["to"] is ABSENT:
                    self.lose(push, None)
                else:
                    good.append((push, to, named))
        self.match_each(owed, good)
        for duty in owed:
            self.settle(duty)
        for result in self.results:
            self.synchronous(result, [duty for duty in owed if duty["event"] is result["decision"]])

    def match_each(self, owed, good):
        """Addressee by addressee."""
        if self.zone.is_open("pairing"):
            self.match(owed, good)
            return
        for to in {duty["to"] for duty in owed}:
            self.match([duty for duty in owed if duty["to"] == to], [act for act in good if act[1] == to])

    def sound(self, push, result, to):
        """Whether a push can discharge a duty; each thing wrong with it is a review."""
        faults = []
        if push["actor"] not in (ABSENT, UNKNOWN, result["pusher"]):
            faults.append("push-wrong-actor")
        if to and result["recipients"] is not None and to not in result["recipients"]:
            faults.append("push-wrong-recipient")
        if push["channel"] in ("message", "other"):
            faults.append("push-wrong-channel")
        for fault in faults:
            self.wrong(fault, push, "2.6b", result["pusher"], to)
        officer, day = push["officer"], push["at"][:10]
        bureau = self.zone.now(self.zone.bureau, day)
        if officer and push["actor"] == bureau == result["pusher"] and not rules.holds(self.zone, officer, "pusher", bureau, day):
            self.wrong("push-by-undesignated-person", push, "2.6a", bureau, to, "softer_fulfilment")
            if self.zone.readings["softer_fulfilment"] != "fulfils":
                return False
        return not faults

    def wrong(self, code, act, norm, obligor, to, reading="wrong_hand"):
        fields = {"norm": norm, "obligor": obligor, "to": to, "actor": known(act["actor"]), "reading": reading}
        self.audit.find(code, "review", self.name, [act], act["at"], **fields)

    def synchronous(self, result, owed):
        """同步: between the recipients of one result."""
        acts = [duty["act"] for duty in owed if duty["act"]]
        if acts:
            tie = "place" if self.zone.is_open("arrival") else "content"
            one = min(acts, key=lambda act: (last(act["at"]), act[tie]))
            other = max(acts, key=lambda act: (first(act["at"]), act[tie]))
            events = [result["decision"], one, other]
            fields = {"norm": "2.6b", "obligor": result["pusher"], "elapsed": elapsed(one["at"], other["at"])}
            self.together("push-not-synchronous", "synchronous", one, other, events, result["decision"]["at"], fields)

    def together(self, code, name, one, other, events, at, fields):
        """Within the adopter's tolerance; without one, on the same day."""
        limit = self.zone.limits.get(name)
        if first(other["at"]) < first(one["at"]):
            one, other = other, one
        due = due_of(limit, one["at"]) if limit else None
        if due is None and one["at"][:10] != other["at"][:10]:
            self.audit.find(code, "review", self.name, events, at, reading="simultaneity", **fields)
        elif due == "uncovered":
            self.audit.find(code, "review", self.name, events, at, limit=name, **fields)
        elif due and sure_before(due, other["at"]):
            self.audit.find(code, "breach", self.name, events, at, limit=name, **fields)

    def notices(self):
        owed, good = self.owed("2.6c"), []
        pushes = {id(duty["act"]): duty["event"] for duty in self.duties if duty["norm"] == "2.6b" and duty["act"]}
        for notice in self.of(NOTICE):
            to, person, day = notice["to"], notice["person"], notice["at"][:10]
            if to is None and person:
                to = self.department_of(person, day)
            named = self.named(notice, "decision", PUSH)
            if named == DANGLING or not self.of("decision"):
                self.lose(notice, to)
                continue
            if named and named["kind"] == PUSH:
                named = pushes.get(id(named))
            result = self.about(notice, named, known(to))
            if result in (None, "early") or notice["channel"] in ("platform", "other"):
                continue
            if notice["actor"] not in (ABSENT, UNKNOWN, result["pusher"]):
                continue
            if UNKNOWN in (notice["actor"], to):
                self.stray(notice, to)
            elif to is None:
                self.lose(notice, None)
            elif person and not rules.holds(self.zone, person, "liaison", to, day):
                self.wrong("notice-wrong-person", notice, "2.6c", result["pusher"], to)
            else:
                good.append((notice, to, named))
        self.match_each(owed, good)
        for duty in owed:
            self.settle(duty)
            self.simultaneous(duty)

    def department_of(self, person, day):
        for span in self.zone.persons.get(person, {}).get("roles", []):
            if span["role"] == "liaison" and rules.runs(span, day):
                return self.zone.now(span["party"], day)
        return None

    def simultaneous(self, duty):
        """同时: from the push to the notice."""
        for push in self.duties:
            if push["norm"] == "2.6b" and push["event"] is duty["event"] and push["to"] == duty["to"]:
                if push["act"] and duty["act"]:
                    pair = [push["act"], duty["act"]]
                    passed = elapsed(pair[0]["at"], pair[1]["at"])
                    fields = {"norm": "2.6c", "obligor": duty["obligor"], "to": duty["to"], "elapsed": passed}
                    self.together("notice-not-simultaneous", "simultaneous", *pair, pair, duty["at"], fields)

    def acknowledgements(self):
        """An adopter's limit asks the recipient to sign for each push; no clause does, so no duty is recorded."""
        if "acknowledgement" not in self.zone.limits:
            return
        done = [duty for duty in self.duties if duty["norm"] == "2.6b" and duty["act"]]
        done.sort(key=lambda duty: self.events.index(duty["act"]))
        owed = [
            {"norm": None, "limited": "acknowledgement", "obligor": duty["to"], "to": duty["obligor"], "at": duty["act"]["at"]}
            | {"event": duty["act"], "act": None, "decision": duty["event"], "matter": duty["matter"]}
            for duty in done
        ]
        good = []
        for ack in self.of("push_acknowledged"):
            named = self.named(ack, PUSH, "decision")
            if named not in (None, DANGLING) and named["kind"] == "decision":
                pushed = [duty["event"] for duty in owed if duty["decision"] is named and duty["obligor"] == ack["actor"]]
                if named not in [result["decision"] for result in self.results]:
                    named = DANGLING
                else:
                    named = pushed[0] if pushed else None
            if named == DANGLING:
                self.lose(ack, ack["actor"])
            elif ack["actor"] not in (ABSENT, UNKNOWN):
                early = named is not None and sure_before(ack["at"], named["at"])
                if not early or self.zone.is_open("ack-early"):
                    good.append((ack, ack["actor"], named))
        if self.zone.is_open("pairing"):
            self.match(owed, good)
        else:
            for party in {duty["obligor"] for duty in owed}:
                self.match([duty for duty in owed if duty["obligor"] == party], [act for act in good if act[1] == party])
        for duty in owed:
            self.settle(duty)

    # The platform (2.4e, 2.4f)

    def uploads(self):
        owed, good = self.owed("2.4f"), []
        for upload in self.of(UPLOAD):
            named = self.named(upload, "decision")
            if named == DANGLING or not self.of("decision"):
                self.lose(upload, None)
            elif upload["actor"] == UNKNOWN:
                self.stray(upload, None)
            elif upload["channel"] in (None, "platform") and not (named and sure_before(upload["at"], named["at"])):
                good.append((upload, upload["actor"], named))
        self.match(owed, good)
        for duty in owed:
            self.settle(duty)

    def handled(self):
        """2.4e: a matter not transferred is handled on the platform once that can handle it."""
        zone, acts = self.zone, []
        for act in self.of(*HANDLING):
            matter, day = self.matter_of(act), act["at"][:10]
            if matter is None or not act["handled_via"]:
                continue
            try:
                party, held = self.competent(act)
            except Silence:
                continue
            if held != "transferred" and zone.kind(party) != "municipal" and act["actor"] == party:
                if rules.capable(zone, matter, day):
                    start = max(rules.capable_since(zone, matter, day) or "", zone.readings["in_force"].get("from", "2021-03-29"))
                    acts.append((act, party, start))
        if not acts:
            return
        off = [act for act in acts if act[0]["handled_via"] == "offline"]
        act, obligor, start = (off or acts)[0]
        uploads = self.of(UPLOAD)
        if not zone.is_open("cure-hand"):
            uploads = [upload for upload in uploads if self.cures(upload, off)]
        cured = zone.readings["upload_after_offline"] == "cures" and uploads
        duty = {"norm": "2.4e", "obligor": obligor, "subject": self.name, "trigger": {"since": start}}
        basis = {"reading": "upload_after_offline"} if off and uploads else {}
        if self.audit.asked(act["at"]):
            self.audit.duties.append(duty | {"status": "missed" if off and not cured else "fulfilled"} | basis)
        if off and not cured:
            events = [other for other, _, _ in off]
            self.audit.find("handled-offline", "breach", self.name, events, act["at"], norm="2.4e", obligor=obligor, **basis)

    def cures(self, upload, off):
        """By the party that owes it, to the platform, not before the last act off it."""
        return off and upload["actor"] in (None, off[-1][1]) and upload["channel"] in (None, "platform") and not sure_before(upload["at"], off[-1][0]["at"])

    # Supervision results (2.6d)

    def supervised(self, result):
        zone, day, actor, matter = self.zone, result["at"][:10], result["actor"], self.matter_of(result)
        if matter is None:
            if result["matter"] != UNKNOWN and not zone.is_open("result-matter"):
                self.audit.lost(result, self.name)
            return
        if actor in (ABSENT, UNKNOWN) and zone.is_open("result-actor"):
            return
        unknown = Silence("undetermined", "actor_unknown")
        who = unknown if actor in (ABSENT, UNKNOWN) else actor
        try:
            rules.governed(zone, matter, day)
            held = rules.state(zone, matter, day)
            if held == "transferred":
                to, found = zone.now(zone.bureau, day), rules.supervisors(zone, matter, day)
            elif zone.readings["retained_push"] == "none":
                if zone.is_open("result-retained"):
                    rules.original(zone, matter, day)
                return
            else:
                to = rules.original(zone, matter, day)
                found = rules.others(zone, matter, day, to)
        except Silence as silence:
            if "undetermined" in silence.wire:
                self.owe("2.6d", result, who, silence)
            return
        if who is unknown:
            self.owe("2.6d", result, unknown, to)
        elif actor in found:
            self.owe("2.6d", result, actor, to)

    def push_backs(self):
        owed, good = self.owed("2.6d"), []
        for push in self.of(BACK):
            named = self.named(push, "supervision_result")
            if named == DANGLING or not self.of("supervision_result"):
                self.lose(push, push["actor"])
                continue
            of = [duty for duty in owed if named in (None, duty["event"])]
            own = [duty for duty in of if duty["obligor"] == push["actor"]]
            if not of:
                continue
            duty = (own or of)[0]
            wait = of if self.zone.is_open("early-own") else own or of
            early = all(sure_before(push["at"], other["at"]) for other in wait)
            wrong_to = push["to"] not in (ABSENT, UNKNOWN, duty["to"])
            other_hand = not own and push["actor"] not in (ABSENT, UNKNOWN)
            off = push["channel"] in ("message", "other")
            for found, code, reading in (
                (early, "before-result", "wrong_hand"),
                (wrong_to, "wrong-recipient", "wrong_hand"),
                (other_hand, "wrong-actor", "softer_fulfilment"),
                (off, "off-platform", "softer_fulfilment"),
            ):
                if found:
                    self.wrong("supervision-push-" + code, push, "2.6d", duty["obligor"], duty["to"], reading)
            softer = self.zone.readings["softer_fulfilment"] == "fulfils"
            if early or wrong_to or ((other_hand or off) and not softer):
                continue
            if UNKNOWN in (push["actor"], push["to"]):
                self.stray(push, None)
            else:
                good.append((push, None if other_hand else push["actor"], named))
        self.match(owed, good)
        for duty in owed:
            self.settle(duty)
