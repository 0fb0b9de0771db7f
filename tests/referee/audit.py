"""In: a zone, a log, a scope and the day of an audit. Out: the duties of 2.4 to 2.6 and 3.2a, and what is found.

Plain dictionaries in the wire format's names leave, with more fields than are compared. Here a log becomes subjects,
lacks are softened, and the posts of 2.6a and 3.2a are walked day by day.
"""

from datetime import date
from functools import lru_cache

import rules
from log import BACK, JUDGED, NOTICE, PUSH, UNKNOWN, UPLOAD, canonical, content, ids, known, last, sure_before
from rules import plus
from subject import Subject

ACT_OF = {"2.6b": PUSH, "2.6c": NOTICE, "2.6d": BACK, "2.4f": UPLOAD}


class Audit:
    """One audit: the log in, `duties` and `findings` out."""

    def __init__(self, zone, lines, as_of, scope):
        self.zone, self.as_of = zone, as_of
        self.begin = scope.get("from") or zone.readings["in_force"].get("from", "2021-03-29")
        self.end = scope.get("to") or as_of[:10]
        self.duties, self.findings, self.strays = [], [], []
        self.standing()
        subjects = self.sorted_out(lines)
        for name in sorted(subjects, key=lambda name: (name[0] != "case", name[1])):
            Subject(self, name, subjects[name]).judge()
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
                nearest = max(cures, key=lambda stray: (nearness(stray), last(stray["at"])))
                finding.pop("limit", None)
                finding |= {"severity": "review", "reading": "unmatched_event"}
                finding["events"] = finding["events"] + ids([nearest])
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


def could_cure(zone, stray, duty):
    """The same act, of the party or none named, in the matter or none, in no other case that it must be of, not earlier."""
    if stray["kind"] != ACT_OF[duty["norm"]] or sure_before(stray["at"], duty["at"]):
        return False
    if stray["only"] not in (None, duty["subject"].get("case")) or stray["matter"] not in (None, duty["matter"]):
        return False
    # A push-back is known by the hand that owed it, every other act by its addressee.
    if stray["party"] not in (None, duty["obligor"] if duty["norm"] == "2.6d" else duty.get("to")):
        return False
    channel = "message" if duty["norm"] == "2.6c" else "platform"
    soft = duty["norm"] == "2.6d" and zone.readings["softer_fulfilment"] == "fulfils"
    # Where another hand fulfils, another hand may cure.
    return soft or (
        stray["actor"] in (None, UNKNOWN, duty["obligor"]) and stray["channel"] in (None, channel)
    )


def nearness(stray):
    return [stray["party"] is not None, stray["matter"] is not None, stray["only"] is not None]
