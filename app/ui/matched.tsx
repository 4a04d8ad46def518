import type { MatchedPart } from "./pinyin-match.ts";

/** A name with its matched part bold and underlined. */
export function Matched({ text, part }: { text: string; part: MatchedPart | null }) {
  if (!part || part.to <= part.from) return <>{text}</>;
  const characters = [...text];
  return (
    <>
      {characters.slice(0, part.from).join("")}
      <b className="text-act underline underline-offset-3">{characters.slice(part.from, part.to).join("")}</b>
      {characters.slice(part.to).join("")}
    </>
  );
}
