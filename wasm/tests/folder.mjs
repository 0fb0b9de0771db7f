// A folder of vectors: in comes its path, out its vectors with the catalogues that they name and their events put in.

import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const OWN = new URL("../../tests/vectors/catalogues/", import.meta.url);

// A shared catalogue lies in the folder, or among the repository's own.
function place(folder, name) {
  const path = join(folder, "catalogues", `${name}.json`);
  return existsSync(path) ? path : new URL(`${name}.json`, OWN);
}

export async function read(folder) {
  const shared = new Map();
  const vectors = [];
  for (const name of (await readdir(folder)).filter((name) => name.endsWith(".json")).sort()) {
    for (const { events, ...vector } of JSON.parse(await readFile(join(folder, name), "utf8"))) {
      if (typeof vector.catalogue === "string") {
        const named = vector.catalogue;
        if (!shared.has(named)) shared.set(named, JSON.parse(await readFile(place(folder, named), "utf8")));
        vector.catalogue = shared.get(named);
      }
      vectors.push({ ...vector, ask: { ...vector.ask, ...(events !== undefined && { events }) } });
    }
  }
  if (vectors.length === 0) throw new Error(`no vectors in ${folder}`);
  return vectors;
}
