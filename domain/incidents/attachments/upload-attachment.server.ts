import { z } from "zod";
import { command, execute } from "../../kernel/command.server.ts";
import { db } from "../../kernel/db.server.ts";
import { Id } from "../../kernel/fields.ts";
import { newId } from "../../kernel/id.ts";
import { permit } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { incidentRules } from "../../permissions/incidents.ts";
import { lockFor, stillOpen } from "../incident.server.ts";
import { readableIncident } from "../queries/room.server.ts";
import { tooManyUnused } from "./attachment-refusal.ts";
import { judgeContent } from "./content-family.server.ts";
import { extensionOf, MAX_UNUSED_UPLOADS } from "./file-kinds.ts";
import { receiveFile, refuseFullDisk } from "./receive-file.server.ts";
import { discard, settle, storedPath } from "./storage.server.ts";

/** What the composer shows of an upload; the entry names it by `id`. */
export type UploadedAttachment = { id: string; name: string; size: number; contentType: string };

const KeepInput = z.object({
  incidentId: Id,
  storageName: z.string(),
  fileName: z.string(),
  contentType: z.string(),
  size: z.int(),
  sha256: z.string(),
});

/** The row of a file that lies in its place already. Until an entry names it, it is the uploader's alone; no event. */
const keepAttachment = command("incidents.attachment.upload", KeepInput, async ({ tx, actor, input, now }) => {
  const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.entry.post");
  stillOpen(incident);
  const id = newId(now.getTime());
  const { incidentId, storageName, fileName, contentType, size, sha256 } = input;
  await tx.attachment.create({
    data: { id, incidentId, storageName, fileName, contentType, size, sha256, byId: actor.personId, createdAt: now },
  });
  return { id, name: fileName, size, contentType } satisfies UploadedAttachment;
});

/**
 * Takes one file of a multipart form for an incident. Rights are asked before the first byte is kept and again with the row.
 * The same commandId a second time returns the first upload. Throws Refusal: not_found, not_allowed, wrong_state, too_large,
 * invalid (empty, kind, spoofed, interrupted), too_many; then neither row nor file remains.
 */
export async function uploadAttachment(
  actor: Actor,
  incidentId: string,
  headers: Headers,
  body: ReadableStream<Uint8Array> | null,
  now: Date,
): Promise<UploadedAttachment> {
  const incident = await readableIncident(actor, incidentId, now);
  permit(incidentRules["incidents.entry.post"](actor, incident, now));
  stillOpen(incident);
  const unused = await db().attachment.count({ where: { byId: actor.personId, seq: null } });
  if (unused >= MAX_UNUSED_UPLOADS) throw tooManyUnused();
  const file = await receiveFile(headers, body);
  const commandId = Id.safeParse(file.fields.commandId).data ?? newId();
  const place = storedPath(file.storageName);
  try {
    const content = await judgeContent(file.path, file.fileName);
    const fileName = extensionOf(file.fileName) ? file.fileName : `${file.fileName}.${content.extension}`;
    await settle(file.path, file.storageName).catch(refuseFullDisk);
    const { storageName, size, sha256 } = file;
    const input = { incidentId, storageName, fileName, contentType: content.contentType, size, sha256 };
    const kept = await execute(keepAttachment, actor, input, { commandId, now });
    if (!(await isKept(kept.id, storageName))) await discard(place);
    return kept;
  } catch (error) {
    await Promise.all([discard(file.path), discard(place)]);
    throw error;
  }
}

/** Whether the row is of this very file; a repeated upload has left its bytes under another name. */
const isKept = async (id: string, storageName: string) =>
  (await db().attachment.count({ where: { id, storageName } })) === 1;

/** An upload taken back before any entry names it. One's own only; done already is no error. */
export async function discardUpload(actor: Actor, attachmentId: string): Promise<void> {
  const where = { id: attachmentId, byId: actor.personId, seq: null };
  const row = await db().attachment.findFirst({ where, select: { storageName: true } });
  if (!row) return;
  const { count } = await db().attachment.deleteMany({ where });
  if (count === 1) await discard(storedPath(row.storageName));
}
