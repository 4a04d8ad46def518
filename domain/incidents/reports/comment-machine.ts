import type { Machine, StateOf } from "../../kernel/machine.ts";

/** 批注: answered by replies, settled, and opened again where it was settled too soon. */
export const commentMachine = {
  open: { reply: "open", settle: "settled" },
  settled: { reopen: "open" },
} as const satisfies Machine;
export type CommentState = StateOf<typeof commentMachine>;

/** So much is kept of the words a comment stands beside; longer ones are not looked for again once their characters are gone. */
export const LONGEST_QUOTE = 200;
