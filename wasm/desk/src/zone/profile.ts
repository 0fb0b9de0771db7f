// What enters: a profile as written. What leaves: what it chooses for a reading or a limit, and the profile with another choice.

import { type ProfileRecord, readings } from "liandong";

/** A limit as a profile writes it. */
export interface Limit {
  readonly value: number;
  readonly unit: Unit;
}

export const UNITS = ["minutes", "hours", "calendar_days", "working_days"] as const;
export type Unit = (typeof UNITS)[number];

/** A profile as far as it is read here; before a zone is open there is none. */
type Profile = Partial<ProfileRecord>;

type Written = { readonly [name: string]: unknown };

/** The first day in force: the profile's, or the first option of the register's reading. */
export function inForceFrom(profile: Profile): string {
  return profile.readings?.in_force?.from ?? readings().find(({ id }) => id === "in_force")?.options[0] ?? "";
}

/** What a profile writes for a reading; nothing where it has the default. */
export function readingOf(profile: Profile, id: string): unknown {
  return (profile.readings as Written | undefined)?.[id];
}

/** The limit that a profile sets. */
export function limitOf(profile: Profile, id: string): Limit | undefined {
  return ((profile.limits as Written | undefined)?.[id] ?? undefined) as Limit | undefined;
}

/** A choice in the register's words, such as `next_day`, `days: 30`, `summary: 03-31, opinion: 03-31`. */
export function chosenText(choice: unknown): string {
  if (typeof choice !== "object" || choice === null) return String(choice);
  return Object.entries(choice)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`)
    .join(", ");
}

/** The profile with other readings and limits; `undefined` takes a choice back to its default. */
export function changed(profile: ProfileRecord, readingsChosen: Written, limits: Written): ProfileRecord {
  const merged = (own: object | undefined, chosen: Written): object =>
    Object.fromEntries(Object.entries({ ...own, ...chosen }).filter(([, value]) => value !== undefined && value !== null));
  return { ...profile, readings: merged(profile.readings ?? undefined, readingsChosen), limits: merged(profile.limits ?? undefined, limits) } as ProfileRecord;
}
