// What enters: subjects, parties and persons as the package gives them. What leaves: their kind and id as texts; texts cut to
// a length that a page can show.

import type { Silence, Subject, Who } from "liandong";

/** The longest text of a row, and of a side panel: a cell of a file may have a million characters. */
export const LONGEST = { row: 400, panel: 4_000 };

/** The one member that a subject has. */
export function subjectOf(subject: Subject): [kind: string, id: string] {
  const [[kind, id] = ["", ""]] = Object.entries(subject);
  return [kind, kind === "line" ? String(Number(id) + 1) : String(id)];
}

export function whoOf(who: Who | Silence): string {
  if (typeof who === "string") return who;
  return "person" in who ? who.person : "";
}

/** A value with every text in it cut. */
export function cut<T>(value: T, most: number): T {
  return cutAny(value, most) as T;
}

function cutAny(value: unknown, most: number): unknown {
  if (typeof value === "string") return value.length > most ? `${value.slice(0, most)}…` : value;
  if (Array.isArray(value)) return value.map((own) => cutAny(own, most));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, cutAny(own, most)]));
}
