import { createHash } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { seal, unseal } from "../kernel/cipher.server.ts";
import { derived } from "./signature.server.ts";

/** 动态口令: RFC 6238, SHA-1, six digits, 30 s: what every authenticator reads. */
const PERIOD = 30;
const FIELD = "person.totp";
export const RECOVERY_CODES = 10;

const totp = (secret: Secret, login = "") =>
  new TOTP({ issuer: "联席", label: login, algorithm: "SHA1", digits: 6, period: PERIOD, secret });

/** A fresh secret as it is stored. */
export const newTotpSecret = (): string => seal(FIELD, new Secret({ size: 20 }).base32)!;

/** What the authenticator is given: the address for the QR code and the same secret to type. */
export function totpSetup(sealed: string, login: string): { uri: string; secret: string } {
  const secret = unseal(FIELD, sealed)!;
  return { uri: totp(Secret.fromBase32(secret), login).toString(), secret: secret.replace(/(.{4})(?=.)/g, "$1 ") };
}

/**
 * The time step in which `code` is right (a step early or late is accepted), when it is newer than `lastStep`; else null.
 * The caller stores the step: a code is good once.
 */
export function totpStep(sealed: string, code: string, now: Date, lastStep: number | null): number | null {
  const delta = totp(Secret.fromBase32(unseal(FIELD, sealed)!)).validate({
    token: code,
    timestamp: now.getTime(),
    window: 1,
  });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / PERIOD) + delta;
  return lastStep === null || step > lastStep ? step : null;
}

const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/**
 * The recovery codes that a command has made: derived from its id, so that the same command shows the same codes and no
 * receipt holds them. 80 bits each, "XXXX-XXXX-XXXX-XXXX".
 */
export function recoveryCodes(personId: string, commandId: string): string[] {
  return Array.from({ length: RECOVERY_CODES }, (_, n) => {
    const bytes = derived("recovery", `${personId}\n${commandId}\n${n}`);
    const letters = Array.from(bytes.subarray(0, 16), (byte) => alphabet[byte % 32]).join("");
    return letters.replace(/(.{4})(?=.)/g, "$1-");
  });
}

/** What is stored of a recovery code; spaces, hyphens and case do not matter. */
export const recoveryHash = (code: string): string =>
  createHash("sha256")
    .update(
      code
        .normalize("NFKC")
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, ""),
    )
    .digest("hex");
