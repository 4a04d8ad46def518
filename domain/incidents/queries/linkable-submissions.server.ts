import { permit } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { noFilter } from "../../submissions/filter.ts";
import { listSubmissions, type SubmissionLine } from "../../submissions/queries/list.server.ts";
import { readableIncident } from "./room.server.ts";

/** A submission that can be joined to an incident. */
export type LinkableSubmission = Pick<SubmissionLine, "id" | "number" | "channel" | "title" | "receivedAt">;

const AT_MOST = 20;

/** Submissions the actor may read that match `text` and are not linked to the incident yet, newest first; for those who may link. */
export async function linkableSubmissions(
  actor: Actor,
  incidentId: string,
  text: string,
  now: Date,
): Promise<LinkableSubmission[]> {
  const incident = await readableIncident(actor, incidentId, now);
  permit(incidentRules["incidents.submissions.link"](actor, incident, now));
  const filter = { ...noFilter, text: text.trim().slice(0, 100), notLinkedTo: incidentId };
  const { lines } = await listSubmissions(actor, { filter, at: null, size: AT_MOST }, now);
  return lines.map(({ id, number, channel, title, receivedAt }) => ({ id, number, channel, title, receivedAt }));
}
