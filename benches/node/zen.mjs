// In: the questions. Out: how ZEN (@gorules/zen-engine-wasm) is asked them, by day number and by date.

import { readFileSync } from "node:fs";

import * as zen from "@gorules/zen-engine-wasm";

import { IN_FORCE } from "./questions.mjs";

export function contender(questions) {
  const module = new URL("dist/zen_engine_wasm_bg.wasm", import.meta.resolve("@gorules/zen-engine-wasm"));
  zen.initSync({ module: readFileSync(module) });
  const { records, places, days, bureau } = questions;
  // A matter's record is the context, given once; the day stands in the text of the expression.
  const rule = (on, start, from) => `${on} < ${start} ? null : takenIn != null and ${from} <= ${on} ? "${bureau}" : original`;
  const byDay = records.map(({ original, takenInDay }) => new zen.Variable({ original, takenIn: takenInDay }));
  const byDate = records.map(({ original, takenIn }) => new zen.Variable({ original, takenIn }));
  const number = (row) => rule(days[row], IN_FORCE.day, "takenIn");
  const date = (row) => rule(`d("${questions.date(row)}")`, `d("${IN_FORCE.date}")`, "d(takenIn)");
  return {
    number: (row) => byDay[places[row]].evaluateExpression(number(row)) ?? undefined,
    date: (row) => byDate[places[row]].evaluateExpression(date(row)) ?? undefined,
  };
}
