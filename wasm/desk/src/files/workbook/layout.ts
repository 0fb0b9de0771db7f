// What enters: the declarations of the catalogue workbook (`layout.json`, written by `scripts/layout.py` from the Python
// package's). What leaves: sheets, columns and closed lists, and how they are found by what a person writes.

import declared from "./layout.json";
import { folded, nearest } from "./words";

export type Kind =
  | "id"
  | "text"
  | "word"
  | "open_word"
  | "yes_no"
  | "presence"
  | "day"
  | "day_as_written"
  | "year"
  | "list";

type Pair = readonly [zh: string, en: string];

/** A column: which member of an entry it holds (empty: the link to the sheet of its parent) and how. */
export interface Column {
  readonly path: readonly string[];
  readonly headings: Pair;
  readonly kind: Kind;
  readonly required?: boolean;
  readonly words?: string;
}

/** A sheet: a list of the catalogue (`key`), or a list `key` within each entry of the sheet `parent`. */
export interface Sheet {
  readonly key: string;
  readonly names: Pair;
  readonly parent?: string;
  /** The one entry that is no list. */
  readonly single?: boolean;
  /** Its entries are texts, not objects. */
  readonly plain?: boolean;
  readonly columns: readonly Column[];
}

type Entries = Readonly<Record<string, readonly [zh: readonly string[], en: readonly string[]]>>;

const layout = declared as unknown as {
  readonly sheets: readonly Sheet[];
  readonly instructions: readonly string[];
  readonly words: Readonly<Record<string, Entries>>;
};

export const SHEETS = layout.sheets;
/** A sheet or heading that begins with one of these is the filler's own and is passed over. */
export const OWN_MARKS = ["#", "＃"];
/** Sheets by their folded names, and the names as written. */
export const SHEET_OF = new Map(SHEETS.flatMap((sheet) => sheet.names.map((name) => [folded(name), sheet])));
export const SHEET_NAMES = new Map(SHEETS.flatMap((sheet) => sheet.names.map((name) => [folded(name), name])));
export const PASSED_OVER = new Set(layout.instructions.map(folded));

export function isOwn(name: string): boolean {
  return OWN_MARKS.some((mark) => name.startsWith(mark));
}

export function children(parent: string): readonly Sheet[] {
  return SHEETS.filter((sheet) => sheet.parent === parent);
}

/** A closed list: each code with its Chinese and English words, of which the first is offered. */
export class Words {
  readonly #codes = new Map<string, string>();
  readonly #written = new Map<string, string>();

  constructor(readonly entries: Entries) {
    for (const [code, languages] of Object.entries(entries)) {
      this.#codes.set(folded(code), code);
      for (const word of languages.flat()) {
        this.#codes.set(folded(word), code);
        this.#written.set(folded(word), word);
      }
    }
  }

  code(word: string): string | undefined {
    return this.#codes.get(folded(word));
  }

  offered(lang: "zh" | "en"): string[] {
    return Object.values(this.entries).map((entry) => entry[lang === "zh" ? 0 : 1][0] ?? "");
  }

  nearest(word: string): string | undefined {
    return nearest(word, this.#written);
  }
}

const LISTS = new Map(Object.entries(layout.words).map(([name, entries]) => [name, new Words(entries)]));

export function wordsOf(column: Column): Words | undefined {
  return LISTS.get(column.words ?? (column.kind === "yes_no" || column.kind === "presence" ? "yes_no" : ""));
}
