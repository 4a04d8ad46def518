import {
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type LexicalEditor,
  type LexicalNode,
} from "lexical";
import { type FigureAsked, withNewFigure } from "#domain/incidents/reports/drawn.ts";
import { runsOf } from "#domain/incidents/reports/paper.ts";
import { isSource, SourceNode } from "./source-node.ts";

/** The text as this page shows it: its lines, as the server compares them, and the entries it was drawn from. */
export type WrittenText = { lines: string[]; drawn: number[] };
export type MarginLine = { key: string; top: number; seqs: number[] };
export type FaceOfLine = "text" | "heading";

const sourcesUnder = (node: LexicalNode): SourceNode[] =>
  isSource(node) ? [node] : $isElementNode(node) ? node.getChildren().flatMap(sourcesUnder) : [];

/** Reads the text; inside an editor's read. */
export function readText(): WrittenText {
  const root = $getRoot();
  const lines = root
    .getChildren()
    .flatMap((line) => line.getTextContent().split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return { lines, drawn: [...new Set(sourcesUnder(root).map((source) => source.getSeq()))] };
}

/** Where the numbers stand, and how a line that is a heading looks; of the lines as they are drawn on the screen. */
export function marginOf(root: HTMLElement, setFace: (line: HTMLElement, face: FaceOfLine) => void): MarginLine[] {
  return [...root.children].flatMap((child, index) => {
    const line = child as HTMLElement;
    const text = line.textContent ?? "";
    const runs = runsOf(text.trim());
    setFace(line, runs.length === 1 && runs[0]!.face === "heading" ? "heading" : "text");
    const marked = [...line.querySelectorAll<HTMLElement>("[data-source]")];
    const seqs = [...new Set(marked.map((one) => Number(one.dataset.source)))];
    return seqs.length > 0 ? [{ key: `${index}-${seqs.join("-")}`, top: marked[0]!.offsetTop, seqs }] : [];
  });
}

/** Writes an entry at the caret, marked with its number; without a caret at the end. */
export function drawEntry(editor: LexicalEditor, seq: number, text: string): void {
  editor.update(() => {
    const before = $getSelection();
    const selection = $isRangeSelection(before) ? before : $getRoot().selectEnd();
    if (!$isRangeSelection(selection)) return;
    const source = new SourceNode(seq);
    source.append($createTextNode(text));
    selection.insertNodes([source]);
    // The caret goes on behind what was written, outside its mark.
    source.selectNext(0, 0);
  });
}

/** Takes the mark of an entry away; its words stay. */
export function unmarkEntry(editor: LexicalEditor, seq: number): void {
  editor.update(() => {
    for (const source of sourcesUnder($getRoot()).filter((one) => one.getSeq() === seq)) {
      for (const child of source.getChildren()) source.insertBefore(child);
      source.remove();
    }
  });
}

/** 换成: the newer figure in place of the older one, in the parts drawn from it. */
export function takeFigure(editor: LexicalEditor, asked: FigureAsked): void {
  editor.update(() => {
    for (const source of sourcesUnder($getRoot()).filter((one) => one.getSeq() === asked.seq)) {
      const text = withNewFigure(source.getTextContent(), asked);
      // In one step: a mark that is empty for a moment goes.
      source.splice(0, source.getChildrenSize(), [$createTextNode(text)]);
      source.setSeq(asked.newer.seq);
    }
  });
}
