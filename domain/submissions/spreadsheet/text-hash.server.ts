import { createHash } from "node:crypto";
import { comparable } from "./cell-text.ts";

/** 128 bits of SHA-256 in hex. */
export const shortHash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

/** Equal for two submissions that say the same thing, whatever their spacing, width, case and punctuation. */
export const textHash = (title: string, body: string): string => shortHash(`${comparable(title)}\n${comparable(body)}`);
