// What enters: one cell of the catalogue workbook and its column. What leaves: the wire format's value, or what is wrong.
//
// A text that begins with `原文：` (or `as written:`) stands for what follows, letter for letter.

import { type Cell, Clock, Moment } from "./cells";
import { type Column, wordsOf } from "./layout";
import { hint, shown, trimmed } from "./words";

/** What is wrong with a cell and how to mend it. */
export class CellFault {
  constructor(
    readonly en: string,
    readonly zh: string,
  ) {}
}

/** Spreadsheets keep 15 digits of a number; the rest of a longer one is lost. */
export const EXACT_BELOW = 1e15;

const AS_WRITTEN = ["原文：", "原文:", "as written:"];
const DAY = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号])$/;
const DAY_PLAIN = /^(\d{4})(\d{2})(\d{2})$/;

/** The value of a cell, `undefined` for a blank one. */
export function parse(column: Column, cell: Cell): unknown {
  if (cell === null) return undefined;
  if (typeof cell !== "string") return parsed(column, cell);
  const meant = literal(cell);
  if (meant !== undefined) return column.kind === "list" ? [meant] : meant;
  const text = trimmed(cell);
  return text === "" ? undefined : parsed(column, text);
}

function literal(text: string): string | undefined {
  const head = text.trimStart();
  const mark = AS_WRITTEN.find((own) => head.slice(0, own.length).toLowerCase() === own);
  return mark === undefined ? undefined : head.slice(mark.length);
}

function parsed(column: Column, cell: Exclude<Cell, null>): unknown {
  switch (column.kind) {
    case "id":
    case "text":
      return textOf(column, cell);
    case "word":
    case "open_word":
      return wordOf(column, cell);
    case "yes_no":
    case "presence":
      return typeof cell === "boolean" ? cell : wordOf(column, cell) === "yes";
    case "day":
    case "day_as_written":
      return dayOf(column, cell);
    case "year":
      return yearOf(cell);
    case "list": {
      const parts = textOf(column, cell).split(/[\n\r;；]/).map(trimmed).filter(Boolean);
      return parts.length > 0 ? parts : undefined;
    }
  }
}

function textOf(column: Column, cell: Exclude<Cell, null>): string {
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (typeof cell === "number") {
    if (Math.abs(cell) >= EXACT_BELOW) throw lostDigits(cell);
    if (column.kind === "id" && !Number.isInteger(cell)) {
      throw new CellFault(
        `the number ${cell} may have lost zeros; format the cell as text and type it again`,
        `数字 ${cell} 可能丢失末尾的 0；请将单元格设为文本格式后重新填写`,
      );
    }
    return String(cell);
  }
  throw new CellFault(
    `${cell} is a date or time where text is expected; format the cell as text and type it again`,
    `此处应为文字，${cell} 却是日期或时间；请将单元格设为文本格式后重新填写`,
  );
}

export function lostDigits(value: number): CellFault {
  return new CellFault(
    `the number ${value} has lost digits beyond the 15th; make the cell text, retype it`,
    `数字 ${value} 超过 15 位，末尾已失真；请将单元格设为文本格式后重新填写`,
  );
}

function wordOf(column: Column, cell: Exclude<Cell, null>): string {
  const text = textOf(column, cell);
  const words = wordsOf(column);
  const code = words?.code(text);
  if (!words || code !== undefined || column.kind === "open_word") return code ?? text;
  const near = hint(words.nearest(text));
  throw new CellFault(
    `unknown word \`${shown(text)}\`${near.en}; take one of ${words.offered("en").join(", ")}`,
    `未知取值 \`${shown(text)}\`${near.zh}；请改为 ${words.offered("zh").join("、")} 之一`,
  );
}

function dayOf(column: Column, cell: Exclude<Cell, null>): string {
  if (cell instanceof Moment) {
    if (cell.time === undefined) return cell.day;
    throw new CellFault(
      `${cell} has a time of day where a day is expected; leave the day only`,
      `${cell} 带有时刻，此处应为日期；请只保留日期`,
    );
  }
  const text = typeof cell === "number" || typeof cell === "string" ? String(cell) : undefined;
  const day = text === undefined ? undefined : namedDay(text);
  if (day !== undefined) return day;
  if (column.kind === "day_as_written" && typeof cell === "string") return cell;
  throw new CellFault(
    `\`${shown(cell instanceof Clock ? cell.text : cell)}\` is no day; write it as 2021-06-01, in a cell with a date format`,
    `\`${shown(cell instanceof Clock ? cell.text : cell)}\` 不是日期；请写作 2021-06-01，并使用日期格式`,
  );
}

/** The day that a text names: 2021-6-1, 2021/6/1, 2021.6.1, 2021年6月1日 or 20210601. */
function namedDay(text: string): string | undefined {
  const plain = text.normalize("NFKC").replace(/\s+/g, "");
  const found = DAY.exec(plain) ?? DAY_PLAIN.exec(plain);
  if (!found) return undefined;
  const [year = "", month = "", day = ""] = found.slice(1).filter((part) => part !== undefined);
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const real = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(real.getTime()) || !real.toISOString().startsWith(written) ? undefined : written;
}

function yearOf(cell: Exclude<Cell, null>): number {
  if (typeof cell === "number" && Number.isInteger(cell) && Math.abs(cell) < EXACT_BELOW) return cell;
  const plain = typeof cell === "string" ? cell.normalize("NFKC").trim().replace(/年$/, "").trim() : "";
  if (/^[+-]?[0-9]{1,9}$/.test(plain)) return Number(plain);
  throw new CellFault(`\`${shown(cell)}\` is no year; write it as 2022`, `\`${shown(cell)}\` 不是年度；请写作 2022`);
}
