import { redirect } from "@remix-run/node";
import { receiveFile } from "#domain/incidents/attachments/receive-file.server.ts";
import { discard } from "#domain/incidents/attachments/storage.server.ts";
import { Id } from "#domain/kernel/fields.ts";
import { permit, Refusal } from "#domain/kernel/refusal.ts";
import type { Sentence } from "#domain/kernel/sentence.ts";
import { mayImportAnywhere } from "#domain/permissions/submissions.ts";
import { startImport } from "#domain/submissions/commands/start-import.server.ts";
import type { SignedIn } from "./actor.server.ts";
import { withActor } from "./load.server.ts";

/**
 * Takes the one file of a multipart form as it streams in (the limit holds while streaming) and begins its dry run, which goes
 * on after the answer. The temporary file is removed whatever happens: when the reading has ended, else at once.
 */
export async function takeSheet(request: Request, { actor, now }: SignedIn): Promise<{ importId: string }> {
  permit(mayImportAnywhere(actor, null, now));
  const file = await receiveFile(request.headers, request.body);
  const { importId } = await startImport(
    actor,
    { ...file, unitId: Id.safeParse(file.fields.unitId).data ?? actor.unitId, discard: () => discard(file.path) },
    { now, commandId: Id.safeParse(file.fields.commandId).data },
  );
  return { importId };
}

/** The same for a page without JavaScript: on to the import, or the reason why not. */
export const takeSheetOfPage = (request: Request): Promise<{ ok: false; sentence: Sentence }> =>
  withActor(request, async (asking) => {
    try {
      const { importId } = await takeSheet(request, asking);
      throw redirect(`/submissions/import/${importId}`, 303);
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, sentence: error.sentence };
      throw error;
    }
  });
