import { SaxesParser } from "saxes";
import { limits } from "./limits.ts";
import { SheetRefusal } from "./sheet-refusal.ts";

export type Attributes = Record<string, string>;
/** Names come without their prefix; attributes keep theirs. */
export type XmlHandlers = {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

/**
 * Feeds the bytes of one XML part to `handlers`, yielding after each chunk. Bounded: no document type (so no entities of its
 * own), no endless text, no bottomless nesting. Throws SheetRefusal("doctype" | "broken_xml").
 */
export async function* parseXml(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let quiet = 0;
  let depth = 0;
  parser.on("error", () => {
    throw new SheetRefusal("broken_xml");
  });
  parser.on("doctype", () => {
    throw new SheetRefusal("doctype");
  });
  parser.on("opentag", ({ name, attributes }) => {
    quiet = 0;
    if (++depth > limits.xmlDepth) throw new SheetRefusal("broken_xml");
    handlers.open(localName(name), attributes as Attributes);
  });
  parser.on("closetag", ({ name }) => {
    quiet = 0;
    depth--;
    handlers.close?.(localName(name));
  });
  const onText = (text: string) => {
    quiet = 0;
    handlers.text?.(text);
  };
  parser.on("text", onText);
  parser.on("cdata", onText);

  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Buffer) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new SheetRefusal("broken_xml");
    }
  };
  for await (const chunk of bytes) {
    const text = decode(chunk);
    quiet += text.length;
    parser.write(text);
    if (quiet > limits.xmlQuiet) throw new SheetRefusal("broken_xml");
    yield;
  }
  parser.write(decode());
  parser.close();
}

/** Reads a small part to its end. */
export async function readPart(bytes: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> {
  for await (const _ of parseXml(bounded(bytes), handlers));
}

async function* bounded(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limits.smallPartBytes) throw new SheetRefusal("zip_bomb");
    yield chunk;
  }
}

export const localName = (name: string): string => {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
};

/** `<row hidden="1">` or `"true"`. */
export const isOn = (flag: string | undefined): boolean => flag === "1" || flag === "true";
