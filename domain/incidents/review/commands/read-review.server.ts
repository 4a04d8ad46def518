import { type CommandContext, command } from "../../../kernel/command.server.ts";
import { newId } from "../../../kernel/id.ts";
import { record } from "../../../kernel/record.server.ts";
import { notFound, permit } from "../../../kernel/refusal.ts";
import type { Actor } from "../../../people/actor.ts";
import { reviewPartRules } from "../../../permissions/review.ts";
import { noteEntry } from "../../incident.server.ts";
import { DissentInput, SeeReviewInput } from "../inputs.ts";
import { lockReview } from "../review.server.ts";
import { unitsOfReview } from "../units-of-review.server.ts";

type Context = Pick<CommandContext<{ incidentId: string; unitId: string }, Actor>, "tx" | "actor" | "input" | "now">;

async function lockWord({ tx, actor, input, now }: Context, permission: keyof typeof reviewPartRules) {
  const { incident } = await lockReview(tx, actor, input.incidentId, now);
  const unit = (await unitsOfReview(tx, incident.id)).find((one) => one.unitId === input.unitId);
  if (!unit) throw notFound();
  permit(reviewPartRules[permission](actor, { incident, unitPath: unit.unitPath }, now));
  return { incident, unit };
}

/** 看过: a unit has read the review, also after it was frozen. The first of the unit counts; again changes nothing. */
export const seeReview = command("incidents.review.see", SeeReviewInput, async (context) => {
  const { tx, actor, now } = context;
  const { incident, unit } = await lockWord(context, "incidents.review.see");
  const { unitId, unitName } = unit;
  const key = { incidentId: incident.id, unitId };
  if (await tx.reviewReading.findUnique({ where: { incidentId_unitId: key } })) return { unitName };
  await tx.reviewReading.create({ data: { ...key, unitName, byName: actor.name, at: now } });
  const entry = await record(tx, "incidents.review.seen", incident.id, { ...key, unitName });
  await noteEntry(tx, incident, entry);
  return { unitName };
});

/** 不同意见 under the unit's name, also later. Whoever dissents has read it. */
export const dissentFromReview = command("incidents.review.dissent", DissentInput, async (context) => {
  const { tx, actor, input, now } = context;
  const { incident, unit } = await lockWord(context, "incidents.review.dissent");
  const { unitId, unitName } = unit;
  const key = { incidentId: incident.id, unitId };
  if (!(await tx.reviewReading.findUnique({ where: { incidentId_unitId: key } }))) {
    await tx.reviewReading.create({ data: { ...key, unitName, byName: actor.name, at: now } });
    await record(tx, "incidents.review.seen", incident.id, { ...key, unitName });
  }
  const dissentId = newId(now.getTime());
  await tx.reviewDissent.create({
    data: { id: dissentId, ...key, unitName, byName: actor.name, text: input.text, at: now },
  });
  const entry = await record(tx, "incidents.review.dissented", incident.id, {
    ...key,
    dissentId,
    unitName,
    text: input.text,
  });
  await noteEntry(tx, incident, entry);
  return { dissentId };
});
