import type { PersonalField } from "../../audit/access.ts";
import { opening } from "../../audit/opening.server.ts";
import type { Level } from "../../incidents/levels.ts";
import type { Phase } from "../../incidents/phase-machine.ts";
import { unseal } from "../../kernel/cipher.server.ts";
import { db, sql } from "../../kernel/db.server.ts";
import { log } from "../../kernel/log.ts";
import { maskAddress, maskIdNumber, maskName, maskPhone } from "../../kernel/masking.ts";
import { notFound, permitRead } from "../../kernel/refusal.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { visibleIncidentsSql } from "../../permissions/incidents.ts";
import { submissionRules, visibleSubmissionPaths } from "../../permissions/submissions.ts";
import type { SubmissionChannel } from "../channels.ts";
import { type Doubt, isDoubt } from "../doubts.ts";
import { readable, Values } from "./conditions.server.ts";

export type LinkedIncident = {
  id: string;
  number: string;
  title: string;
  level: Level;
  phase: Phase;
  drill: boolean;
  linkedAt: string;
};
export type SameText = { id: string; number: string; petitioner: string; receivedAt: string; unit: string };

/** One submission, as received. Personal fields are masked; null where nothing was given. */
export type SubmissionDetail = {
  id: string;
  number: string;
  externalNumber: string | null;
  channel: SubmissionChannel;
  title: string;
  body: string;
  petitioner: string;
  masked: { [F in PersonalField]?: string };
  place: string;
  county: string | null;
  unit: string;
  receivedAt: string;
  recordedAt: string;
  recordedBy: string | null;
  imported: { id: string; fileName: string } | null;
  doubts: Doubt[];
  incidents: LinkedIncident[];
  sameText: SameText[];
  can: { reveal: true | string };
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Opens one submission and writes who did. Refusal("not_found") for what does not exist or may not be read. */
export async function submissionDetail(
  actor: Actor,
  id: string,
  now: Date,
  requestId?: string,
): Promise<SubmissionDetail> {
  if (!UUID.test(id)) throw notFound();
  const exists = async () =>
    (await db().submission.findUnique({ where: { id }, select: { number: true } }))?.number ?? null;
  return opening(
    actor,
    { kind: "submission", id, requestId, exists },
    () => read(actor, id, now),
    (detail) => detail.number,
  );
}

async function read(actor: Actor, id: string, now: Date): Promise<SubmissionDetail> {
  const row = await db().submission.findUnique({ where: { id }, omit: { grams: true } });
  if (!row) throw notFound();
  permitRead(submissionRules["submissions.read"](actor, row, now));
  const [names, imported, incidents, sameText] = await Promise.all([
    namesOf(row),
    row.importId ? db().submissionImport.findUnique({ where: { id: row.importId } }) : null,
    incidentsOf(actor, id, now),
    sameTextAs(actor, row, now),
  ]);
  const reveal = submissionRules["submissions.reveal"](actor, row, now);
  return {
    id: row.id,
    number: row.number,
    externalNumber: row.externalNumber,
    channel: row.channel as SubmissionChannel,
    title: row.title,
    body: row.body,
    petitioner: maskName(row.petitioner),
    masked: {
      phone: masked("phone", row.phoneSealed, maskPhone),
      idNumber: masked("idNumber", row.idNumberSealed, maskIdNumber),
      address: masked("address", row.addressSealed, maskAddress),
    },
    place: row.place,
    ...names,
    receivedAt: row.receivedAt.toISOString(),
    recordedAt: row.recordedAt.toISOString(),
    imported: imported && { id: imported.id, fileName: imported.fileName },
    doubts: row.doubts.filter(isDoubt),
    incidents,
    sameText,
    can: { reveal: reveal === true ? true : inLanguage(reveal, actor.locale) },
  };
}

/** A sealed field as everybody sees it. One that cannot be opened (another secret) stays wholly masked. */
function masked(field: PersonalField, sealed: string | null, mask: (plain: string) => string): string | undefined {
  if (sealed === null) return undefined;
  try {
    return mask(unseal(field, sealed)!);
  } catch (error) {
    log.error({ err: error, field }, "a sealed field does not open");
    return "****";
  }
}

async function namesOf(row: { unitId: string; countyId: string | null; recordedById: string | null }) {
  const [found] = await sql<{ unit: string; county: string | null; recordedBy: string | null }>(
    `select (select short_name from unit where id = $1) as unit, (select short_name from unit where id = $2) as county,
       (select name from person where id = $3) as "recordedBy"`,
    [row.unitId, row.countyId, row.recordedById],
  );
  return found!;
}

async function incidentsOf(actor: Actor, submissionId: string, now: Date): Promise<LinkedIncident[]> {
  const seen = visibleIncidentsSql(actor, now, 2);
  const rows = await sql<Omit<LinkedIncident, "linkedAt"> & { linkedAt: Date }>(
    `select i.id, i.number, i.title, i.level, i.phase, i.drill, l.linked_at as "linkedAt"
     from incident_link l join incident i on i.id = l.incident_id
     where l.target_kind = 'submission' and l.target_id = $1 and l.unlinked_at is null and i.merged_into_id is null and ${seen.condition} order by l.linked_at desc`,
    [submissionId, ...seen.values],
  );
  return rows.map((row) => ({ ...row, linkedAt: row.linkedAt.toISOString() }));
}

/** The other submissions with the same text, newest first. */
async function sameTextAs(actor: Actor, row: { id: string; textHash: string }, now: Date): Promise<SameText[]> {
  const values = new Values();
  const rows = await sql<Omit<SameText, "receivedAt"> & { receivedAt: Date }>(
    `select s.id, s.number, s.petitioner, s.received_at as "receivedAt", u.short_name as unit from submission s join unit u on u.id = s.unit_id
     where s.text_hash = ${values.bind(row.textHash, "text")} and s.id <> ${values.bind(row.id, "uuid")} and ${readable(visibleSubmissionPaths(actor, now), values)}
     order by s.received_at desc, s.id desc limit 20`,
    values.list,
  );
  return rows.map((one) => ({
    ...one,
    petitioner: maskName(one.petitioner),
    receivedAt: one.receivedAt.toISOString(),
  }));
}
