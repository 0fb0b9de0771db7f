// What enters: calls with their arguments. What leaves: promises of what the worker answers; none stays open when it ends.
//
// Of our own, because a call has to show progress and the whole has to end at once; Comlink weighs as much and does neither.

import { Refused } from "../files/fault";
import type { Call, Given, Got, Progress, Reply, Request } from "./protocol";

/** The worker was ended while a call was under way: something newer took its place. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

/** The worker broke, for want of memory as a rule. */
export class Crashed extends Error {
  override readonly name = "Crashed";
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((progress: Progress) => void) | undefined;
}

export class WorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #ended: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = (message: MessageEvent<Reply>) => this.#take(message.data);
    worker.onerror = (event) => this.#end(new Crashed(event.message));
    worker.onmessageerror = () => this.#end(new Crashed("a message could not be read"));
  }

  call<K extends Call>(call: K, given: Given<K>, progress?: (progress: Progress) => void): Promise<Got<K>> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = (this.#last += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, progress });
      this.#worker.postMessage({ id, call, given } satisfies Request);
    });
  }

  /** Ends the worker, and with it whatever it is doing. */
  end(): void {
    this.#end(new Superseded());
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if ("progress" in reply) {
      waiting.progress?.(reply.progress);
      return;
    }
    this.#waiting.delete(reply.id);
    if ("got" in reply) waiting.resolve(reply.got);
    else if ("refused" in reply) waiting.reject(new Refused(reply.refused));
    else {
      // A module that trapped is in no known state.
      waiting.reject(new Crashed(reply.crashed));
      this.#end(new Crashed(reply.crashed));
    }
  }

  #end(why: Error): void {
    this.#ended ??= why;
    this.#worker.terminate();
    for (const { reject } of this.#waiting.values()) reject(why);
    this.#waiting.clear();
  }
}
