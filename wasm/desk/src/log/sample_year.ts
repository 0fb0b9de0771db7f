// What enters: target/sample/year.ndjson, written by scripts/sample.mjs. What leaves: the log that the desk opens on.

export { default as year } from "../../../../target/sample/year.ndjson?raw";

/** The days for which its faults were planted, seen when the year was closed. */
export const yearScope = { asOf: "2024-01-01", from: "2023-01-01", to: "2023-12-31" };
