// Compiled, never run: a consumer's code that has to fit the package's types, strictly.

import {
  EventLog, InputError, LiandongError, Rulebook, UnknownIdError, norms,
  type Answer, type Fault, type Finding, type Reason, type Silence, type Verdict,
} from "liandong";
import init, { Rulebook as WebRulebook } from "liandong/web";

export function approver(rulebook: Rulebook, id: string): string {
  const answer: Answer<string> = rulebook.matter(id).approver("2022-01-01");
  if (answer.silence !== undefined) {
    const silence: Silence = answer.silence;
    return "undetermined" in silence ? silence.undetermined.why : silence.notGoverned.why;
  }
  const reasons: string[] = answer.reasons.map((reason: Reason) => reason.reading ?? reason.norm);
  return [answer.value.toUpperCase(), ...reasons, ...answer.explain("zh")].join();
}

export function faults(catalogue: string): readonly Fault[] {
  try {
    using rulebook = new Rulebook(catalogue).withProfile({ name: "ours", readings: { stale_after: "never" } });
    rulebook.digests.catalogue.toUpperCase();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.faults;
    if (error instanceof UnknownIdError) error.nearest.map((id) => id.trim());
    if (error instanceof LiandongError) error.zh.trim();
    throw error;
  }
}

export const named = (error: InputError | UnknownIdError): string => (error.name === "UnknownIdError" ? error.id : error.faults.length.toFixed());

/** What a form holds may be undefined. */
export interface Form { readonly officer: string | undefined; readonly acceptedOn: string | undefined; readonly file: ArrayBuffer }

export function fromForm(rulebook: Rulebook, { officer, acceptedOn, file }: Form): number {
  const log = EventLog.fromCsv(file, { encoding: undefined });
  const verdict = rulebook.permits({ act: "decide", actor: "d1", officer, on: "2022-01-01", acceptedOn });
  rulebook.matter("M-01").approver("2022-01-01", { acceptedOn });
  return rulebook.audit(log, { asOf: "2022-06-01", from: acceptedOn, onProgress: undefined }).findings.length + verdict.reasons.length;
}

export function may(rulebook: Rulebook): string {
  const verdict: Verdict = rulebook.permits({ act: "decide", actor: "d1", matter: "M-01", on: 19_000 }).unwrap();
  if (verdict.permitted !== undefined) return verdict.permitted.duties.join();
  return verdict.forbidden.why === "not_competent" ? verdict.forbidden.wouldPermit.join() : "";
}

export function missed(rulebook: Rulebook, csv: Uint8Array): string[] {
  const log = EventLog.fromCsv(csv, { delimiter: ";", values: { kind: { 出证: "decision" } } });
  const audit = rulebook.audit(log, { asOf: new Date(), norms: ["2.6b"], onProgress: (done, all) => done < all });
  const codes: Uint32Array = audit.findings.columns().code.codes;
  const said = (finding: Finding) => ("case" in finding.subject ? finding.subject.case : finding.code);
  return [...audit.findings].map(said).concat(String(codes.length), norms()[0]!.restated.zh);
}

export const kept = (rulebook: Rulebook): Blob => new Blob([rulebook.ledger().state()]);

export async function inBrowser(catalogue: string): Promise<string> {
  await init(new URL("https://example.org/liandong_bg.wasm"));
  return new WebRulebook(catalogue).ask("{}");
}

// @ts-expect-error a day is a string, a number or a Date
export const noDay = (rulebook: Rulebook) => rulebook.matter("M-01").approver(true);
// @ts-expect-error an audit has a day: the rules have no clock
export const noAsOf = (rulebook: Rulebook) => rulebook.audit([], {});
// @ts-expect-error there is no such act
export const noAct = (rulebook: Rulebook) => rulebook.permits({ act: "sign", actor: "d1", on: "2022-01-01" });
// @ts-expect-error a log is made from a file or from events
export const noLog = () => new EventLog();
// @ts-expect-error nothing that was answered is changed
export const unchanged = (finding: Finding) => (finding.code = "push-late");
