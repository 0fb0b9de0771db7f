// What enters: nothing. What leaves: the worker, from a file beside the page.

export function spawn(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "liandong" });
}
