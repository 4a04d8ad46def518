import type { IncidentReview } from "#prisma/generated/client.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { type ReviewPermission, reviewRules } from "../../permissions/review.ts";
import { type LockedIncident, lockIncident } from "../incident.server.ts";

type Locked = { incident: LockedIncident; review: IncidentReview };

/** Locks an incident with its review, whoever acts; wrong_state before the incident was moved to 复盘. */
export async function lockReview(tx: Tx, actor: Actor, incidentId: string, now: Date): Promise<Locked> {
  const incident = await lockIncident(tx, actor, incidentId, now);
  const review = await tx.incidentReview.findUnique({ where: { incidentId } });
  if (!review)
    throw new Refusal(
      "wrong_state",
      say(
        "还没有开始复盘。请先办结，再移至「复盘」。",
        "The review has not begun. Close the incident, then move it to “Reviewed”.",
      ),
    );
  return { incident, review };
}

/** Locks a review for an edit named as its permission: refused once it is frozen. */
export async function lockDraft(
  tx: Tx,
  actor: Actor,
  incidentId: string,
  now: Date,
  permission: ReviewPermission,
): Promise<Locked> {
  const incident = await lockIncident(tx, actor, incidentId, now);
  permit(reviewRules[permission](actor, incident, now));
  const locked = await lockReview(tx, actor, incidentId, now);
  if (locked.review.finishedAt) throw frozen();
  return locked;
}

const frozen = () =>
  new Refusal(
    "wrong_state",
    say(
      "复盘已定稿，不再修改。单位仍可留下不同意见。",
      "The review is frozen and no longer changes. Units may still dissent.",
    ),
  );

/** What a frozen review shows does not change from outside it either. */
export async function refuseFrozen(tx: Tx, incidentId: string): Promise<void> {
  if (await tx.incidentReview.findFirst({ where: { incidentId, finishedAt: { not: null } } })) throw frozen();
}

/** Each entry exists in the incident and is not struck. */
export async function permitSources(tx: Tx, incidentId: string, sources: number[], field: string): Promise<void> {
  const rows = await sqlIn<{ seq: number }>(
    tx,
    "select seq from event where stream_id = $1 and seq = any($2::int[]) and struck_by_id is null",
    [incidentId, sources],
  );
  const missing = sources.filter((seq) => !rows.some((row) => row.seq === seq));
  if (missing.length > 0) {
    const list = missing.map((seq) => `#${seq}`).join("、");
    throw new Refusal(
      "invalid",
      say(`时间线上没有 ${list}，或已划销。`, `${list} is not in the timeline, or was struck.`),
      { fields: { [field]: say(`没有 ${list}，或已划销`, `No such entry: ${list}`) } },
    );
  }
}
