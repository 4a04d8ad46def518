import { incidentThing } from "../incidents/queries/room.server.ts";
import { unseal } from "../kernel/cipher.server.ts";
import { now as clockNow } from "../kernel/clock.ts";
import { db } from "../kernel/db.server.ts";
import { notFound, permit, permitRead, Refusal } from "../kernel/refusal.ts";
import { say } from "../kernel/sentence.ts";
import type { Actor } from "../people/actor.ts";
import { incidentRules } from "../permissions/incidents.ts";
import { submissionRules } from "../permissions/submissions.ts";
import { isPersonalField, type PersonalField } from "./access.ts";
import { logAccess } from "./log-access.server.ts";

export type RevealRequest = {
  kind: "submission" | "representative";
  id: string;
  field: string;
  reason: string;
  requestId?: string;
};

/**
 * Shows one masked personal field in full, after a reason and after the access log has it (design 8.5).
 * Throws not_found for what may not be read, not_allowed without the right to reveal, invalid without a reason.
 */
export async function revealField(actor: Actor, asked: RevealRequest): Promise<{ value: string }> {
  const now = clockNow();
  const { field } = asked;
  if (!isPersonalField(field)) throw notFound();
  const reason = asked.reason.trim();
  const found =
    asked.kind === "submission"
      ? await ofSubmission(actor, asked.id, field, now)
      : await ofRepresentative(actor, asked.id, field, now);
  if (reason.length < 2)
    throw new Refusal(
      "invalid",
      say("请写明为什么查看，理由会记入访问记录。", "Say why you look; the reason goes into the access log."),
      { fields: { reason: say("请写明理由", "Fill in the reason") } },
    );
  if (found.value === null) throw notFound();
  await logAccess(actor, {
    action: "reveal",
    subjectKind: asked.kind,
    subjectId: asked.id,
    subjectLabel: found.label,
    field,
    reason: reason.slice(0, 300),
    requestId: asked.requestId,
  });
  return { value: found.value };
}

const isId = (id: string) => /^[0-9a-f-]{36}$/i.test(id);

async function ofSubmission(actor: Actor, id: string, field: PersonalField, now: Date) {
  const row = isId(id) ? await db().submission.findUnique({ where: { id } }) : null;
  if (!row) throw notFound();
  permitRead(submissionRules["submissions.read"](actor, row, now));
  permit(submissionRules["submissions.reveal"](actor, row, now));
  const sealed = { phone: row.phoneSealed, idNumber: row.idNumberSealed, address: row.addressSealed }[field];
  return { value: unseal(field, sealed), label: row.number };
}

async function ofRepresentative(actor: Actor, id: string, field: PersonalField, now: Date) {
  const row = isId(id)
    ? await db().representative.findUnique({ where: { id }, include: { incident: { select: { number: true } } } })
    : null;
  const thing = row && (await incidentThing(row.incidentId));
  if (!row || !thing) throw notFound();
  permitRead(incidentRules["incidents.read"](actor, thing, now));
  permit(incidentRules["incidents.representative.add"](actor, thing, now));
  return { value: field === "phone" ? unseal("phone", row.phoneSealed) : null, label: row.incident.number };
}
