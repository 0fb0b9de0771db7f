// What enters: a day as YYYY-MM-DD. What leaves: its neighbours, its number, and how a person writes it.

import type { Lang } from "./i18n";

const MILLISECONDS = 86_400_000;

/** Whether a text is a day that the calendar has. */
export function isDay(text: string | undefined): text is string {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const number = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(number) && dayOf(number / MILLISECONDS) === text;
}

/** Days since 1970-01-01. */
export function numberOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / MILLISECONDS;
}

/** The day of a number. */
export function dayOf(number: number): string {
  return new Date(number * MILLISECONDS).toISOString().slice(0, 10);
}

/** So many days later. */
export function later(day: string, days: number): string {
  return dayOf(numberOf(day) + days);
}

/** The day of the visitor's clock in the zone, which is at +08:00. */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** As a person writes it: 2022年7月1日, 1 Jul 2022. */
export function written(day: string, lang: Lang): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (lang === "zh") return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return date.toLocaleDateString("en-GB", { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" });
}

/** The same with the day of the week. */
export function writtenLong(day: string, lang: Lang): string {
  const name = new Date(`${day}T00:00:00Z`).toLocaleDateString(lang === "zh" ? "zh-CN" : "en-GB", { timeZone: "UTC", weekday: "short" });
  return lang === "zh" ? `${written(day, lang)}（${name}）` : `${name} ${written(day, lang)}`;
}
