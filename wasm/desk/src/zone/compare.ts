// What enters: a supposed change. What leaves: in what the zone's answers would differ, over the log in use.
//
// The worker of *Check a log* holds that log, so the comparison runs there; without any log it is short, and runs here.

import { type Difference, EventLog, type PlannedTransfer, type ProfileRecord } from "liandong";
import { today } from "../day";
import type { Lang } from "../i18n";
import { zone } from ".";

/** A supposed change: transfers beside those on record, and a profile in the place of the zone's own. */
export interface Supposed {
  readonly transfers: readonly PlannedTransfer[];
  readonly profile: ProfileRecord;
}

/** A difference, and what it was found over. */
export interface Compared {
  readonly difference: Difference;
  readonly events: number;
  readonly asOf: string;
}

/** Compares the zone with what it would be. */
export async function compare({ transfers, profile }: Supposed, lang: Lang): Promise<Compared> {
  const own = zone.value?.rulebook;
  if (!own) throw new Error("no zone is open");
  const log = await import("../log/store");
  if (log.state.hasLog.value) {
    const difference = await log.compare({ transfers, profile: JSON.stringify(profile) });
    const summary = log.state.held.value?.summary;
    if (difference && summary) return { difference, events: summary.events, asOf: summary.asked.asOf };
  }
  const asOf = today();
  const other = own.withProfile(profile).withTransfers(transfers);
  try {
    return { difference: own.compare(other, EventLog.of([]), { asOf, lang }), events: 0, asOf };
  } finally {
    other.free();
  }
}
