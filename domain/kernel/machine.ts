import { Refusal } from "./refusal.ts";
import { say } from "./sentence.ts";

/** A lifecycle is a table: state → move → state. */
export type Machine = { readonly [state: string]: { readonly [move: string]: string } };
export type StateOf<M extends Machine> = keyof M & string;
export type MoveOf<M extends Machine> = { [S in keyof M]: keyof M[S] }[keyof M] & string;

/** The state after `move`, or Refusal("wrong_state"). The one reader of lifecycle tables in a command. */
export function next<M extends Machine>(machine: M, state: string, move: MoveOf<M>): StateOf<M> {
  const to = machine[state]?.[move];
  if (to === undefined)
    throw new Refusal(
      "wrong_state",
      say(
        "现在的状态不能这样做，可能刚被他人改过。请看最新内容。",
        "This cannot be done in its present state; someone may just have changed it.",
      ),
    );
  return to as StateOf<M>;
}

/** Whether `move` is open in `state`. */
export const can = <M extends Machine>(machine: M, state: string, move: MoveOf<M>): boolean =>
  machine[state]?.[move] !== undefined;
