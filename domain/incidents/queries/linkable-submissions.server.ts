import { db } from "../../kernel/db.server.ts";
import { permit } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { visibleSubmissions } from "../../permissions/submissions.ts";
import type { SubmissionChannel } from "../../submissions/channels.ts";
import { readableIncident } from "./room.server.ts";

/** A submission that can be joined to an incident. */
export type LinkableSubmission = {
  id: string;
  number: string;
  channel: SubmissionChannel;
  title: string;
  receivedAt: string;
};
const AT_MOST = 30;

/** Submissions the actor may read whose number, title or place holds every word of `query`, newest first; for those who may link. */
export async function linkableSubmissions(
  actor: Actor,
  incidentId: string,
  query: string,
  now: Date,
): Promise<LinkableSubmission[]> {
  const incident = await readableIncident(actor, incidentId, now);
  permit(incidentRules["incidents.submissions.link"](actor, incident, now));
  const words = query.trim().slice(0, 100).split(/\s+/).filter(Boolean);
  const holds = (word: string) => {
    const contains = { contains: word, mode: "insensitive" as const };
    return { OR: [{ number: contains }, { title: contains }, { place: contains }] };
  };
  const rows = await db().submission.findMany({
    where: { AND: [visibleSubmissions(actor, now), ...words.map(holds)] },
    select: { id: true, number: true, channel: true, title: true, receivedAt: true },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: AT_MOST,
  });
  return rows.map((row) => ({
    ...row,
    channel: row.channel as SubmissionChannel,
    receivedAt: row.receivedAt.toISOString(),
  }));
}
