import type { IncidentIntent } from "#domain/incidents/commands/index.server.ts";
import { db } from "#domain/kernel/db.server.ts";
import type { DutyStep } from "./content/types.ts";
import type { Keys } from "./play-incident.ts";

/** Ids of instructions and promises that arise while an incident is played. */
export type MadeDuty = Map<string, string>;
type Context = { incidentId: string; at: Date; posts: Map<string, number>; duty: MadeDuty; keys: Keys };

/** Posts, instructions and promises as commands. */
export async function asDutyCommand(
  step: DutyStep,
  { incidentId, at, posts, duty, keys }: Context,
): Promise<[IncidentIntent, Record<string, unknown>]> {
  const person = (key: string) => keys.people.get(key)!.id;
  const unit = (key: string) => keys.units.get(key)!.id;
  const inMinutes = (minutes: number) => new Date(at.getTime() + minutes * 60_000);
  switch (step.do) {
    case "offer-post":
      return ["offer-post", { incidentId, post: step.post, personId: person(step.person) }];
    case "accept-post": {
      const asked = await db().incidentPost.findFirstOrThrow({
        where: { incidentId, post: step.post, state: "offered" },
      });
      return ["accept-post", { tenureId: asked.id }];
    }
    case "instruct":
      return [
        "give-instruction",
        {
          incidentId,
          text: step.text,
          via: step.via,
          leaderName: step.leader ?? "",
          leaderTitle: step.title ?? "",
          unitId: unit(step.unit),
          ownerId: step.owner ? person(step.owner) : null,
          dueAt: inMinutes(step.dueIn),
        },
      ];
    case "read-instruction":
    case "settle-instruction":
      return [step.do, { instructionId: duty.get(step.instruction)! }];
    case "report-instruction":
      return [step.do, { instructionId: duty.get(step.instruction)!, text: step.text }];
    case "promise":
      return [
        "make-promise",
        {
          incidentId,
          text: step.text,
          toWhom: step.toWhom,
          saidBy: step.saidBy ?? "",
          unitId: unit(step.unit),
          dueAt: step.dueIn ? inMinutes(step.dueIn) : null,
          fromSeq: step.from ? posts.get(step.from)! : null,
        },
      ];
    case "keep-promise":
      return ["keep-promise", { promiseId: duty.get(step.promise)!, note: step.note ?? "" }];
  }
}
