// In: nothing, or `--json`, `--quick`. Out: what the package costs beside Rust and beside three engines: time and size.
//
//     node benches/node/run.mjs [--json] [--quick]
//
// Contenders take turns, each in a process of its own that compares its answers before it is timed; medians of the rounds.
// `--json` prints a line a row: `name`, `ours`, `other`, `ratio`, `goal`, `met`.

import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { sizes } from "./sizes.mjs";
import { Native } from "./workspace.mjs";

const { values: asked } = parseArgs({ options: { json: { type: "boolean" }, quick: { type: "boolean" } } });
const QUESTIONS = asked.quick ? 100_000 : 1_000_000;
/** Of the same questions the first so many, which name every matter once: an engine takes a thousand times as long. */
const OF_PEERS = asked.quick ? 5_000 : 20_000;
const EVENTS = asked.quick ? 100_000 : 1_000_000;
const ROUNDS = asked.quick ? 1 : 5;

/** The engines: the name of their file here, and of their package. */
const PEERS = { zen: "zen-engine-wasm", cedar: "cedar-wasm", publicodes: "publicodes" };

const median = (own) => own.toSorted((one, other) => one - other)[own.length >> 1];

/** What was measured, round by round: `taken("cedar.date")` is the median of what Cedar took by date. */
function measured() {
  const native = new Native();
  const log = native.log(EVENTS);
  const rounds = {};
  const add = (name, ways) => {
    for (const [way, taken] of Object.entries(ways)) (rounds[`${name}.${way}`] ??= []).push(taken);
  };
  const contend = (name, count) => {
    const own = [fileURLToPath(new URL("contender.mjs", import.meta.url)), name, native.folder, count, log];
    add(name, JSON.parse(execFileSync(process.execPath, own.map(String), { encoding: "utf8" })));
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    add("rust", native.approver(QUESTIONS));
    contend("liandong", QUESTIONS);
    for (const name of Object.keys(PEERS)) contend(name, OF_PEERS);
    const { read_s, audit_s } = native.audit(log);
    add("rust", { audit: read_s + audit_s });
    contend("audit", 0);
  }
  return (name) => median(rounds[name]);
}

function row(name, ours, other, goal, met) {
  const ratio = other === null ? null : Number((ours / other).toPrecision(3));
  return { name, ours: Number(ours.toPrecision(5)), other: other === null ? null : Number(other.toPrecision(5)), ratio, goal, met };
}

const below = (name, ours, other, limit, unit) => row(name, ours, other, `${limit} ${unit}`, ours <= limit);

/** Times: ours beside Rust, then beside each engine. */
function times(taken) {
  const peers = Object.entries(PEERS);
  const events = EVENTS.toExponential(0).replace("e+", "e");
  const [handle, text, batch, inOrder] = ["handle", "text", "batch", "inOrder"].map((way) => taken(`liandong.${way}`));
  const [rustBatch, rustInOrder] = [taken("rust.batch"), taken("rust.in_order")];
  const [load, rustLoad] = [taken("liandong.load") / 1e6, taken("rust.load") / 1e6];
  return [
    below("approver by handle and day number, ns; Rust", handle, taken("rust.handle"), 150, "ns"),
    below("the same of one matter again and again, ns", taken("liandong.oneHandle"), null, 150, "ns"),
    below("approver by id and date, reasons read, ns; Rust", text, taken("rust.text"), 700, "ns"),
    row("the same, reasons never read before, ns", taken("liandong.firstReasons"), null, "–", true),
    below("batch, no pattern, ns a row; Rust", batch, rustBatch, 8, "ns"),
    row("the same as a multiple of Rust", batch, rustBatch, "3 ×", batch <= 3 * rustBatch),
    below("batch, in order on one day, ns a row; Rust", inOrder, rustInOrder, 8, "ns"),
    row("the same as a multiple of Rust", inOrder, rustInOrder, "3 ×", inOrder <= 3 * rustInOrder),
    row("20,000 matters from JSON to the first answer, ms; Rust", load, rustLoad, "–", true),
    below(`CSV of ${events} events to their audit, s; Rust`, taken("audit.seconds"), taken("rust.audit"), 3, "s"),
    ...peers.map(([own, name]) => row(`by handle and day number, ns; ${name}`, handle, taken(`${own}.number`), "–", true)),
    ...peers.map(([own, name]) => row(`by id and date, reasons read, ns; ${name}`, text, taken(`${own}.date`), "–", true)),
  ];
}

/** Bytes: ours beside each engine. */
function bytes({ liandong, ...others }) {
  const each = Object.entries(others);
  return [
    below("module, gzip, bytes", liandong.moduleGzip, null, 150_000, "bytes"),
    ...each.map(([name, own]) => row(`module, bytes; ${name}`, liandong.module, own.module || null, "–", true)),
    ...each.map(([name, own]) => row(`module and glue, gzip, bytes; ${name}`, liandong.gzip, own.gzip, "–", true)),
  ];
}

/** How much of the other's time or size ours is. */
function share(ratio) {
  return ratio >= 0.1 ? `${ratio} × that` : `1/${Math.round(1 / ratio)} of that`;
}

function shown({ name, ours, other, ratio, goal, met }) {
  const reached = goal === "–" ? "" : met ? "met" : "NOT met";
  const beside = other === null ? "" : `${String(other).padStart(10)}  ${share(ratio)}`;
  return `${name.padEnd(58)}${String(ours).padStart(10)}${goal.padStart(14)} ${reached.padEnd(8)}${beside}`.trimEnd();
}

const busy = loadavg()[0];
const rows = [...times(measured()), ...bytes(await sizes())];
if (asked.json) for (const own of rows) console.log(JSON.stringify(own));
else {
  console.log(`${"".padEnd(58)}${"ours".padStart(10)}${"goal".padStart(14)}${"other".padStart(19)}  ours is`);
  for (const own of rows) console.log(shown(own));
  console.log(`Load of the machine before: ${busy.toFixed(1)}, after: ${loadavg()[0].toFixed(1)}`);
}
