// What enters: a worksheet and its layout. What leaves: its entries with their rows, and every fault of it.
//
// Nothing is judged here but shape: headings, blanks, words of closed lists, dates, merged and valueless cells.

import { type FileFault, inSheet } from "../fault";
import { type Cell, cellName } from "./cells";
import { type Header, dataRows, headerOf, isBlank, sayMergedAcross, valueless } from "./grid";
import { type Column, OWN_MARKS, type Sheet, isOwn } from "./layout";
import type { Flaw, RawSheet } from "./sheet";
import { CellFault, parse } from "./values";
import { folded, hint, nearest } from "./words";

/** One row: its number (from 0), the entry of the wire format, and what links it to its parent. */
export interface Entry {
  readonly row: number;
  readonly value: unknown;
  readonly link: string | undefined;
}

export class SheetEntries {
  readonly columns = new Map<Column, number>();
  readonly entries: Entry[] = [];

  constructor(readonly name: string) {}

  /** The cell of a row's column; of a column that is not there, the row's first cell with a heading. */
  cell(row: number, column?: Column): string {
    const first = Math.min(...this.columns.values());
    return cellName(row, (column && this.columns.get(column)) ?? (Number.isFinite(first) ? first : 0));
  }
}

/** Reads a sheet; faulty rows yield what of them is sound. */
export function readEntries(layout: Sheet, sheet: RawSheet, faults: FileFault[]): SheetEntries {
  const header = headerOf(sheet, faults);
  if (!header) return new SheetEntries(sheet.name);
  const reader = new Reader(layout, sheet, header, faults);
  reader.findColumns();
  sayMergedAcross(sheet, header, faults);
  for (const { row, cells } of dataRows(sheet, header)) reader.readRow(row, cells);
  reader.sayUnread();
  return reader.result;
}

class Reader {
  readonly result: SheetEntries;
  readonly #unheaded = new Map<number, number>();
  readonly #flaws = new Map<number, Flaw[]>();

  constructor(
    readonly layout: Sheet,
    sheet: RawSheet,
    readonly header: Header,
    readonly faults: FileFault[],
  ) {
    this.result = new SheetEntries(sheet.name);
    for (const flaw of sheet.flaws) {
      if (flaw.row > header.row) this.#flaws.set(flaw.row, [...(this.#flaws.get(flaw.row) ?? []), flaw]);
    }
  }

  #say(row: number, place: number | Column, en: string, zh: string): void {
    const cell = typeof place === "number" ? cellName(row, place) : this.result.cell(row, place);
    this.faults.push(inSheet(this.result.name, cell, en, zh));
  }

  /** Matches the headings with the columns of the layout. */
  findColumns(): void {
    const { columns } = this.result;
    const { row, headings } = this.header;
    const own = this.layout.columns;
    const known = new Map(own.flatMap((column) => column.headings.map((heading) => [folded(heading), column])));
    const written = new Map(own.flatMap((column) => column.headings.map((heading) => [folded(heading), heading])));
    for (const [place, heading] of headings) {
      const column = known.get(folded(heading));
      const before = column && columns.get(column);
      if (!column) {
        if (isOwn(heading)) continue;
        const near = hint(nearest(heading, written));
        this.#say(
          row,
          place,
          `unknown column \`${heading}\`${near.en}; correct it; own columns begin with ${OWN_MARKS[0]}`,
          `未知列“${heading}”${near.zh}；请更正表头，自用列请以 ${OWN_MARKS[0]} 开头`,
        );
      } else if (before === undefined) columns.set(column, place);
      else if (folded(heading) !== folded(headings.get(before) ?? "")) {
        // The same heading twice was said with the headings; this one is in two languages.
        const other = cellName(row, before);
        this.#say(
          row,
          place,
          `\`${heading}\` and the heading in ${other} name the same column; delete one of them`,
          `“${heading}”与 ${other} 是同一列；请删除其一`,
        );
      }
    }
    for (const column of own) {
      // Members of an optional object are required with it only.
      if (!column.required || column.path.length > 1 || columns.has(column)) continue;
      const [zh, en] = column.headings;
      this.#say(
        row,
        Math.min(...headings.keys()),
        `the required column \`${en}\` (${zh}) is missing; add it`,
        `缺少必填列“${zh}”；请补上`,
      );
    }
  }

  /** Reads a row below the headings; a blank one says nothing. */
  readRow(row: number, cells: readonly Cell[]): void {
    const { columns } = this.result;
    for (const [place, cell] of cells.entries()) {
      if (!isBlank(cell) && !this.header.headings.has(place) && !this.#unheaded.has(place)) {
        this.#unheaded.set(place, row);
      }
    }
    const faulty = this.#sayFlaws(row);
    const filled = [...columns].filter(([, place]) => !isBlank(cells[place]));
    if (filled.length === 0 && faulty.size === 0) return;
    const values = new Map<Column, unknown>();
    for (const [column, place] of filled) {
      try {
        const value = parse(column, cells[place] ?? null);
        if (value !== undefined) values.set(column, value);
      } catch (fault) {
        if (!(fault instanceof CellFault)) throw fault;
        faulty.add(column);
        this.#say(row, column, fault.en, fault.zh);
      }
    }
    this.#sayBlanks(row, values, faulty);
    const link = [...values].find(([column]) => column.path.length === 0)?.[1];
    this.result.entries.push({
      row,
      value: this.#entry(row, values),
      link: typeof link === "string" ? link : undefined,
    });
  }

  /** Says the cells without a value of a row and takes them out; returns their columns. */
  #sayFlaws(row: number): Set<Column> {
    const faulty = new Set<Column>();
    for (const flaw of this.#flaws.get(row) ?? []) {
      for (const [column, place] of this.result.columns) {
        if (place !== flaw.column) continue;
        faulty.add(column);
        const { en, zh } = valueless(flaw);
        this.#say(row, column, en, zh);
      }
    }
    this.#flaws.delete(row);
    return faulty;
  }

  #sayBlanks(row: number, values: ReadonlyMap<Column, unknown>, faulty: ReadonlySet<Column>): void {
    for (const column of this.layout.columns) {
      if (!column.required || values.has(column) || faulty.has(column)) continue;
      const needed =
        column.path.length > 1
          ? [...values.keys()].some((other) => other.path[0] === column.path[0])
          : this.result.columns.has(column);
      if (!needed) continue;
      const [zh, en] = column.headings;
      this.#say(row, column, `\`${en}\` is blank; fill it in`, `“${zh}”为空；请填写`);
    }
  }

  #entry(row: number, values: ReadonlyMap<Column, unknown>): unknown {
    if (this.layout.plain) return [...values].find(([column]) => column.path.length > 0)?.[1];
    const made: Record<string, unknown> = {};
    for (const [column, value] of values) {
      const [member, inner] = column.path;
      if (member === undefined || column.kind === "presence") continue;
      if (inner === undefined) made[member] = value;
      else made[member] = { ...(made[member] as object | undefined), [inner]: value };
    }
    for (const [column, value] of values) {
      const [member] = column.path;
      if (member === undefined || column.kind !== "presence") continue;
      if (value === true) made[member] ??= {};
      else if (member in made) {
        this.#say(
          row,
          column,
          `\`${column.headings[1]}\` is no, but its days are filled in; clear one of them`,
          `“${column.headings[0]}”为否，却填了起止日；请清除其一`,
        );
      }
    }
    return made;
  }

  /** Says what no row told: cells without a value in rows that are blank else, and data under no heading. */
  sayUnread(): void {
    for (const row of [...this.#flaws.keys()].sort((one, other) => one - other)) this.readRow(row, []);
    for (const [place, row] of [...this.#unheaded].sort(([one], [other]) => one - other)) {
      this.#say(
        row,
        place,
        "the column has data and no heading; give it one or clear it",
        "该列有数据而无表头；请补写表头或清除数据",
      );
    }
  }
}
