// What enters: requests of the page, by message. What leaves: for each what came of it, and how far it is before that.

import { LiandongError } from "liandong";
import { Refused } from "../files/fault";
import { handlers } from "./desk";
import { faultsOf } from "./events";
import type { Call, Given, Progress, Reply, Request } from "./protocol";

/** So often progress is told at most, in milliseconds. */
const EVERY = 50;

const port = self as unknown as { postMessage(reply: Reply): void; onmessage: ((message: MessageEvent<Request>) => void) | null };
let last: Promise<void> = Promise.resolve();

/** One after the other: what a call leaves behind, the next one needs. */
port.onmessage = ({ data }) => {
  last = last.then(() => answer(data));
};

async function answer({ id, call, given }: Request): Promise<void> {
  let told = 0;
  let stage = "";
  const tell = (progress: Progress) => {
    const now = performance.now();
    if (progress.stage === stage && now - told < EVERY) return;
    told = now;
    stage = progress.stage;
    port.postMessage({ id, progress });
  };
  try {
    port.postMessage({ id, got: await handled(call, given, tell) });
  } catch (error) {
    port.postMessage(failed(id, error));
  }
}

function handled<K extends Call>(call: K, given: unknown, tell: (progress: Progress) => void): unknown {
  return handlers[call](given as Given<K>, tell);
}

function failed(id: number, error: unknown): Reply {
  if (error instanceof Refused || error instanceof LiandongError) return { id, refused: faultsOf(error, "") };
  return { id, crashed: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
