// What enters: a profile as written. What leaves: what is chosen in it for a reading or a limit, and the profile with another choice.

import { type ProfileRecord, readings } from "liandong";

/** The first day in force: the profile's, or the first option of the register's reading. */
export function inForceFrom(profile: ProfileRecord): string {
  return profile.readings?.in_force?.from ?? readings().find(({ id }) => id === "in_force")?.options[0] ?? "2021-03-29";
}
