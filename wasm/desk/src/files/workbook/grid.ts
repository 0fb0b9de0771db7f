// What enters: a worksheet's rows as stored. What leaves: its headings, and its data with values that are merged down filled in.
//
// The first row with content holds the headings; rows above it that hold nothing but one cell merged across columns are a
// title. A value merged across columns is a fault, for it is open which column it belongs to.

import { type FileFault, inSheet } from "../fault";
import { type Cell, type Range, cellName, rangeName } from "./cells";
import type { Flaw, RawRow, RawSheet } from "./sheet";
import { folded, shown, trimmed } from "./words";

/** The headings by column, and the row (from 0) that they stand in. */
export interface Header {
  readonly row: number;
  readonly headings: ReadonlyMap<number, string>;
}

export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && trimmed(cell) === "");
}

/** The headings; `undefined` where there are none, said as a fault. Faults of the headings are said too. */
export function headerOf(sheet: RawSheet, faults: FileFault[]): Header | undefined {
  const across = new Set(sheet.merged.filter(isAcross).map(([top, left]) => cellName(top, left)));
  for (const { row, cells } of sheet.rows) {
    const filled = [...cells.entries()].filter(([, cell]) => !isBlank(cell));
    const [first] = filled;
    if (!first || (filled.length === 1 && across.has(cellName(row, first[0])))) continue;
    const headings = new Map(filled.map(([column, cell]) => [column, shown(cell)]));
    checkHeadings(sheet, row, headings, faults);
    return { row, headings };
  }
  faults.push(
    inSheet(sheet.name, "", "the sheet has no headings; write them into its first row", "工作表没有表头；请在首行填写"),
  );
  return undefined;
}

function checkHeadings(sheet: RawSheet, row: number, headings: ReadonlyMap<number, string>, faults: FileFault[]): void {
  const first = new Map<string, number>();
  for (const [column, heading] of headings) {
    const known = first.get(folded(heading));
    if (known === undefined) first.set(folded(heading), column);
    else {
      const where = cellName(row, known);
      faults.push(
        inSheet(
          sheet.name,
          cellName(row, column),
          `the heading \`${heading}\` stands in ${where} already; rename or delete one of the columns`,
          `表头“${heading}”与 ${where} 重复；请改名或删除其一`,
        ),
      );
    }
  }
  for (const range of sheet.merged) {
    if (range[0] > row || range[2] < row) continue;
    faults.push(
      inSheet(
        sheet.name,
        rangeName(range),
        "headings are merged; unmerge them and give each column one heading in one row",
        "表头有合并单元格；请取消合并，每列一个表头，只占一行",
      ),
    );
  }
}

function isAcross(range: Range): boolean {
  return range[3] > range[1];
}

/** Says every merge across columns below the headings. */
export function sayMergedAcross(sheet: RawSheet, header: Header, faults: FileFault[]): void {
  for (const range of sheet.merged) {
    if (range[0] <= header.row || !isAcross(range)) continue;
    faults.push(
      inSheet(
        sheet.name,
        rangeName(range),
        "cells are merged across columns; unmerge them and fill each column",
        "单元格跨列合并；请取消合并并逐列填写",
      ),
    );
  }
}

/** The rows below the headings, with the value of a cell merged down in each of its rows. */
export function* dataRows(sheet: RawSheet, header: Header): Generator<RawRow> {
  const starts = sheet.merged
    .filter((range) => range[0] > header.row && !isAcross(range))
    .sort((one, other) => one[0] - other[0]);
  const values = new Map<number, { bottom: number; value: Cell }>();
  let next = 0;
  for (const row of filledRows(sheet, header, starts)) {
    for (const [column, held] of values) {
      if (row.row > held.bottom) values.delete(column);
      else put(row.cells, column, held.value);
    }
    for (let range = starts[next]; range && range[0] <= row.row; range = starts[(next += 1)]) {
      if (range[0] === row.row) values.set(range[1], { bottom: range[2], value: row.cells[range[1]] ?? null });
    }
    yield row;
  }
}

/** The rows below the headings; those that only a merged value fills are among them. */
function* filledRows(sheet: RawSheet, header: Header, starts: readonly Range[]): Generator<RawRow> {
  let covered = -1;
  let before = header.row;
  let next = 0;
  for (const row of sheet.rows) {
    if (row.row <= header.row) continue;
    for (let gap = before + 1; gap < row.row && gap <= covered; gap += 1) yield { row: gap, cells: [] };
    yield row;
    before = row.row;
    for (let range = starts[next]; range && range[0] <= row.row; range = starts[(next += 1)]) {
      if (range[0] === row.row) covered = Math.max(covered, range[2]);
    }
  }
  for (let gap = before + 1; gap <= covered; gap += 1) yield { row: gap, cells: [] };
}

function put(cells: Cell[], column: number, value: Cell): void {
  while (cells.length < column) cells.push(null);
  cells[column] = value;
}

/** What to say of a cell without a value. */
export function valueless(flaw: Flaw): { en: string; zh: string } {
  return flaw.what === "error"
    ? {
        en: `the cell shows the error ${shown(flaw.text)}; correct its formula or type the value`,
        zh: `单元格为错误值 ${shown(flaw.text)}；请更正公式或直接填写数值`,
      }
    : {
        en: "the formula has no stored value; open the workbook in Excel or WPS and save it, or type the value",
        zh: "公式没有保存结果；请用 Excel 或 WPS 打开并保存，或直接填写数值",
      };
}
