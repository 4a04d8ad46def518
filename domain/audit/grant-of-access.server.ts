import { incidentThing } from "../incidents/queries/room.server.ts";
import { sql } from "../kernel/db.server.ts";
import { type Actor, type HeldGrant, isLive } from "../people/actor.ts";
import { maySeeAccessLog } from "../permissions/audit.ts";
import { incidentRules, maySeeBoard } from "../permissions/incidents.ts";
import { maySeeAdministration } from "../permissions/people.ts";
import { maySeeSubmissions, submissionRules } from "../permissions/submissions.ts";
import type { Rule } from "../permissions/verdict.ts";
import type { Access } from "./log-access.server.ts";

/** One statement of permission: the rule over the thing that was opened. */
type Question = (actor: Actor, now: Date) => boolean;
const ask =
  <T>(rule: Rule<T>, thing: T): Question =>
  (actor, now) =>
    rule(actor, thing, now) === true;

/**
 * By which grant an access was possible: the first live one that by itself allows it. None for what was refused, and for what
 * is no longer there.
 */
export async function grantOfAccess(actor: Actor, access: Access, at: Date): Promise<HeldGrant | null> {
  if (access.action === "refused") return null;
  const allows = await questionOf(access);
  return actor.grants.find((grant) => isLive(grant, at) && allows({ ...actor, grants: [grant] }, at)) ?? null;
}

async function questionOf({ action, subjectKind, subjectId }: Access): Promise<Question> {
  if (subjectKind === "access-log") return ask(maySeeAccessLog, null);
  if (subjectKind === "grants") return ask(maySeeAdministration, null);
  if (subjectKind === "board") return ask(maySeeBoard, null);
  if (subjectKind === "submission") {
    if (!subjectId) return ask(maySeeSubmissions, null);
    const unitPath = await one("select unit_path as found from submission where id = $1", subjectId);
    if (unitPath === null) return () => false;
    return ask(submissionRules[action === "reveal" ? "submissions.reveal" : "submissions.read"], { unitPath });
  }
  const incidentId =
    subjectKind === "incident"
      ? subjectId
      : subjectKind === "representative"
        ? await one("select incident_id as found from representative where id = $1", subjectId)
        : subjectKind === "attachment"
          ? await one("select incident_id as found from attachment where id = $1", subjectId)
          : null;
  const thing = incidentId ? await incidentThing(incidentId) : null;
  if (!thing) return subjectKind === "person" ? () => true : () => false;
  const name =
    subjectKind === "representative" && action === "reveal" ? "incidents.representative.add" : "incidents.read";
  return ask(incidentRules[name], thing);
}

async function one(text: string, id: string | null | undefined): Promise<string | null> {
  if (!id || !/^[0-9a-f-]{36}$/i.test(id)) return null;
  return (await sql<{ found: string }>(text, [id]))[0]?.found ?? null;
}
