// Days and moments as users write them: in come texts, numbers and dates, out day numbers and the wire format's texts.

import { refused } from "./errors.js";

/**
 * A day: `"2022-01-01"`, the number of days since 1970-01-01, or a `Date`, which is a moment and stands for its day in the
 * zone, at +08:00.
 */
export type DayLike = string | number | Date;

/** A day as `DayLike`, or a moment: `"2022-01-01T09:30"` at +08:00, with an offset of its own, or a `Date`. */
export type WhenLike = DayLike;

const DAY = 86_400_000;
const AHEAD = 8 * 3_600_000;

/** The last day read as a text: questions about one day come in long rows. */
let lastText = "";
let lastNumber = 0;

/** The number of a day. @internal */
export function dayNumber(on: DayLike, path: string): number {
  if (typeof on === "number") {
    if (!Number.isInteger(on) || on < -719_162 || on > 2_932_896) throw noDay(String(on), path);
    return on;
  }
  if (on === lastText) return lastNumber;
  if (on instanceof Date) {
    const time = on.getTime();
    if (Number.isNaN(time)) throw noDay("Invalid Date", path);
    return Math.floor((time + AHEAD) / DAY);
  }
  if (typeof on !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(on)) throw noDay(String(on), path);
  const time = Date.parse(`${on}T00:00Z`);
  // A day that there is not either gives no number, or that of another day.
  if (Number.isNaN(time) || dayText(time / DAY) !== on || on < "0001-01-01") throw noDay(on, path);
  lastText = on;
  lastNumber = time / DAY;
  return lastNumber;
}

/** A day's number as a text. */
export function dayText(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** A day or moment as the wire format writes it. @internal */
export function whenText(when: WhenLike, path: string): string {
  if (typeof when === "string") return when;
  if (typeof when === "number") return dayText(dayNumber(when, path));
  dayNumber(when, path);
  return new Date(when.getTime() + AHEAD).toISOString().slice(0, 19);
}

function noDay(given: string, path: string): Error {
  return refused(
    path,
    `\`${given}\` is no day of the years 1 to 9999; write it as in 2022-01-01, or give the days since 1970-01-01`,
    `\`${given}\` 不是公元 1 至 9999 年内的日期；请写作 2022-01-01，或给出自 1970-01-01 起的天数`,
  );
}
