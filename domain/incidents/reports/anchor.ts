import * as Y from "yjs";
import { LONGEST_QUOTE } from "./comment-machine.ts";
import { insertsOf, paragraphElements } from "./report-text.ts";

/** A place in the shared text as a reader counts it: which paragraph, and how many characters before it in there. */
export type Place = { line: number; at: number };
export type Span = { from: Place; to: Place };
/** Where a comment stands. Both ends hold on to the character they stand at, whatever is written around it. */
export type Anchor = { startsAt: string; endsAt: string };

/** A run of characters: where it stands in its Yjs type, and in the paragraph as it is read. */
type Piece = { type: Y.XmlText; index: number; at: number; text: string };

function piecesOf(paragraph: Y.XmlText): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const walk = (type: Y.XmlText) => {
    let index = 0;
    for (const insert of insertsOf(type)) {
      if (typeof insert === "string") {
        pieces.push({ type, index, at, text: insert });
        at += insert.length;
        index += insert.length;
        continue;
      }
      if (insert instanceof Y.XmlText) walk(insert);
      else if (insert instanceof Y.Map && insert.get("__type") === "linebreak") at += 1;
      index += 1;
    }
  };
  walk(paragraph);
  return pieces;
}

/** What a reader sees of a paragraph, a line break as one character. */
const plain = (paragraph: Y.XmlText): string =>
  piecesOf(paragraph).reduce((text, piece) => text.padEnd(piece.at, "\n") + piece.text, "");

/** The anchor of a span of the text; null when nothing stands there. */
export function anchorOf(doc: Y.Doc, { from, to }: Span): Anchor | null {
  const lines = paragraphElements(doc);
  const begin = lines[from.line] && piecesOf(lines[from.line]!).find((one) => from.at < one.at + one.text.length);
  const end = lines[to.line] && piecesOf(lines[to.line]!).findLast((one) => one.at < to.at);
  if (!begin || !end) return null;
  const relative = (piece: Piece, at: number, assoc: number) =>
    JSON.stringify(
      Y.relativePositionToJSON(
        Y.createRelativePositionFromTypeIndex(
          piece.type,
          piece.index + Math.min(piece.text.length, Math.max(0, at - piece.at)),
          assoc,
        ),
      ),
    );
  return { startsAt: relative(begin, from.at, 0), endsAt: relative(end, to.at, -1) };
}

/** Null for what is no position, or one of characters that this text has never had. */
function resolved(doc: Y.Doc, position: string): Y.AbsolutePosition | null {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(JSON.parse(position)), doc);
  } catch {
    return null;
  }
}

function placeOf(doc: Y.Doc, lines: Y.XmlText[], position: string): Place | null {
  const found = resolved(doc, position);
  if (!found) return null;
  let above: unknown = found.type;
  while (above instanceof Y.XmlText && !lines.includes(above)) above = above.parent;
  if (!(above instanceof Y.XmlText)) return null;
  const pieces = piecesOf(above);
  const mine = pieces.filter(({ type }) => type === found.type);
  const piece = mine.find(({ index, text }) => found.index <= index + text.length) ?? mine.at(-1);
  if (!piece) return { line: lines.indexOf(above), at: 0 };
  return {
    line: lines.indexOf(above),
    at: piece.at + Math.min(piece.text.length, Math.max(0, found.index - piece.index)),
  };
}

/**
 * Where the words of a comment are now; null when they are gone. The characters themselves are followed first; an editor that splits a
 * paragraph writes its end anew, so words whose characters are gone are looked for nearby.
 */
export function spanOf(doc: Y.Doc, { startsAt, endsAt }: Anchor, quote: string): Span | null {
  const lines = paragraphElements(doc);
  const [from, to] = [placeOf(doc, lines, startsAt), placeOf(doc, lines, endsAt)];
  if (from && to && (from.line < to.line || (from.line === to.line && from.at < to.at))) return { from, to };
  if (quote === "" || quote.includes("\n") || quote.length >= LONGEST_QUOTE) return null;
  const near = (from ?? to)?.line ?? 0;
  const spans = lines.flatMap((line, index) => {
    const at = plain(line).indexOf(quote);
    return at < 0 ? [] : [{ from: { line: index, at }, to: { line: index, at: at + quote.length } }];
  });
  return spans.sort((a, b) => Math.abs(a.from.line - near) - Math.abs(b.from.line - near))[0] ?? null;
}
