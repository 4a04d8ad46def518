import { Fragment } from "react";
import { type TextPiece, textPieces } from "./timeline-rows.ts";

/** A text with its mentions and what was searched for marked. */
export function EntryText({ text, names, query }: { text: string; names: readonly string[]; query: string }) {
  return (
    <>
      {textPieces(text, names, query).map((piece, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in order
        <Piece key={i} piece={piece} />
      ))}
    </>
  );
}

function Piece({ piece }: { piece: TextPiece }) {
  if (piece.as === "mention") return <b className="text-act">{piece.text}</b>;
  if (piece.as === "found") return <mark className="bg-warn-tint text-text">{piece.text}</mark>;
  return <>{piece.text}</>;
}

/** A line of the portal with the names of units in bold. */
export function SystemText({ text, bold, query }: { text: string; bold: readonly string[]; query: string }) {
  const names = bold.filter(Boolean);
  if (names.length === 0) return <EntryText text={text} names={[]} query={query} />;
  const parts = text.split(
    new RegExp(`(${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`),
  );
  return (
    <>
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in order
        <Fragment key={i}>
          {names.includes(part) ? (
            <b className="text-text">{part}</b>
          ) : (
            <EntryText text={part} names={[]} query={query} />
          )}
        </Fragment>
      ))}
    </>
  );
}
