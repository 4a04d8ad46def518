import type { Place, Span } from "#domain/incidents/reports/anchor.ts";

/** Between the places of the shared text and what the browser shows of it: each paragraph is a child of the editor's root. */

function pointAt(line: Element | undefined, at: number): [Node, number] | null {
  if (!line) return null;
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let left = at;
  let last: [Node, number] | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      if (left <= node.length) return [node, left];
      left -= node.length;
      last = [node, node.length];
    } else if (node.nodeName === "BR") left -= 1;
  }
  return last;
}

/** The words of a span on the screen; null while they are not drawn. */
export function rangeOf(root: Element, { from, to }: Span): Range | null {
  const begin = pointAt(root.children[from.line], from.at);
  const end = pointAt(root.children[to.line], to.at);
  if (!begin || !end) return null;
  const range = document.createRange();
  range.setStart(...begin);
  range.setEnd(...end);
  return range.collapsed ? null : range;
}

function placeOf(root: Element, node: Node, offset: number): Place | null {
  if (node === root) return { line: Math.min(offset, root.children.length - 1), at: 0 };
  const line = [...root.children].findIndex((child) => child.contains(node));
  if (line < 0) return null;
  const before = document.createRange();
  before.setStart(root.children[line]!, 0);
  before.setEnd(node, offset);
  const content = before.cloneContents();
  return { line, at: (content.textContent ?? "").length + content.querySelectorAll("br").length };
}

/** What is selected in the text now, with its words; null when nothing is. */
export function selectedSpan(root: Element): { span: Span; quote: string } | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const from = placeOf(root, range.startContainer, range.startOffset);
  const to = placeOf(root, range.endContainer, range.endOffset);
  const quote = selection
    .toString()
    .replace(/\s*\n\s*/g, "\n")
    .trim();
  return from && to && quote ? { span: { from, to }, quote } : null;
}

/** Marks the words of comments without touching the text: the browser paints them. */
export function paint(ranges: ReadonlyMap<string, Range>, active: string | null): void {
  if (!("highlights" in CSS)) return;
  const chosen = active === null ? undefined : ranges.get(active);
  CSS.highlights.set("report-comment", new Highlight(...[...ranges.values()].filter((range) => range !== chosen)));
  CSS.highlights.set("report-comment-active", new Highlight(...(chosen ? [chosen] : [])));
}
