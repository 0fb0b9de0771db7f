// Duties and findings as columns: in come the module's typed arrays in its order, out the same by name.

import type { Rows } from "./rows.js";
import type { Duty, Finding } from "./findings.js";

/** A column of texts: each row's place among the values, `ABSENT` where it has none. */
export interface TextColumn {
  /** One a row. */
  readonly codes: Uint32Array;
  /** Each text once. */
  readonly values: readonly string[];
}

/** The code of a row without a value, in a column of texts or of events. */
export const ABSENT = 0xffff_ffff;
/** The number of a row without a day. */
export const NO_DAY = -0x8000_0000;

/** Findings, one row each, in the order of `findings`. */
export interface FindingColumns {
  /** What was found. */
  readonly code: TextColumn;
  /** How much it says. */
  readonly severity: TextColumn;
  /** The norm. */
  readonly norm: TextColumn;
  /** The party whose act it is about. */
  readonly obligor: TextColumn;
  /** Towards whom: the id of a party or person. */
  readonly to: TextColumn;
  /** `case`, `matter`, `party`, `person`, `project`, `period`, `event` or `line`. */
  readonly subjectKind: TextColumn;
  /** What it is about, by its id, period or line. */
  readonly subject: TextColumn;
  /** Who acted, where that was another than the obligor. */
  readonly actor: TextColumn;
  /** The reading that it rests on. */
  readonly reading: TextColumn;
  /** The adopter's limit that it rests on. */
  readonly limit: TextColumn;
  /** A ground of 3.3b that it may come under. */
  readonly possibleGround: TextColumn;
  /** The first day of an interval, in days since 1970-01-01; `NO_DAY` where there is none. */
  readonly from: Int32Array;
  /** The last day of an interval, likewise. */
  readonly until: Int32Array;
  /** NaN where time did not pass in minutes. */
  readonly elapsedMinutes: Float64Array;
  /** NaN where time did not pass in calendar days. */
  readonly elapsedDays: Float64Array;
  /** The events of row `i` are `events` from `eventOffsets[i]` up to `eventOffsets[i + 1]`. */
  readonly eventOffsets: Uint32Array;
  /** Places in the log, counted from 0. */
  readonly events: Uint32Array;
}

/** Duties, one row each, in the order of `duties`. */
export interface DutyColumns {
  /** The norm it is owed under. */
  readonly norm: TextColumn;
  /** Who owes it: the id of a party or person. */
  readonly obligor: TextColumn;
  /** Why there is no obligor. */
  readonly obligorSilence: TextColumn;
  /** To whom: the id of a party or person. */
  readonly to: TextColumn;
  /** Why there is nobody addressed. */
  readonly toSilence: TextColumn;
  /** `case`, `matter`, `party`, `person`, `project`, `period`, `event` or `line`. */
  readonly subjectKind: TextColumn;
  /** What it is about, by its id or period. */
  readonly subject: TextColumn;
  /** Where it stands. */
  readonly status: TextColumn;
  /** The reading that its status rests on. */
  readonly reading: TextColumn;
  /** The adopter's limit that its status rests on. */
  readonly limit: TextColumn;
  /** The place of the event that set it off; `ABSENT` where a fact did. */
  readonly trigger: Uint32Array;
  /** Since when, in seconds since 1970 at +08:00; a day is its midnight. */
  readonly since: Float64Array;
  /** By when, likewise; NaN where nothing sets a day. */
  readonly due: Float64Array;
  /** The place of the event that fulfilled it, or `ABSENT`. */
  readonly fulfilledBy: Uint32Array;
  /** From trigger to fulfilment or audit; NaN where time did not pass in minutes. */
  readonly elapsedMinutes: Float64Array;
  /** The same; NaN where time did not pass in calendar days. */
  readonly elapsedDays: Float64Array;
}

/** Findings, made when they are read, or all at once as columns. */
export interface Findings extends Rows<Finding> {
  /** All of them as columns: typed arrays that can be transferred to another thread. */
  columns(): FindingColumns;
}

/** Duties, made when they are read, or all at once as columns. */
export interface Duties extends Rows<Duty> {
  /** All of them as columns: typed arrays that can be transferred to another thread. */
  columns(): DutyColumns;
}

const FINDING_TEXTS = [
  "code", "severity", "norm", "obligor", "to", "subjectKind", "subject", "actor", "reading", "limit", "possibleGround",
] as const;
const FINDING_NUMBERS = ["from", "until", "elapsedMinutes", "elapsedDays", "eventOffsets", "events"] as const;
const DUTY_TEXTS = [
  "norm", "obligor", "obligorSilence", "to", "toSilence", "subjectKind", "subject", "status", "reading", "limit",
] as const;
const DUTY_NUMBERS = ["trigger", "since", "due", "fulfilledBy", "elapsedMinutes", "elapsedDays"] as const;

function named<T>(texts: readonly string[], numbers: readonly string[], columns: readonly unknown[]): T {
  const own = new Map<string, unknown>();
  texts.forEach((name, place) => {
    const [codes, values] = columns[place] as [Uint32Array, string[]];
    own.set(name, { codes, values });
  });
  numbers.forEach((name, place) => own.set(name, columns[texts.length + place]));
  return Object.fromEntries(own) as T;
}

/** @internal */
export function findingColumns(columns: readonly unknown[]): FindingColumns {
  return named(FINDING_TEXTS, FINDING_NUMBERS, columns);
}

/** @internal */
export function dutyColumns(columns: readonly unknown[]): DutyColumns {
  return named(DUTY_TEXTS, DUTY_NUMBERS, columns);
}
