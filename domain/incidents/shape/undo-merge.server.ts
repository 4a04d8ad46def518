import type { IncidentMerge } from "#prisma/generated/client.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { command } from "../../kernel/command.server.ts";
import { type Run, sqlIn, type Tx } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { shapeRules } from "../../permissions/shape.ts";
import { entrySentence } from "../entry-kinds.ts";
import { refreshHeadCounts } from "../head-counts.server.ts";
import { type LockedIncident, noteEntry, refreshCard, saveIncident, stillOpen } from "../incident.server.ts";
import type { Level } from "../levels.ts";
import { type FrozenRoom, liveRows } from "../queries/room-rows.server.ts";
import type { ReportTimer } from "../reports/report-timers.ts";
import type { RoomFacts } from "../room.ts";
import { setReportTimers } from "./carry-duty.server.ts";
import { changeBetween } from "./change.ts";
import { giveBackRows, giveEntries, giveTwinsBack } from "./give-back.server.ts";
import { UndoMergeInput } from "./inputs.ts";
import { isAssignable } from "./later-entries.ts";
import { lockTwo, standsByItself } from "./lock-two.server.ts";

/**
 * 拆回: undoes a merge. Units, demands, tasks, counts, representatives and links go back to where they came from with what happened to
 * them meanwhile; entries since the merge go where each is assigned, the others stay with the survivor.
 */
export const undoMerge = command("incidents.merge.undo", UndoMergeInput, async ({ tx, actor, input, now }) => {
  const found = await tx.incidentMerge.findUnique({ where: { id: input.mergeId } });
  if (!found) throw notFound();
  const [survivor, absorbed] = await lockTwo(tx, actor, found.survivorId, found.absorbedId, now);
  permit(shapeRules["incidents.merge.undo"](actor, survivor, now));
  permit(shapeRules["incidents.merge.undo"](actor, absorbed, now));
  const merge = await tx.incidentMerge.findUniqueOrThrow({ where: { id: found.id }, include: { rows: true } });
  if (merge.undoneAt)
    throw new Refusal(
      "wrong_state",
      say("这次合并已经拆回，可能是他人刚操作的。", "This merge has been undone already, perhaps just now."),
    );
  standsByItself(survivor);
  stillOpen(survivor);
  const run: Run = (text, values) => sqlIn(tx, text, values);
  const before = await liveRows(tx, run, survivor.id);
  const frozen = merge.absorbedRoom as unknown as FrozenRoom;
  const entries = await assignable(run, survivor.id, merge.survivorSeq, input.entries);

  await giveBackRows(tx, merge.rows, survivor.id, absorbed.id);
  await giveTwinsBack(tx, merge.rows);
  await giveEntries(tx, entries, { survivor, absorbed });
  await tx.incidentFormerPart.deleteMany({ where: { incidentId: absorbed.id } });
  await saveIncident(tx, absorbed, { phase: merge.absorbedPhase, merged_into_id: null });
  absorbed.phase = merge.absorbedPhase as LockedIncident["phase"];
  const level = await restoreFacts(tx, survivor, merge, before.facts);
  await restoreTimers(tx, survivor.id, level, merge, before.reportTimers);
  await setReportTimers(tx, absorbed.id, absorbed.level, frozen.reportTimers);
  await tx.incidentMerge.update({
    where: { id: merge.id },
    data: { undoneAt: now, undoneById: actor.personId, undoneByName: actor.name, undoneReason: input.reason },
  });

  const after = await liveRows(tx, run, survivor.id);
  const theirs = await liveRows(tx, run, absorbed.id);
  const left = changeBetween(before, after);
  const both = {
    mergeId: merge.id,
    survivor: { id: survivor.id, number: survivor.number, title: after.facts.title },
    absorbed: { id: absorbed.id, number: absorbed.number, title: theirs.facts.title },
    reason: input.reason,
    carried: entries.map((event) => event.seq),
  };
  const gone = new Set(left.gone.units);
  const there = await record(tx, "incidents.merge.undone", survivor.id, {
    incidentId: survivor.id,
    ...both,
    leftUnitIds: before.units.filter((unit) => gone.has(unit.id)).map((unit) => unit.unitId),
    change: left,
  });
  const here = await record(tx, "incidents.merge.undone", absorbed.id, {
    incidentId: absorbed.id,
    ...both,
    // Who read the old page through a part that has ended meanwhile no longer does.
    leftUnitIds: [...new Set(frozen.units.map((unit) => unit.unitId))],
    change: changeBetween(frozen, theirs),
  });
  for (const event of entries)
    await record(
      tx,
      "incidents.entry.carried",
      absorbed.id,
      {
        incidentId: absorbed.id,
        fromId: survivor.id,
        fromNumber: survivor.number,
        fromSeq: event.seq,
        text: entrySentence(event),
      },
      { eventTime: new Date(event.eventTime) },
    );
  await refreshCard(tx, { ...survivor, level });
  await refreshCard(tx, absorbed);
  await refreshHeadCounts(tx, survivor);
  await refreshHeadCounts(tx, absorbed);
  await noteEntry(tx, survivor, there);
  await noteEntry(tx, absorbed, here);
  return { incidentId: absorbed.id, survivorId: survivor.id };
});

/** The chosen entries, each recorded since the merge and one that can be assigned. */
async function assignable(
  run: Run,
  streamId: string,
  since: number,
  seqs: readonly number[],
): Promise<RecordedEvent[]> {
  if (seqs.length === 0) return [];
  const wanted = new Set(seqs);
  const events: RecordedEvent[] = [];
  for (let seq = since; wanted.size > 0; ) {
    const page = await streamAfter(streamId, seq, 500, run);
    if (page.length === 0) break;
    seq = page.at(-1)!.seq;
    for (const event of page) if (isAssignable(event) && wanted.delete(event.seq)) events.push(event);
  }
  if (wanted.size > 0)
    throw new Refusal(
      "invalid",
      say(
        `#${[...wanted].join("、#")} 不能归到另一件，请刷新后重选。`,
        `#${[...wanted].join(", #")} cannot be assigned; reload and choose again.`,
      ),
      { fields: { entries: say("请重选", "Choose again") } },
    );
  return events;
}

/** What the survivor owed goes back to its own, unless it has reported since. */
async function restoreTimers(tx: Tx, id: string, level: Level, merge: IncidentMerge, now: readonly ReportTimer[]) {
  const was = (merge.factsBefore as unknown as { reportTimers: ReportTimer[] }).reportTimers;
  const then = (merge.factsAfter as unknown as { reportTimers: ReportTimer[] }).reportTimers;
  const key = (timer: ReportTimer | undefined) => JSON.stringify(timer);
  const at = (list: readonly ReportTimer[], timer: ReportTimer) =>
    list.find((one) => one.addressee === timer.addressee);
  const timers = now.flatMap((timer) => {
    if (key(timer) !== key(at(then, timer))) return [timer];
    const own = at(was, timer);
    return own ? [own] : [];
  });
  await setReportTimers(tx, id, level, timers);
}

/** Facts that the merge changed and nobody has changed since go back. Returns the level that then holds. */
async function restoreFacts(tx: Tx, survivor: LockedIncident, merge: IncidentMerge, now: RoomFacts): Promise<Level> {
  const was = merge.factsBefore as unknown as RoomFacts;
  const then = merge.factsAfter as unknown as RoomFacts;
  const untouched = (name: "title" | "level" | "place") => now[name] === then[name] && was[name] !== then[name];
  const change: { [column: string]: unknown } = {};
  if (untouched("title")) change.title = was.title;
  if (untouched("level")) change.level = was.level;
  if (untouched("place")) change.place = was.place;
  if (Object.keys(change).length > 0) change.facts_version = now.factsVersion + 1;
  if (now.phase === then.phase && now.phaseSince === then.phaseSince && was.phase !== then.phase) {
    change.phase = was.phase;
    change.phase_since = was.phaseSince;
    change.dispatched_unverified = was.dispatchedUnverified;
  }
  await saveIncident(tx, survivor, change);
  return (change.level ?? now.level) as Level;
}
