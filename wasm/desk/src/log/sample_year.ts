// What enters: target/sample/year.ndjson, written by scripts/sample.mjs. What leaves: the log that the desk opens on.

export { default as year } from "../../../../target/sample/year.ndjson?raw";
