// What enters: the bytes of a worksheet. What leaves: its rows of values, its merged ranges, and the cells that have no value.

import type { Book } from "./book";
import { unescaped } from "./book";
import { type Cell, type Range, clockOf, momentOf, momentOfText, rangeOf, referenced } from "./cells";
import { readXml } from "./xml";

/** A cell without a value: an error (`text` is what it shows), or a formula that was never calculated. */
export interface Flaw {
  readonly row: number;
  readonly column: number;
  readonly what: "error" | "formula";
  readonly text: string;
}

export interface RawRow {
  /** From 0. */
  readonly row: number;
  /** By column, from 0; what is missing at the end is blank. */
  readonly cells: Cell[];
}

export interface RawSheet {
  readonly name: string;
  /** Rows with a cell that has a value, from the top. */
  readonly rows: readonly RawRow[];
  readonly merged: readonly Range[];
  readonly flaws: readonly Flaw[];
  readonly empty: boolean;
}

const MOST_COLUMNS = 16_384;

export function readSheet(
  name: string,
  bytes: Uint8Array,
  book: Book,
  progress?: (done: number, all: number) => void,
): RawSheet {
  const reader = new Reader(book);
  readXml(bytes, {
    open: (element, attributes) => reader.open(element, attributes),
    close: (element) => reader.close(element),
    text: (text) => reader.text(text),
    ...(progress && { progress }),
  });
  const { rows, merged, flaws } = reader;
  rows.sort((one, other) => one.row - other.row);
  return { name, rows, merged, flaws, empty: rows.length === 0 && flaws.length === 0 };
}

class Reader {
  readonly rows: RawRow[] = [];
  readonly merged: Range[] = [];
  readonly flaws: Flaw[] = [];
  #row = -1;
  #column = -1;
  #cells: Cell[] | undefined;
  #type = "";
  #style = 0;
  #formula = false;
  #value: string | undefined;
  #wanted = false;
  #spoken = 0;

  constructor(readonly book: Book) {}

  open(element: string, attributes: Readonly<Record<string, string>>): void {
    this.#wanted = element === "v" || (element === "t" && this.#spoken === 0);
    switch (element) {
      case "row":
        this.#row = attributes.r === undefined ? this.#row + 1 : Number(attributes.r) - 1;
        this.#column = -1;
        this.#cells = undefined;
        break;
      case "c": {
        const at = attributes.r === undefined ? null : referenced(attributes.r);
        this.#column = at ? at[1] : this.#column + 1;
        if (at) this.#row = at[0];
        this.#type = attributes.t ?? "n";
        this.#style = Number(attributes.s ?? 0);
        this.#formula = false;
        this.#value = undefined;
        break;
      }
      case "f":
        this.#formula = true;
        break;
      case "rPh":
        this.#spoken += 1;
        break;
      case "mergeCell": {
        const range = rangeOf(attributes.ref ?? "");
        if (range) this.merged.push(range);
        break;
      }
    }
    // A text without characters is a text all the same.
    if (this.#wanted) this.#value ??= "";
  }

  text(text: string): void {
    if (this.#wanted) this.#value += text;
  }

  close(element: string): void {
    this.#wanted = false;
    if (element === "rPh") this.#spoken -= 1;
    if (element === "c") this.#keep();
  }

  #keep(): void {
    const { flaws } = this;
    const at = { row: this.#row, column: this.#column };
    if (this.#column >= MOST_COLUMNS) return;
    if (this.#type === "e") {
      flaws.push({ ...at, what: "error", text: this.#value || "#N/A" });
      return;
    }
    if (this.#formula && !this.#value && this.#type !== "str") {
      flaws.push({ ...at, what: "formula", text: "" });
      return;
    }
    const cell = this.#value === undefined ? null : this.#cell(this.#value);
    if (cell === null || cell === "") return;
    if (!this.#cells) {
      this.#cells = [];
      this.rows.push({ row: this.#row, cells: this.#cells });
    }
    // No holes: a hole would be no blank cell to whoever goes over the row.
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = cell;
  }

  #cell(value: string): Cell {
    switch (this.#type) {
      case "s":
        return this.book.text(Number(value));
      case "inlineStr":
      case "str":
        return unescaped(value);
      case "b":
        return value === "1" || value === "true";
      case "d":
        return momentOfText(value);
      default: {
        const number = Number(value);
        if (value.trim() === "" || Number.isNaN(number)) return value.trim();
        const format = this.book.format(this.#style);
        if (format === "clock") return clockOf(number);
        return (format === "day" && momentOf(number, this.book.from1904)) || number;
      }
    }
  }
}
