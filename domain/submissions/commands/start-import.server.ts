import { z } from "zod";
import { command, execute } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { Id } from "../../kernel/fields.ts";
import { newId } from "../../kernel/id.ts";
import { log } from "../../kernel/log.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { submissionUnitRules } from "../../permissions/submissions.ts";
import { readImport } from "../read-import.server.ts";
import { sweepImports } from "../sweep-imports.server.ts";

/** A file that has arrived whole. `discard` is called once it is no longer needed, whatever happens. */
export type ArrivedSheet = {
  path: string;
  fileName: string;
  size: number;
  sha256: string;
  discard: () => Promise<void>;
};

const StartInput = z.object({
  importId: Id,
  unitId: Id,
  fileName: z.string(),
  size: z.int(),
  sha256: z.string(),
});

/** The row that the reading fills. Nothing is true yet, so there is no event. */
const beginImport = command("submissions.import.start", StartInput, async ({ tx, actor, input, now }) => {
  const [unit] = await sqlIn<{ path: string; closed_at: Date | null }>(
    tx,
    "select path, closed_at from unit where id = $1 for share",
    [input.unitId],
  );
  if (!unit) throw noUnit();
  permit(submissionUnitRules["submissions.import"](actor, { unitPath: unit.path }, now));
  if (unit.closed_at) throw noUnit();
  const { importId, unitId, fileName, size, sha256 } = input;
  await tx.submissionImport.create({
    data: {
      id: importId,
      fileName,
      fileSize: size,
      sha256,
      unitId,
      byId: actor.personId,
      state: "reading",
      createdAt: now,
      touchedAt: now,
    },
  });
  return { importId };
});

const noUnit = () =>
  new Refusal("invalid", say("没有这个单位，请重新选择。", "There is no such unit; choose again."), {
    fields: { unitId: say("请选择归属单位", "Choose the owner unit") },
  });

/**
 * Begins the dry run of a file for the unit that will own its rows: they are read, judged and staged, nothing is published.
 * `done` resolves when the dry run has ended, whichever way (`readImport`); it never rejects. Throws Refusal not_allowed or
 * invalid (unit); then the file is discarded and nothing is left. The same `commandId` again names the first import.
 */
export async function startImport(
  actor: Actor,
  { unitId, ...file }: ArrivedSheet & { unitId: string },
  { now, commandId = newId() }: { now: Date; commandId?: string },
): Promise<{ importId: string; done: Promise<void> }> {
  const { path, fileName, size, sha256, discard } = file;
  const importId = newId();
  try {
    await sweepImports(now);
    const begun = await execute(beginImport, actor, { importId, unitId, fileName, size, sha256 }, { commandId, now });
    if (begun.importId !== importId) {
      await discard();
      return { importId: begun.importId, done: Promise.resolve() };
    }
  } catch (error) {
    await discard();
    throw error;
  }
  const done = readImport(actor, importId, path)
    .catch((error: unknown) => log.error({ err: error, importId }, "the reading of an import failed"))
    .then(discard);
  return { importId, done };
}
