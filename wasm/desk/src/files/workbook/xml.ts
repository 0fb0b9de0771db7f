// What enters: the bytes of a part. What leaves: calls for its elements and texts, namespace prefixes taken off.

import { type SaxesAttributePlain, SaxesParser } from "saxes";

/** So many bytes are turned into text at once: a whole sheet as one text could exceed what a text may hold. */
const PIECE = 1 << 20;

export interface Handler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
  /** How much of the part was read. */
  progress?(done: number, all: number): void;
}

/** Reads a part; throws where it is not well-formed. Entities of its own are never expanded. */
export function readXml(bytes: Uint8Array, handler: Handler): void {
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => handler.open(local(tag.name), tag.attributes));
  if (handler.close) parser.on("closetag", (tag) => handler.close?.(local(tag.name)));
  if (handler.text) {
    parser.on("text", (text) => handler.text?.(text));
    parser.on("cdata", (text) => handler.text?.(text));
  }
  const decoder = new TextDecoder("utf-8");
  for (let at = 0; at < bytes.length; at += PIECE) {
    parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
    handler.progress?.(at, bytes.length);
  }
  parser.write(decoder.decode());
  parser.close();
}

export type Attributes = Readonly<Record<string, SaxesAttributePlain["value"]>>;

/** An attribute by its name without prefix. */
export function attribute(attributes: Attributes, name: string): string {
  for (const [key, value] of Object.entries(attributes)) if (local(key) === name) return value;
  return "";
}

function local(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
