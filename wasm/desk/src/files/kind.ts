// What enters: a file's name and first bytes. What leaves: what it is and how it is written.

/** What a file says; a person may say otherwise. */
export type Kind = "catalogue" | "profile" | "events" | "unknown";
/** How it is written. */
export type Form = "csv" | "ndjson" | "json" | "workbook";

export interface Sniffed {
  readonly kind: Kind;
  readonly form: Form;
}

export const KINDS = ["catalogue", "profile", "events"] as const satisfies readonly Kind[];
/** So many bytes tell what a file is. */
export const HEAD = 1 << 18;

/** What the first bytes tell; of a workbook only that it is one. */
export function sniff(head: Uint8Array): Sniffed {
  if (startsWith(head, [0x50, 0x4b]) || startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { kind: "unknown", form: "workbook" };
  }
  const text = headText(head).trimStart();
  if (text.startsWith("[")) return { kind: "events", form: "json" };
  if (text.startsWith("{")) return ofObject(text);
  const [line = ""] = text.split(/\r?\n/, 1);
  // A table has columns, and no control characters but the blanks.
  const table = /[,;\t|，；]/.test(line) && !/[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 4096));
  return { kind: table ? "events" : "unknown", form: "csv" };
}

function ofObject(text: string): Sniffed {
  const [line = ""] = text.split(/\r?\n/, 1);
  try {
    const first: unknown = JSON.parse(line);
    if (isRecord(first) && "at" in first && "kind" in first) return { kind: "events", form: "ndjson" };
  } catch {
    // The object goes on in the next line.
  }
  if (/"(zone|parties|matters)"\s*:/.test(text)) return { kind: "catalogue", form: "json" };
  if (/"(readings|limits|calendar)"\s*:/.test(text)) return { kind: "profile", form: "json" };
  return /"(at|kind)"\s*:/.test(text) ? { kind: "events", form: "ndjson" } : { kind: "unknown", form: "json" };
}

/** The text of a catalogue or profile: UTF-8, UTF-16 by its mark, or else GB 18030. */
export function decoded(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder("utf-16le").decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

function headText(head: Uint8Array): string {
  const text = decoded(head);
  // A character cut in two at the end makes good UTF-8 look like GB 18030.
  return head.length < HEAD || startsWith(head, [0xff, 0xfe]) ? text : new TextDecoder("utf-8").decode(head);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
