import { incidentCommands } from "#domain/incidents/commands/index.server.ts";
import { execute } from "#domain/kernel/command.server.ts";
import { db } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import type { SeedMerge } from "./content/types.ts";
import type { Keys } from "./play-incident.ts";

/** Merges two incidents that have been played, through the real command, and goes on in the one that stays. `incidents`: ids by key. */
export async function playMerge(
  merge: SeedMerge,
  incidents: ReadonlyMap<string, string>,
  keys: Keys,
  now: Date,
): Promise<void> {
  const moment = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * 60_000);
  const actor = async (key: string, at: Date) => {
    const found = await loadActor(keys.people.get(key)!.id, at);
    if (!found) throw new Error(`${key} is not there`);
    return found;
  };
  const incident = (key: string) =>
    db().incident.findUniqueOrThrow({ where: { id: incidents.get(key)! }, select: { id: true, factsVersion: true } });
  const [survivor, absorbed] = [await incident(merge.survivor), await incident(merge.absorbed)];
  const at = moment(merge.minutesAgo);
  await execute(
    incidentCommands.merge,
    await actor(merge.by, at),
    {
      incidentId: survivor.id,
      otherId: absorbed.id,
      survivorVersion: survivor.factsVersion,
      absorbedVersion: absorbed.factsVersion,
      choices: {},
      reason: merge.reason,
    },
    { commandId: newId(), now: at },
  );
  if (!merge.after) return;
  const since = moment(merge.after.minutesAgo);
  await execute(
    incidentCommands.post,
    await actor(merge.after.by, since),
    { incidentId: survivor.id, text: merge.after.text },
    { commandId: newId(), now: since },
  );
}
