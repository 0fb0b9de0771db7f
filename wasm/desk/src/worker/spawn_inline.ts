// What enters: nothing. What leaves: the worker, from the page's own text, as a page from file:// needs it.

import InlineWorker from "./worker?worker&inline";

export function spawn(): Worker {
  return new InlineWorker({ name: "liandong" });
}
