// What enters: the rulebook, a matter, a day. What leaves: everything that the view shows of them, asked once.

import type { Answer, Assignment, Duty, Matter, Rulebook, Silence, Stretch } from "liandong";
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
  readonly responsibilities: Answer<readonly Assignment[]>;
  readonly stretches: readonly Stretch[];
}

/** Asks of a matter on a day. */
export function ask(matter: Matter, on: string, lang: Lang): Asked {
  const approver = matter.approver(on);
  return {
    matter,
    approver,
    why: explained(approver, lang),
    standing: standing(matter, on),
    responsibilities: matter.responsibilities(on, lang),
    stretches: matter.timeline(lang),
  };
}

/** Where a matter stands on a day. */
export function standing(matter: Matter, on: string): Standing {
  const status = matter.status(on);
  return status.value ?? silent(status.silence);
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
