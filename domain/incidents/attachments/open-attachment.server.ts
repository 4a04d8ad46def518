import { stat } from "node:fs/promises";
import { logAccess } from "../../audit/log-access.server.ts";
import { db } from "../../kernel/db.server.ts";
import { log } from "../../kernel/log.ts";
import { notFound } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { readableIncident } from "../queries/room.server.ts";
import { storedPath } from "./storage.server.ts";

/** A file that the actor may read now. */
export type OpenedAttachment = {
  id: string;
  incidentId: string;
  incidentNumber: string;
  fileName: string;
  contentType: string;
  size: number;
  path: string;
};

/**
 * The attachment, when the actor may read its incident at `now`; one that no entry names yet is its uploader's alone.
 * Everything else, and a file that is gone from the disk, is not_found. A struck entry's files stay readable, as its text does.
 * The access log has it before the file goes out.
 */
export async function openAttachment(
  actor: Actor,
  incidentId: string,
  attachmentId: string,
  now: Date,
  requestId?: string,
): Promise<OpenedAttachment> {
  await readableIncident(actor, incidentId, now);
  if (!/^[0-9a-f-]{36}$/i.test(attachmentId)) throw notFound();
  const row = await db().attachment.findFirst({
    where: { id: attachmentId, incidentId, OR: [{ seq: { not: null } }, { byId: actor.personId }] },
  });
  if (!row) throw notFound();
  const path = storedPath(row.storageName);
  const found = await stat(path).catch(() => null);
  if (!found || found.size !== row.size) {
    log.error(
      { attachmentId: row.id, expected: row.size, found: found?.size ?? null },
      "a stored file is missing or cut off",
    );
    throw notFound();
  }
  const { number } = await db().incident.findUniqueOrThrow({ where: { id: incidentId }, select: { number: true } });
  const { id, fileName, contentType, size } = row;
  await logAccess(actor, {
    action: "download",
    subjectKind: "attachment",
    subjectId: id,
    subjectLabel: row.seq === null ? number : `${number} #${row.seq}`,
    requestId,
  });
  return { id, incidentId, incidentNumber: number, fileName, contentType, size, path };
}
