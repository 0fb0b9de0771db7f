// What enters: references, numbers and formats as a worksheet stores them. What leaves: places, and days and clock times.

/** A day, or a moment, that a cell shows. */
export class Moment {
  constructor(
    readonly day: string,
    readonly time: string | undefined,
  ) {}

  toString(): string {
    return this.time === undefined ? this.day : `${this.day}T${this.time}`;
  }
}

/** A time of day or a duration, as text. */
export class Clock {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What a cell holds; a blank one is `null`. */
export type Cell = string | number | boolean | Moment | Clock | null;

/** First row and column, last row and column, all from 0. */
export type Range = readonly [top: number, left: number, bottom: number, right: number];

export type DateFormat = "no" | "day" | "clock";

const DAY_MS = 86_400_000;
const LEAP_BUG = 60;

/** The column of its letters and the row of its number, from 0; `null` for what is no reference. */
export function referenced(name: string): [row: number, column: number] | null {
  let column = 0;
  let at = 0;
  for (; at < name.length; at += 1) {
    const letter = name.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  const row = Number(name.slice(at));
  return at > 0 && at < 4 && Number.isInteger(row) && row > 0 ? [row - 1, column - 1] : null;
}

export function letters(column: number): string {
  let text = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  }
  return text;
}

export function cellName(row: number, column: number): string {
  return `${letters(column)}${row + 1}`;
}

export function rangeName([top, left, bottom, right]: Range): string {
  return `${cellName(top, left)}:${cellName(bottom, right)}`;
}

/** The range of `B2:C5`, or of a single cell. */
export function rangeOf(text: string): Range | null {
  const [from = "", to = from] = text.split(":");
  const first = referenced(from);
  const last = referenced(to);
  return first && last ? [...first, ...last] : null;
}

/** Whether numbers of a built-in format are dates; the forms of East Asian days are among them. */
export function builtInFormat(id: number): DateFormat {
  if (id >= 45 && id <= 47) return "clock";
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? "day" : "no";
}

/** Whether numbers of a format of the workbook's own are dates. */
export function ownFormat(code: string): DateFormat {
  const plain = code.replace(/"[^"]*"|\\.|_.|\*./g, "");
  if (/\[(h+|m+|s+)\]/i.test(plain)) return "clock";
  return /[ymdhs]/i.test(plain.replace(/\[[^\]]*\]|general/gi, "")) ? "day" : "no";
}

/** The moment of a serial number. Spreadsheets count days as fractions, which miss a second by a little. */
export function momentOf(serial: number, from1904: boolean): Moment | Clock | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null;
  if (serial < 1) return clockOf(serial);
  // The first spreadsheet took 1900 for a leap year, and so do all that came after it.
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < LEAP_BUG ? 31 : 30);
  const shown = new Date(epoch + Math.round(serial * 86_400) * 1_000);
  const [day = "", clock = ""] = shown.toISOString().split("T");
  return new Moment(day, shown.getTime() % DAY_MS === 0 ? undefined : withoutZeroSeconds(clock.slice(0, 8)));
}

/** The moment of an ISO text, as a cell of type `d` holds it. */
export function momentOfText(text: string): Moment | string {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?$/.exec(text);
  if (!found?.[1]) return text;
  const time = found[2] && withoutZeroSeconds(found[2].length === 5 ? `${found[2]}:00` : found[2]);
  return new Moment(found[1], time === "00:00" ? undefined : time);
}

/** A part of a day, or several days, as hours, minutes and seconds. */
export function clockOf(days: number): Clock {
  const seconds = Math.round(Math.abs(days) * 86_400);
  const two = (part: number) => String(Math.floor(part)).padStart(2, "0");
  const sign = days < 0 ? "-" : "";
  return new Clock(`${sign}${two(seconds / 3_600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`);
}

function withoutZeroSeconds(clock: string): string {
  return clock.endsWith(":00") ? clock.slice(0, 5) : clock;
}
