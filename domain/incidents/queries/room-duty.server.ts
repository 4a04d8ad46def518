import type { Tx } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import { dutyPartRules, postRules } from "../../permissions/incident-duty.ts";
import type { IncidentThing, PartThing } from "../../permissions/incidents.ts";
import type { Rule } from "../../permissions/verdict.ts";
import { sortPosts } from "../duty-reducer.ts";
import type { InstructionState, InstructionVia } from "../instruction-machine.ts";
import type { Post } from "../post-machine.ts";
import type { PromiseState } from "../promise-machine.ts";
import type { PartAbilities, RoomState } from "../room.ts";
import type { RoomDuty } from "../room-duty.ts";

const iso = (date: Date | null) => date?.toISOString() ?? null;

/** Posts, instructions and promises of one incident, as the room shows them. */
export async function roomDuty(tx: Tx, incidentId: string): Promise<RoomDuty> {
  const posts = await tx.incidentPost.findMany({ where: { incidentId, state: { in: ["offered", "held"] } } });
  const instructions = await tx.instruction.findMany({ where: { incidentId }, orderBy: { no: "asc" } });
  const promises = await tx.incidentPromise.findMany({ where: { incidentId }, orderBy: { no: "asc" } });
  return {
    posts: sortPosts(
      posts.map((p) => ({
        id: p.id,
        post: p.post as Post,
        personId: p.personId,
        personName: p.personName,
        unitName: p.unitName,
        state: p.state as "offered" | "held",
        offeredAt: p.offeredAt.toISOString(),
        heldFrom: iso(p.heldFrom),
      })),
    ),
    instructions: instructions.map((i) => ({
      id: i.id,
      no: i.no,
      text: i.text,
      leaderName: i.leaderName,
      leaderTitle: i.leaderTitle,
      via: i.via as InstructionVia,
      givenAt: i.givenAt.toISOString(),
      unitId: i.unitId,
      unitName: i.unitName,
      ownerId: i.ownerId,
      ownerName: i.ownerName,
      dueAt: i.dueAt.toISOString(),
      state: i.state as InstructionState,
      readAt: iso(i.readAt),
      report: i.report,
      reportedAt: iso(i.reportedAt),
      reportedBy: i.reportedBy,
      returned: i.returned,
      settledAt: iso(i.settledAt),
      seq: i.seq,
      version: i.version,
    })),
    promises: promises.map((p) => ({
      id: p.id,
      no: p.no,
      text: p.text,
      toWhom: p.toWhom,
      saidBy: p.saidBy,
      unitId: p.unitId,
      unitName: p.unitName,
      dueAt: iso(p.dueAt),
      fromSeq: p.fromSeq,
      madeAt: p.madeAt.toISOString(),
      state: p.state as PromiseState,
      endedAt: iso(p.endedAt),
      note: p.note,
      version: p.version,
    })),
  };
}

/** What the reader may do with each instruction, promise and post. */
export function dutyAbilities(
  actor: Actor,
  incident: IncidentThing,
  room: RoomState,
  now: Date,
  pathOf: (unitId: string) => string,
): PartAbilities {
  const told = (verdict: ReturnType<Rule<PartThing>>) =>
    verdict === true ? true : actor.locale === "en" ? verdict.en : verdict.zh;
  const part = (unitId: string, ownerId: string | null): PartThing => ({ incident, unitPath: pathOf(unitId), ownerId });
  return Object.fromEntries([
    ...room.instructions.map((i) => [
      i.id,
      {
        "incidents.instruction.read": told(
          dutyPartRules["incidents.instruction.read"](actor, part(i.unitId, i.ownerId), now),
        ),
        "incidents.instruction.report-back": told(
          dutyPartRules["incidents.instruction.report-back"](actor, part(i.unitId, i.ownerId), now),
        ),
      },
    ]),
    ...room.promises.map((p) => [
      p.id,
      { "incidents.promise.keep": told(dutyPartRules["incidents.promise.keep"](actor, part(p.unitId, null), now)) },
    ]),
    ...room.posts.map((p) => [
      p.id,
      {
        "incidents.post.answer": told(
          postRules["incidents.post.answer"](actor, { incident, personId: p.personId }, now),
        ),
        "incidents.post.hand-over": told(
          postRules["incidents.post.hand-over"](actor, { incident, personId: p.personId }, now),
        ),
      },
    ]),
  ]);
}
