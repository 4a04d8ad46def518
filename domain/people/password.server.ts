import { hash, verify } from "@node-rs/argon2";

/** argon2id, 19 MiB, 2 passes (the library's defaults, OWASP's first choice), as a PHC string. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFKC"));

let nobody: Promise<string> | undefined;

/** Whether `password` is the one of `hashed`. With null (no such account, no password) it takes as long and is false. */
export async function isPassword(hashed: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash("nobody has this password");
  const right = await verify(hashed ?? (await nobody), password.normalize("NFKC"));
  return right && Boolean(hashed);
}
