// What enters: a difference. What leaves: its findings by code, its duties by norm, its changes of hands side by side.

import type { Difference, Finding } from "liandong";

/** What happens to a finding. */
export type Turn = "gone" | "come" | "turned";

/** A finding that the change takes away, brings or turns. */
export interface Turned {
  readonly turn: Turn;
  readonly before: Finding | undefined;
  readonly after: Finding | undefined;
  /** Whichever there is, the later one first. */
  readonly shown: Finding;
}

/** Findings of one code and severity. */
export interface FindingGroup {
  readonly code: string;
  readonly severity: Finding["severity"];
  readonly norm: string | undefined;
  readonly counts: Readonly<Record<Turn, number>>;
  readonly findings: readonly Turned[];
}

const SEVERITIES = ["breach", "review", "info"];

/** Groups findings by code and severity: breaches first, the most first. */
export function findingGroups(findings: Difference["findings"]): readonly FindingGroup[] {
  const groups = new Map<string, Turned[]>();
  for (const { before, after } of findings) {
    const shown = after ?? before;
    if (!shown) continue;
    const turn = before === undefined ? "come" : after === undefined ? "gone" : "turned";
    const key = `${shown.severity} ${shown.code}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ turn, before, after, shown });
  }
  const all = [...groups.values()].flatMap((own): FindingGroup[] => {
    const first = own[0]?.shown;
    if (!first) return [];
    const count = (turn: Turn): number => own.filter((one) => one.turn === turn).length;
    return [{ code: first.code, severity: first.severity, norm: first.norm, counts: { gone: count("gone"), come: count("come"), turned: count("turned") }, findings: own }];
  });
  const rank = ({ severity }: FindingGroup): number => SEVERITIES.indexOf(severity);
  return all.sort((first, second) => rank(first) - rank(second) || second.findings.length - first.findings.length);
}

/** How many things of a kind there are. */
export function distinct<T>(all: readonly T[], key: (one: T) => string): number {
  return new Set(all.map(key)).size;
}

/** The sum of a number over all. */
export function sum<T>(all: readonly T[], number: (one: T) => number): number {
  return all.reduce((total, one) => total + number(one), 0);
}
