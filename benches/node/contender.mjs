// In: a contender's name, the folder of the questions or the log, and how many questions. Out: a line of JSON, what each way
// of asking took.
//
// Its answers are compared first; where one is another than Rust's, nothing is timed.

import { nanoseconds } from "./clock.mjs";
import { Questions } from "./questions.mjs";

/** Runs of each of our ways, whose median counts. */
const RUNS = 5;

const [name, folder, given, file] = process.argv.slice(2);
const count = Number(given);

async function liandong() {
  const { Ours } = await import("./ours.mjs");
  const ours = new Ours(new Questions(folder, count));
  ours.compare();
  const median = (run) => Array.from({ length: RUNS }, run).sort((one, other) => one - other)[RUNS >> 1];
  const ways = ["load", "handle", "oneHandle", "text", "firstReasons", "batch", "inOrder"];
  return Object.fromEntries(ways.map((way) => [way, median(() => ours[way]())]));
}

async function audit() {
  const { Auditing } = await import("./ours.mjs");
  const auditing = new Auditing(file);
  auditing.compare(folder);
  return { seconds: auditing.seconds() };
}

async function peer() {
  const { contender } = await import(`./${name}.mjs`);
  const questions = new Questions(folder, count);
  const ways = Object.entries(contender(questions));
  for (const [way, ask] of ways) questions.compare(`${name} by ${way}`, count, ask);
  const all = (ask) => {
    for (let row = 0; row < count; row += 1) ask(row);
  };
  return Object.fromEntries(ways.map(([way, ask]) => [way, nanoseconds(count, () => all(ask))]));
}

console.log(JSON.stringify(await ({ liandong, audit }[name] ?? peer)()));
