import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { anchorOf, type Span, spanOf } from "./anchor.ts";
import { beginDocument, linesOf, paragraphElements, paragraphsOf } from "./report-text.ts";

function text() {
  const doc = new Y.Doc();
  Y.applyUpdate(
    doc,
    beginDocument([
      "现将情况报告如下。",
      ["二、已做工作。", { text: "搅拌站承诺今晚不生产。", seq: 46 }, "县里派员。"],
      "三、下一步。",
    ]),
  );
  return doc;
}
const words = (doc: Y.Doc, span: Span | null) => {
  if (!span) return null;
  const lines = linesOf(paragraphsOf(doc));
  const { from, to } = span;
  if (from.line === to.line) return lines[from.line]!.slice(from.at, to.at);
  return [
    lines[from.line]!.slice(from.at),
    ...lines.slice(from.line + 1, to.line),
    lines[to.line]!.slice(0, to.at),
  ].join("\n");
};
/** Where `quote` stands, as somebody marks it. */
function mark(doc: Y.Doc, quote: string) {
  const lines = linesOf(paragraphsOf(doc));
  const line = lines.findIndex((one) => one.includes(quote));
  const at = lines[line]!.indexOf(quote);
  const anchor = anchorOf(doc, { from: { line, at }, to: { line, at: at + quote.length } })!;
  return (looked = quote) => words(doc, spanOf(doc, anchor, looked));
}
const paragraph = (doc: Y.Doc, index: number) => paragraphElements(doc)[index]!;
const drawn = (doc: Y.Doc) => paragraph(doc, 1).toDelta()[2].insert as Y.XmlText;

describe("a comment holds on to its words", () => {
  test("across what is written before, after and into them, in this and other paragraphs", () => {
    const doc = text();
    const now = mark(doc, "承诺今晚不生产");
    expect(now()).toBe("承诺今晚不生产");
    paragraph(doc, 0).insert(1, "先写一句。");
    paragraph(doc, 1).insert(1, "（又写）");
    paragraph(doc, 1).insert(paragraph(doc, 1).length, "末尾。");
    expect(now()).toBe("承诺今晚不生产");
    drawn(doc).insert(6, "当场");
    expect(now()).toBe("承诺当场今晚不生产");
    // What is written at either end stands outside.
    const whole = mark(doc, "县里派员。");
    paragraph(doc, 1).insert(paragraph(doc, 1).length, "完。");
    expect(whole()).toBe("县里派员。");
  });

  test("from one paragraph into another", () => {
    const doc = text();
    const anchor = anchorOf(doc, { from: { line: 0, at: 2 }, to: { line: 2, at: 2 } })!;
    expect(words(doc, spanOf(doc, anchor, ""))).toBe(
      "情况报告如下。\n二、已做工作。搅拌站承诺今晚不生产。县里派员。\n三、",
    );
  });

  test("merged from two browsers it is the same place", () => {
    const [doc, other] = [text(), new Y.Doc()];
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const anchor = anchorOf(other, { from: { line: 2, at: 2 }, to: { line: 2, at: 5 } })!;
    paragraph(doc, 2).insert(1, "甲乙丙");
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    expect(words(other, spanOf(other, anchor, ""))).toBe("下一步");
    expect(words(doc, spanOf(doc, anchor, ""))).toBe("下一步");
  });

  test("an editor that writes the end of a paragraph anew does not lose it", () => {
    const doc = text();
    const now = mark(doc, "县里派员");
    const line = paragraph(doc, 1);
    line.delete(line.length - 5, 5);
    expect(now()).toBeNull();
    const next = new Y.XmlText();
    doc.get("root", Y.XmlText).insertEmbed(2, next);
    next.setAttribute("__type", "paragraph");
    next.insert(0, "县里派员。");
    expect(now()).toBe("县里派员");
  });

  test("words that are gone are nowhere, and so is a broken place", () => {
    const doc = text();
    const now = mark(doc, "下一步");
    doc.get("root", Y.XmlText).delete(2, 1);
    expect(now()).toBeNull();
    expect(spanOf(doc, { startsAt: "{", endsAt: "[]" }, "没有这句")).toBeNull();
    expect(anchorOf(doc, { from: { line: 9, at: 0 }, to: { line: 9, at: 2 } })).toBeNull();
  });
});
