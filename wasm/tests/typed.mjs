// Every vector's answer as a TypeScript literal of the type that the package declares for it: in comes a folder of vectors, out
// target/wasm/check/vectors.ts, which `tsc` then reads. A member that a type lacks, or asks for in vain, is an error there.

import { mkdir, writeFile } from "node:fs/promises";

import { read } from "./folder.mjs";

const OUT = new URL("../../target/wasm/check/", import.meta.url);
const answers = (value) => `{ value: ${value}; reasons: readonly L.Reason[] } | (L.Silence & { reasons: readonly L.Reason[] })`;
const values = (value) => `{ value: ${value} }`;
const TYPES = {
  approver: answers("string"),
  status: answers("L.TransferStatus"),
  timeline: values("readonly L.Stretch[]"),
  responsibilities: answers("readonly L.Assignment[] | readonly L.Binding[]"),
  permits: answers("L.Verdict"),
  package: answers("L.PackageView"),
  relation: answers("L.Relation"),
  duties: values("readonly L.Duty[]"),
  audit: values(
    "{ duties: readonly L.Duty[]; findings: readonly L.Finding[]; standing: readonly L.Standing[]; " +
      "cases?: readonly L.CaseStanding[]; projects?: readonly L.ProjectStanding[]; hindsight?: readonly L.Hindsight[] }",
  ),
  outlook: values("{ asOf: string; from: string; to: string; entries: readonly L.Due[] }"),
  compare: values("L.Difference"),
  sensitivity: values("readonly L.Trial[]"),
  record: values("L.Effect"),
  lint: values("readonly L.Lint[]"),
  evidence: values("L.Evidence"),
  norms: values("readonly L.NormRow[]"),
  readings: values("readonly L.ReadingRow[]"),
  finding_codes: values("readonly L.FindingCodeRow[]"),
  lint_codes: values("readonly L.LintCodeRow[]"),
  event_kinds: values("readonly L.EventKindRow[]"),
};

function camel(value) {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== "object" || value === null) return value;
  const named = (name) => name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [named(name), camel(own)]));
}

const whole = (await read(process.argv[2])).filter(({ partial, expect }) => partial === undefined && !("error" in expect));
const lines = ['import type * as L from "liandong";', ""];
for (const { id, ask, expect } of whole) {
  const { digests: _, compared_with: __, ...told } = expect;
  lines.push(`// ${id}`, `export const v${lines.length}: ${TYPES[ask.ask]} = ${JSON.stringify(camel(told))};`);
}
for (const [name, type] of [["catalogue", "L.CatalogueRecord"], ["profile", "L.ProfileRecord"]]) {
  const seen = new Set(whole.flatMap((vector) => (vector[name] === undefined ? [] : [JSON.stringify(vector[name])])));
  for (const own of seen) lines.push(`export const r${lines.length}: ${type} = ${own};`);
}
for (const { ask } of whole) {
  // A log may hold lines that are no events.
  for (const event of (ask.events ?? []).filter((own) => "at" in Object(own) && "kind" in own)) lines.push(`export const e${lines.length}: L.EventRecord = ${JSON.stringify(event)};`);
}
await mkdir(OUT, { recursive: true });
await writeFile(new URL("vectors.ts", OUT), lines.join("\n"));
console.log(`${whole.length} answers, ${lines.length} lines`);
