import type { Tx } from "../../kernel/db.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { type LockedIncident, lockMergedOrNot } from "../incident.server.ts";

/** Locks two incidents in the order of their ids, so that two people merging them into each other take turns. */
export async function lockTwo(
  tx: Tx,
  actor: Actor,
  first: string,
  second: string,
  now: Date,
): Promise<[LockedIncident, LockedIncident]> {
  const locked = new Map<string, LockedIncident>();
  for (const id of [first, second].sort()) locked.set(id, await lockMergedOrNot(tx, actor, id, now));
  return [locked.get(first)!, locked.get(second)!];
}

/** An incident that is part of another is not merged, split or given anything: it is dealt with there. */
export function standsByItself({ number, mergedInto }: LockedIncident): void {
  if (mergedInto)
    throw new Refusal(
      "wrong_state",
      say(
        `${number} 已并入 ${mergedInto.number}。请在 ${mergedInto.number} 上操作，或先拆回。`,
        `${number} is merged into ${mergedInto.number}. Do it there, or split it off first.`,
      ),
    );
}
