import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env.ts";

const keys = new Map<string, Buffer>();
const key = (field: string) => {
  const name = `${env().secret}:${field}`;
  if (!keys.has(name)) keys.set(name, Buffer.from(hkdfSync("sha256", env().secret, "lianxi-field", field, 32)));
  return keys.get(name)!;
};

/** Encrypts one personal field (AES-256-GCM, a key of its own a field, bound to `field`). Empty stays null. Form "v1.<iv>.<tag>.<text>" in base64url. */
export function seal(field: string, plain: string | null | undefined): string | null {
  if (!plain) return null;
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(field), iv);
  cipher.setAAD(Buffer.from(field));
  const text = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", iv.toString("base64url"), cipher.getAuthTag().toString("base64url"), text.toString("base64url")].join(
    ".",
  );
}

/** The plain text of a sealed field; throws when it was altered or belongs to another field. */
export function unseal(field: string, sealed: string | null): string | null {
  if (sealed === null) return null;
  const [version, iv, tag, text] = sealed.split(".");
  if (version !== "v1" || !iv || !tag || text === undefined) throw new Error(`Sealed field ${field} is malformed`);
  const decipher = createDecipheriv("aes-256-gcm", key(field), Buffer.from(iv, "base64url"));
  decipher.setAAD(Buffer.from(field));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
}
