// What enters: an audit. What leaves: files of it, written piece by piece so that no size of it is one text.

import type { Audit, Duty, Finding, Lang, Rows, Rulebook } from "liandong";
import { findingCodes } from "liandong";
import { subjectOf, whoOf } from "./texts";
import type { Summary } from "./protocol";

const PIECE = 2_000;

export interface Written {
  readonly audit: Audit;
  readonly rulebook: Rulebook;
  readonly summary: Summary;
  readonly lang: Lang;
  /** Masks persons where that is asked for. */
  readonly veiled: <T>(value: T) => T;
  readonly tell: (done: number, all: number) => void;
}

const HEADS = {
  zh: ["序号", "等级", "代码", "所见", "规范", "单位编号", "单位", "对象", "关于", "编号", "起", "止", "历时", "单位（时间）", "时限", "口径", "可能情形（3.3）", "说明", "事件"],
  en: ["no", "severity", "code", "finding", "norm", "party_id", "party", "to", "about", "id", "from", "until", "elapsed", "unit", "limit", "reading", "possible_ground", "text", "events"],
};

/** The findings as CSV: UTF-8 with its mark, as spreadsheets want it, and no cell that one of them would run. */
export function csv({ audit, rulebook, lang, veiled, tell }: Written): Blob {
  const codes = new Map(findingCodes().map((row) => [row.id as string, row[lang]]));
  const parties = new Map(rulebook.parties.map((own) => [own.id, lang === "en" ? (own.nameEn ?? own.name) : own.name]));
  const line = (own: Finding, place: number): string => {
    const [about, id] = subjectOf(own.subject);
    const cells = [
      place + 1, own.severity, own.code, codes.get(own.code), own.norm, own.obligor, parties.get(own.obligor ?? ""),
      own.to === undefined ? undefined : whoOf(own.to), about, id, own.from, own.until, own.elapsed?.value,
      own.elapsed?.unit, own.limit, own.reading, own.possibleGround, own.named ?? own.text, own.events.join(" "),
    ];
    return `${cells.map(cell).join(",")}\r\n`;
  };
  const parts = [`\uFEFF${HEADS[lang].join(",")}\r\n`];
  for (const [place, some] of pieces(audit.findings, lang, tell)) {
    parts.push(veiled(some).map((own, at) => line(own, place + at)).join(""));
  }
  return new Blob(parts, { type: "text/csv;charset=utf-8" });
}

/** The audit as JSON: what it rests on, how parties stand, findings and duties. */
export function json({ audit, rulebook, summary, lang, veiled, tell }: Written): Blob {
  const { asked, digests, standing } = summary;
  const parts = [`{\n"zone":${text(rulebook.zone)},\n"asked":${text(asked)},\n"digests":${text(digests)},\n`];
  parts.push(`"standing":${text(veiled(standing))},\n"findings":[`);
  list(parts, audit.findings, lang, veiled, tell);
  parts.push(`],\n"duties":[`);
  list<Duty>(parts, audit.duties, lang, veiled, tell);
  parts.push("]\n}\n");
  return new Blob(parts, { type: "application/json" });
}

function list<T>(
  parts: string[],
  found: Rows<T>,
  lang: Lang,
  veiled: Written["veiled"],
  tell: Written["tell"],
): void {
  for (const [place, some] of pieces(found, lang, tell)) {
    if (some.length > 0) parts.push(`${place === 0 ? "\n" : ",\n"}${veiled(some).map(text).join(",\n")}`);
  }
}

function* pieces<T>(found: Rows<T>, lang: Lang, tell: Written["tell"]): Generator<[number, readonly T[]]> {
  for (let place = 0; place < found.length; place += PIECE) {
    tell(place, found.length);
    yield [place, found.slice(place, Math.min(place + PIECE, found.length), lang)];
  }
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

/** A cell; a text that a spreadsheet would take for a formula begins with an apostrophe. */
export function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[\s\uFEFF]*[=+\-@\t\r＝＋－＠]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
