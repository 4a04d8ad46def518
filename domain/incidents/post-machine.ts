import { can, type Machine } from "../kernel/machine.ts";
import { say } from "../kernel/sentence.ts";

/** 岗位 of an incident: who is where when it gets hot. One holder a post; an offer to the next leaves it with the holder until accepted. */
export const posts = {
  commander: say("现场指挥", "Commander on site"),
  recorder: say("记录员", "Recorder"),
  spokesperson: say("发言人", "Spokesperson"),
  liaison: say("联络员", "Liaison"),
} as const;
export type Post = keyof typeof posts;
export const postNames = Object.keys(posts) as [Post, ...Post[]];

/** One tenure, from its offer to its end. `relieve`: the next one has accepted. */
export const postMachine = {
  offered: { accept: "held", decline: "declined", withdraw: "withdrawn" },
  held: { relieve: "over", withdraw: "withdrawn" },
  declined: {},
  withdrawn: {},
  over: {},
} as const satisfies Machine;
export type PostState = keyof typeof postMachine;
/** He holds the post: somebody may take it over from him. */
export const isHeld = ({ state }: { state: PostState }): boolean => can(postMachine, state, "relieve");
/** Somebody is asked to take it and has not answered. */
export const isOffered = ({ state }: { state: PostState }): boolean => can(postMachine, state, "accept");
