// What enters: the crate tests/sample. What leaves: target/sample/year.ndjson, the log that the desk opens on; kept while it is there.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const year = `${root}target/sample/year.ndjson`;

if (!existsSync(year) || process.argv.includes("--again")) {
  const written = execFileSync("cargo", ["run", "--quiet", "--package", "liandong-sample", "--bin", "sample_year"], {
    cwd: root,
    maxBuffer: 1 << 27,
  });
  mkdirSync(dirname(year), { recursive: true });
  // Whole or not at all: a build that is stopped leaves no half of a year.
  writeFileSync(`${year}.part`, written);
  renameSync(`${year}.part`, year);
}
