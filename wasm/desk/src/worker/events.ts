// What enters: files of events. What leaves: one log of them all, and what was noticed in each.

import { EventLog, type EventRecord, type EventView, LiandongError } from "liandong";
import { bytesOf } from "../files/bytes";
import { type FileFault, Refused, place } from "../files/fault";
import { HEAD, decoded } from "../files/kind";
import type { LogReport, Progress, Source } from "./protocol";

/** So many faults of a file are told; their number is told whole. */
const MOST_FAULTS = 500;
const LONGEST_LINE = 200;

type Tell = (progress: Progress) => void;

export interface Read {
  readonly log: EventLog;
  readonly reports: readonly LogReport[];
}

/** Reads all sources; throws {@link Refused} with the faults of every file that is no log at all. */
export async function readLogs(sources: readonly Source[], tell: Tell): Promise<Read> {
  const logs: EventLog[] = [];
  const reports: LogReport[] = [];
  const refused: FileFault[] = [];
  for (const source of sources) {
    try {
      const { log, report } = await readLog(source, tell);
      logs.push(log);
      reports.push(report);
    } catch (error) {
      refused.push(...faultsOf(error, source.name));
    }
  }
  if (refused.length > 0) {
    for (const log of logs) log.free();
    throw new Refused(refused);
  }
  const [only, ...more] = logs;
  return { log: more.length === 0 && only ? only : joined(logs), reports };
}

/** What a refusal of the package's, or of a file reader's, says of a file; what is no refusal is thrown on. */
export function faultsOf(error: unknown, name: string): readonly FileFault[] {
  if (error instanceof Refused) return error.faults;
  if (!(error instanceof LiandongError)) throw error;
  if (error.faults.length === 0) return [{ path: name, en: error.message, zh: error.zh }];
  return error.faults.map(({ path, en, zh }) => ({ path: path === "$.header" ? name : path, en, zh }));
}

/** The bytes of a source. */
export async function sourceBytes({ name, file }: Source, tell: Tell): Promise<Uint8Array> {
  if (typeof file === "string") return new TextEncoder().encode(file);
  return readable(name, () => bytesOf(file, (done, all) => tell({ stage: "reading", name, done, all })));
}

/** Reads; a folder, or a file that was moved or is on a stick that was pulled, is refused. */
export async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    // What lacks memory is no trouble of the file.
    if (!(error instanceof DOMException)) throw error;
    const en = `it cannot be read (${error.message}); check that it is a file and still there, and choose it again`;
    throw new Refused([{ path: name, en, zh: `无法读取（${error.message}）；请确认它是文件且仍在原处，再重新选择` }]);
  }
}

async function readLog(source: Source, tell: Tell): Promise<{ log: EventLog; report: LogReport }> {
  const { name, form } = source;
  const bytes = await sourceBytes(source, tell);
  const parsing = (done: number, all: number) => tell({ stage: "parsing", name, done, all });
  parsing(0, 0);
  if (form === "workbook") return readWorkbook(name, bytes, parsing);
  const where = (line: number) => `${name}:${line}`;
  if (form === "csv") {
    const { log, notes } = readCsv(name, bytes);
    return { log, report: reported(name, log, where, notes) };
  }
  const log = form === "json" ? EventLog.fromJson(bytes) : EventLog.fromNdjson(bytes);
  return { log, report: reported(name, log, where, []) };
}

function readCsv(name: string, bytes: Uint8Array): { log: EventLog; notes: readonly FileFault[] } {
  try {
    return { log: EventLog.fromCsv(bytes), notes: [] };
  } catch (error) {
    const rest = misdeclared(bytes);
    if (rest) {
      const log = EventLog.fromCsv(rest, { encoding: "GB18030" });
      const en = "its mark says UTF-8, its bytes are GB18030; it was read as GB18030";
      return { log, notes: [{ path: name, en, zh: "文件标记为 UTF-8，内容却是 GB18030；已按 GB18030 读取" }] };
    }
    throw new Refused([...faultsOf(error, name), firstLine(name, bytes)]);
  }
}

/** What follows the mark of UTF-8, where that is text in GB 18030 and none in UTF-8. */
function misdeclared(bytes: Uint8Array): Uint8Array | undefined {
  const reads = (encoding: string, own: Uint8Array): boolean => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(own);
      return true;
    } catch {
      return false;
    }
  };
  const rest = bytes.subarray(3);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked && !reads("utf-8", rest) && reads("gb18030", rest) ? rest : undefined;
}

/** What the first line reads, so that one sees what the columns were taken for. */
function firstLine(name: string, bytes: Uint8Array): FileFault {
  const [line = ""] = decoded(bytes.subarray(0, HEAD)).split(/\r?\n/, 1);
  const text = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
  const en = `the first line reads: ${text}; columns stand apart by commas, semicolons or tabs`;
  return { path: `${name}:1`, en, zh: `首行为：${text}；各列应以逗号、分号或制表符分隔` };
}

async function readWorkbook(
  name: string,
  bytes: Uint8Array,
  parsing: (done: number, all: number) => void,
): Promise<{ log: EventLog; report: LogReport }> {
  const { openBook, eventTable } = await import("../files/workbook/excel");
  const { sheet, rows, numbers, notes } = eventTable(openBook(name, bytes), parsing);
  const log = EventLog.fromTable(rows);
  // A line counts the rows of the table; the person sees those of the sheet.
  const row = (line: number) => numbers[line - 1] ?? line;
  return { log, report: reported(name, log, (line) => place(sheet, `A${row(line)}`), notes, row) };
}

/** What is said of a line, with the number that the person sees. */
function renumbered(said: string, row: number): string {
  return said.replace(/^(line |第 )\d+/, `$1${row}`);
}

function reported(
  name: string,
  log: EventLog,
  where: (line: number) => string,
  notes: readonly FileFault[],
  row: (line: number) => number = (line) => line,
): LogReport {
  const lines = log.faults
    .slice(0, MOST_FAULTS)
    .map(({ line, en, zh }) => ({ path: where(line), en: renumbered(en, row(line)), zh: renumbered(zh, row(line)) }));
  return {
    name,
    events: log.length,
    encoding: log.encoding,
    replaced: log.replacedLines,
    faultCount: log.faults.length + notes.length,
    faults: [...notes, ...lines].slice(0, MOST_FAULTS),
    unknownColumns: log.unknownColumns.map((column) => column.name),
    days: log.days,
  };
}

/** One log of the events of several; rows that are none are told in the report of their file. */
function joined(logs: readonly EventLog[]): EventLog {
  const events: EventRecord[] = [];
  for (const log of logs) {
    for (let at = 0; at < log.length; at += 1) {
      const event = log.at(at);
      if (event) events.push(asWritten(event));
    }
    log.free();
  }
  return EventLog.of(events);
}

function asWritten({ handledVia, refersTo, ...same }: EventView): EventRecord {
  return {
    kind: "",
    ...same,
    ...(handledVia && { handled_via: handledVia }),
    ...(refersTo !== undefined && { refers_to: refersTo }),
  };
}
