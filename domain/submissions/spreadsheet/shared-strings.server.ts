import { decodeEscapes } from "./cell-text.ts";
import { limits } from "./limits.ts";
import { RichText } from "./rich-text.ts";
import { SheetRefusal } from "./sheet-refusal.ts";
import { FULL_CELL } from "./sheet-rows.server.ts";
import { TextStore } from "./text-store.server.ts";
import { parseXml } from "./xml-part.server.ts";

/** Reads the table of shared strings; the caller closes the store. Over-long texts are cut just past the limit. */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>): Promise<TextStore> {
  const store = new TextStore();
  const rich = new RichText();
  try {
    const parsed = parseXml(bytes, {
      open(name) {
        if (name === "si") rich.begin(FULL_CELL);
        else rich.open(name);
      },
      text: (text) => rich.text(text),
      close(name) {
        rich.close(name);
        if (name !== "si") return;
        if (store.length >= limits.sharedStrings) throw new SheetRefusal("zip_bomb");
        store.append(decodeEscapes(rich.value).slice(0, limits.cellCharacters + 1));
      },
    });
    for await (const _ of parsed);
    return store;
  } catch (error) {
    store.close();
    throw error;
  }
}
