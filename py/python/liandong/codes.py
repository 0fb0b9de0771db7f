"""Closed sets of codes. In goes a code of the wire format, out comes a member of an enum with its words.

A member is a `str` and equals its code: `Severity.BREACH == "breach"`. `.label(lang)` says it in Chinese or
English.

>>> FindingCode("upload-missing").label("en")
'Approval data not uploaded.'
"""

from __future__ import annotations

from ._code import Code, Registered
from ._labelled import (
    ActKind,
    Channel,
    DaySort,
    DutyStatus,
    EvidencePart,
    Forbids,
    Function,
    Ground,
    HandledVia,
    LimitName,
    Mend,
    Modal,
    NormClass,
    Online,
    Outcome,
    PartyKind,
    Recurrence,
    RelationLabel,
    Role,
    Severity,
    TransferStatus,
    Unit,
    Why,
)

__all__ = [
    "ActKind",
    "Channel",
    "Code",
    "DaySort",
    "DutyStatus",
    "EventKind",
    "EvidencePart",
    "FindingCode",
    "Forbids",
    "Function",
    "Ground",
    "HandledVia",
    "LimitName",
    "LintCode",
    "Mend",
    "Modal",
    "NormClass",
    "Online",
    "Outcome",
    "PartyKind",
    "Recurrence",
    "RelationLabel",
    "Role",
    "Severity",
    "TransferStatus",
    "Unit",
    "Why",
]


class FindingCode(Registered):
    """What an audit finds; `finding_codes()` is the register."""

    DECIDED_WITHOUT_COMPETENCE = "decided-without-competence"
    HANDLED_OFFLINE = "handled-offline"
    UPLOAD_MISSING = "upload-missing"
    UPLOAD_LATE = "upload-late"
    PUSH_MISSING = "push-missing"
    PUSH_LATE = "push-late"
    PUSH_NOT_SYNCHRONOUS = "push-not-synchronous"
    PUSH_BEFORE_DECISION = "push-before-decision"
    PUSH_WRONG_ACTOR = "push-wrong-actor"
    PUSH_WRONG_RECIPIENT = "push-wrong-recipient"
    PUSH_WRONG_CHANNEL = "push-wrong-channel"
    PUSH_BY_UNDESIGNATED_PERSON = "push-by-undesignated-person"
    NOTICE_MISSING = "notice-missing"
    NOTICE_LATE = "notice-late"
    NOTICE_NOT_SIMULTANEOUS = "notice-not-simultaneous"
    NOTICE_WRONG_PERSON = "notice-wrong-person"
    SUPERVISION_PUSH_MISSING = "supervision-push-missing"
    SUPERVISION_PUSH_LATE = "supervision-push-late"
    SUPERVISION_PUSH_BEFORE_RESULT = "supervision-push-before-result"
    SUPERVISION_PUSH_WRONG_ACTOR = "supervision-push-wrong-actor"
    SUPERVISION_PUSH_WRONG_RECIPIENT = "supervision-push-wrong-recipient"
    SUPERVISION_PUSH_OFF_PLATFORM = "supervision-push-off-platform"
    PUSHER_NOT_DESIGNATED = "pusher-not-designated"
    LIAISON_MISSING = "liaison-missing"
    ACKNOWLEDGEMENT_MISSING = "acknowledgement-missing"
    ACKNOWLEDGEMENT_LATE = "acknowledgement-late"
    FEEDBACK_MISSING = "feedback-missing"
    FEEDBACK_LATE = "feedback-late"
    SUMMARY_MISSING = "summary-missing"
    SUMMARY_INCOMPLETE = "summary-incomplete"
    OPINION_MISSING = "opinion-missing"
    PROJECT_NOTICE_MISSING = "project-notice-missing"
    PROJECT_NOTICE_LATE = "project-notice-late"
    PROJECT_NOTICE_EARLY = "project-notice-early"
    MATTERS_NOT_DETERMINED = "matters-not-determined"
    MANAGER_NOT_NOTIFIED = "manager-not-notified"
    GUIDANCE_MISSING = "guidance-missing"
    GUIDANCE_LATE = "guidance-late"
    GUIDANCE_NOT_BY_BUREAU = "guidance-not-by-bureau"
    AGENT_MISSING = "agent-missing"
    AGENT_NOT_ONE_TO_ONE = "agent-not-one-to-one"
    PAIRING_INCOMPLETE = "pairing-incomplete"
    WEEKLY_MISSING = "weekly-missing"
    WEEKLY_NOT_JOINT = "weekly-not-joint"
    SUPPORT_REFUSED = "support-refused"
    SUPPORT_MISSING = "support-missing"
    SUPPORT_LATE = "support-late"
    BUCK_PASSING_ALLEGED = "buck-passing-alleged"
    UNMATCHED_EVENT = "unmatched-event"
    UNKNOWN_MATTER = "unknown-matter"
    UNKNOWN_PARTY = "unknown-party"
    UNKNOWN_KIND = "unknown-kind"
    UNREADABLE_EVENT = "unreadable-event"
    DUPLICATE_EVENT = "duplicate-event"
    FUTURE_EVENT = "future-event"


class LintCode(Registered):
    """What is odd in a catalogue or profile by itself; `lint_codes()` is the register."""

    NO_APPROVER = "no-approver"
    TWO_APPROVERS = "two-approvers"
    CONTRADICTORY_TRANSFER = "contradictory-transfer"
    UNDATED_TRANSFER = "undated-transfer"
    RETURN_WITHOUT_TRANSFER = "return-without-transfer"
    FLAWED_RECORD = "flawed-record"
    TRANSFER_CYCLE = "transfer-cycle"
    NO_SUPERVISOR = "no-supervisor"
    CONTRADICTORY_CAPABILITY = "contradictory-capability"
    NO_PUSHER = "no-pusher"
    NO_LIAISON = "no-liaison"
    SUCCESSION_OUT_OF_ORDER = "succession-out-of-order"
    OVERLAPPING_ROLES = "overlapping-roles"
    UNKNOWN_PROJECT = "unknown-project"
    PROJECT_WITHOUT_MANAGER = "project-without-manager"
    PROJECT_WITHOUT_RESPONSIBLE = "project-without-responsible"
    SPLIT_PACKAGE = "split-package"
    PACKAGE_UNKNOWN_MATTER = "package-unknown-matter"
    CALENDAR_NOT_COVERED = "calendar-not-covered"


class EventKind(Registered):
    """What an event of a log is; `event_kinds()` is the register."""

    PLANNING = "planning"
    ANNUAL_FEEDBACK = "annual_feedback"
    ANNUAL_SUMMARY = "annual_summary"
    ANNUAL_OPINION = "annual_opinion"
    KEY_PROJECT_DETERMINED = "key_project_determined"
    KEY_PROJECT_NOTICE = "key_project_notice"
    MATTERS_DETERMINED = "matters_determined"
    MANAGER_NOTIFIED = "manager_notified"
    GUIDANCE = "guidance"
    PROCEDURES_STARTED = "procedures_started"
    PROCEDURES_ENDED = "procedures_ended"
    AGENT_DESIGNATED = "agent_designated"
    AGENT_WITHDRAWN = "agent_withdrawn"
    VISIT = "visit"
    WEEKLY_RECONCILIATION = "weekly_reconciliation"
    SUPPORT_REQUESTED = "support_requested"
    SUPPORT_GIVEN = "support_given"
    SUPPORT_REFUSED = "support_refused"
    APPLICATION_ACCEPTED = "application_accepted"
    NOT_ACCEPTED = "not_accepted"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    EXAMINED = "examined"
    DECISION = "decision"
    RESULT_PUSH = "result_push"
    PUSH_ACKNOWLEDGED = "push_acknowledged"
    LIAISON_NOTICE = "liaison_notice"
    DATA_UPLOAD = "data_upload"
    SUPERVISION_RESULT = "supervision_result"
    SUPERVISION_PUSH = "supervision_push"
    RESPONSIBILITY_DISCLAIMED = "responsibility_disclaimed"
    COMPLAINT = "complaint"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
