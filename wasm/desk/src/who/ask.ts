// What enters: the rulebook, a matter, a day. What leaves: who approves and why, and what a decision would set off.

import type { Answer, Duty, Matter, Rulebook, Silence } from "liandong";
import type { Lang } from "../i18n";
import { type Explained, explained } from "../zone/explained";

/** Where a matter stands on a day, as a word for a badge. */
export type Standing = "transferred" | "retained" | "returned" | "undetermined" | "notGoverned";

/** A matter on a day. */
export interface Asked {
  readonly matter: Matter;
  readonly approver: Answer<string>;
  /** Its words. */
  readonly why: Explained;
  readonly standing: Standing;
}

/** Asks of a matter on a day. What explains the answer is asked for when it is shown, after it. */
export function ask(matter: Matter, on: string, lang: Lang): Asked {
  const approver = matter.approver(on);
  return {
    matter,
    approver,
    why: explained(approver, lang),
    standing: standing(matter, on),
  };
}

/** Where a matter stands on a day. */
export function standing(matter: Matter, on: string): Standing {
  const status = matter.status(on);
  return status.value ?? silent(status.silence);
}

/** The same of many matters: one after the other, 20,000 would hold the page. */
export function standings(rulebook: Rulebook, matters: readonly Matter[], on: string): readonly Standing[] {
  const known = new Map<number, Standing>();
  return Array.from(rulebook.statuses(Uint32Array.from(matters, ({ index }) => index), on), (code) => {
    let own = known.get(code);
    if (own === undefined) {
      const status = rulebook.statusOf(code);
      known.set(code, (own = typeof status === "string" ? status : status ? silent(status) : "undetermined"));
    }
    return own;
  });
}

function silent(silence: Silence): Standing {
  return "undetermined" in silence ? "undetermined" : "notGoverned";
}

/** What is supposed of a decision. */
export interface Supposed {
  readonly result: "granted" | "refused" | "changed" | "revoked";
  readonly handledVia: "platform" | "offline";
}

/** What a decision by the approver would set off. */
export function setOff(rulebook: Rulebook, matter: string, actor: string, at: string, supposed: Supposed, lang: Lang): readonly Duty[] {
  const event = { id: "supposed", kind: "decision", at, actor, matter, case: "supposed", result: supposed.result, handled_via: supposed.handledVia };
  return rulebook.duties({ event }, lang);
}
