// What the module refuses, as errors of their own: in comes an error of the wire format, out a typed `Error`.

import type { Silence } from "./answers.js";

/** One fault of an input: where it is, what is wrong and how to mend it, in Chinese and English. */
export interface Fault {
  /** The place as a JSON path, for example `$.matters[17].original`. */
  readonly path: string;
  /** What is wrong and how to mend it, in English. */
  readonly en: string;
  /** The same in Chinese. */
  readonly zh: string;
}

/** Anything that liandong refuses. `message` is in English. */
export class LiandongError extends Error {
  /** The name of its class, whatever a bundler makes of that. */
  override readonly name: string = "LiandongError";
  /** The message in Chinese. */
  readonly zh: string;
  /** Every fault of a refused input; otherwise empty. */
  readonly faults: readonly Fault[];

  /** @internal */
  constructor(message: string, zh: string, faults: readonly Fault[] = []) {
    super(message);
    this.zh = zh;
    this.faults = faults;
  }
}

/** A catalogue, profile, transfer, question, option or ledger's state that is refused; `faults` lists every fault. */
export class InputError extends LiandongError {
  /** The name of its class. */
  override readonly name = "InputError";
}

/** A file whose header or JSON does not tell what its rows are; `faults` lists every fault of a header. */
export class ReadError extends LiandongError {
  /** The name of its class. */
  override readonly name = "ReadError";
}

/** An audit that its `onProgress` stopped by giving `false`. */
export class StoppedError extends LiandongError {
  /** The name of its class. */
  override readonly name = "StoppedError";
}

/** An id that the catalogue does not hold. */
export class UnknownIdError extends LiandongError {
  /** The name of its class. */
  override readonly name = "UnknownIdError";
  /** What the id was meant to name. */
  readonly kind: "matter" | "party" | "person" | "project" | "package";
  /** The id as it was given. */
  readonly id: string;
  /** Up to three known ids that resemble it, nearest first. */
  readonly nearest: readonly string[];

  /** @internal */
  constructor(message: string, zh: string, kind: UnknownIdError["kind"], id: string, nearest: readonly string[]) {
    super(message, zh);
    this.kind = kind;
    this.id = id;
    this.nearest = nearest;
  }
}

/** A finding's place beyond those that an audit has. */
export class NoFindingError extends LiandongError {
  /** The name of its class. */
  override readonly name = "NoFindingError";
  /** How many findings there are. */
  readonly findings: number;

  /** @internal */
  constructor(message: string, zh: string, findings: number) {
    super(message, zh);
    this.findings = findings;
  }
}

/** An answer's `unwrap` where the text does not decide or does not apply. */
export class UndecidedError extends LiandongError {
  /** The name of its class. */
  override readonly name = "UndecidedError";
  /** Why there is no value. */
  readonly silence: Silence;

  /** @internal */
  constructor(message: string, zh: string, silence: Silence) {
    super(message, zh);
    this.silence = silence;
  }
}

/** An error as the wire format writes it. */
interface WireError {
  readonly kind: string;
  readonly message: string;
  readonly zh: string;
  readonly faults?: readonly Fault[];
  readonly nearest?: readonly string[];
  readonly findings?: number;
}

/** The error of a refusal; the question that was refused holds the id that is unknown. @internal */
export function errorOf(error: WireError, question: object = {}): LiandongError {
  const { kind, message, zh, faults } = error;
  if (kind === "input") return new InputError(message, zh, faults);
  if (kind === "read") return new ReadError(message, zh, faults);
  if (kind === "stopped") return new StoppedError(message, zh);
  if (kind === "unknown_finding") return new NoFindingError(message, zh, error.findings ?? 0);
  const what = kind.slice("unknown_".length) as UnknownIdError["kind"];
  const id = texts(question).find((own) => message.startsWith(`unknown ${what} \`${own}\``));
  return new UnknownIdError(message, zh, what, id ?? "", error.nearest ?? []);
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** Calls into the module; what it throws as JSON is thrown as an error. @internal */
export function calling<T>(call: () => T): T {
  try {
    return call();
  } catch (thrown) {
    if (typeof thrown === "string") throw errorOf(JSON.parse(thrown));
    throw thrown;
  }
}

/** A refused option or argument. @internal */
export function refused(path: string, en: string, zh: string): InputError {
  return new InputError(`options refused: ${path}: ${en}`, `选项未被接受：${path}：${zh}`, [{ path, en, zh }]);
}
