import { z } from "zod";
import { onCommitted } from "../kernel/bus.ts";
import { now as clockNow } from "../kernel/clock.ts";
import { command, execute } from "../kernel/command.server.ts";
import { db, sql, sqlIn } from "../kernel/db.server.ts";
import { Id } from "../kernel/fields.ts";
import { newId } from "../kernel/id.ts";
import { log } from "../kernel/log.ts";
import { next } from "../kernel/machine.ts";
import { record } from "../kernel/record.server.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type Sentence, say } from "../kernel/sentence.ts";
import type { Actor } from "../people/actor.ts";
import { allCounties, countyNames, countyOf } from "./counties.server.ts";
import { importMachine } from "./import-machine.ts";
import { figuresIn, lockImport } from "./import-row.server.ts";
import { readSubmissionSheet } from "./spreadsheet/read-submission-sheet.server.ts";
import { SheetRefusal } from "./spreadsheet/sheet-refusal.ts";
import { stageRows } from "./staging.server.ts";

/** Readings of this process, so that one that is discarded stops at once. */
const readings = new Map<string, AbortController>();
onCommitted((events) => {
  for (const event of events)
    if (event.name === "submissions.import.discarded") readings.get(event.data.importId)?.abort();
});

/** A sign of life so often, in ms. */
const TOUCH_EVERY = 1000;

/**
 * The dry run: reads the file, judges and stages its rows batch by batch, then says what was found (event
 * submissions.import.read). A file that is not acceptable as a whole leaves its reason and no row. One that is discarded
 * meanwhile stops and leaves nothing.
 */
export async function readImport(actor: Actor, importId: string, path: string): Promise<void> {
  const abort = new AbortController();
  readings.set(importId, abort);
  const touch = toucher(importId);
  try {
    const row = await db().submissionImport.findUniqueOrThrow({ where: { id: importId }, select: { unitId: true } });
    const unit = await db().unit.findUniqueOrThrow({ where: { id: row.unitId }, select: { path: true } });
    const counties = await allCounties();
    const named = countyNames(counties);
    const ownCounty = countyOf(counties, unit.path);
    const countyId = (name: string) => (name === "" ? ownCounty : (named(name) ?? null));
    let total: number | null = null;
    const batches = readSubmissionSheet(
      { path },
      {
        now: clockNow(),
        isCounty: (name) => named(name) !== undefined,
        signal: abort.signal,
        onProgress: (_, all) => {
          total = all ?? null;
          touch();
        },
      },
    );
    for await (const batch of batches)
      if (!(await stageRows({ importId, countyId }, batch, total))) {
        abort.abort();
        break;
      }
    if (!abort.signal.aborted) await execute(finishReading, actor, { importId }, { commandId: newId() });
  } catch (error) {
    // Discarded meanwhile, here or by another process.
    if (abort.signal.aborted || (error instanceof Refusal && error.code === "wrong_state")) return;
    if (!(error instanceof SheetRefusal)) log.error({ err: error, importId }, "the reading of an import broke off");
    await refuseImport(importId, error instanceof SheetRefusal ? error.sentence : brokeOff);
  } finally {
    readings.delete(importId);
    await touch.settled();
  }
}

const finishReading = command(
  "submissions.import.finish",
  z.object({ importId: Id }),
  async ({ tx, actor, input: { importId }, now }) => {
    const row = await lockImport(tx, actor, importId, now);
    const state = next(importMachine, row.state, "finish");
    const figures = await figuresIn((text, values) => sqlIn(tx, text, values), row);
    const { read, good, doubtful, bad, duplicates, already } = figures;
    await tx.submissionImport.update({
      where: { id: importId },
      data: { state, rowsRead: read, rowsTotal: read, good, doubtful, bad, duplicates, already, touchedAt: now },
    });
    await record(tx, "submissions.import.read", importId, {
      importId,
      fileName: row.fileName,
      unitId: row.unitId,
      rowsRead: read,
      good,
      doubtful,
      bad,
      duplicates,
      already,
    });
  },
);

export const brokeOff: Sentence = say(
  "读取中断，没有写入任何内容；请重新选文件。",
  "The reading broke off and nothing was written; choose the file again.",
);

const REFUSE = `
with head as (update submission_import set state = 'refused', refusal = $2, touched_at = $3 where id = $1 and state = 'reading' returning id)
delete from submission_import_row where import_id in (select id from head)`;

/** The reading has ended without a result: the reason stays, no row does. */
export async function refuseImport(importId: string, reason: Sentence): Promise<void> {
  await sql(REFUSE, [importId, JSON.stringify(reason), clockNow()]);
}

const TOUCH = "update submission_import set touched_at = $2 where id = $1 and state = 'reading'";

function toucher(importId: string) {
  let last = 0;
  let under: Promise<unknown> = Promise.resolve();
  const touch = () => {
    if (performance.now() - last < TOUCH_EVERY) return;
    last = performance.now();
    under = sql(TOUCH, [importId, clockNow()]).catch(() => undefined);
  };
  return Object.assign(touch, { settled: () => under });
}
