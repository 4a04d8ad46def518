import { incidentThing } from "#domain/incidents/queries/room.server.ts";
import { isWritten } from "#domain/incidents/reports/report-machine.ts";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { sql } from "#domain/kernel/db.server.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import { nextChangeOfRights } from "#domain/people/actor.ts";
import { findSession, findSessionByPublicId } from "#domain/people/session.server.ts";
import { sessionState } from "#domain/people/session.ts";
import { reportRules } from "#domain/permissions/reports.ts";

/** What an open document knows of who opened it. */
export type Opened = {
  personId: string;
  name: string;
  /** Public id of the session. */
  sessionId: string;
  reportId: string;
  incidentId: string;
  /** May read only: the right to write is missing, or the text is no longer being written. */
  readOnly: boolean;
  /** Moment (ms) at which this is looked at again. */
  until: number;
};
export type Closed = "signed_out" | "not_found";

/** The one text that is shared: a version of a report. */
export const documentName = (reportId: string, version: number): string => `report:${reportId}:${version}`;
export function parseName(name: string): { reportId: string; version: number } | null {
  const found = /^report:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([1-9]\d{0,5})$/.exec(name);
  return found ? { reportId: found[1]!, version: Number(found[2]) } : null;
}

/** Who holds this cookie's session, or this session itself, and what he may do with a document at `now`. */
export async function authorise(
  who: { token: string } | { sessionId: string },
  name: string,
): Promise<Opened | Closed> {
  const now = clockNow();
  const session = "token" in who ? await findSession(who.token) : await findSessionByPublicId(who.sessionId);
  if (!session || sessionState(session, now) !== "live" || session.mustChangePassword) return "signed_out";
  const actor = await loadActor(session.personId, now, session.publicId);
  if (!actor) return "signed_out";
  const asked = parseName(name);
  const [report] = asked
    ? await sql<{ incidentId: string; state: string; version: number }>(
        `select incident_id as "incidentId", state, version from incident_report where id = $1`,
        [asked.reportId],
      )
    : [];
  const thing = report ? await incidentThing(report.incidentId) : null;
  if (!asked || !report || !thing || asked.version > report.version) return "not_found";
  if (reportRules["incidents.report.read"](actor, thing, now) !== true) return "not_found";
  const writes = reportRules["incidents.report.write"](actor, thing, now) === true;
  return {
    personId: actor.personId,
    name: actor.name,
    sessionId: session.publicId,
    reportId: asked.reportId,
    incidentId: report.incidentId,
    readOnly: !writes || !isWritten(report.state) || asked.version !== report.version,
    until: Math.min(nextChangeOfRights(actor, now)?.getTime() ?? Number.POSITIVE_INFINITY, session.expiresAt.getTime()),
  };
}
