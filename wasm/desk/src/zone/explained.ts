// What enters: an answer of the package. What leaves: the same in words: the silence, and each reason with its sentence.

import type { Answer, Reason } from "liandong";
import type { Lang } from "../i18n";

/** An answer's words. */
export interface Explained {
  readonly silence: string | undefined;
  readonly reasons: readonly (Reason & { readonly text?: string })[];
}

/** Asks an answer for its words. */
export function explained(answer: Answer<unknown>, lang: Lang): Explained {
  const sentences = [...answer.explain(lang)];
  const silence = answer.silence ? sentences.shift() : undefined;
  return { silence, reasons: answer.reasons.map((reason, place) => ({ ...reason, text: sentences[place] ?? reason.text ?? "" })) };
}
