// The registers: in comes nothing, out norms, readings and codes in Chinese and English, as every rulebook has them.

import type { EventKindRow, FindingCodeRow, LintCodeRow, NormRow, ReadingRow } from "./answers.js";
import { read } from "./camel.js";
import { register } from "./liandong.js";

function rows<T>(ask: string): readonly T[] {
  return read<{ value: T[] }>(register(JSON.stringify({ ask }))).value;
}

/** The register of norms: what each asks of whom, and what can be said of it on data. */
export function norms(): readonly NormRow[] {
  return rows("norms");
}

/** The register of readings, each with its options. */
export function readings(): readonly ReadingRow[] {
  return rows("readings");
}

/** The register of finding codes. */
export function findingCodes(): readonly FindingCodeRow[] {
  return rows("finding_codes");
}

/** The register of lint codes. */
export function lintCodes(): readonly LintCodeRow[] {
  return rows("lint_codes");
}

/** The register of event kinds. */
export function eventKinds(): readonly EventKindRow[] {
  return rows("event_kinds");
}
