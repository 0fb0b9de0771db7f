// The types of error.js.

/** One fault of an input. */
export interface Fault {
  /** The place as a JSON path, for example `$.matters[17].original`. */
  path: string;
  /** What is wrong and how to mend it, in English. */
  en: string;
  /** The same in Chinese. */
  zh: string;
}

/** A value that liandong refuses; `message` is in English. */
export class LiandongError extends Error {
  private constructor();
  readonly name: "LiandongError";
  /** What was refused. */
  readonly kind: "catalogue" | "profile" | "day" | "unknown_matter";
  /** The message in Chinese. */
  readonly zh: string;
  /** Every fault of a refused catalogue or profile; otherwise empty. */
  readonly faults: readonly Fault[];
  /** Up to three known ids that resemble an unknown one; otherwise empty. */
  readonly nearest: readonly string[];
}
