// What enters: the compiled module. What leaves: the package ready for use, once; the module for workers.

import init from "liandong";
import { compiled } from "#module";

/** The compiled module; a worker takes it by message and need not compile it again. */
export const module: Promise<WebAssembly.Module> = compiled();

/** Settles when the package may be used on this thread. */
export const ready: Promise<void> = module.then(async (compiledModule) => {
  await init(compiledModule);
});
