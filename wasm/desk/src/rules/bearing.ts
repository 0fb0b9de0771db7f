// What enters: nothing. What leaves: which readings and limits stand beside which norm in the register, and what a limit is called.
//
// For the reader's way between registers only: what a reading does to an answer, the core alone knows, and every answer says so.

/** For each norm the readings that bear on it. */
export const READINGS: Readonly<Record<string, readonly string[]>> = {
  "0": ["in_force", "municipal_matters"],
  "1": ["relation_label"],
  "2.1a": ["nil_feedback", "stale_after"],
  "2.1b": ["annual_window", "period_triggers", "softer_fulfilment"],
  "2.1c": ["annual_window", "period_triggers"],
  "2.2a": ["softer_fulfilment", "stale_after"],
  "2.2b": ["project_trigger", "stale_after"],
  "2.2c": ["project_trigger", "manager_unrecorded", "stale_after"],
  "2.2d": ["project_trigger", "guidance_order", "softer_fulfilment"],
  "2.3a": ["agent_projects", "agent_pairing", "standing_duties", "period_triggers", "relation_label"],
  "2.3d": ["week", "holiday_week", "idle_week", "period_triggers"],
  "2.4a": ["package_lead"],
  "2.4b": ["support_unanswered"],
  "2.4c": ["matter_functions", "municipal_matters", "unknown_original", "pending_cases", "incompetent_decision"],
  "2.4d": ["taken_in", "effective_day", "observation", "unclear_transfers", "returned"],
  "2.4e": ["upload_after_offline", "transferred_offline"],
  "2.4f": ["municipal_upload", "upload_after_offline", "stale_after"],
  "2.5a": ["matter_functions", "effective_day", "pending_cases", "incompetent_decision"],
  "2.5b": ["matter_functions", "unrecorded_supervisor"],
  "2.6a": ["standing_duties", "exchange_person"],
  "2.6b": ["results_to_push", "retained_push", "stale_after", "simultaneity", "wrong_hand", "softer_fulfilment"],
  "2.6c": ["results_to_push", "retained_push", "no_liaison", "stale_after", "simultaneity", "wrong_hand"],
  "2.6d": ["retained_push", "stale_after", "wrong_hand", "softer_fulfilment"],
  "2.6e": ["relation_label"],
  "3.2a": ["standing_duties", "exchange_person", "no_liaison"],
  "3.3b": ["buck_passing"],
};

/** A limit that an adopter may set. */
export interface LimitRow {
  readonly id: string;
  readonly norm: string;
  readonly zh: string;
  readonly en: string;
}

/** The limits that a profile may set; the text sets none. */
export const LIMITS: readonly LimitRow[] = [
  { id: "feedback", norm: "2.1a", zh: "部门谋划项目到反馈", en: "From a department’s planning to its feedback" },
  { id: "project_notice", norm: "2.2a", zh: "确定重点项目到告知", en: "From the determination of a key project to the notice of it" },
  { id: "support", norm: "2.4b", zh: "提出支持请求到答复", en: "From a request for support to its answer" },
  { id: "upload", norm: "2.4f", zh: "线下决定到上传数据", en: "From a decision off the platform to the upload of its data" },
  { id: "result_push", norm: "2.6b", zh: "作出决定到推送结果", en: "From a decision to the push of its result" },
  { id: "synchronous", norm: "2.6b", zh: "同步的容差：同一结果推送给首末两个部门之间", en: "Tolerance of 同步: between the first and the last recipient of one result" },
  { id: "acknowledgement", norm: "2.6b", zh: "推送到签收；未设则无须签收", en: "From a push to its acknowledgement; without it none is owed" },
  { id: "liaison_notice", norm: "2.6c", zh: "作出决定到通知联络员", en: "From a decision to the message to a liaison" },
  { id: "simultaneous", norm: "2.6c", zh: "同时的容差：推送与通知联络员之间", en: "Tolerance of 同时: between a push and the message to the liaison" },
  { id: "supervision_push", norm: "2.6d", zh: "得出监管结果到回推", en: "From a supervision result to its push-back" },
];
