// What enters: the address's query. What leaves: the supposed change in it, as transfers and a profile; and the query of another change.
//
// The change lives in the address alone, so that a supposition can be sent to a colleague as a link.

import type { PlannedTransfer, ProfileRecord } from "liandong";
import { isDay } from "../day";
import { changed, type Limit, type Unit, UNITS } from "../zone/profile";

/** What is supposed. */
export interface Change {
  /** Matters taken in by the Bureau from a day on. */
  readonly transfers: readonly string[];
  readonly from: string;
  /** Readings by id, each as the register writes its options. */
  readonly readings: Readonly<Record<string, string>>;
  /** Limits by id; nothing stands for unset. */
  readonly limits: Readonly<Record<string, Limit | undefined>>;
}

type Query = Readonly<Record<string, string>>;

const READING = "reading.";
const LIMIT = "limit.";

/** The change that a query holds; `from` is the day where it names none. */
export function changeOf(query: Query, from: string): Change {
  const part = (prefix: string): (readonly [string, string])[] =>
    Object.entries(query).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]);
  return {
    transfers: (query["transfer"] ?? "").split(",").filter((id) => id !== "").map(decoded),
    from: isDay(query["from"]) ? query["from"] : from,
    readings: Object.fromEntries(part(READING)),
    limits: Object.fromEntries(part(LIMIT).map(([id, value]) => [id, limitOf(value)])),
  };
}

/** The query of a change. */
export function queryOf(change: Change): Record<string, string> {
  const query: Record<string, string> = {};
  if (change.transfers.length > 0) {
    query["transfer"] = change.transfers.map(encodeURIComponent).join(",");
    query["from"] = change.from;
  }
  for (const [id, option] of Object.entries(change.readings)) query[READING + id] = option;
  for (const [id, limit] of Object.entries(change.limits)) query[LIMIT + id] = limit ? `${limit.value} ${limit.unit}` : "unset";
  return query;
}

/** How many choices a change consists of. */
export function sizeOf(change: Change): number {
  return change.transfers.length + Object.keys(change.readings).length + Object.keys(change.limits).length;
}

/** The transfers of a change, as a catalogue writes them. */
export function transfersOf(change: Change, committee: string): readonly PlannedTransfer[] {
  return change.transfers.map((matter) => ({ matter, kind: "transfer", effective: change.from, decided_by: committee }));
}

/** The profile with the change's readings and limits. */
export function profileOf(change: Change, own: ProfileRecord): ProfileRecord {
  const readings = Object.fromEntries(Object.entries(change.readings).map(([id, option]) => [id, choiceOf(id, option)]));
  // Only the first day in force is supposed; a last one of the zone's own stays.
  if (readings["in_force"] !== undefined) readings["in_force"] = { ...own.readings?.in_force, ...(readings["in_force"] as object) };
  return changed(own, readings, change.limits);
}

/** An option as a profile writes it: a word, or an object for what is written `name: value`. */
export function choiceOf(id: string, option: string): unknown {
  if (id === "in_force") return { from: option };
  if (id === "annual_window" && !option.includes(": ")) return {};
  if (option.startsWith("listed: ")) return { listed: option.slice("listed: ".length).split(", ") };
  if (!option.includes(": ")) return option;
  return Object.fromEntries(
    option.split(", ").map((part) => {
      const [name = "", value = ""] = part.split(": ");
      return [name, /^\d+$/.test(value) ? Number(value) : value];
    }),
  );
}

function limitOf(text: string): Limit | undefined {
  const [value = "", unit = ""] = text.split(" ");
  const known = UNITS.find((own): own is Unit => own === unit);
  return known && /^\d{1,6}$/.test(value) ? { value: Number(value), unit: known } : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
