import type { InstructionState, InstructionVia } from "./instruction-machine.ts";
import type { Post } from "./post-machine.ts";
import type { PromiseState } from "./promise-machine.ts";

/** Parts of the room that say who stands where, what was instructed and what was promised. Times are ISO 8601. */
export type RoomPost = {
  /** The tenure. */
  id: string;
  post: Post;
  personId: string;
  personName: string;
  unitName: string;
  /** What is over is not part of the room; queries/post-history.server.ts reads it. */
  state: "offered" | "held";
  offeredAt: string;
  heldFrom: string | null;
};
export type RoomInstruction = {
  id: string;
  no: number;
  text: string;
  leaderName: string;
  leaderTitle: string;
  via: InstructionVia;
  givenAt: string;
  unitId: string;
  unitName: string;
  ownerId: string | null;
  ownerName: string | null;
  dueAt: string;
  state: InstructionState;
  readAt: string | null;
  report: string | null;
  reportedAt: string | null;
  reportedBy: string | null;
  returned: string | null;
  settledAt: string | null;
  seq: number;
  version: number;
};
export type RoomPromise = {
  id: string;
  no: number;
  text: string;
  toWhom: string;
  saidBy: string;
  unitId: string;
  unitName: string;
  dueAt: string | null;
  fromSeq: number | null;
  madeAt: string;
  state: PromiseState;
  endedAt: string | null;
  note: string | null;
  version: number;
};
export type RoomDuty = { posts: RoomPost[]; instructions: RoomInstruction[]; promises: RoomPromise[] };
