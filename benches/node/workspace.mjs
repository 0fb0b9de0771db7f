// In: the workspace. Out: where its package lies; its Rust programs, built and run: who approves, the sample's log, its audit.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The package as it would be published; `cargo xtask wasm` builds it. */
export const PACKAGE = join(ROOT, "target", "wasm", "pkg");

const cargo = (...own) => execFileSync("cargo", own, { cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 28 });

export class Native {
  /** Where the programs leave their data. */
  folder;
  #programs;

  constructor() {
    cargo("build", "--quiet", "--release", "-p", "liandong-benches", "--bin", "approver", "--bin", "logs");
    const target = JSON.parse(cargo("metadata", "--no-deps", "--format-version=1")).target_directory;
    this.#programs = join(target, "release");
    this.folder = join(target, "benches", "node");
    mkdirSync(this.folder, { recursive: true });
  }

  #run(program, ...own) {
    return execFileSync(join(this.#programs, program), own.map(String), { encoding: "utf8" });
  }

  /** Nanoseconds a question, by way of asking; the answers lie in the folder. */
  approver(count) {
    return JSON.parse(this.#run("approver", this.folder, count));
  }

  /** The sample zone's log of so many events, as CSV. */
  log(events) {
    const file = join(this.folder, `events-${events}.csv`);
    if (!existsSync(file)) this.#run("logs", "write", events, 7, file);
    return file;
  }

  /** Seconds of reading and judging it; duties and findings lie in the folder, as CSV. */
  audit(file) {
    return JSON.parse(this.#run("logs", "audit", file, this.folder));
  }
}
