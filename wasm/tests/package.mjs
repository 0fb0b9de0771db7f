// The package as it was built: where the tests import it from.

const built = new URL("../../target/wasm/pkg/", import.meta.url);

export const files = (path) => new URL(path, built);
export const liandong = await import(files("node.js").href);
