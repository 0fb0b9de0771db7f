// In: the package built by `cargo xtask wasm`, the questions, a log. Out: nanoseconds a question and seconds an audit.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { nanoseconds } from "./clock.mjs";
import { PACKAGE, ROOT } from "./workspace.mjs";

const manifest = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8"));
const entry = manifest.exports["."].node.import.default;
const { EventLog, Rulebook } = await import(pathToFileURL(join(PACKAGE, entry)));

/** The day of the audit in benches/src/bin/logs.rs. */
const AS_OF = "2024-01-01";

/** Answers are kept for a while, as their users do: an object that nobody keeps need not be made. */
const kept = new Array(1_024);

export class Ours {
  #questions;
  #rulebook;
  #matters;

  constructor(questions) {
    this.#questions = questions;
    this.#rulebook = new Rulebook(questions.catalogue);
    this.#matters = this.#rulebook.matters;
  }

  /** Holds every way of asking against what Rust answers. */
  compare() {
    const { places, days, ids, count } = this.#questions;
    const [rulebook, matters] = [this.#rulebook, this.#matters];
    const said = (answer) => answer.value ?? expected(answer.silence);
    this.#questions.compare("approver by handle", count, (row) => said(matters[places[row]].approver(days[row])));
    this.#questions.compare("approver by id", count, (row) => {
      const answer = rulebook.matter(ids[places[row]]).approver(this.#questions.date(row));
      if (answer.reasons.length === 0) throw new Error("an answer without reasons");
      return said(answer);
    });
    const codes = rulebook.approvers(places, days);
    this.#questions.compare("batch", count, (row) => {
      const party = rulebook.partyOf(codes[row]);
      return typeof party === "string" ? party : expected(party);
    });
  }

  /** From the catalogue's text to the first answer. */
  load() {
    return nanoseconds(1, () => {
      const own = new Rulebook(this.#questions.catalogue);
      kept[0] = own.matter(this.#questions.ids[0]).approver(AS_OF);
      own.free();
    });
  }

  handle() {
    const { places, days, count } = this.#questions;
    const matters = this.#matters;
    return nanoseconds(count, () => {
      for (let row = 0; row < count; row += 1) kept[row & 1_023] = matters[places[row]].approver(days[row]);
    });
  }

  oneHandle() {
    const { days, count } = this.#questions;
    const matter = this.#matters[0];
    return nanoseconds(count, () => {
      for (let row = 0; row < count; row += 1) kept[row & 1_023] = matter.approver(days[row]);
    });
  }

  text() {
    const { places, ids, count } = this.#questions;
    const [rulebook, questions] = [this.#rulebook, this.#questions];
    let read = 0;
    const taken = nanoseconds(count, () => {
      for (let row = 0; row < count; row += 1) {
        const answer = rulebook.matter(ids[places[row]]).approver(questions.date(row));
        for (const { norm, fact } of answer.reasons) read += fact === undefined ? 1 : norm.length;
        kept[row & 1_023] = answer;
      }
    });
    if (read === 0) throw new Error("no reason was read");
    return taken;
  }

  /** Reasons are made when they are first read, those of a stretch of days once: here of every matter for the first time. */
  firstReasons() {
    const own = new Rulebook(this.#questions.catalogue);
    const { matters } = own;
    kept[0] = matters[0].approver(AS_OF);
    const taken = nanoseconds(matters.length, () => matters.forEach((matter) => matter.approver(AS_OF).reasons), 0);
    own.free();
    return taken;
  }

  batch() {
    const { places, days, count } = this.#questions;
    return nanoseconds(count, () => void (kept[0] = this.#rulebook.approvers(places, days)));
  }

  /** Every matter in turn, on one day. */
  inOrder() {
    const { count } = this.#questions;
    const places = Uint32Array.from({ length: count }, (_, row) => row % this.#matters.length);
    return nanoseconds(count, () => void (kept[0] = this.#rulebook.approvers(places, AS_OF)));
  }
}

/** The one silence that these questions have: the Measures are not in force yet. */
function expected(silence) {
  if (silence?.notGoverned === undefined) throw new Error(`an unexpected silence: ${JSON.stringify(silence)}`);
  return undefined;
}

/** Duties and findings as columns, of a catalogue's log. */
export class Auditing {
  #rulebook = new Rulebook(readFileSync(join(ROOT, "tests", "sample", "catalogue.json"), "utf8"));
  #bytes;

  constructor(file) {
    this.#bytes = readFileSync(file);
  }

  #audited(use) {
    const log = EventLog.fromCsv(this.#bytes);
    const audit = this.#rulebook.audit(log, { asOf: AS_OF });
    const used = use(audit);
    audit.free();
    log.free();
    return used;
  }

  /** Holds every duty and every finding against the tables that Rust left in a folder. */
  compare(folder) {
    this.#audited(({ duties, findings }) => {
      const duty = ["norm", "subjectKind", "subject", "obligor", "to", "status"];
      const finding = ["code", "severity", "subjectKind", "subject", "obligor", "to"];
      same(join(folder, "duties.csv"), duty.map((name) => duties.columns()[name]));
      same(join(folder, "findings.csv"), finding.map((name) => findings.columns()[name]));
    });
  }

  /** Seconds from the bytes of a CSV to every duty and finding, and of these two the reading. */
  seconds() {
    const start = performance.now();
    return this.#audited(() => (performance.now() - start) / 1e3);
  }
}

function same(file, columns) {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(1);
  const rows = columns[0].codes.length;
  if (lines.length !== rows) throw new Error(`${file}: ${lines.length} rows in Rust, ${rows} here`);
  lines.forEach((line, row) => {
    const own = columns.map(({ codes, values }) => values[codes[row]] ?? "").join(",");
    if (own !== line) throw new Error(`${file}, row ${row + 1}: ${line} in Rust, ${own} here`);
  });
}
