import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from "docx";
import { type Face, type Paper, sheet } from "./paper.ts";

/** Twentieths of a point, the unit of OOXML. */
const twips = (mm: number) => Math.round((mm / 25.4) * 1440);
/** Twenty-two lines fill the text area; a character stands on the twenty-eighth part of its width. */
const LINE = Math.round(twips(sheet.textHeightMm) / sheet.lines);
const CHARACTER = twips(sheet.textWidthMm) / sheet.characters;
const halfPoints = (pt: number) => pt * 2;
const INK_RED = "C4161C";

const fonts: { [F in Face | "title"]: string } = {
  text: "仿宋_GB2312",
  heading: "黑体",
  subheading: "楷体_GB2312",
  title: "方正小标宋简体",
};
const face = (of: Face | "title") => ({ ascii: "Times New Roman", hAnsi: "Times New Roman", eastAsia: fonts[of] });
const run = (text: string, of: Face | "title" = "text", pt: number = sheet.bodyPt, color?: string) =>
  new TextRun({ text, font: face(of), size: halfPoints(pt), ...(color && { color }) });
const spacing = { line: LINE, lineRule: LineRuleType.EXACT };
const indent = { firstLine: Math.round(2 * CHARACTER) };
const rule = (color: string, size: number) => ({ style: BorderStyle.SINGLE, size, color, space: 4 });
const empty = () => new Paragraph({ spacing, children: [] });

/** 演练: a dashed frame round the text of every page. */
const side = { style: BorderStyle.DASHED, size: 12, space: 12, color: "5B4791" };
const drillFrame = {
  pageBorders: { display: PageBorderDisplay.ALL_PAGES, offsetFrom: PageBorderOffsetFrom.TEXT },
  ...{ pageBorderTop: side, pageBorderRight: side, pageBorderBottom: side, pageBorderLeft: side },
};

/** The report as a .docx on the page of GB/T 9704: the same text, measures and order as its print. */
export async function reportDocx(paper: Paper): Promise<Buffer> {
  const document = new Document({
    creator: paper.office,
    title: paper.title,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: face("text"), size: halfPoints(sheet.bodyPt) } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(sheet.widthMm), height: twips(sheet.heightMm) },
            ...(paper.drill && { borders: drillFrame }),
            margin: {
              top: twips(sheet.topMm),
              left: twips(sheet.leftMm),
              right: twips(sheet.rightMm),
              bottom: twips(sheet.bottomMm),
              footer: twips(sheet.bottomMm - 7 - 6),
            },
          },
          grid: {
            type: DocumentGridType.LINES_AND_CHARS,
            linePitch: LINE,
            charSpace: Math.round((CHARACTER / 20 - sheet.bodyPt) * 4096),
          },
        },
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: [...head(paper), ...body(paper), ...foot(paper)],
      },
    ],
  });
  return Packer.toBuffer(document);
}

const footer = (alignment: (typeof AlignmentType)["LEFT" | "RIGHT"]) =>
  new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { left: Math.round(CHARACTER), right: Math.round(CHARACTER) },
        children: [
          new TextRun({
            children: ["— ", PageNumber.CURRENT, " —"],
            font: { ascii: "宋体", hAnsi: "宋体", eastAsia: "宋体" },
            size: halfPoints(sheet.notePt),
          }),
        ],
      }),
    ],
  });

/** The red head begins 35 mm under the top of the text area; number left, signer right, a red rule. */
const head = (paper: Paper) => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: twips(35), after: LINE * 2 },
    children: [run(paper.office, "title", 32, INK_RED)],
  }),
  new Paragraph({
    spacing,
    indent: { left: Math.round(CHARACTER), right: Math.round(CHARACTER) },
    tabStops: [{ type: TabStopType.RIGHT, position: Math.round(27 * CHARACTER) }],
    border: { bottom: rule(INK_RED, 18) },
    children: [run(paper.number), ...(paper.signer ? [run(`\t签发人：${paper.signer}`)] : [])],
  }),
  empty(),
  empty(),
  ...(paper.drill
    ? [new Paragraph({ alignment: AlignmentType.CENTER, spacing, children: [run("演练", "heading")] })]
    : []),
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: LINE + 60, lineRule: LineRuleType.EXACT },
    children: [run(paper.title, "title", sheet.titlePt)],
  }),
  empty(),
];

const body = (paper: Paper) => [
  new Paragraph({ spacing, children: [run(paper.salutation)] }),
  ...paper.paragraphs.map(
    (runs) =>
      new Paragraph({
        spacing,
        indent,
        alignment: AlignmentType.JUSTIFIED,
        children: runs.map((one) => run(one.text, one.face)),
      }),
  ),
];

const foot = (paper: Paper) => [
  empty(),
  new Paragraph({
    spacing,
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(2 * CHARACTER) },
    children: [run(paper.office)],
  }),
  new Paragraph({
    spacing,
    alignment: AlignmentType.RIGHT,
    indent: { right: Math.round(4 * CHARACTER) },
    children: [run(paper.day)],
  }),
  ...(paper.contact ? [new Paragraph({ spacing, indent, children: [run(`（联系人：${paper.contact}）`)] })] : []),
  empty(),
  ...(paper.copies
    ? [
        new Paragraph({
          border: { top: rule("000000", 8) },
          indent: { left: Math.round(4 * CHARACTER), hanging: Math.round(3 * CHARACTER), right: Math.round(CHARACTER) },
          children: [run(`抄送：${paper.copies}`, "text", sheet.notePt)],
        }),
      ]
    : []),
  new Paragraph({
    border: { top: rule("000000", 4), bottom: rule("000000", 8) },
    indent: { left: Math.round(CHARACTER), right: Math.round(CHARACTER) },
    tabStops: [{ type: TabStopType.RIGHT, position: Math.round(27 * CHARACTER) }],
    children: [run(`${paper.office}\t${paper.day}印发`, "text", sheet.notePt)],
  }),
];
