// What enters: a workbook of case events. What leaves: its table as rows of texts, the place of each row, and what was read as
// blank and why.
//
// A spreadsheet's own traps are undone here: case numbers that became numbers are texts again, days are days, merged and
// valueless cells are said and not guessed.

import { type FileFault, Refused, inSheet } from "../fault";
import type { Book } from "./book";
import { type Cell, Moment, cellName } from "./cells";
import { dataRows, headerOf, isBlank, sayMergedAcross, valueless } from "./grid";
import { isOwn } from "./layout";
import type { RawSheet } from "./sheet";
import { EXACT_BELOW, lostDigits } from "./values";
import { trimmed } from "./words";

export type TableCell = string | number | boolean | null;

export interface EventTable {
  readonly sheet: string;
  /** The first row holds the headings. */
  readonly rows: readonly (readonly TableCell[])[];
  /** The number that the spreadsheet shows for each row of `rows`. */
  readonly numbers: readonly number[];
  /** What was read as blank, or passed over, by cell; the first 1,000. */
  readonly notes: readonly FileFault[];
}

const MOST_NOTES = 1_000;

/** The visible worksheets with content. */
function filledSheets(book: Book, progress?: (done: number, all: number) => void): string[] {
  const visible = book.sheets.filter(({ name, hidden }) => !hidden && !isOwn(name));
  return visible.map(({ name }) => name).filter((name) => !book.sheet(name, progress).empty);
}

/** The table of the only visible worksheet with content. Throws {@link Refused}. */
export function eventTable(
  book: Book,
  progress?: (done: number, all: number) => void,
): EventTable {
  const faults: FileFault[] = [];
  const sheet = book.sheet(chosen(book, progress));
  const header = headerOf(sheet, faults);
  if (header) sayMergedAcross(sheet, header, faults);
  if (!header || faults.length > 0) throw new Refused(faults);
  const places = [...header.headings.keys()].sort((one, other) => one - other);
  const notes = new Notes(sheet);
  for (const flaw of sheet.flaws) {
    if (flaw.row <= header.row || !header.headings.has(flaw.column)) continue;
    const { en, zh } = valueless(flaw);
    notes.say(cellName(flaw.row, flaw.column), `read as blank: ${en}`, `按空白读取：${zh}`);
  }
  const rows: TableCell[][] = [places.map((place) => header.headings.get(place) ?? "")];
  const numbers = [header.row + 1];
  const unheaded = new Set<number>();
  for (const { row, cells } of dataRows(sheet, header)) {
    for (const [place, cell] of cells.entries()) {
      if (isBlank(cell) || header.headings.has(place) || unheaded.has(place)) continue;
      unheaded.add(place);
      notes.say(
        cellName(header.row, place),
        "the column has no heading and is passed over; give it one if it is meant",
        "该列没有表头，已略过；如需读取请补写表头",
      );
    }
    const values = places.map((place) => converted(cells[place] ?? null, row, place, notes));
    if (values.every((value) => value === null)) continue;
    rows.push(values);
    numbers.push(row + 1);
  }
  return { sheet: sheet.name, rows, numbers, notes: notes.said };
}

function converted(cell: Cell, row: number, place: number, notes: Notes): TableCell {
  if (typeof cell === "string") return trimmed(cell) || null;
  if (typeof cell === "number") {
    if (!Number.isInteger(cell)) return cell;
    if (Math.abs(cell) >= EXACT_BELOW) {
      const { en, zh } = lostDigits(cell);
      notes.say(cellName(row, place), en, zh);
    }
    return BigInt(cell).toString();
  }
  return cell === null || typeof cell === "boolean" ? cell : cell instanceof Moment ? cell.toString() : cell.text;
}

function chosen(book: Book, progress?: (done: number, all: number) => void): string {
  const [first, ...more] = filledSheets(book, progress);
  if (first === undefined) {
    throw book.archive.refused(
      "no visible sheet has content; fill one in or make a hidden one visible",
      "没有含内容的可见工作表；请填写，或取消隐藏",
    );
  }
  if (more.length > 0) {
    throw book.archive.refused(
      `several sheets have content; leave one, or put a # before the names of the others: ${[first, ...more].join(", ")}`,
      `有多个含内容的工作表；请只保留一个，或在其余名称前加 #：${[first, ...more].join("、")}`,
    );
  }
  return first;
}

class Notes {
  readonly said: FileFault[] = [];

  constructor(readonly sheet: RawSheet) {}

  say(cell: string, en: string, zh: string): void {
    if (this.said.length < MOST_NOTES) this.said.push(inSheet(this.sheet.name, cell, en, zh));
  }
}
