"""In: a seeded `random.Random`. Out: a small dense case, `{"catalogue", "profile", "questions"}` of the wire format.

Every choice is made to interact: few parties, matters and cases, days in a narrow window and often on the boundary of
something, most acts right and some wrong in one way.
"""

import rules
from rules import plus

PARTIES = [
    {"id": "bureau", "name": "审批局", "kind": "bureau"},
    {"id": "committee", "name": "管委会", "kind": "committee"},
    {"id": "market", "name": "市场部", "kind": "department"},
    {"id": "ecology", "name": "生态部", "kind": "department"},
    {"id": "fire", "name": "消防部", "kind": "department"},
    {"id": "city", "name": "市规划局", "kind": "municipal"},
    {"id": "assets", "name": "资产部", "kind": "department"},
    {"id": "works", "name": "开发公司", "kind": "enterprise"},
    {"id": "unit", "name": "驻区单位", "kind": "other"},
    {"id": "next_market", "name": "新市场部", "kind": "department"},
    {"id": "next_bureau", "name": "新审批局", "kind": "bureau"},
]
DEPARTMENTS = ["market", "ecology", "fire"]
ACTS = [
    "accept", "examine", "decide", "push_result", "push_supervision", "supervise", "support", "liaise",
    "handle_offline", "transfer", "inspect", "hold_to_account",
]  # fmt: skip
COVERED = ["2.4c", "2.4d", "2.4e", "2.4f", "2.5a", "2.5b", "2.6a", "2.6b", "2.6c", "2.6d", "3.2a"]
# Days around holidays, the first day in force, and the end of the calendar's last year.
ANCHORS = ["2021-03-29", "2022-05-01", "2022-05-01", "2022-09-30", "2022-01-29", "2024-02-09", "2026-12-29"]


class Draw:
    """Draws one case; keeps the days that mean something, so that others can fall on and beside them."""

    def __init__(self, rng):
        self.rng = rng
        self.base = rng.choice(ANCHORS)
        self.marked = [self.base]

    def chance(self, share):
        return self.rng.random() < share

    def day(self, mark=False):
        if self.chance(0.7):
            day = plus(self.rng.choice(self.marked), self.rng.choice([-1, 0, 0, 0, 1]))
        else:
            day = plus(self.base, self.rng.randint(-12, 40))
        if mark and day not in self.marked:
            self.marked.append(day)
        return day

    def span(self, closed=0.5):
        out = {}
        if self.chance(closed):
            out["from"] = self.day(mark=True)
        if self.chance(closed * 0.8):
            out["to"] = self.day(mark=True)
            if out.get("from", out["to"]) > out["to"]:
                out["from"], out["to"] = out["to"], out["from"]
        return out

    # The catalogue

    def catalogue(self):
        parties = [dict(party) for party in PARTIES]
        if self.chance(0.2):
            parties[2]["succeeded_by"] = {"party": "next_market", "on": self.day(mark=True)}
        if self.chance(0.1):
            parties[0]["succeeded_by"] = {"party": "next_bureau", "on": self.day(mark=True)}
        zone = {"id": "z", "name": "示例区", "bureau": "bureau", "committee": "committee", "partner": "market"}
        matters = [self.matter(name) for name in ("M1", "M2")[: self.rng.choice([1, 1, 2])]]
        return {"zone": zone, "parties": parties, "matters": matters, "persons": self.persons()}

    def matter(self, name):
        out = {"id": name, "name": name}
        if self.chance(0.92):
            out["original"] = self.rng.choice([*DEPARTMENTS, "market", "market", "city"])
        if self.chance(0.12):
            out["governed_from"] = self.day(mark=True)
        if self.chance(0.08):
            hand = {"to": "fire"} | ({"on": self.day(mark=True)} if self.chance(0.85) else {})
            out["reassigned"] = [hand]
        supervising = self.rng.sample([*DEPARTMENTS, "city"], self.rng.choice([0, 1, 1, 1, 2, 2, 3]))
        out["supervising"] = [{"party": party} | (self.span() if self.chance(0.35) else {}) for party in supervising]
        out["transfers"] = self.transfers()
        if self.chance(0.12):
            by = self.rng.choice(["bureau", "bureau", "bureau", "market", "ecology"])
            seen = {"on": self.day(mark=True), "handled_by": by}
            out["observed"] = [seen]
            if self.chance(0.3):
                by = self.rng.choice(["bureau", "market", "assets"])
                out["observed"].append({"on": plus(seen["on"], self.rng.choice([0, 3])), "handled_by": by})
        out["platform"] = self.platform()
        return out

    def transfers(self):
        """Most matters have one clear record or none; the rest has all that can be wrong with one."""
        kind = self.rng.random()
        if kind < 0.3:
            return []
        if kind < 0.7:
            return [self.record("transfer")]
        return [self.record(None) for _ in range(self.rng.choice([1, 2, 2, 3]))]

    def record(self, kind):
        plain = kind is not None
        kind = kind or self.rng.choice(["transfer"] * 5 + ["return"] * 4 + ["empowerment", "entrustment", "gift"])
        out = {"kind": kind, "effective": self.day(mark=True), "decided_by": "committee"}
        if plain and self.chance(0.6):
            out["effective"] = plus(self.base, -20)
        if not plain and self.chance(0.06):
            del out["effective"]
        if not plain and self.chance(0.04):
            out["effective"] = "2022年夏"
        if not plain and self.chance(0.07):
            out["decided_by"] = self.rng.choice(["bureau", "city"])
        if not plain and self.chance(0.05):
            del out["decided_by"]
        if not plain and self.chance(0.07):
            out["scope"] = "partial"
        if self.chance(0.1):
            out["pending"] = self.rng.choice(["by_day_of_act", "accepting_authority_finishes"])
        if self.chance(0.1):
            out["instrument"] = "示〔1〕"
        return out

    def platform(self):
        kind = self.rng.random()
        if kind < 0.2:
            return []
        if kind < 0.65:
            return [{"capable": self.chance(0.3)}]
        day = self.day(mark=True)
        return [{"capable": False, "to": plus(day, -1)}, {"capable": True, "from": day}]

    def persons(self):
        out = []
        for name, role, party in [
            ("p1", "pusher", "bureau"),
            ("p2", "pusher", "bureau"),
            ("lm", "liaison", "market"),
            ("le", "liaison", "ecology"),
            ("lf", "liaison", "fire"),
            ("lb", "liaison", "bureau"),
            ("ag", "agent", "bureau"),
        ]:
            span = {} if self.chance(0.55) else self.span(0.8)
            roles = [{"role": role, "party": party} | span] if self.chance(0.85) else []
            out.append({"id": name, "name": name, "roles": roles})
        return out

    # The profile

    def profile(self):
        if self.chance(0.25):
            return None
        readings, limits = {}, {}
        for name, options in {
            "effective_day": ["next_day"],
            "pending_cases": ["accepting_authority_finishes"],
            "returned": ["undetermined"],
            "municipal_upload": ["bound"],
            "unrecorded_supervisor": ["original_department"],
            "results_to_push": ["grants_only"],
            "retained_push": ["where_supervisor_differs"],
            "softer_fulfilment": ["does_not_fulfil"],
            "exchange_person": ["two_persons"],
            "upload_after_offline": ["cures"],
            "stale_after": ["never", {"days": 0}, {"days": 5}, {"days": 31}],
        }.items():
            if self.chance(0.2):
                readings[name] = self.rng.choice(options)
        if self.chance(0.1):
            readings["in_force"] = {"from": self.day(mark=True)}
            if self.chance(0.5):
                readings["in_force"]["to"] = plus(readings["in_force"]["from"], self.rng.randint(0, 60))
        for name in (
            "result_push", "liaison_notice", "supervision_push", "upload", "acknowledgement", "synchronous",
            "simultaneous",
        ):  # fmt: skip
            if self.chance(0.35):
                limits[name] = self.limit()
        return {"name": "random", "readings": readings, "limits": limits}

    def limit(self):
        unit = self.rng.choice(["minutes", "hours", "calendar_days", "working_days", "working_days"])
        value = {"minutes": [0, 30, 90], "hours": [0, 2, 24], "calendar_days": [0, 1, 2, 5], "working_days": [0, 1, 2, 3]}
        return {"value": self.rng.choice(value[unit]), "unit": unit}

    # Point questions

    def points(self, catalogue):
        out = []
        for matter in catalogue["matters"]:
            out.append({"ask": "timeline", "matter": matter["id"]})
            for _ in range(3):
                day = self.day()
                asked = {"matter": matter["id"], "on": day}
                out.append({"ask": "status"} | asked)
                out.append({"ask": "responsibilities"} | asked)
                out.append({"ask": "approver"} | asked | self.acceptance())
        for _ in range(8):
            asked = {"ask": "permits", "act": self.rng.choice(ACTS), "on": self.day()}
            asked["actor"] = self.rng.choice([party["id"] for party in PARTIES] + ["bureau", "market"] * 3)
            asked["matter"] = self.rng.choice(catalogue["matters"])["id"]
            if self.chance(0.2):
                asked["officer"] = "ag"
            if asked["act"] in ("accept", "examine", "decide"):
                asked |= self.acceptance()
            out.append(asked)
        return out

    def acceptance(self):
        return {"accepted_on": self.day()} if self.chance(0.4) else {}

    # The log and its audit

    def at(self, day, after=None):
        """A day, often with a time of it; often on or just after another time."""
        if after is not None and self.chance(0.6):
            gap = self.rng.choice([0, 0, 0, 0, 1, 1, 2, 3, 5, 30, 31, -1])
            day = plus(after[:10], gap)
            if len(after) > 10 and self.chance(0.6):
                minutes = int(after[11:13]) * 60 + int(after[14:16]) + self.rng.choice([-1, 0, 1, 29, 30, 31, 90, 91, 120])
                return f"{day}T{minutes // 60 % 24:02}:{minutes % 60:02}"
        return f"{day}T{self.rng.choice(['00:00', '09:30', '09:30:30', '10:00', '23:59'])}" if self.chance(0.4) else day

    def events(self, catalogue):
        out = []
        for case in ("K1", "K2", None)[: self.rng.choice([1, 1, 2, 3])]:
            matter = self.rng.choice(catalogue["matters"])
            out += self.case(case, matter)
        for number, event in enumerate(out):
            if self.chance(0.97):
                event["id"] = f"E{number}"
        self.refer(out)
        self.spoil(out)
        self.rng.shuffle(out)
        return out

    def case(self, case, matter):
        """The events of one case: decisions and what follows them, mostly right and now and then wrong in one way."""
        out = []
        opened = self.day()
        holder = self.holder(matter, opened)
        recipients = [span["party"] for span in matter["supervising"]] or ["market"]

        def add(kind, at, **fields):
            event = {"kind": kind, "at": at} | {name: value for name, value in fields.items() if value is not None}
            if case:
                event["case"] = case
            if not case or self.chance(0.3):
                event["matter"] = matter["id"]
            out.append(event)
            return event

        def via():
            return self.rng.choice(["platform", "platform", "offline", "offline", None])

        if self.chance(0.5):
            add("application_accepted", self.at(opened), actor=holder, handled_via=via())["matter"] = matter["id"]
        if self.chance(0.15):
            add("examined", self.at(self.day()), actor=holder, handled_via=via())
        for _ in range(self.rng.choice([0, 1, 1, 1, 2])):
            when = self.at(self.day(mark=True), opened)
            holder = self.holder(matter, when[:10]) if self.chance(0.7) else holder
            result = self.rng.choice(["granted", "granted", "refused", "changed", "revoked", None])
            actor = None if self.chance(0.04) else holder
            add("decision", when, actor=actor, result=result, handled_via=via())
            if self.chance(0.95):
                out[-1]["matter"] = matter["id"]
            for to in recipients:
                if self.chance(0.7):
                    push = add("result_push", self.at(self.day(), when), **self.act(holder, to, "platform"))
                    if self.chance(0.15):
                        push["officer"] = self.rng.choice(["p1", "p2", "lm"])
                    if self.chance(0.6):
                        add("push_acknowledged", self.at(self.day(), push["at"]), actor=to)
                    when_told = push["at"]
                else:
                    when_told = when
                if self.chance(0.7):
                    notice = add("liaison_notice", self.at(self.day(), when_told), **self.act(holder, to, "message"))
                    if self.chance(0.3):
                        notice["person"] = self.rng.choice(["lm", "le", "lf"])
                        if self.chance(0.4):
                            notice.pop("to", None)
            if self.chance(0.6):
                add("data_upload", self.at(self.day(), when), **self.act(holder, None, "platform"))
        for _ in range(self.rng.choice([0, 0, 1, 1, 2])):
            actor = self.rng.choice([*recipients, *recipients, "fire", None])
            when = self.at(self.day(), opened)
            add("supervision_result", when, actor=actor)
            if self.chance(0.9):
                out[-1]["matter"] = matter["id"]
            if self.chance(0.7):
                to = "bureau" if self.chance(0.8) else matter.get("original")
                add("supervision_push", self.at(self.day(), when), **self.act(actor, to, "platform"))
        return out

    def holder(self, matter, day):
        """Mostly whoever approves, by the referee's own rules."""
        if self.chance(0.85):
            try:
                return rules.approver(self.zone, matter, day)
            except rules.Silence:
                pass
        return self.rng.choice(["bureau", "market", matter.get("original", "market")])

    def act(self, actor, to, channel):
        """Who, to whom and how; wrong in each with a small chance."""
        return {
            "actor": actor if self.chance(0.85) else self.rng.choice([None, "market", "ecology", "bureau"]),
            "to": to if self.chance(0.88) else self.rng.choice([None, "market", "ecology", "fire", "bureau"]),
            "channel": channel if self.chance(0.85) else self.rng.choice([None, "platform", "message", "other"]),
        }

    def refer(self, events):
        """Some acts name their trigger, or what does not exist."""
        of = {
            "result_push": ["decision"], "liaison_notice": ["decision", "result_push"], "data_upload": ["decision"],
            "supervision_push": ["supervision_result"], "push_acknowledged": ["result_push"],
        }  # fmt: skip
        for event in events:
            targets = [
                other["id"]
                for other in events
                if other["kind"] in of.get(event["kind"], [])
                and other.get("id")
                and (other.get("case") == event.get("case") or self.chance(0.03))
            ]
            if event["kind"] in of and targets and self.chance(0.25):
                event["refers_to"] = self.rng.choice(targets)
                if self.chance(0.1):
                    event.pop("case", None)
            if event["kind"] in of and self.chance(0.02):
                event["refers_to"] = "E99"

    def spoil(self, events):
        """Repeats, corrections, withdrawals, and what the catalogue or the rules do not know."""
        if not events or self.chance(0.55):
            return
        event = self.rng.choice(events)
        kind = self.rng.randint(0, 10)
        if kind == 0:
            events.append(dict(event))
        elif kind == 1:
            events.append(dict(event, id="F1"))
        elif kind == 2:
            events.append({"id": "W", "kind": "withdrawal", "at": self.at(self.day(), event["at"]), "refers_to": event.get("id", "E9")})
        elif kind in (3, 4):
            change = {"id": "C", "kind": "correction", "at": self.at(self.day(), event["at"]), "refers_to": event.get("id", "E9")}
            name, value = self.rng.choice([("to", "market"), ("actor", "bureau"), ("channel", "platform"), ("result", "granted")])
            events.append(change | {name: value})
        elif kind == 5:
            event["matter"] = "M9"
        elif kind == 6:
            event[self.rng.choice(["actor", "to"])] = "nobody"
        elif kind == 7:
            event["kind"] = "result_pushh"
        elif kind == 8:
            event["case"] = "K9"
        elif kind == 9:
            events.append(self.rng.choice([{"kind": "decision", "case": "K1"}, "no event", {"at": "soon", "kind": "decision"}]))
        else:
            events.append(dict(event, id="F2", at=self.at(self.day())))

    def audits(self, catalogue):
        events = self.events(catalogue)
        marks = [event["at"] for event in events if event_kind(event)] or [self.base]
        causes = [event["at"] for event in events if event_kind(event) in ("decision", "supervision_result")] or marks
        kind = self.rng.random()
        if kind < 0.35:
            as_of = plus(self.rng.choice(causes)[:10], self.rng.choice([0, 0, 1, 1, 2, 3, 5]))
        elif kind < 0.65:
            as_of = plus(self.rng.choice(causes)[:10], self.rng.choice([4, 5, 29, 30, 30, 31, 60]))
        else:
            as_of = plus(max(marks)[:10], self.rng.choice([0, 1, 10, 30, 60]))
        asked = {"ask": "audit", "as_of": self.at(as_of), "events": events}
        scope = {}
        if self.chance(0.5):
            scope["norms"] = COVERED
        if self.chance(0.75):
            scope["from"] = self.rng.choice([self.day(), plus(self.base, -30), plus(self.base, -30)])
        if self.chance(0.2):
            scope["to"] = plus(scope.get("from", self.day()), self.rng.randint(0, 30))
        return [asked | ({"scope": scope} if scope else {})]


def event_kind(event):
    return event["kind"] if isinstance(event, dict) and event.get("at", "soon") != "soon" else None


def draw(rng):
    case = Draw(rng)
    catalogue = case.catalogue()
    profile = case.profile()
    case.zone = rules.Zone(catalogue, profile)
    questions = case.points(catalogue) + case.audits(catalogue)
    return {"catalogue": catalogue, "profile": profile, "questions": questions}
