// What lies in the module's memory: in comes its handle, out the same until it is freed, and then an error that says so.

import { LiandongError } from "./errors.js";

/** @internal */
export class Held<T extends { free(): void }> {
  #raw: T | undefined;

  constructor(raw: T) {
    this.#raw = raw;
  }

  get raw(): T {
    if (this.#raw === undefined) throw new LiandongError("it was freed; make it anew", "已释放；请重新创建");
    return this.#raw;
  }

  /** A second time does nothing, as `using` asks. */
  free(): void {
    const own = this.#raw;
    this.#raw = undefined;
    own?.free();
  }
}
