import { type Sentence, say } from "../../kernel/sentence.ts";

/** The largest attachment, in bytes. */
export const MAX_ATTACHMENT_BYTES = 50 * 1024 * 1024;
/** Uploads of one person that no entry names yet; the sweep removes them after a day. */
export const MAX_UNUSED_UPLOADS = 50;

/** What a file is by its content. `old_office` is the compound file of Word 97 and WPS, also of documents with a password. */
export type ContentFamily = "image" | "pdf" | "ofd" | "docx" | "xlsx" | "pptx" | "old_office" | "rtf" | "text";

/** The allow list: extension → the families whose content it may hold. Archives are not on it: what they hold can be neither checked nor shown. */
const families: { readonly [extension: string]: readonly ContentFamily[] } = {
  jpg: ["image"],
  jpeg: ["image"],
  png: ["image"],
  gif: ["image"],
  webp: ["image"],
  heic: ["image"],
  pdf: ["pdf"],
  ofd: ["ofd"],
  doc: ["old_office", "docx", "rtf"],
  docx: ["docx", "old_office"],
  xls: ["old_office", "xlsx"],
  xlsx: ["xlsx", "old_office"],
  ppt: ["old_office", "pptx"],
  pptx: ["pptx", "old_office"],
  wps: ["old_office", "docx"],
  et: ["old_office", "xlsx"],
  dps: ["old_office", "pptx"],
  rtf: ["rtf"],
  txt: ["text"],
  csv: ["text"],
};
/** For the file chooser: ".jpg,.jpeg,…". */
export const acceptedExtensions = Object.keys(families)
  .map((extension) => `.${extension}`)
  .join(",");
/** The families an extension may hold; none when it is not on the list. */
export const familiesOf = (extension: string): readonly ContentFamily[] => families[extension] ?? [];

export const acceptedNames: Sentence = say(
  "可传图片（jpg、png、gif、webp、heic）、PDF、OFD、Office 和 WPS 文档、txt、csv，每个不超过 50 MB",
  "Accepted: images (jpg, png, gif, webp, heic), PDF, OFD, Office and WPS documents, txt, csv; up to 50 MB each",
);

/** The lower-case ending of a file name without the dot; "" when it has none. */
export const extensionOf = (fileName: string): string =>
  /\.([A-Za-z0-9]{1,10})$/.exec(fileName)?.[1]?.toLowerCase() ?? "";

/**
 * A file name as it is kept and shown: the last part of a path, without control characters and without the marks that turn
 * the direction of writing (they make "gpj.exe" read as "exe.jpg"). At most 120 characters, the ending kept.
 */
export function cleanFileName(raw: string): string {
  const last = raw.split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .trim()
    .replace(/^\.+/, "");
  if (plain === "") return "附件";
  const characters = [...plain];
  if (characters.length <= 120) return plain;
  const ending = extensionOf(plain);
  const tail = ending ? `.${ending}` : "";
  return characters.slice(0, 120 - tail.length).join("") + tail;
}

/** Shown in the page itself rather than downloaded. */
export const isPreviewable = (contentType: string): boolean =>
  contentType === "image/jpeg" ||
  contentType === "image/png" ||
  contentType === "image/gif" ||
  contentType === "image/webp";
/** May be opened in a tab of its own; everything else is downloaded. */
export const opensInline = (contentType: string): boolean =>
  isPreviewable(contentType) || contentType === "application/pdf";
