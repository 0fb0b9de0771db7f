// The names that the build puts in: which page is built, and where the compiled module comes from.

/// <reference types="vite/client" />

/** Whether this is the one file that opens from a folder. */
declare const __SINGLE__: boolean;

declare module "#module" {
  /** The compiled module, fetched or embedded. */
  export function compiled(): Promise<WebAssembly.Module>;
}

declare module "#sample/*?raw" {
  const text: string;
  export default text;
}

declare module "#wasm?url" {
  const address: string;
  export default address;
}

declare module "#wasm?url&inline" {
  const address: string;
  export default address;
}

declare module "#spawn" {
  /** The worker of the view that checks logs, from a file or from the page's own text. */
  export function spawn(): Worker;
}
