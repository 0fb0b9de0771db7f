// What enters: a build of one script, one style sheet and index.html. What leaves: one HTML file that opens from a folder.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { inlinePolicy, policyTag } from "./policy.ts";

/** Writes the bundle into one file at `path`, and leaves nothing else behind. */
export function singleFile(path: string): Plugin {
  let folder = "";
  return {
    name: "desk-single-file",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = config.build.outDir;
    },
    writeBundle(_, bundle) {
      const scripts: string[] = [];
      const styles: string[] = [];
      let page = "";
      for (const item of Object.values(bundle)) {
        if (item.type === "chunk") scripts.push(item.code);
        else if (item.fileName.endsWith(".css")) styles.push(String(item.source));
        else if (item.fileName.endsWith(".html")) page = String(item.source);
        else if (!item.fileName.startsWith("icon")) this.error(`${item.fileName} is not part of the single file`);
      }
      if (scripts.length !== 1) this.error(`${scripts.length} scripts; a single file has one`);
      const code = scripts.map(inScript);
      const html = page
        .replace(/<script\b[^>]*><\/script>\s*/g, "")
        .replace(/<link\b[^>]*rel="(?:stylesheet|modulepreload|preload|manifest|icon)"[^>]*>\s*/g, "")
        .replace("<meta charset=\"utf-8\">", (charset) => `${charset}\n  ${policyTag(inlinePolicy(code, styles))}`)
        .replace("</head>", () => `${styles.map((style) => `<style>${style}</style>`).join("\n")}\n</head>`)
        .replace("</body>", () => `${code.map((text) => `<script type="module">${text}</script>`).join("\n")}\n</body>`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, html);
      rmSync(folder, { recursive: true, force: true });
      const zipped = gzipSync(html, { level: 9 }).length;
      console.log(`single file: ${html.length.toLocaleString("en")} characters, ${zipped.toLocaleString("en")} bytes gzip`);
    },
  };
}

/** A script's text as it may stand between script tags. */
function inScript(code: string): string {
  return code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}
