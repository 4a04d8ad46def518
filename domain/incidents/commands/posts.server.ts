import type { IncidentPost } from "#prisma/generated/client.ts";
import { command } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { dutyRules, postRules } from "../../permissions/incident-duty.ts";
import { AnswerPostInput, OfferPostInput, PostReasonInput } from "../duty-inputs.ts";
import { lockTenure, whoMayRead } from "../duty-parts.server.ts";
import { lockIncident, noteEntry, stillOpen } from "../incident.server.ts";
import { type Post, type PostState, postMachine, posts } from "../post-machine.ts";

const named = (tenure: IncidentPost) => ({
  incidentId: tenure.incidentId,
  tenureId: tenure.id,
  post: tenure.post as Post,
  personId: tenure.personId,
  personName: tenure.personName,
  unitName: tenure.unitName,
});
const move = (tenure: IncidentPost, how: Parameters<typeof next<typeof postMachine>>[2]): PostState =>
  next(postMachine, tenure.state, how);

/** Offers a post to somebody who may read the incident. Who holds it keeps it until the next one accepts. */
export const offerPost = command("incidents.post.offer", OfferPostInput, async ({ tx, actor, input, now }) => {
  const incident = await lockIncident(tx, actor, input.incidentId, now);
  const { post } = input;
  // One after the other: a transaction has one connection.
  const holder = await tx.incidentPost.findFirst({ where: { incidentId: incident.id, post, state: "held" } });
  const asked = await tx.incidentPost.findFirst({ where: { incidentId: incident.id, post, state: "offered" } });
  permit(
    holder
      ? postRules["incidents.post.hand-over"](actor, { incident, personId: holder.personId }, now)
      : dutyRules["incidents.post.offer"](actor, incident, now),
  );
  stillOpen(incident);
  if (asked)
    throw new Refusal(
      "wrong_state",
      say(
        `${posts[post].zh}已请 ${asked.personName}，正等他答复。请先收回。`,
        `${asked.personName} has been asked already and has not answered. Withdraw that offer first.`,
      ),
    );
  const person = await whoMayRead(tx, input.personId, incident, now, "personId");
  if (holder?.personId === person.personId)
    throw new Refusal("invalid", say("此人已在这个岗位。", "This person holds the post already."), {
      fields: { personId: say("已在这个岗位", "Holds it already") },
    });
  const tenure = await tx.incidentPost.create({
    data: {
      id: newId(now.getTime()),
      incidentId: incident.id,
      post,
      personId: person.personId,
      personName: person.name,
      unitName: person.unitName,
      state: "offered",
      offeredAt: now,
      offeredBy: actor.name,
    },
  });
  const entry = await record(tx, "incidents.post.offered", incident.id, {
    ...named(tenure),
    holderName: holder?.personName ?? null,
  });
  await noteEntry(tx, incident, entry);
  return { tenureId: tenure.id };
});

/** Accepts an offered post. Whoever held it is relieved in the same moment. */
export const acceptPost = command("incidents.post.accept", AnswerPostInput, async ({ tx, actor, input, now }) => {
  const { incident, tenure } = await lockTenure(tx, actor, input.tenureId, now);
  permit(postRules["incidents.post.answer"](actor, { incident, personId: tenure.personId }, now));
  stillOpen(incident);
  const state = move(tenure, "accept");
  const holder = await tx.incidentPost.findFirst({
    where: { incidentId: incident.id, post: tenure.post, state: "held" },
  });
  if (holder)
    await tx.incidentPost.update({
      where: { id: holder.id },
      data: { state: move(holder, "relieve"), endedAt: now, version: { increment: 1 } },
    });
  await tx.incidentPost.update({
    where: { id: tenure.id },
    data: { state, heldFrom: now, version: { increment: 1 } },
  });
  const entry = holder
    ? await record(tx, "incidents.post.handed-over", incident.id, {
        ...named(tenure),
        fromTenureId: holder.id,
        fromId: holder.personId,
        fromName: holder.personName,
      })
    : await record(tx, "incidents.post.accepted", incident.id, named(tenure));
  await noteEntry(tx, incident, entry);
  return { state };
});

export const declinePost = command("incidents.post.decline", PostReasonInput, async ({ tx, actor, input, now }) => {
  const { incident, tenure } = await lockTenure(tx, actor, input.tenureId, now);
  permit(postRules["incidents.post.answer"](actor, { incident, personId: tenure.personId }, now));
  const state = move(tenure, "decline");
  await tx.incidentPost.update({
    where: { id: tenure.id },
    data: { state, endedAt: now, version: { increment: 1 } },
  });
  const entry = await record(tx, "incidents.post.declined", incident.id, { ...named(tenure), reason: input.reason });
  await noteEntry(tx, incident, entry);
  return { state };
});

/** Takes an offer back, or ends a post without a next one. */
export const withdrawPost = command("incidents.post.withdraw", PostReasonInput, async ({ tx, actor, input, now }) => {
  const { incident, tenure } = await lockTenure(tx, actor, input.tenureId, now);
  permit(dutyRules["incidents.post.withdraw"](actor, incident, now));
  const state = move(tenure, "withdraw");
  await tx.incidentPost.update({
    where: { id: tenure.id },
    data: { state, endedAt: now, version: { increment: 1 } },
  });
  const entry = await record(tx, "incidents.post.withdrawn", incident.id, { ...named(tenure), reason: input.reason });
  await noteEntry(tx, incident, entry);
  return { state };
});
