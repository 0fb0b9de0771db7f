"""In: the events of one case, or of one matter outside any. Out: its duties, what became of them, and what is found.

One method a clause; each says its norm. Nothing of one subject looks at another's.
"""

import rules
from log import (
    ABSENT, BACK, DANGLING, HANDLING, NOTICE, PUSH, UNKNOWN, UPLOAD, content, days_between, due_of, elapsed, first, known,
    last, sure_before,
)  # fmt: skip
from rules import Silence, plus

LIMIT_OF = {"2.6b": "result_push", "2.6c": "liaison_notice", "2.6d": "supervision_push", "2.4f": "upload"}
CODE_OF = {"2.6b": "push", "2.6c": "notice", "2.6d": "supervision-push", "2.4f": "upload"}


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
        if recipients:
            self.results.append({"decision": decision, "pusher": party, "recipients": to})
        for recipient in recipients:
            for norm in ("2.6b", "2.6c"):
                self.owe(norm, decision, party, recipient)

    # Acts and what they discharge

    def match(self, duties, acts):
        """Gives each duty the act that discharges it. An act is `(event, party or None, named trigger or None)`.

        What names its trigger discharges that; any other the latest open duty of its party whose trigger need not have
        come after it, and what names no party the latest of any. Where that makes an act of a party late, its acts first
        discharge what is due first of all they are in time for; the rest the latest that is left, as many as can be.
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
        pairs = self.latest(open_, rest)
        for party in {self.slot(duty) for duty in open_}:
            own = [(duty, act) for duty, act in pairs if self.slot(duty) == party]
            if any(self.is_late(duty, act) for duty, act in own):
                mine = [act for act, name in rest if name == party or any(act is other for _, other in own)]
                own = self.timely([duty for duty in open_ if self.slot(duty) == party], mine)
            for duty, act in own:
                duty["act"] = act

    def slot(self, duty):
        return duty["to"] if duty["norm"] in ("2.6b", "2.6c") else duty["obligor"]

    def fits(self, act, duty):
        return not sure_before(act["at"], duty["at"])

    def latest(self, duties, acts):
        pairs, open_ = [], list(duties)
        for act, party in acts:
            fit = [duty for duty in open_ if party in (None, self.slot(duty)) and self.fits(act, duty)]
            if fit:
                pairs.append((fit[-1], act))
                open_.remove(fit[-1])
        return pairs

    def timely(self, duties, acts):
        """One party's duties with as few late as can be: in time first, then the rest, moving acts on to make room."""
        pairs = {}

        def free(act):
            return [at for at, duty in enumerate(duties) if at not in pairs and self.fits(act, duty)]

        def in_time(act):
            own = [at for at in free(act) if not self.is_late(duties[at], act)]
            dated = [at for at in own if self.due(duties[at]) not in ("", "uncovered")]
            return min(dated, key=lambda at: last(self.due(duties[at])), default=max(own, default=None))

        for act in acts:
            if (at := in_time(act)) is not None:
                pairs[at] = act
        for act in acts:
            chain = [] if act in pairs.values() else [(act, None)]
            while chain:
                act, _ = chain[-1]
                at = in_time(act) if in_time(act) is not None else max(free(act), default=None)
                if at is not None:
                    for act, own in reversed(chain):
                        pairs[at], at = act, own
                    break
                held = [(last(other["at"]), acts.index(other), at) for at, other in pairs.items() if self.fits(act, duties[at])]
                far = max(held, default=None)
                if not far or far[:2] <= (last(act["at"]), acts.index(act)):
                    break
                chain.append((acts[far[1]], far[2]))
        pairs = [(duties[at], act) for at, act in pairs.items()]
        if len(acts) < 6:
            late = sum(self.is_late(duty, act) for duty, act in pairs)
            assert (-len(pairs), late) == self.best(duties, acts), (duties, acts)
        return pairs

    def best(self, duties, acts):
        """The most pairs there can be and the fewest late among those: every way is tried."""
        if not acts:
            return 0, 0
        act, ways = acts[0], [self.best(duties, acts[1:])]
        for duty in [duty for duty in duties if self.fits(act, duty)]:
            pairs, late = self.best([other for other in duties if other is not duty], acts[1:])
            ways.append((pairs - 1, late + self.is_late(duty, act)))
        return min(ways)

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
        self.match(owed, good)
        for duty in owed:
            self.settle(duty)
        for result in self.results:
            self.synchronous(result, [duty for duty in owed if duty["event"] is result["decision"]])

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
            one = min(acts, key=lambda act: (last(act["at"]), act["content"]))
            other = max(acts, key=lambda act: (first(act["at"]), act["content"]))
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
        self.match(owed, good)
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
                if named is None or not sure_before(ack["at"], named["at"]):
                    good.append((ack, ack["actor"], named))
        self.match(owed, good)
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
        uploads = [upload for upload in self.of(UPLOAD) if self.cures(upload, off)]
        cured = zone.readings["upload_after_offline"] == "cures" and uploads
        duty = {"norm": "2.4e", "obligor": obligor, "subject": self.name, "trigger": {"since": start}}
        basis = {"reading": "upload_after_offline"} if uploads else {}
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
            if result["matter"] != UNKNOWN:
                self.audit.lost(result, self.name)
            return
        unknown = Silence("undetermined", "actor_unknown")
        who = unknown if actor in (ABSENT, UNKNOWN) else actor
        try:
            rules.governed(zone, matter, day)
            held = rules.state(zone, matter, day)
            if held == "transferred":
                to, found = zone.now(zone.bureau, day), rules.supervisors(zone, matter, day)
            elif zone.readings["retained_push"] == "none":
                return
            else:
                to = rules.original(zone, matter, day)
                found = rules.others(zone, matter, day, to)
        except Silence as silence:
            if "undetermined" in silence.wire:
                self.owe("2.6d", result, who, silence)
            return
        if who is unknown and found:
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
            early = all(sure_before(push["at"], other["at"]) for other in own or of)
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
                self.stray(push, None if other_hand else push["actor"])
            else:
                good.append((push, None if other_hand else push["actor"], named))
        self.match(owed, good)
        for duty in owed:
            self.settle(duty)
