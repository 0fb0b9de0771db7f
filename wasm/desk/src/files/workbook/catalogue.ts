// What enters: a catalogue workbook. What leaves: the catalogue of the wire format, and the cell of each of its members.
//
// All faults of the workbook are found in one pass. A catalogue that the core then refuses is told by the same places.

import { type FileFault, Refused, inSheet, place } from "../fault";
import type { Book } from "./book";
import { type Entry, SheetEntries, readEntries } from "./entries";
import { type Column, OWN_MARKS, PASSED_OVER, SHEETS, SHEET_NAMES, SHEET_OF, type Sheet, children, isOwn } from "./layout";
import { folded, hint, nearest, shown } from "./words";

type Step = string | number;
type Record_ = Record<string, unknown>;

/** Likeness is costly: for a workbook full of unknown ids it is told of the first few. */
const MOST_HINTS = 5;
const LISTED = /`(zone|parties|matters|persons|projects|packages)\[(\d+)\]`/g;

/** Whether a workbook's sheets are those of a catalogue. */
export function isCatalogue(names: readonly string[]): boolean {
  const known = new Set(names.map((name) => SHEET_OF.get(folded(name))));
  known.delete(undefined);
  return known.size > 1 || [...known].some((sheet) => sheet?.single);
}

/** A catalogue workbook that was read: its shape is sound; whether the catalogue is, the core decides. */
export class CatalogueWorkbook {
  readonly catalogue: Record_ = {};
  readonly #read = new Map<Sheet, SheetEntries>();
  /** The rows of each list's entries, by the list, or by the entry that holds it. */
  readonly #rows = new Map<string, number[]>();

  /** Throws {@link Refused} with every fault of the workbook. */
  constructor(book: Book) {
    const faults: FileFault[] = [];
    for (const [layout, name] of matched(book, faults)) {
      const sheet = book.sheet(name);
      // A sheet without anything in it holds no entry; a missing zone is said below.
      if (!sheet.empty) this.#read.set(layout, readEntries(layout, sheet, faults));
    }
    for (const layout of SHEETS) this.#assemble(layout, faults);
    if (faults.length > 0) throw new Refused(faults);
  }

  #assemble(layout: Sheet, faults: FileFault[]): void {
    const sheet = this.#read.get(layout) ?? new SheetEntries(layout.names[0]);
    if (layout.parent !== undefined) {
      this.#attach(layout, layout.parent, sheet, faults);
      return;
    }
    const { entries } = sheet;
    this.#rows.set(layout.key, entries.map((entry) => entry.row));
    if (layout.single) {
      this.catalogue[layout.key] = entries[0]?.value;
      sayZone(sheet, layout, faults);
      return;
    }
    const listed = entries.map((entry) => entry.value as Record_);
    // The parts that the wire format always writes.
    if (listed.length > 0 || layout.key === "parties" || layout.key === "matters") this.catalogue[layout.key] = listed;
    if (layout.key === "packages") for (const entry of listed) entry.matters = [];
  }

  /** Puts the entries of a sheet into those they belong to, the first of that id. */
  #attach(layout: Sheet, parent: string, sheet: SheetEntries, faults: FileFault[]): void {
    const owners = (this.catalogue[parent] ?? []) as Record_[];
    const index = new Map<unknown, number>();
    owners.forEach((owner, at) => index.has(owner.id) || index.set(owner.id, at));
    const known = new Map([...index.keys()].map((id) => [folded(String(id)), String(id)]));
    const unknown = new Map<string, string | undefined>();
    for (const entry of sheet.entries) {
      if (entry.link === undefined) continue;
      const at = index.get(entry.link);
      const owner = at === undefined ? undefined : owners[at];
      if (!owner) {
        if (!unknown.has(entry.link)) {
          unknown.set(entry.link, unknown.size < MOST_HINTS ? nearest(entry.link, known) : undefined);
        }
        faults.push(unknownId(layout, sheet, entry, unknown.get(entry.link)));
        continue;
      }
      owner[layout.key] = [...((owner[layout.key] as unknown[] | undefined) ?? []), entry.value];
      const key = `${parent}.${at}.${layout.key}`;
      this.#rows.set(key, [...(this.#rows.get(key) ?? []), entry.row]);
    }
  }

  /** Faults that the core tells by JSON paths, each at its sheet and cell; those without one keep their path. */
  relocated(faults: readonly FileFault[]): FileFault[] {
    const listed = (text: string) =>
      text.replace(LISTED, (whole, key: string, at: string) => this.place(`$.${key}[${at}]`) ?? whole);
    return faults.map((fault) => ({
      path: this.place(fault.path) ?? fault.path,
      en: listed(fault.en),
      zh: listed(fault.zh),
    }));
  }

  /** The sheet and cell of a JSON path, as `事项!C7`. */
  place(path: string): string | undefined {
    const steps: Step[] = [...path.matchAll(/\.([A-Za-z_]\w*)|\[(\d+)\]/g)].map(([, name, at]) => name ?? Number(at));
    const layout = SHEETS.find((sheet) => sheet.parent === undefined && sheet.key === steps[0]);
    if (!path.startsWith("$") || !layout) return undefined;
    const at = layout.single ? 0 : steps[1];
    const rest = steps.slice(layout.single ? 1 : 2);
    const row = typeof at === "number" ? this.#rows.get(layout.key)?.[at] : undefined;
    if (row === undefined) return place(this.#read.get(layout)?.name ?? layout.names[0], "");
    const [list, inner] = rest;
    if (typeof inner === "number") {
      const child = children(layout.key).find((sheet) => sheet.key === list);
      const within = this.#rows.get(`${layout.key}.${at}.${list}`)?.[inner];
      if (child && within !== undefined) return this.#cell(child, within, rest.slice(2));
    }
    return this.#cell(layout, row, rest);
  }

  #cell(layout: Sheet, row: number, rest: readonly Step[]): string | undefined {
    const sheet = this.#read.get(layout);
    const members = rest.filter((step) => typeof step === "string");
    return sheet && place(sheet.name, sheet.cell(row, columnOf(layout, members)));
  }
}

function columnOf(layout: Sheet, members: readonly string[]): Column | undefined {
  if (layout.plain) return layout.columns.find((column) => column.path.length > 0);
  for (let length = members.length; length > 0; length -= 1) {
    const found = layout.columns.find(
      ({ path }) => path.length > 0 && members.slice(0, length).every((member, at) => path[at] === member),
    );
    if (found) return found;
  }
  return undefined;
}

/** The worksheets of the catalogue, in the order of the layout. */
function matched(book: Book, faults: FileFault[]): [Sheet, string][] {
  const found = new Map<Sheet, string>();
  for (const { name } of book.sheets) {
    const layout = SHEET_OF.get(folded(name));
    const other = layout && found.get(layout);
    if (!layout) {
      if (PASSED_OVER.has(folded(name)) || isOwn(name) || book.sheet(name).empty) continue;
      const near = hint(nearest(name, SHEET_NAMES));
      const [mark] = OWN_MARKS;
      faults.push(
        inSheet(
          name,
          "",
          `unknown sheet${near.en}; correct its name; your own sheets begin with ${mark}`,
          `未知工作表${near.zh}；请更正名称，自用工作表请以 ${mark} 开头`,
        ),
      );
    } else if (other !== undefined) {
      faults.push(
        inSheet(
          name,
          "",
          `the sheet stands beside \`${other}\`, which holds the same; put all into one`,
          `与工作表“${other}”内容相同；请合并为一个`,
        ),
      );
    } else found.set(layout, name);
  }
  return SHEETS.flatMap((layout): [Sheet, string][] => {
    const name = found.get(layout);
    return name === undefined ? [] : [[layout, name]];
  });
}

function sayZone(sheet: SheetEntries, layout: Sheet, faults: FileFault[]): void {
  if (sheet.entries.length === 0) {
    faults.push(
      inSheet(
        sheet.name,
        "",
        `the zone is missing; fill in one row of the sheet ${layout.names.join("/")}`,
        `缺少开发区信息；请在工作表“${layout.names[0]}”填写一行`,
      ),
    );
  }
  for (const { row } of sheet.entries.slice(1)) {
    faults.push(inSheet(sheet.name, sheet.cell(row), "there is one zone only; delete this row", "只能有一行；请删除此行"));
  }
}

function unknownId(layout: Sheet, sheet: SheetEntries, entry: Entry, near: string | undefined): FileFault {
  const owner = SHEETS.find((own) => own.parent === undefined && own.key === layout.parent);
  const link = layout.columns.find((column) => column.path.length === 0);
  const close = hint(near);
  const id = shown(entry.link);
  return inSheet(
    sheet.name,
    sheet.cell(entry.row, link),
    `unknown id \`${id}\`${close.en}; add it to the sheet ${owner?.names.join("/")} or correct it`,
    `未知编号 \`${id}\`${close.zh}；请补入工作表“${owner?.names[0]}”或更正编号`,
  );
}
