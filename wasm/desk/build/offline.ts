// What enters: the names of the built files. What leaves: sw.js, a service worker that keeps them for the next visit without a network.

import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import type { Plugin } from "vite";

/** Adds the service worker. A tool of its own for this (Workbox) weighs more than the worker that it would write. */
export function offline(): Plugin {
  let beside: readonly string[] = [];
  return {
    name: "desk-offline",
    apply: "build",
    configResolved({ publicDir }) {
      beside = readdirSync(publicDir);
    },
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const files = [...Object.keys(bundle), ...beside].sort();
        const whole = createHash("sha256");
        for (const name of files) {
          const item = bundle[name];
          if (item) whole.update(name).update(item.type === "chunk" ? item.code : item.source);
        }
        const version = whole.digest("hex").slice(0, 16);
        const source = worker(`desk-${version}`, ["./", ...files.filter((name) => name !== "index.html")]);
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}

function worker(name: string, files: readonly string[]): string {
  return `// Written by the build: keeps this version's files, and answers from them first.
const NAME = ${JSON.stringify(name)};
const FILES = ${JSON.stringify(files)};
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => {
  const old = (keys) => keys.filter((key) => key.startsWith("desk-") && key !== NAME);
  event.waitUntil(caches.keys().then((keys) => Promise.all(old(keys).map((key) => caches.delete(key)))).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  const kept = caches.open(NAME).then((cache) => cache.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" }));
  event.respondWith(kept.then((answer) => answer ?? fetch(request)));
});
`;
}
