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

/** The days that there are, of the years 1 to 9999. @internal */
export const FIRST_DAY = -719_162;
/** @internal */
export const LAST_DAY = 2_932_896;

/** The number of a day. @internal */
export function dayNumber(on: DayLike, path: string): number {
  const number = on instanceof Date ? Math.floor((on.getTime() + AHEAD) / DAY) : typeof on === "string" ? written(on) : on;
  if (number === undefined || !Number.isInteger(number) || number < FIRST_DAY || number > LAST_DAY) {
    throw refused(
      path,
      `\`${String(on)}\` is no day of the years 1 to 9999; write it as in 2022-01-01, or give the days since 1970-01-01`,
      `\`${String(on)}\` 不是公元 1 至 9999 年内的日期；请写作 2022-01-01，或给出自 1970-01-01 起的天数`,
    );
  }
  return number;
}

/** A day as the wire format writes it. @internal */
export function wireDay(on: DayLike, path: string): string {
  return dayText(dayNumber(on, path));
}

const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days of a common year before each month. */
const BEFORE = MONTHS.map((_, month) => MONTHS.slice(0, month).reduce((days, own) => days + own, 0));

/** The number of a day written `2022-01-01`: `Date.parse` and a comparison with what it made of it cost more than the rest of a question. */
function written(text: string): number | undefined {
  if (text.length !== 10 || text[4] !== "-" || text[7] !== "-") return undefined;
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10)];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  if (day > (MONTHS[month - 1] as number) + (leap && month === 2 ? 1 : 0)) return undefined;
  const past = year - 1;
  const years = past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return years + (BEFORE[month - 1] as number) + (leap && month > 2 ? 1 : 0) + day - 1 + FIRST_DAY;
}

/** A number of digits; NaN where one is none. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) {
    const digit = text.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9) return NaN;
    number = number * 10 + digit;
  }
  return number;
}

/**
 * A day's number as a text.
 *
 * @throws {InputError} when there is no such day
 */
export function dayText(number: number): string {
  return new Date(dayNumber(number, "$.day") * DAY).toISOString().slice(0, 10);
}

/** A day or moment as the wire format writes it. @internal */
export function whenText(when: WhenLike, path: string): string {
  if (typeof when === "string") return when;
  const day = wireDay(when, path);
  return when instanceof Date ? new Date(when.getTime() + AHEAD).toISOString().slice(0, 19) : day;
}
