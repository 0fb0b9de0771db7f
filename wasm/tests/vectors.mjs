// Runs a folder of vectors through the package in Node: `node vectors.mjs FOLDER`. Out come what differs, a count, and 1 on any
// difference.

import { read } from "./folder.mjs";
import { liandong } from "./package.mjs";
import { run } from "./questions.mjs";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node vectors.mjs FOLDER");
  process.exit(2);
}
const { lines, passed, failed } = run(liandong, await read(folder));
for (const line of lines) console.log(line);
console.log(`${passed} passed, ${failed} failed, 0 not run`);
process.exitCode = failed > 0 ? 1 : 0;
