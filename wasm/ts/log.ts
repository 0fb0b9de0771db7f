// Logs: in come files and events, out an `EventLog` for audits, with what was noticed while it was read.

import { calling, refused } from "./errors.js";
import { bytes, json } from "./given.js";
import { camel, read } from "./camel.js";
import type { EventKind } from "./codes.js";
import type { EventView } from "./findings.js";
import { Held } from "./held.js";
import type { LogLike } from "./asked.js";
import { Log, encoding as encodingOf } from "./liandong.js";
import type { EventRecord } from "./records.js";
import { Rows, counted } from "./rows.js";

/** A row that is no event. It stays in the log, costs only itself, and an audit finds it. */
export interface LineFault {
  /** Its line, counted from 1; of an array, its place. */
  readonly line: number;
  /** The column at fault, counted from 1, and its name as written. */
  readonly column?: ColumnName;
  /** What is wrong and how to mend it, in English. */
  readonly en: string;
  /** The same in Chinese; of JSON, in English. */
  readonly zh: string;
}

/** A column by its place, counted from 1, and its name as written. */
export interface ColumnName {
  /** Its place, counted from 1. */
  readonly place: number;
  /** Its name as written. */
  readonly name: string;
}

/** The encoding of a text file. */
export type Encoding = "UTF-8" | "UTF-16LE" | "UTF-16BE" | "GB18030";

/** How a table of events is read. */
export interface TableOptions {
  /** What an office's own column names mean, such as `{ 办结时间: "at", 备注: null }`; null is to be passed over. */
  readonly columns?: { readonly [name: string]: string | null } | undefined;
  /** What an office's own values mean, such as `{ kind: { 出证: "decision" } }`, of any column but times. */
  readonly values?: { readonly [field: string]: { readonly [name: string]: EventKind | (string & {}) } } | undefined;
  /** From when the day numbers of a spreadsheet count, if times are numbers. */
  readonly serialDates?: 1900 | 1904 | undefined;
  /** Whether 00:00:00 is a day without a time, as databases write it; else it is midnight. */
  readonly midnightsAreDays?: boolean | undefined;
}

const ENCODINGS: readonly Encoding[] = ["UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"];

/** How CSV is read. */
export interface CsvOptions extends TableOptions {
  /** The encoding, if it is not to be found out. */
  readonly encoding?: Encoding | undefined;
  /** What stands between cells, if it is not to be found out. */
  readonly delimiter?: "," | ";" | "\t" | undefined;
  /** Whether a row may have fewer cells than the header. */
  readonly shortRows?: boolean | undefined;
}

/** A cell of a sheet. A `Date` is what sheets hold: a day and time without a zone, in its UTC parts. */
export type Cell = string | number | boolean | Date | null | undefined;

/** Events in any order. A time without a zone is in the zone's own time, +08:00; one with a zone is converted. */
export class EventLog {
  /** The encoding that a file was read in. */
  readonly encoding: Encoding | undefined;
  /** What stood between the cells of a CSV file. */
  readonly delimiter: string | undefined;
  /** How many events hold the replacement character U+FFFD: bytes that the encoding has no character for, or an earlier loss. */
  readonly replacedLines: number;
  /** Columns that mean no field. Nothing of them is in the log. */
  readonly unknownColumns: readonly ColumnName[];
  /** The rows that are no events, each with the reason. */
  readonly faults: Rows<LineFault>;
  /** How many events there are, rows that are none left out. */
  readonly length: number;
  /** The first and last day of its events. */
  readonly days: { readonly first: string; readonly last: string } | undefined;
  /** @internal */
  readonly held: Held<Log>;

  private constructor(raw: Log, encoding?: Encoding) {
    this.held = new Held(raw);
    this.encoding = encoding;
    this.delimiter = raw.delimiter;
    this.replacedLines = raw.replaced_lines;
    this.unknownColumns = JSON.parse(raw.unknown_columns());
    this.faults = new Rows(raw.fault_count, (from, to) => read(this.held.raw.faults(from, to)));
    this.length = raw.length;
    const days: [string, string] | null = JSON.parse(raw.days());
    this.days = days === null ? undefined : { first: days[0], last: days[1] };
  }

  /** @internal */
  static made(raw: Log, encoding?: Encoding): EventLog {
    return new EventLog(raw, encoding);
  }

  /**
   * A log from CSV: bytes in UTF-8, UTF-16 or GB18030, or a text.
   *
   * The first line names the columns, in English or Chinese, in any order; `at` (时间) and `kind` (种类) are required.
   *
   * @throws {ReadError} with every fault of a header that does not tell what the columns are
   * @throws {InputError} with every fault of the options
   */
  static fromCsv(file: Uint8Array | ArrayBuffer | string, options: CsvOptions = {}): EventLog {
    const { encoding, serialDates, midnightsAreDays, shortRows, ...rest } = options;
    const given = JSON.stringify({
      ...rest,
      encoding: "UTF-8",
      serial_dates: serialDates,
      midnights_are_days: midnightsAreDays,
      short_rows: shortRows,
    });
    return recoded(file, encoding, (bytes) => Log.csv(bytes, given));
  }

  /** A log from JSON lines, one event a line: bytes or a text. */
  static fromNdjson(file: Uint8Array | ArrayBuffer | string, options: { readonly encoding?: Encoding | undefined } = {}): EventLog {
    return recoded(file, options.encoding, (bytes) => Log.ndjson(bytes));
  }

  /**
   * A log from a JSON array of events: bytes or a text.
   *
   * @throws {ReadError} when it is none
   */
  static fromJson(file: Uint8Array | ArrayBuffer | string, options: { readonly encoding?: Encoding | undefined } = {}): EventLog {
    return recoded(file, options.encoding, (bytes) => Log.array(bytes));
  }

  /** A log of events. */
  static of(events: readonly EventRecord[]): EventLog {
    return EventLog.fromJson(json(events));
  }

  /**
   * A log from the rows of a sheet, the first of which names the columns, as `fromCsv`. Line ends within a cell become blanks,
   * so that a fault's line is its row.
   *
   * @throws {ReadError} with every fault of a header that does not tell what the columns are
   * @throws {InputError} with every fault of the options
   */
  static fromTable(rows: readonly (readonly Cell[])[], options: TableOptions = {}): EventLog {
    if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
      throw refused("$.rows", "no list of rows; give each row as a list of cells", "不是行的列表；请将每行给作单元格的列表");
    }
    const lines = rows.map((row) => row.map(cell).join(","));
    return EventLog.fromCsv(lines.join("\n"), { ...options, delimiter: ",", shortRows: true });
  }

  /** The event at a place, in the order they came, negative from the end, as an array's; `undefined` beyond. */
  at(place: number): EventView | undefined {
    const from = counted(place, this.length);
    const event = from >= 0 && from < this.length ? this.held.raw.event(from) : undefined;
    return event === undefined ? undefined : camel<EventView>(JSON.parse(event));
  }

  /** Gives its memory back at once; otherwise that happens when nothing refers to it any more. It answers nothing afterwards. */
  free(): void {
    this.held.free();
  }

  /** As `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return "";
    const text = value.toISOString().slice(0, 19);
    return text.endsWith("T00:00:00") ? text.slice(0, 10) : text;
  }
  const text = String(value).replace(/\r\n|[\r\n]/g, " ");
  return /[",]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** How much is decoded at a time. */
const CHUNK = 1 << 22;

/** Reads bytes in UTF-8. Other encodings the platform knows: what it decodes is encoded anew, a chunk at a time. */
function recoded(given: Uint8Array | ArrayBuffer | string, encoding: Encoding | undefined, reading: (bytes: Uint8Array) => Log): EventLog {
  if (typeof given === "string") return EventLog.made(calling(() => reading(new TextEncoder().encode(given))));
  const file = bytes(given);
  const found = encoding ?? (encodingOf(file) as Encoding);
  if (!ENCODINGS.includes(found)) {
    const [en, zh] = [`use one of ${ENCODINGS.join(", ")}`, `可用 ${ENCODINGS.join("、")}`];
    throw refused("$.encoding", `unknown encoding \`${String(found)}\`; ${en}`, `未知编码 \`${String(found)}\`；${zh}`);
  }
  return EventLog.made(calling(() => reading(found === "UTF-8" ? file : inUtf8(file, found))), found);
}

function inUtf8(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  const [decoder, encoder] = [new TextDecoder(encoding.toLowerCase()), new TextEncoder()];
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const more = from + CHUNK < bytes.length;
    chunks.push(encoder.encode(decoder.decode(bytes.subarray(from, from + CHUNK), { stream: more })));
  }
  const text = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    text.set(chunk, at);
    at += chunk.length;
  }
  return text;
}

/** What is asked of a log; one that was made for that is freed again, for a loop leaves the collector no time. @internal */
export function over<T>(log: LogLike, ask: (raw: Log) => T): T {
  if (log instanceof EventLog) return calling(() => ask(log.held.raw));
  const own = EventLog.of(log);
  try {
    return over(own, ask);
  } finally {
    own.free();
  }
}
