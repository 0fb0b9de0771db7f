// Compiled, never run: a consumer's code that has to fit the package's types, strictly.

import { LiandongError, Rulebook, type Answer, type Fault, type Party, type Reason } from "liandong";
import init, { Rulebook as WebRulebook } from "liandong/web";

export function approver(rulebook: Rulebook, id: string): string {
  const answer: Answer<Party> = rulebook.matter(id).approver("2022-01-01");
  if (answer.silence !== undefined) {
    const kind: "undetermined" | "not_governed" = answer.silence.kind;
    return `${kind}: ${answer.silence.why}`;
  }
  const reasons: string[] = answer.reasons.map((reason: Reason) => reason.reading ?? reason.norm);
  return [answer.value.name, ...reasons].join();
}

export function faults(catalogue: string): readonly Fault[] {
  try {
    using rulebook = new Rulebook(catalogue).withProfile("{}");
    rulebook.digests().catalogue.toUpperCase();
    return [];
  } catch (error) {
    if (error instanceof LiandongError && error.kind === "catalogue") return error.faults;
    throw error;
  }
}

export async function inBrowser(catalogue: string): Promise<string> {
  await init();
  return new WebRulebook(catalogue).ask("{}");
}

// @ts-expect-error a day is a string
export const wrong = (rulebook: Rulebook) => rulebook.matter("M-01").approver(new Date());
