import { createElement, type ReactElement, type ReactNode } from "react";

/** A page read into plain elements: no components, no contexts, nothing but tags, attributes and words. */
export type Node = string | { tag: string; attributes: Record<string, unknown>; children: Node[] };

const VOID = new Set(["meta", "link", "input", "br", "hr", "img"]);
const reactNames: Record<string, string> = { class: "className", for: "htmlFor" };
const TAG = /<([\w-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>/y;

/** Reads what React has rendered. Scripts are left out: the baseline shows the page and does nothing else. */
export function read(html: string): Node {
  const root: Node[] = [];
  const open: Node[][] = [root];
  let at = 0;
  const skipTo = (end: string) => {
    at = html.indexOf(end, at) + end.length;
  };
  while (at < html.length) {
    if (html.startsWith("<!--", at)) skipTo("-->");
    else if (html.startsWith("<!", at)) skipTo(">");
    else if (html.startsWith("<script", at)) skipTo("</script>");
    else if (html.startsWith("</", at)) {
      open.pop();
      skipTo(">");
    } else if (html[at] === "<") {
      TAG.lastIndex = at;
      const [found, tag = "", attributes = "", closed] = TAG.exec(html) ?? [];
      if (!found) throw new Error(`not markup: ${html.slice(at, at + 80)}`);
      at += found.length;
      const node = { tag, attributes: attributesOf(attributes), children: [] as Node[] };
      open.at(-1)!.push(node);
      if (!closed && !VOID.has(tag)) open.push(node.children);
    } else {
      const end = html.indexOf("<", at);
      open.at(-1)!.push(plain(html.slice(at, end < 0 ? html.length : end)));
      at = end < 0 ? html.length : end;
    }
  }
  const page = root.find((node) => typeof node !== "string" && node.tag === "html");
  if (!page) throw new Error("the page holds no <html>");
  return page;
}

function attributesOf(text: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [, name = "", value] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
    if (name === "style") found.style = styleOf(plain(value ?? ""));
    else if (["checked", "selected", "disabled", "hidden", "async"].includes(name)) found[name] = true;
    else found[reactNames[name] ?? name] = plain(value ?? "");
  }
  return found;
}

const styleOf = (text: string) =>
  Object.fromEntries(text.split(";").flatMap((one) => (one.includes(":") ? [one.split(/:(.*)/s).slice(0, 2)] : [])));

const plain = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** What makes the elements of a node anew for each page, with the values of a row in the places where that row's values stood. */
export type Maker<Row> = (row: Row) => ReactNode;

/** `places`: a value as it stands in the markup, and how a row gives it. `inside` may stand for a node by another maker. */
export function maker<Row>(
  node: Node,
  places: readonly [string, (row: Row) => string][],
  inside?: (node: Exclude<Node, string>) => Maker<Row> | undefined,
): Maker<Row> {
  if (typeof node === "string") return worded(node, places);
  const other = inside?.(node);
  if (other) return other;
  const children = node.children.map((child) => maker(child, places, inside));
  const attributes = Object.entries(node.attributes).map(
    ([name, value]) => [name, typeof value === "string" ? worded(value, places) : () => value] as const,
  );
  return (row) => {
    const props: Record<string, unknown> = {};
    for (const [name, value] of attributes) props[name] = value(row);
    return createElement(node.tag, props, ...children.map((child) => child(row))) as ReactElement;
  };
}

function worded<Row>(text: string, places: readonly [string, (row: Row) => string][]): (row: Row) => string {
  for (const [value, given] of places) {
    const at = text.indexOf(value);
    if (at < 0) continue;
    const [before, after] = [worded(text.slice(0, at), places), worded(text.slice(at + value.length), places)];
    return (row) => before(row) + given(row) + after(row);
  }
  return () => text;
}
