// What the tests in a browser share: in come files by their addresses, out a server and pages of a real Chromium.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css",
  ".csv": "text/csv",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The policy that a careful office sets: nothing from elsewhere, no `eval`. */
export const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'";

/**
 * Serves folders and texts by the beginning of their addresses, the longest first.
 *
 * @param {Record<string, string>} places a folder by an address that ends in `/`, or the text of a single file
 */
export async function serve(places, headers = {}) {
  const order = Object.keys(places).sort((one, other) => other.length - one.length);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const address = decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const place = order.find((own) => (own.endsWith("/") ? address.startsWith(own) : address === own));
    try {
      const is_folder = place.endsWith("/");
      const body = is_folder ? await readFile(join(places[place], normalize(address.slice(place.length)))) : places[place];
      response.writeHead(200, { "content-type": TYPES[extname(address)] ?? "application/octet-stream", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Debian's Chromium, or the one that `CHROMIUM` names. */
export const program = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export async function launch() {
  const args = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
  ];
  return chromium.launch({ executablePath: program, args });
}

/** A page that fails the test where it logs an error or throws. */
export async function open(browser, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  return { page, context, complaints };
}
