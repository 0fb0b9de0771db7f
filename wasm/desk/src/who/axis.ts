// What enters: a matter's stretches and the days that matter. What leaves: where each lies on a line of so many pixels.

import type { Stretch } from "liandong";
import { dayOf, numberOf } from "../day";
import type { Standing } from "./ask";

/** A stretch as drawn. */
export interface Bar {
  readonly from: string | undefined;
  /** The day that a click on its name asks about. */
  readonly day: string;
  readonly standing: Standing;
  readonly text: string | undefined;
  readonly x: number;
  readonly width: number;
}

/** A line of days. */
export interface Axis {
  readonly bars: readonly Bar[];
  readonly years: readonly { readonly year: number; readonly x: number }[];
  x(day: string): number;
  day(x: number): string;
}

/** Room before the first day and after the last, as a share of the line. */
const MARGIN = 0.05;
/** The least room for a year's number. */
const YEAR = 44;

/** Lays the stretches out; `days` are further days that have to be on the line. */
export function axis(stretches: readonly Stretch[], days: readonly string[], width: number): Axis {
  const numbers = [...stretches.flatMap(({ from }) => (from === undefined ? [] : [from])), ...days].map(numberOf);
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const room = Math.max(most - least, 365) * MARGIN;
  const [start, end] = [least - room, most + room];
  const scale = width / (end - start);
  const x = (day: string): number => (numberOf(day) - start) * scale;

  const bars = stretches.map((stretch, place): Bar => {
    const { from } = stretch;
    const next = stretches[place + 1]?.from;
    const left = from === undefined ? 0 : x(from);
    const right = next === undefined ? width : x(next);
    const day = from ?? (next === undefined ? dayOf(Math.ceil(start)) : dayOf(numberOf(next) - 1));
    return { from, day, standing: stretch.state ?? "undetermined", text: stretch.undetermined?.text, x: left, width: Math.max(right - left, 0) };
  });

  const step = Math.max(1, Math.ceil(YEAR / (365.25 * scale)));
  const first = Number(dayOf(Math.ceil(start)).slice(0, 4)) + 1;
  const last = Number(dayOf(Math.floor(end)).slice(0, 4));
  const years = Array.from({ length: Math.max(last - first + 1, 0) }, (_, place) => first + place)
    .filter((year) => year % step === 0)
    .map((year) => ({ year, x: x(`${String(year).padStart(4, "0")}-01-01`) }))
    .filter((year) => year.x < width - YEAR / 2);
  return { bars, years, x, day: (at) => dayOf(Math.round(start + at / scale)) };
}
