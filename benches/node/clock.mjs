// In: what is done so many times. Out: the nanoseconds of one, as the process ran, like benches/src/clock.rs.

import { readFileSync } from "node:fs";

/** Milliseconds that the main thread ran, as the system tells it; by the wall where it does not. */
function now() {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** The shortest measurement: the clock goes in steps of four. */
const LEAST = 100;

/** Does all of it, and again until enough milliseconds have passed. What else the machine does is not counted. */
export function nanoseconds(count, all, least = LEAST) {
  const start = now();
  let [times, taken] = [0, 0];
  do {
    all();
    times += 1;
    taken = now() - start;
  } while (taken < least);
  return (taken * 1e6) / (count * times);
}
