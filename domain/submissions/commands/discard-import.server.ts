import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { next } from "../../kernel/machine.ts";
import { record } from "../../kernel/record.server.ts";
import { importMachine } from "../import-machine.ts";
import { lockImport } from "../import-row.server.ts";
import { DiscardImportInput } from "../inputs.ts";

/** Gives an import up, while it is read or afterwards: every staged row goes, nothing was published. */
export const discardImport = command(
  "submissions.import.discard",
  DiscardImportInput,
  async ({ tx, actor, input, now }) => {
    const row = await lockImport(tx, actor, input.importId, now);
    const state = next(importMachine, row.state, "discard");
    await sqlIn(tx, "delete from submission_import_row where import_id = $1", [row.id]);
    await tx.submissionImport.update({
      where: { id: row.id, version: row.version },
      data: { state, touchedAt: now, version: { increment: 1 } },
    });
    await record(tx, "submissions.import.discarded", row.id, { importId: row.id });
    return { importId: row.id };
  },
);
