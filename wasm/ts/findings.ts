// What audits, outlooks and comparisons hold. Shapes only: the objects come from the core, their member names in camelCase.

import type { Assignment, Digests, NormRow, PartyOrSilence, Reason, Relation, Silence, Undetermined, Who, Words } from "./answers.js";
import type {
  Channel, DaySort, DutyStatus, EventKind, EvidencePart, FindingCode, HandledVia, LimitName, LimitUnit, LintCode, NamedKind,
  Norm, Outcome, PossibleGround, Reading, Recurrence, Role, Severity,
} from "./codes.js";

/** What a duty or finding is about, by the one member that it has. */
export type Subject =
  | { readonly case: string }
  | { readonly matter: string }
  | { readonly party: string }
  | { readonly person: string }
  | { readonly project: string }
  | { /** A year `2023` or an ISO week `2023-W05`. */ readonly period: string }
  | { readonly event: string }
  | { /** A line of the log that is no event, counted from 0. */ readonly line: number };

/** What set a duty off: an event, or a fact that holds since a day. */
export type Cause = { readonly event: string } | { readonly since: string };

/** Time that passed: minutes between moments, calendar days where a day has no time. */
export interface Elapsed {
  /** How much. */
  readonly value: number;
  /** Of what. */
  readonly unit: "minutes" | "calendar_days";
}

/** One act owed by one obligor to one addressee, and where it stands. */
export interface Duty {
  /** The norm it is owed under. */
  readonly norm: Norm;
  /** Who owes it. */
  readonly obligor: Who | Silence;
  /** To whom. */
  readonly to?: Who | Silence;
  /** What it is about. */
  readonly subject: Subject;
  /** What set it off. */
  readonly trigger: Cause;
  /** The last day or moment in time by an adopter's limit, at +08:00; the text names none. */
  readonly due?: string;
  /** Where it stands. */
  readonly status: DutyStatus;
  /** The event that fulfilled it. */
  readonly fulfilledBy?: string;
  /** From trigger to fulfilment, or to the day of the audit. */
  readonly elapsed?: Elapsed;
  /** The reading that its status rests on. */
  readonly reading?: Reading;
  /** The adopter's limit that its status rests on. */
  readonly limit?: LimitName;
  /** The relation between the two. */
  readonly relation?: Relation;
}

/** Where the data depart from a norm, for people to look at; never a judgement of anybody. */
export interface Finding {
  /** What was found. */
  readonly code: FindingCode;
  /** How much it says. */
  readonly severity: Severity;
  /** The norm; absent where the data themselves are at fault. */
  readonly norm?: Norm;
  /** The party whose act it is about. */
  readonly obligor?: string;
  /** Towards whom. */
  readonly to?: Who;
  /** What it is about. */
  readonly subject: Subject;
  /** The events it rests on. */
  readonly events: readonly string[];
  /** Who acted, where that was another than the obligor. */
  readonly actor?: string;
  /** The first day of an interval. */
  readonly from?: string;
  /** The last day of an interval. */
  readonly until?: string;
  /** How long it took, or is open. */
  readonly elapsed?: Elapsed;
  /** A name of the log that is unknown. */
  readonly named?: string;
  /** Projects that a summary left out. */
  readonly leftOut?: readonly string[];
  /** Known names that resemble an unknown one. */
  readonly nearest?: readonly string[];
  /** A ground of 3.3b that it may come under. */
  readonly possibleGround?: PossibleGround;
  /** The reading that it rests on. */
  readonly reading?: Reading;
  /** The adopter's limit that it rests on. */
  readonly limit?: LimitName;
  /** What was found in words, where a language was asked for. */
  readonly text?: string;
}

/** Counts of duties and findings. */
export interface Counts {
  /** Duties fulfilled. */
  readonly fulfilled: number;
  /** Duties open. */
  readonly open: number;
  /** Findings that are breaches. */
  readonly breaches: number;
  /** Findings that a person must look at. */
  readonly reviews: number;
}

/** How a party stands in an audit. */
export interface Standing extends Counts {
  /** The party's id. */
  readonly party: string;
}

/** How a case stands. */
export interface CaseStanding extends Counts {
  /** The case's id. */
  readonly case: string;
}

/** How a project stands. */
export interface ProjectStanding extends Counts {
  /** The project's id. */
  readonly project: string;
}

/** An act that later records judge otherwise: who was competent by what was known then, and by what is known now. */
export interface Hindsight {
  /** The event, where it has an id. */
  readonly event?: string;
  /** The matter. */
  readonly matter: string;
  /** The day of the act. */
  readonly on: string;
  /** Who was competent by what was known then. */
  readonly then: PartyOrSilence;
  /** Who was by what is known now. */
  readonly now: PartyOrSilence;
}

/** What recording an event changed. */
export interface Effect {
  /** As of when. */
  readonly asOf: string;
  /** Duties that it set off. */
  readonly opened: readonly Duty[];
  /** Duties that it fulfilled. */
  readonly discharged: readonly Duty[];
  /** Duties that are no longer owed. */
  readonly voided: readonly Duty[];
  /** Findings that it gave rise to. */
  readonly found: readonly Finding[];
  /** Findings that no longer hold. */
  readonly cleared: readonly Finding[];
}

/** What is due. */
export interface Due {
  /** The norm it is owed under. */
  readonly norm: Norm;
  /** How it comes back. */
  readonly recurrence: Recurrence;
  /** Who owes it. */
  readonly obligor: Who;
  /** To whom. */
  readonly to?: Who | Silence;
  /** What it is about. */
  readonly subject: Subject;
  /** What sets it off. */
  readonly trigger: Cause;
  /** The first day on which it can be done. */
  readonly from: string;
  /** The last day of its window. */
  readonly until?: string;
  /** The last day or moment in time by an adopter's limit or date. */
  readonly due?: string;
  /** Whose the last day is. */
  readonly whose?: "text" | { readonly reading: Reading } | { readonly limit: LimitName };
  /** The day from which a reading makes its lack a breach; no due date. */
  readonly staleFrom?: string;
  /** What became of it by what is known. */
  readonly status: DutyStatus;
  /** Days of the period on which by the records nobody holds the post. */
  readonly gaps?: readonly { readonly from: string; readonly until: string }[];
  /** The reading that its window, status or staleness rests on. */
  readonly reading?: Reading;
  /** All that in words, where a language was asked for. */
  readonly text?: string;
}

/** A gap, overlap or contradiction of the catalogue or profile itself. */
export interface Lint {
  /** What is wrong. */
  readonly code: LintCode;
  /** The norm it is about, where it is about one. */
  readonly norm?: Norm;
  /** What it is about. */
  readonly subject:
    | { readonly matter: string }
    | { readonly party: string }
    | { readonly person: string }
    | { readonly project: string }
    | { readonly package: string }
    | { readonly limit: LimitName };
  /** A day on which it shows. */
  readonly witness: string;
  /** Its first day. */
  readonly from: string;
  /** Its last day; absent where no end is in sight. */
  readonly until?: string;
  /** The parties it is about. */
  readonly parties?: readonly string[];
  /** The role nobody, or too many, hold. */
  readonly role?: Role;
  /** What the record names. */
  readonly named?: string;
  /** The silence it leads to. */
  readonly undetermined?: Undetermined["undetermined"];
  /** What it rests on. */
  readonly reasons?: readonly Reason[];
  /** What is wrong in words, where a language was asked for. */
  readonly text?: string;
}

/** A day that was counted. */
export interface CountedDay {
  /** The day. */
  readonly day: string;
  /** Its number in the count; absent where it is not counted. */
  readonly number?: number;
  /** What it is to the count. */
  readonly sort: DaySort;
}

/** How a limit was counted. */
export interface CountedLimit {
  /** The limit. */
  readonly name: LimitName;
  /** Its value. */
  readonly value: number;
  /** Its unit. */
  readonly unit: LimitUnit;
  /** The day or moment from which it was counted; that day itself is not. */
  readonly start: string;
  /** The last day or moment in time. */
  readonly end?: string;
  /** Each day. */
  readonly days?: readonly CountedDay[];
  /** How many days more were counted than are listed. */
  readonly unlisted?: number;
  /** The calendar's source for each year it touches. */
  readonly sources?: readonly { readonly year: number; readonly source: string }[];
  /** The first year that the calendar does not cover. */
  readonly calendarLacks?: number;
}

/** By when an act was owed, by the one member that it has. */
export type ByWhen =
  | { readonly limit: CountedLimit }
  | { readonly window: { readonly from: string; readonly to: string; readonly reading: Reading } }
  | { readonly everyDay: { readonly from: string; readonly reading: Reading } }
  | { readonly before: { readonly event?: EventView; readonly reading: Reading } }
  | { readonly noLimit: { readonly days?: number; readonly breachFrom?: string; readonly reading?: Reading } }
  | "no_time";

/** An event as it was logged; each member is present where the log has it. */
export interface EventView {
  /** Its id. */
  readonly id?: string;
  /** When it happened: a day, or a moment at +08:00. */
  readonly at: string;
  /** The day on which it was recorded. */
  readonly recorded?: string;
  /** What happened, as the log writes it: an unknown kind stays as it is. */
  readonly kind?: EventKind | (string & {});
  /** The party that acted. */
  readonly actor?: string;
  /** The person who acted for it. */
  readonly officer?: string;
  /** The case. */
  readonly case?: string;
  /** The matter. */
  readonly matter?: string;
  /** The project. */
  readonly project?: string;
  /** The party addressed. */
  readonly to?: string;
  /** The person addressed or designated. */
  readonly person?: string;
  /** The party it was done with. */
  readonly with?: string;
  /** The way it was communicated. */
  readonly channel?: Channel;
  /** How the case was handled. */
  readonly handledVia?: HandledVia;
  /** The id of the event it refers to. */
  readonly refersTo?: string;
  /** What was decided, or pushed. */
  readonly result?: Outcome;
  /** What it is about, in the adopter's words. */
  readonly about?: string;
  /** The projects it covers. */
  readonly covers?: readonly string[];
  /** The ground of a complaint. */
  readonly ground?: string;
  /** The year or week it is about. */
  readonly period?: string;
}

/** The chain behind a finding: what was owed, by whom, by when, what happened, and on which choices that rests. */
export interface Evidence {
  /** The place of the finding among the audit's, counted from 0. */
  readonly place: number;
  /** The finding. */
  readonly finding: Finding;
  /** The norm's row. */
  readonly norm?: NormRow;
  /** What set the duty off. */
  readonly trigger?: { readonly event: EventView } | { readonly since: string };
  /** The duty, where the finding is about one. */
  readonly duty?: { readonly obligor: Who | Silence; readonly since: string; readonly status: DutyStatus };
  /** The act that was owed. */
  readonly act?: EventKind;
  /** The way it was to be communicated. */
  readonly channel?: Channel;
  /** To whom. */
  readonly to?: Who | Silence;
  /** By when. */
  readonly byWhen: ByWhen;
  /** By how much it was late. */
  readonly lateBy?: Elapsed;
  /** What the log holds of it. */
  readonly happened: readonly { readonly part: EvidencePart; readonly event: EventView }[];
  /** Up to when the log holds nothing of it. */
  readonly nothingUntil?: string;
  /** What the reading or limit that it rests on is set to. */
  readonly choice?: string | object;
  /** The names of the ids that it mentions. */
  readonly names: readonly { readonly kind: NamedKind; readonly id: string; readonly name?: string; readonly nameEn?: string }[];
  /** What a reader should know of it. */
  readonly notes: readonly Words[];
  /** The profile. */
  readonly profile: { readonly name?: string; readonly source?: string };
  /** The audit's scope. */
  readonly scope: { readonly norms?: readonly Norm[]; readonly from?: string; readonly to?: string };
  /** The day or moment of the audit. */
  readonly asOf: string;
  /** What it all rests on. */
  readonly digests: Digests;
  /** The version of the rules. */
  readonly version: string;
}

/** In what two rulebooks differ. */
export interface Difference {
  /** Readings and limits that differ. */
  readonly choices: readonly { readonly reading?: Reading; readonly limit?: LimitName; readonly before: string; readonly after: string }[];
  /** Who approves, interval by interval. */
  readonly competence: readonly (Span & { readonly matter: string; readonly before: PartyOrSilence; readonly after: PartyOrSilence })[];
  /** Who bears which function, interval by interval. */
  readonly responsibilities: readonly (Span & {
    readonly matter: string;
    readonly added: readonly Assignment[];
    readonly removed: readonly Assignment[];
  })[];
  /** Whether one authority decides a whole package. */
  readonly packages: readonly (Span & { readonly package: string; readonly before: boolean | Silence; readonly after: boolean | Silence })[];
  /** How many duties each obligor owes under each norm. */
  readonly duties: readonly { readonly obligor: Who | Silence; readonly norm: Norm; readonly before: number; readonly after: number }[];
  /** Findings that appear, vanish or change. */
  readonly findings: readonly { readonly before?: Finding; readonly after?: Finding }[];
}

/** An interval of days, both included. */
export interface Span {
  /** Its first day. */
  readonly from: string;
  /** Its last day. */
  readonly until: string;
}

/** What one other choice of the profile changes in an audit. */
export interface Trial {
  /** The reading that was switched. */
  readonly reading?: Reading;
  /** The limit that was set or left out. */
  readonly limit?: LimitName;
  /** What it was set to. */
  readonly option: string;
  /** How many findings come and go. */
  readonly findings: readonly { readonly code: FindingCode; readonly severity: Severity; readonly added: number; readonly removed: number }[];
}
