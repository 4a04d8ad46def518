import type { Machine } from "../kernel/machine.ts";

/**
 * The life of one import. `reading` is the dry run; `read` waits for somebody to publish or discard it; `refused` is a file
 * that as a whole is not acceptable, or whose reading broke off.
 */
export const importMachine = {
  reading: { finish: "read", refuse: "refused", discard: "discarded" },
  read: { publish: "published", discard: "discarded" },
  refused: { discard: "discarded" },
  published: {},
  discarded: {},
} as const satisfies Machine;
export type ImportState = keyof typeof importMachine;
