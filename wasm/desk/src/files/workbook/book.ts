// What enters: an archive. What leaves: the workbook's sheets by name, its shared texts and which formats are dates.

import type { Archive } from "./archive";
import { type DateFormat, builtInFormat, ownFormat } from "./cells";
import { type RawSheet, readSheet } from "./sheet";
import { attribute, readXml } from "./xml";

export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export class Book {
  readonly sheets: readonly SheetName[];
  readonly from1904: boolean;
  readonly #read = new Map<string, RawSheet>();
  #texts: readonly string[] | undefined;
  #formats: readonly DateFormat[] | undefined;
  readonly #parts: ReadonlyMap<string, string>;

  constructor(readonly archive: Archive) {
    try {
      const main = relations(archive, "_rels/.rels", "").byType.get("officeDocument") ?? "xl/workbook.xml";
      const folder = main.slice(0, main.lastIndexOf("/") + 1);
      const linked = relations(archive, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
      this.#parts = linked.byType;
      const sheets: SheetName[] = [];
      let from1904 = false;
      readXml(archive.part(main), {
        open(name, attributes) {
          if (name === "workbookPr") from1904 = isTrue(attribute(attributes, "date1904"));
          const part = name === "sheet" ? linked.byId.get(relationId(attributes)) : undefined;
          if (part === undefined || !linked.worksheets.has(part)) return;
          const state = attribute(attributes, "state");
          sheets.push({ name: attribute(attributes, "name"), part, hidden: state !== "" && state !== "visible" });
        },
      });
      this.sheets = sheets;
      this.from1904 = from1904;
    } catch (error) {
      throw this.#told(error);
    }
  }

  /** A worksheet by its exact name. */
  sheet(name: string, progress?: (done: number, all: number) => void): RawSheet {
    const known = this.#read.get(name);
    if (known) return known;
    const found = this.sheets.find((sheet) => sheet.name === name);
    try {
      if (!found) throw new Error("the sheet is missing");
      const read = readSheet(name, this.archive.part(found.part), this, progress);
      this.#read.set(name, read);
      return read;
    } catch (error) {
      throw this.#told(error, name);
    }
  }

  /** The shared text of a number. */
  text(index: number): string {
    this.#texts ??= sharedTexts(this.archive, this.#parts.get("sharedStrings"));
    return this.#texts[index] ?? "";
  }

  /** Whether numbers of a cell's style are dates. */
  format(style: number): DateFormat {
    this.#formats ??= dateFormats(this.archive, this.#parts.get("styles"));
    return this.#formats[style] ?? "no";
  }

  #told(error: unknown, sheet = ""): unknown {
    return error instanceof Error && error.name === "Refused" ? error : this.archive.damaged(error, sheet);
  }
}

interface Relations {
  readonly byId: ReadonlyMap<string, string>;
  readonly byType: ReadonlyMap<string, string>;
  readonly worksheets: ReadonlySet<string>;
}

function relations(archive: Archive, name: string, folder: string): Relations {
  const byId = new Map<string, string>();
  const byType = new Map<string, string>();
  const worksheets = new Set<string>();
  readXml(archive.part(name), {
    open(element, attributes) {
      if (element !== "Relationship") return;
      const target = attributes.Target ?? "";
      const part = target.startsWith("/") ? target.slice(1) : normal(folder + target);
      const type = (attributes.Type ?? "").split("/").at(-1) ?? "";
      byId.set(attributes.Id ?? "", part);
      byType.set(type, part);
      if (type === "worksheet") worksheets.add(part);
    },
  });
  return { byId, byType, worksheets };
}

function normal(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

function relationId(attributes: Readonly<Record<string, string>>): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(":id"));
  return key === undefined ? "" : (attributes[key] ?? "");
}

function sharedTexts(archive: Archive, part: string | undefined): readonly string[] {
  const texts: string[] = [];
  if (part === undefined) return texts;
  let text = "";
  let wanted = false;
  let spoken = 0;
  readXml(archive.part(part), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") spoken += 1;
      wanted = name === "t" && spoken === 0;
    },
    close(name) {
      if (name === "si") texts.push(unescaped(text));
      else if (name === "rPh") spoken -= 1;
      wanted = false;
    },
    text(piece) {
      if (wanted) text += piece;
    },
  });
  return texts;
}

function dateFormats(archive: Archive, part: string | undefined): readonly DateFormat[] {
  const own = new Map<number, DateFormat>();
  const styles: DateFormat[] = [];
  if (part === undefined) return styles;
  let inCells = false;
  readXml(archive.part(part), {
    open(name, attributes) {
      if (name === "numFmt") own.set(Number(attributes.numFmtId), ownFormat(attributes.formatCode ?? ""));
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(own.get(id) ?? builtInFormat(id));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return styles;
}

/** A text with the characters that XML cannot hold, which workbooks write as `_x000D_`. */
export function unescaped(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

function isTrue(text: string): boolean {
  return text === "1" || text === "true" || text === "on";
}
