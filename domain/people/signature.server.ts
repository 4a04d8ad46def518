import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "../kernel/env.ts";

const mac = (purpose: string, text: string) =>
  createHmac("sha256", env().secret).update(`${purpose}\n${text}`).digest("base64url");

/** `text` with the portal's signature for one purpose: for values that browsers keep for us. */
export const signed = (purpose: string, text: string): string => `${text}.${mac(purpose, text)}`;

/** The text of a signed value; null when this portal has not signed it for this purpose. */
export function verified(purpose: string, value: string | null | undefined): string | null {
  const at = value?.lastIndexOf(".") ?? -1;
  if (!value || at < 1) return null;
  const given = Buffer.from(value.slice(at + 1));
  const expected = Buffer.from(mac(purpose, value.slice(0, at)));
  return given.length === expected.length && timingSafeEqual(given, expected) ? value.slice(0, at) : null;
}

/** 256 bits that only this portal can derive from `text` for one purpose. */
export const derived = (purpose: string, text: string): Buffer =>
  createHmac("sha256", env().secret).update(`${purpose}\n${text}`).digest();
