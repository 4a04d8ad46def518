import { newId } from "#domain/kernel/id.ts";
import { sqlIn, type Tx } from "../kernel/db.server.ts";
import { notFound } from "../kernel/refusal.ts";
import type { Actor } from "../people/actor.ts";
import { visibleSubmissions } from "../permissions/submissions.ts";
import type { SubmissionChannel } from "../submissions/channels.ts";
import { COUNTED } from "./counted.ts";

export type LinkedSubmission = {
  linkId: string;
  submissionId: string;
  number: string;
  channel: SubmissionChannel;
  title: string;
  receivedAt: string;
};

/** Links submissions the actor may read to an incident; those already linked are left out. One that he may not read refuses all as not_found. */
export async function linkSubmissionRows(
  tx: Tx,
  actor: Actor,
  incidentId: string,
  submissionIds: string[],
  type: "source" | "added",
  now: Date,
): Promise<LinkedSubmission[]> {
  const ids = [...new Set(submissionIds)];
  if (ids.length === 0) return [];
  const rows = await tx.submission.findMany({
    where: { AND: [{ id: { in: ids } }, visibleSubmissions(actor, now)] },
    select: { id: true, number: true, channel: true, title: true, receivedAt: true },
    orderBy: [{ receivedAt: "asc" }, { id: "asc" }],
  });
  if (rows.length !== ids.length) throw notFound();
  const present = await tx.incidentLink.findMany({
    where: { incidentId, targetKind: "submission", targetId: { in: ids }, unlinkedAt: null },
    select: { targetId: true },
  });
  const already = new Set(present.map((link) => link.targetId));
  const links = rows
    .filter((row) => !already.has(row.id))
    .map((row) => ({
      linkId: newId(now.getTime()),
      submissionId: row.id,
      number: row.number,
      channel: row.channel as SubmissionChannel,
      title: row.title,
      receivedAt: row.receivedAt.toISOString(),
    }));
  await tx.incidentLink.createMany({
    data: links.map((link) => ({
      id: link.linkId,
      incidentId,
      targetKind: "submission",
      targetId: link.submissionId,
      type,
      linkedAt: now,
      linkedById: actor.personId,
    })),
  });
  const linked = links.map((link) => link.submissionId);
  await countLinks(tx, incidentId, linked, 1);
  return links;
}

const COUNT = `update submission set incident_links = incident_links + $3::int
where id = any($2::uuid[]) and exists (select 1 from incident i where i.id = $1 and ${COUNTED})`;

/** Moves the figure of submissions: to how many incidents they are linked. A link to an exercise is kept and shown, and counts nowhere. */
export async function countLinks(
  tx: Tx,
  incidentId: string,
  submissionIds: readonly string[],
  by: 1 | -1,
): Promise<void> {
  if (submissionIds.length > 0) await sqlIn(tx, COUNT, [incidentId, submissionIds, by]);
}
