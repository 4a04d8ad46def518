import { chineseDay } from "./begin.ts";

/** The page of GB/T 9704 in millimetres and points: print, .docx and the sheet on the screen are set from this alone. */
export const sheet = {
  widthMm: 210,
  heightMm: 297,
  topMm: 37,
  leftMm: 28,
  rightMm: 26,
  bottomMm: 35,
  textWidthMm: 156,
  textHeightMm: 225,
  lines: 22,
  characters: 28,
  bodyPt: 16,
  titlePt: 22,
  notePt: 14,
} as const;

/** 仿宋 text, 黑体 and 楷体 headings. */
export type Face = "text" | "heading" | "subheading";
export type Run = { text: string; face: Face };

const HEADING = /^([一二三四五六七八九十]+、[^。；]*。?)/;
const SUBHEADING = /^(（[一二三四五六七八九十]+）[^。；]*。)(?=.)/;

/** A paragraph in its faces: 「一、…」 up to its full stop is a heading; 「（一）…。」 is one where more follows on the line. */
export function runsOf(paragraph: string): Run[] {
  for (const [pattern, face] of [
    [HEADING, "heading"],
    [SUBHEADING, "subheading"],
  ] as const) {
    const found = pattern.exec(paragraph)?.[1];
    if (found && found.length <= 40)
      return [
        { text: found, face },
        ...(found.length < paragraph.length ? [{ text: paragraph.slice(found.length), face: "text" as const }] : []),
      ];
  }
  return [{ text: paragraph, face: "text" }];
}

/** Everything that stands on paper, in its order. */
export type Paper = {
  /** 澜阳市信访工作联席会议办公室 */
  office: string;
  /** The number; 草稿 before the signature. */
  number: string;
  /** 许　闻; null before the signature. */
  signer: string | null;
  drill: boolean;
  title: string;
  salutation: string;
  paragraphs: Run[][];
  /** 2026年11月24日 */
  day: string;
  contact: string;
  copies: string;
};

export type PaperSource = {
  office: string;
  number: string | null;
  signedBy: string | null;
  drill: boolean;
  title: string;
  main: readonly string[];
  copies: readonly string[];
  lines: readonly string[];
  contact: string;
  /** Of the signature; before it, of the print (ISO 8601). */
  at: string;
};

/** Two-character names are spread to three, as on paper. */
const spread = (name: string) => (name.length === 2 ? `${name[0]}　${name[1]}` : name);

export const paperOf = (source: PaperSource): Paper => ({
  office: source.office,
  number: source.number ?? "草稿",
  signer: source.signedBy && spread(source.signedBy),
  drill: source.drill,
  title: source.title,
  salutation: `${source.main.join("、")}：`,
  paragraphs: source.lines.map(runsOf),
  day: chineseDay(source.at),
  contact: source.contact,
  copies: source.copies.length > 0 ? `${source.copies.join("，")}。` : "",
});
