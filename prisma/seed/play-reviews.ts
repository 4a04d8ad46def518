import { incidentCommands } from "#domain/incidents/commands/index.server.ts";
import { type ReviewIntent, reviewCommands } from "#domain/incidents/review/commands/index.server.ts";
import { addTemplate } from "#domain/incidents/templates/commands/edit-templates.server.ts";
import { type Command, execute } from "#domain/kernel/command.server.ts";
import { db } from "#domain/kernel/db.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import type { ReviewStep, SeedReview } from "./content/reviews.ts";
import type { SeedTemplate } from "./content/templates.ts";
import type { Keys } from "./play-incident.ts";

async function actorOf(keys: Keys, by: string, at: Date) {
  const actor = await loadActor(keys.people.get(by)!.id, at);
  if (!actor) throw new Error(`${by} is not there`);
  return actor;
}

/** Adds the templates of the demo city through the command, by whoever keeps them. */
export async function playTemplates(templates: readonly SeedTemplate[], keys: Keys, now: Date): Promise<void> {
  for (const { unit, by, kind, daysAgo, body } of templates) {
    const at = new Date(now.getTime() - daysAgo * 86_400_000);
    const input = { unitId: keys.units.get(unit)!.id, kind, body };
    await execute(addTemplate, await actorOf(keys, by, at), input, { commandId: newId(), now: at });
  }
}

/** Plays one review through the real commands, after its incident was moved there. */
export async function playReview(review: SeedReview, incidentId: string, keys: Keys, start: Date): Promise<void> {
  const tasks = new Map<string, string>();
  for (const step of review.steps) {
    const at = new Date(start.getTime() + step.at * 60_000);
    const [command, input] = await asCommand(step, incidentId, keys, tasks, at);
    const actor = await actorOf(keys, step.by, at);
    const outcome = await execute(command, actor, input, { commandId: newId(), now: at }).catch((error) => {
      throw new Error(`Demo city, review of ${review.incident}, ${step.do} by ${step.by}: ${error.message}`);
    });
    if (step.do === "follow-up") tasks.set(step.key, (outcome as { taskId: string }).taskId);
  }
}

async function asCommand(
  step: ReviewStep,
  incidentId: string,
  keys: Keys,
  tasks: Map<string, string>,
  at: Date,
): Promise<[Command, Record<string, unknown>]> {
  const of = (intent: ReviewIntent) => reviewCommands[intent] as Command;
  const firsts = async (names: readonly string[]) =>
    Promise.all(
      names.map(async (name) => {
        const first = { where: { streamId: incidentId, name }, orderBy: { seq: "asc" as const } };
        return (await db().event.findFirstOrThrow(first)).seq;
      }),
    );
  const unit = (key: string) => keys.units.get(key)!.id;
  switch (step.do) {
    case "lesson":
      return [of("review-add-lesson"), { incidentId, text: step.text, sources: await firsts(step.from) }];
    case "pick":
      return [of("review-pick"), { incidentId, add: await firsts(step.from) }];
    case "follow-up": {
      const dueAt = new Date(at.getTime() + step.dueIn * 60_000);
      const ownerId = keys.people.get(step.owner)!.id;
      return [of("review-give-task"), { incidentId, title: step.title, unitId: unit(step.unit), ownerId, dueAt }];
    }
    case "finish-task":
      return [incidentCommands["finish-task"] as Command, { taskId: tasks.get(step.task)!, note: step.note }];
    case "see":
      return [of("review-see"), { incidentId, unitId: unit(step.unit) }];
    case "dissent":
      return [of("review-dissent"), { incidentId, unitId: unit(step.unit), text: step.text }];
    case "finish":
      return [of("review-finish"), { incidentId }];
  }
}
