// In: the lines of `working_days` on the standard input. Out: that chinese-days gives the same for every day.

import { readFileSync } from "node:fs";

import chineseDays from "chinese-days";

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
let different = 0;
for (const line of lines) {
  const [day, worked] = line.split(" ");
  const theirs = Number(chineseDays.isWorkday(day));
  if (theirs !== Number(worked)) {
    different += 1;
    console.error(`${day}: ${worked} here, ${theirs} in chinese-days`);
  }
}
if (lines.length !== 3287) {
  console.error(`${lines.length} days came in, not the 3287 of 2018 to 2026`);
  process.exitCode = 1;
} else if (different > 0) {
  console.error(`${different} of ${lines.length} days differ`);
  process.exitCode = 1;
} else {
  console.log(`${lines.length} days agree`);
}
