// What enters: index.html. What leaves: the same with its Content-Security-Policy; for the single file, with hashes of what is inline.

import { createHash } from "node:crypto";
import type { Plugin } from "vite";

const COMMON = [
  "default-src 'none'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

const SERVED = [
  ...COMMON,
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
];

/** The policy of a page whose scripts and styles are the ones given, and no other. */
export function inlinePolicy(scripts: readonly string[], styles: readonly string[]): string {
  const hashes = (texts: readonly string[]): string =>
    texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
  return [
    ...COMMON,
    // A worker from a blob inherits this policy; `blob:` lets it start, not load anything else.
    `script-src ${hashes(scripts)} blob: 'wasm-unsafe-eval'`,
    `style-src ${hashes(styles)}`,
    "connect-src 'none'",
    "worker-src blob:",
  ].join("; ");
}

/** The tag that carries a policy. */
export function policyTag(content: string): string {
  return `<meta http-equiv="Content-Security-Policy" content="${content}">`;
}

/** Puts the policy into the page as built; the development server injects scripts of its own and has none. */
export function policy(single: boolean): Plugin {
  return {
    name: "desk-policy",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (html) =>
        single ? html : html.replace("<meta charset=\"utf-8\">", (charset) => `${charset}\n  ${policyTag(SERVED.join("; "))}`),
    },
  };
}
