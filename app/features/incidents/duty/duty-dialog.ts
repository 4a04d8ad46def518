import type { Post } from "#domain/incidents/post-machine.ts";

/** Dialogs over the room about posts, instructions and promises. `id` is that of the tenure, instruction or promise. */
export type DutyDialog =
  | { kind: "offer-post"; post?: Post }
  | { kind: "give-instruction"; text?: string }
  | { kind: "make-promise"; fromSeq?: number; text?: string }
  | {
      kind:
        | "decline-post"
        | "withdraw-post"
        | "report-instruction"
        | "return-instruction"
        | "keep-promise"
        | "carry-on-promise"
        | "withdraw-promise";
      id: string;
    };
