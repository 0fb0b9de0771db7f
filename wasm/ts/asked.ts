// What a rulebook is asked with, and what its zone is. Types only.

import type { ActKind } from "./codes.js";
import type { EventLog } from "./log.js";
import type { EventRecord } from "./records.js";
import type { DayLike } from "./time.js";

/** An act that a party is about to do. */
export interface Act {
  /** What it is. */
  readonly act: ActKind;
  /** The party. */
  readonly actor: string;
  /** The person who acts for it. */
  readonly officer?: string | undefined;
  /** The matter, where the act is about one. */
  readonly matter?: string | undefined;
  /** The day. */
  readonly on: DayLike;
  /** The day on which the case was accepted. */
  readonly acceptedOn?: DayLike | undefined;
}

/** What sets duties off: an event, or a fact that holds from a day on. */
export type Trigger =
  | { readonly event: EventRecord }
  | { readonly platformCapable: { readonly matter: string; readonly on: DayLike } }
  | { readonly liaisonVacant: { readonly party: string; readonly on: DayLike } }
  | { readonly yearOpened: { readonly year: number } }
  | { readonly weekOpened: { /** An ISO week, such as `2023-W05`. */ readonly week: string } }
  | { readonly proceduresStarted: { readonly project: string; readonly on: DayLike } }
  | { readonly transfer: { readonly matter: string; readonly on: DayLike } };

/** A log, or the events of a small one. */
export type LogLike = EventLog | readonly EventRecord[];

/** How an audit tells how far it is. Where it gives `false`, the audit stops with a `StoppedError`. */
export type OnProgress = (done: number, all: number) => boolean | void;

/** The zone. */
export interface Zone {
  /** Its id. */
  readonly id: string;
  /** Its name in Chinese. */
  readonly name: string;
  /** Its name in English, where recorded. */
  readonly nameEn?: string;
  /** The id of its Bureau. */
  readonly bureau: string;
  /** The id of its Committee. */
  readonly committee: string;
  /** The id of the Bureau's partner in the weekly reconciliation (2.3d), where recorded. */
  readonly partner?: string;
}
