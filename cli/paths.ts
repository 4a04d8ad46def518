import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the portal's sources. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Stamps, build and test logs; never data. */
export const workFolder = resolve(root, ".lianxi");

/** A file named on the command line, seen from where the command was given (npm changes into the root). */
export const fileArgument = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);
