// What enters: nothing. What leaves: the calls that the page makes to its worker, what they take and give, and the messages.

import type { Difference, Digests, Due, Evidence, Finding, Lang, PlannedTransfer, Standing } from "liandong";
import type { FileFault } from "../files/fault";
import type { Form, Kind, Sniffed } from "../files/kind";

/** A file that was dropped, or the sample's text. */
export interface Source {
  readonly name: string;
  readonly form: Form;
  readonly file: Blob | string;
}

/** A catalogue and a profile, as texts. */
export interface ZoneTexts {
  readonly catalogue: string;
  readonly profile: string | undefined;
}

/** What was noticed while events were read. */
export interface LogReport {
  readonly name: string;
  readonly events: number;
  readonly encoding: string | undefined;
  /** Events with characters that could not be decoded. */
  readonly replaced: number;
  readonly faultCount: number;
  /** The first of them. */
  readonly faults: readonly FileFault[];
  readonly unknownColumns: readonly string[];
  readonly days: Days | undefined;
}

export interface Days {
  readonly first: string;
  readonly last: string;
}

/** What an audit is asked for; days as YYYY-MM-DD. */
export interface Asked {
  readonly asOf: string;
  readonly from?: string;
  readonly to?: string;
  readonly norms?: readonly string[];
}

export interface Summary {
  readonly asked: Asked;
  readonly events: number;
  readonly duties: number;
  readonly findings: number;
  readonly standing: readonly Standing[];
  readonly digests: Digests;
}

export const FACETS = ["severity", "department", "norm", "code", "month"] as const;
export type Facet = (typeof FACETS)[number];
export const SORTS = ["severity", "day", "department", "norm", "code", "subject", "elapsed"] as const;
export type Sort = (typeof SORTS)[number];

/** Which findings are shown, in which order. No value chosen of a facet: all of it. */
export interface Choice {
  readonly facets: Readonly<Partial<Record<Facet, readonly string[]>>>;
  readonly text: string;
  readonly sort: Sort;
  readonly descending: boolean;
}

/** Counts of a facet's values; the empty value stands for none. */
export type Counts = readonly (readonly [value: string, count: number])[];

/** How many findings of each severity a value has. */
export interface Bar {
  readonly value: string;
  readonly breach: number;
  readonly review: number;
  readonly info: number;
}

export interface Shown {
  readonly length: number;
  /** Each with what the other facets leave. */
  readonly counts: Readonly<Record<Facet, Counts>>;
  readonly byDepartment: readonly Bar[];
  readonly byMonth: readonly Bar[];
}

/** A finding in a row of the table. */
export interface FindingRow {
  readonly place: number;
  readonly finding: Finding;
  readonly day: string | undefined;
}

/** What changes: only the parts given. */
export interface Change {
  readonly catalogue?: string;
  readonly profile?: string;
  readonly transfers?: readonly PlannedTransfer[];
}

export interface Ahead {
  readonly from: string;
  readonly to: string;
  readonly lang: Lang;
}

export interface Look {
  readonly lang: Lang;
  /** Whether persons are masked. */
  readonly masked: boolean;
}

export type ExportForm = "csv" | "json";

/** What a catalogue or profile file came to: its text, and every fault where it is refused; a workbook has no text to show. */
export interface Opened {
  readonly text?: string;
  readonly faults: readonly FileFault[];
}

export interface Calls {
  begin(given: { module: WebAssembly.Module; zone: ZoneTexts }): void;
  sniff(given: { name: string; file: Blob }): Sniffed;
  open(given: { source: Source; kind: Extract<Kind, "catalogue" | "profile">; catalogue: string }): Opened;
  /** Without a catalogue: the one that was opened last, which need not cross over again. */
  zone(given: { catalogue: string | undefined; profile: string | undefined }): void;
  read(given: { sources: readonly Source[] }): readonly LogReport[];
  audit(given: Asked): Summary;
  show(given: Choice): Shown;
  rows(given: Look & { from: number; to: number }): readonly FindingRow[];
  evidence(given: Look & { place: number }): Evidence;
  breaches(given: Look & { most: number }): readonly Evidence[];
  export(given: Look & { form: ExportForm }): Blob;
  outlook(given: Ahead): readonly Due[];
  ics(given: Ahead): string;
  compare(given: { change: Change; asked: Asked; lang: Lang }): Difference;
}

export type Call = keyof Calls;
export type Given<K extends Call> = Parameters<Calls[K]>[0];
export type Got<K extends Call> = ReturnType<Calls[K]>;

export const STAGES = ["reading", "parsing", "judging", "writing"] as const;

/** How far a call is; `all` is 0 where that is not known. */
export interface Progress {
  readonly stage: (typeof STAGES)[number];
  readonly name: string;
  readonly done: number;
  readonly all: number;
}

export type Request = { readonly id: number; readonly call: Call; readonly given: unknown };
export type Reply =
  | { readonly id: number; readonly got: unknown }
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly refused: readonly FileFault[] }
  | { readonly id: number; readonly crashed: string };
