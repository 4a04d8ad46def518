import * as Y from "yjs";

/** One paragraph of a report, and the numbers of the timeline entries that were written into it. */
export type Paragraph = { text: string; sources: number[] };

/** A part of a paragraph; with `seq` it was drawn from that entry. */
export type Part = string | { text: string; seq: number };

/** Where the editor keeps its text in the shared document, and the type of an inline part that was drawn from an entry. */
const ROOT = "root";
export const SOURCE_TYPE = "report-source";

/**
 * The document a report begins with. Built here alone and never by a browser: two who open an empty one at the same moment would
 * each write the beginning. The shapes are those of @lexical/yjs: an element is an XmlText with `__type`, a text is a Map before its characters.
 */
export function beginDocument(paragraphs: readonly (string | readonly Part[])[]): Uint8Array {
  const doc = new Y.Doc();
  const root = doc.get(ROOT, Y.XmlText);
  doc.transact(() => {
    for (const [index, text] of (paragraphs.length > 0 ? paragraphs : [""]).entries()) {
      const paragraph = new Y.XmlText();
      root.insertEmbed(index, paragraph);
      paragraph.setAttribute("__type", "paragraph");
      for (const part of typeof text === "string" ? [text] : text) append(paragraph, part);
    }
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

function append(into: Y.XmlText, part: Part): void {
  const { text, seq } = typeof part === "string" ? { text: part, seq: null } : part;
  if (text === "") return;
  let target = into;
  if (seq !== null) {
    target = new Y.XmlText();
    into.insertEmbed(into.length, target);
    target.setAttribute("__type", SOURCE_TYPE);
    // Yjs keeps any value; its types know texts alone.
    target.setAttribute("__seq", seq as unknown as string);
  }
  const map = new Y.Map();
  target.insertEmbed(target.length, map);
  map.set("__type", "text");
  target.insert(target.length, text);
}

/** The text in the saved bytes of a document. */
export function paragraphsIn(state: Uint8Array): Paragraph[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const read = paragraphsOf(doc);
  doc.destroy();
  return read;
}

/** The text of a document. Line breaks inside a paragraph begin a new one. */
export function paragraphsOf(doc: Y.Doc): Paragraph[] {
  const read = paragraphElements(doc).flatMap((element) => {
    const paragraph: Paragraph = { text: "", sources: [] };
    gather(element, paragraph);
    return paragraph.text.split("\n").map((text, index) => ({ text, sources: index === 0 ? paragraph.sources : [] }));
  });
  return read.map(({ text, sources }) => ({ text: text.trim(), sources: [...new Set(sources)] }));
}

/** What is compared, frozen and counted: the lines with words, one a paragraph. */
export const linesOf = (paragraphs: readonly Paragraph[]): string[] =>
  paragraphs.map(({ text }) => text.trim()).filter((text) => text !== "");

type Delta = { insert?: unknown }[];
/** What stands in a text of the document, in order: strings, elements, and the maps that begin a text or break a line. */
export const insertsOf = (text: Y.XmlText): unknown[] => (text.toDelta() as Delta).map(({ insert }) => insert);
const elementsOf = (text: Y.XmlText) => insertsOf(text).filter((one) => one instanceof Y.XmlText);
/** The paragraphs of a document, as the editor has them. */
export const paragraphElements = (doc: Y.Doc): Y.XmlText[] => elementsOf(doc.get(ROOT, Y.XmlText));

function gather(element: Y.XmlText, into: Paragraph): void {
  const { __type, __seq } = element.getAttributes() as { __type?: string; __seq?: unknown };
  if (__type === SOURCE_TYPE && typeof __seq === "number") into.sources.push(__seq);
  for (const insert of insertsOf(element))
    if (typeof insert === "string") into.text += insert;
    else if (insert instanceof Y.XmlText) gather(insert, into);
    else if (insert instanceof Y.Map && insert.get("__type") === "linebreak") into.text += "\n";
}
