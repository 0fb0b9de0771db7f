// What the rules call things: every closed list of codes, as the wire format writes them. tests/codes.test.mjs holds each
// to the core's own schema.

/** A language of prose. */
export type Lang = "zh" | "en";

/** A norm by its id: clause and letter. `norms()` says what each asks. */
export type Norm =
  | "0"
  | "1"
  | "2.1a"
  | "2.1b"
  | "2.1c"
  | "2.2a"
  | "2.2b"
  | "2.2c"
  | "2.2d"
  | "2.3a"
  | "2.3b"
  | "2.3c"
  | "2.3d"
  | "2.3e"
  | "2.4a"
  | "2.4b"
  | "2.4c"
  | "2.4d"
  | "2.4e"
  | "2.4f"
  | "2.5a"
  | "2.5b"
  | "2.6a"
  | "2.6b"
  | "2.6c"
  | "2.6d"
  | "2.6e"
  | "3.1"
  | "3.2a"
  | "3.2b"
  | "3.2c"
  | "3.3a"
  | "3.3b"
  | "3.3c";

/**
 * What can be said of a norm on data: decided, late only by an adopter's limit, tracked and never judged, or a
 * purpose.
 */
export type NormClass = "decidable" | "limit" | "programme" | "purpose";

/** The verb by which a norm binds: 需, 要, 应 and what else the text uses. */
export type Modal = "need" | "must" | "should" | "will" | "unmarked";

/** A function of a matter: 受理, 审查, 决定 (2.5a); 产业政策指导, 行业管理, 事中事后监管 (2.5b). */
export type FunctionOfMatter =
  | "acceptance"
  | "examination"
  | "decision"
  | "policy_guidance"
  | "sector_management"
  | "supervision";

/** Where a transfer (划转) stands: 未划转, 已划转, 已收回. */
export type TransferStatus = "retained" | "transferred" | "returned";

/** Why the Measures apply and do not decide. */
export type UndeterminedWhy =
  | "undated_transfer"
  | "unreadable_day"
  | "unknown_transfer_kind"
  | "entrusted"
  | "partial_transfer"
  | "other_decider"
  | "decider_unrecorded"
  | "contradictory"
  | "return_without_transfer"
  | "before_observation"
  | "observed_otherwise"
  | "return_unforeseen"
  | "original_unknown"
  | "reassigned"
  | "supervisor_unrecorded"
  | "capability_unrecorded"
  | "decided_without_competence"
  | "actor_unknown"
  | "result_unrecorded"
  | "responsible_unrecorded"
  | "manager_unrecorded"
  | "unknown_matter"
  | "not_given"
  | "calendar_not_covered";

/** Why the Measures do not apply. */
export type NotGovernedWhy = "outside_force" | "not_yet_governed" | "not_addressed";

/** What is wrong with a record of a transfer. */
export type Flaw =
  | "undated_transfer"
  | "unreadable_day"
  | "unknown_transfer_kind"
  | "entrusted"
  | "partial_transfer"
  | "other_decider"
  | "decider_unrecorded"
  | "contradictory"
  | "return_without_transfer"
  | "before_observation"
  | "observed_otherwise"
  | "return_unforeseen";

/** A named reading of the text. `readings()` gives each with its options. */
export type Reading =
  | "in_force"
  | "effective_day"
  | "pending_cases"
  | "taken_in"
  | "returned"
  | "unclear_transfers"
  | "unknown_original"
  | "observation"
  | "municipal_matters"
  | "municipal_upload"
  | "matter_functions"
  | "unrecorded_supervisor"
  | "results_to_push"
  | "retained_push"
  | "incompetent_decision"
  | "wrong_hand"
  | "softer_fulfilment"
  | "exchange_person"
  | "standing_duties"
  | "no_liaison"
  | "upload_after_offline"
  | "transferred_offline"
  | "stale_after"
  | "simultaneity"
  | "date_without_time"
  | "unmatched_event"
  | "repeated_event"
  | "relation_label"
  | "period_triggers"
  | "annual_window"
  | "nil_feedback"
  | "project_trigger"
  | "manager_unrecorded"
  | "guidance_order"
  | "agent_pairing"
  | "agent_projects"
  | "week"
  | "holiday_week"
  | "idle_week"
  | "support_unanswered"
  | "buck_passing"
  | "package_lead";

/** A limit that an adopter may set; the text has none. */
export type LimitName =
  | "result_push"
  | "liaison_notice"
  | "supervision_push"
  | "upload"
  | "feedback"
  | "project_notice"
  | "support"
  | "acknowledgement"
  | "synchronous"
  | "simultaneous";

/** The unit of a limit. */
export type LimitUnit = "minutes" | "hours" | "calendar_days" | "working_days";

/** An act that `permits` is asked about. */
export type ActKind =
  | "accept"
  | "examine"
  | "decide"
  | "push_result"
  | "push_supervision"
  | "supervise"
  | "support"
  | "liaise"
  | "handle_offline"
  | "transfer"
  | "inspect"
  | "hold_to_account";

/** Why an act is forbidden. */
export type ForbiddenWhy =
  | "not_competent"
  | "given_to_another"
  | "not_supervising"
  | "agent_never_decides"
  | "platform_capable";

/** What would permit a forbidden act. */
export type Mend =
  | "act_by_competent"
  | "transfer_to_bureau"
  | "return_to_original"
  | "record_supervision"
  | "other_officer"
  | "use_platform";

/** How a matter not transferred is handled: online (2.4e), or offline with an upload (2.4f). */
export type Online = "on_platform" | "upload";

/** The label of a relation: 多对一, 一对一, 一对多. */
export type RelationName = "many_to_one" | "one_to_one" | "one_to_many";

/** Where a duty stands: 期限未到, 已履行, 逾期履行, 尚未履行, 逾期未履行, 已失效, 只作登记, 不作认定. */
export type DutyStatus =
  | "pending"
  | "fulfilled"
  | "late"
  | "outstanding"
  | "missed"
  | "void"
  | "tracked"
  | "undetermined";

/** How much a finding says: 违反, 核查, 提示. Never a judgement of anybody. */
export type Severity = "breach" | "review" | "info";

/** A ground of 3.3b that a finding may, and need not, come under. */
export type PossibleGround =
  | "poor_connection"
  | "poor_cooperation"
  | "late_push"
  | "duty_not_carried_out"
  | "buck_passing";

/** What a finding is. `findingCodes()` has each in words. */
export type FindingCode =
  | "decided-without-competence"
  | "handled-offline"
  | "upload-missing"
  | "upload-late"
  | "push-missing"
  | "push-late"
  | "push-not-synchronous"
  | "push-before-decision"
  | "push-wrong-actor"
  | "push-wrong-recipient"
  | "push-wrong-channel"
  | "push-by-undesignated-person"
  | "notice-missing"
  | "notice-late"
  | "notice-not-simultaneous"
  | "notice-wrong-person"
  | "supervision-push-missing"
  | "supervision-push-late"
  | "supervision-push-before-result"
  | "supervision-push-wrong-actor"
  | "supervision-push-wrong-recipient"
  | "supervision-push-off-platform"
  | "pusher-not-designated"
  | "liaison-missing"
  | "acknowledgement-missing"
  | "acknowledgement-late"
  | "feedback-missing"
  | "feedback-late"
  | "summary-missing"
  | "summary-incomplete"
  | "opinion-missing"
  | "project-notice-missing"
  | "project-notice-late"
  | "project-notice-early"
  | "matters-not-determined"
  | "manager-not-notified"
  | "guidance-missing"
  | "guidance-late"
  | "guidance-not-by-bureau"
  | "agent-missing"
  | "agent-not-one-to-one"
  | "pairing-incomplete"
  | "weekly-missing"
  | "weekly-not-joint"
  | "support-refused"
  | "support-missing"
  | "support-late"
  | "buck-passing-alleged"
  | "unmatched-event"
  | "unknown-matter"
  | "unknown-party"
  | "unknown-kind"
  | "unreadable-event"
  | "duplicate-event"
  | "future-event";

/** What is wrong with a catalogue or profile. `lintCodes()` has each in words. */
export type LintCode =
  | "no-approver"
  | "two-approvers"
  | "contradictory-transfer"
  | "undated-transfer"
  | "return-without-transfer"
  | "flawed-record"
  | "transfer-cycle"
  | "no-supervisor"
  | "contradictory-capability"
  | "no-pusher"
  | "no-liaison"
  | "succession-out-of-order"
  | "overlapping-roles"
  | "unknown-project"
  | "project-without-manager"
  | "project-without-responsible"
  | "split-package"
  | "package-unknown-matter"
  | "calendar-not-covered";

/** What happened. `eventKinds()` has each in words. */
export type EventKind =
  | "planning"
  | "annual_feedback"
  | "annual_summary"
  | "annual_opinion"
  | "key_project_determined"
  | "key_project_notice"
  | "matters_determined"
  | "manager_notified"
  | "guidance"
  | "procedures_started"
  | "procedures_ended"
  | "agent_designated"
  | "agent_withdrawn"
  | "visit"
  | "weekly_reconciliation"
  | "support_requested"
  | "support_given"
  | "support_refused"
  | "application_accepted"
  | "not_accepted"
  | "application_withdrawn"
  | "examined"
  | "decision"
  | "result_push"
  | "push_acknowledged"
  | "liaison_notice"
  | "data_upload"
  | "supervision_result"
  | "supervision_push"
  | "responsibility_disclaimed"
  | "complaint"
  | "correction"
  | "withdrawal";

/** The way an act was communicated: 平台, 消息, 其他. */
export type Channel = "platform" | "message" | "other";

/** How a case was handled: 网上, 线下. */
export type HandledVia = "platform" | "offline";

/** What a decision was: 准予, 不予, 变更, 撤销. */
export type Outcome = "granted" | "refused" | "changed" | "revoked";

/** How a duty comes back. */
export type Recurrence = "one_off" | "weekly" | "yearly" | "standing";

/** A dated role of a person: 联络员, 推送人员, 领办代办员, 项目经理. */
export type Role = "liaison" | "pusher" | "agent" | "project_manager";

/** What an event is in the chain behind a finding. */
export type EvidencePart = "trigger" | "act" | "fulfilment" | "may_cure" | "to_come_before" | "amendment";

/** What a day is to a count of working days. */
export type DaySort = "working" | "worked_weekend" | "weekend" | "holiday";

/** What a name in evidence names. */
export type NamedKind = "matter" | "party" | "person" | "project";
