import { expect, it } from "vitest";
import { stack } from "../../tests/support/stack.ts";
import { type AssignmentState, isActive } from "../incidents/assignment-machine.ts";
import { isOpenPhase } from "../incidents/board-tally.ts";
import type { Phase } from "../incidents/phase-machine.ts";
import { incidentThing } from "../incidents/queries/room.server.ts";
import { now as clockNow } from "../kernel/clock.ts";
import { sql } from "../kernel/db.server.ts";
import { newId } from "../kernel/id.ts";
import { loadActor } from "../people/actor.server.ts";
import { type Actor, covers } from "../people/actor.ts";
import { auditRules } from "../permissions/audit.ts";
import { dutyRules } from "../permissions/incident-duty.ts";
import { type IncidentThing, incidentPartRules, incidentRules } from "../permissions/incidents.ts";
import { reportRules } from "../permissions/reports.ts";
import { reviewPartRules } from "../permissions/review.ts";
import { shiftRules } from "../permissions/shifts.ts";
import { thingOf as shiftThing } from "../shifts/shift.server.ts";
import { inboxKindNames, keyOf } from "./inbox.ts";
import { inboxCount, inboxView } from "./queries/inbox.server.ts";
import { inboxFates } from "./queries/inbox-fates.server.ts";

const { db } = await stack({ seeded: true });
const now = clockNow();
const people = (await db.person.findMany({ select: { id: true }, orderBy: { login: "asc" } })).map(({ id }) => id);
const things = new Map<string, IncidentThing>();
for (const { id } of await db.incident.findMany({ select: { id: true } })) things.set(id, (await incidentThing(id))!);

/** A question to everybody about something of everybody, asked and answered by turns: who sees which is the rule's to say. */
for (const [index, personId] of people.entries()) {
  const person = await db.person.findUniqueOrThrow({ where: { id: personId }, include: { unit: true } });
  const [entry] = await sql<{ id: string }>(
    `insert into access_entry (at, person_id, person_name, unit_id, unit_name, action, subject_kind, subject_id, subject_label, previous_hash, hash)
     values ($1, $2, $3, $4, $5, 'open', 'incident', $6, $7, '', '') returning id::text as id`,
    [
      now,
      personId,
      person.name,
      person.unitId,
      person.unit.shortName,
      [...things.keys()][index % things.size],
      "群 2026-0001",
    ],
  );
  const answered = index % 2 === 1;
  await db.accessInquiry.create({
    data: {
      id: newId(),
      entryId: BigInt(entry!.id),
      askedById: people[0]!,
      askedAt: now,
      question: "为什么打开",
      personId,
      state: answered ? "answered" : "asked",
      ...(answered && { answer: "核对电话", answeredAt: now }),
    },
  });
}

/** What must wait for somebody, from the rules of domain/permissions over every row: another way than the SQL of the inbox. */
async function expected(actor: Actor, at: Date): Promise<string[]> {
  const keys: string[] = [];
  const reads = (thing: IncidentThing) => incidentRules["incidents.read"](actor, thing, at) === true;
  // What is merged away asks nothing of anybody.
  const isOpen = (thing: IncidentThing) => isOpenPhase(thing.phase as Phase) && (thing.phase as string) !== "merged";
  const works = (path: string) => covers(actor, at, path, "unit_head", "liaison", "handler");
  for (const row of await db.assignment.findMany()) {
    const incident = things.get(row.incidentId)!;
    if (!isOpen(incident) || !reads(incident)) continue;
    const accepts = incidentPartRules["incidents.assignment.accept"](actor, { incident, unitPath: row.unitPath }, at);
    if (["sent", "delivered", "seen"].includes(row.state) && accepts === true) keys.push(`assignment:${row.id}`);
    if (row.state === "objected" && incidentRules["incidents.assignment.settle"](actor, incident, at) === true)
      keys.push(`objection:${row.id}`);
  }
  for (const row of await db.incident.findMany()) {
    const incident = things.get(row.id)!;
    if (!row.verifiedAt && isOpen(incident) && incidentRules["incidents.verify"](actor, incident, at) === true)
      keys.push(`verify:${row.id}`);
  }
  for (const timer of await db.reportTimer.findMany({ where: { open: true } })) {
    const left = timer.dueAt!.getTime() - at.getTime();
    const soon = Math.max(600_000, (timer.dueAt!.getTime() - timer.since.getTime()) / 4);
    const frozen = await db.incidentReport.findFirst({ where: { incidentId: timer.incidentId, state: "frozen" } });
    const writes = reportRules["incidents.report.write"](actor, things.get(timer.incidentId)!, at) === true;
    const key = `reportDue:${timer.incidentId}`;
    if (left <= soon && writes && !frozen && !keys.includes(key)) keys.push(key);
  }
  for (const row of await db.incidentReport.findMany({ where: { state: "frozen" } }))
    if (reportRules["incidents.report.sign"](actor, things.get(row.incidentId)!, at) === true)
      keys.push(`reportSign:${row.id}`);
  for (const row of await db.incidentTask.findMany()) {
    const incident = things.get(row.incidentId)!;
    if (!reads(incident) || (!isOpen(incident) && row.kind !== "follow_up")) continue;
    const given = row.state === "given" || row.state === "underway";
    if (given && (row.ownerId === actor.personId || (row.ownerId === null && works(row.unitPath))))
      keys.push(`task:${row.id}`);
    if (row.state === "handed_back" && incidentRules["incidents.close"](actor, incident, at) === true)
      keys.push(`handedBack:${row.id}`);
  }
  for (const { incidentId } of await db.incidentReview.findMany()) {
    const incident = things.get(incidentId)!;
    const read = await db.reviewReading.findMany({ where: { incidentId } });
    const parts = await db.assignment.findMany({ where: { incidentId }, orderBy: [{ sentAt: "asc" }, { id: "asc" }] });
    const taking = parts.filter((part) => isActive(part.state as AssignmentState));
    for (const part of taking.filter((one, index) => taking.findIndex((b) => b.unitId === one.unitId) === index)) {
      const sees = reviewPartRules["incidents.review.see"](actor, { incident, unitPath: part.unitPath }, at);
      if (!read.some((one) => one.unitId === part.unitId) && sees === true && reads(incident))
        keys.push(`review:${part.id}`);
    }
  }
  const units = new Map((await db.unit.findMany()).map((unit) => [unit.id, unit.path]));
  for (const row of await db.demand.findMany()) {
    const incident = things.get(row.incidentId)!;
    if (
      ["open", "answering"].includes(row.state) &&
      isOpen(incident) &&
      reads(incident) &&
      works(units.get(row.unitId)!)
    )
      keys.push(`demand:${row.id}`);
  }
  for (const row of await db.mention.findMany({ where: { personId: actor.personId, readAt: null } })) {
    const incident = things.get(row.incidentId)!;
    const entry = await db.event.findFirstOrThrow({ where: { streamId: row.incidentId, seq: row.seq } });
    if (isOpen(incident) && reads(incident) && entry.struckById === null) keys.push(`mention:${row.id}`);
  }
  for (const row of await db.incidentPost.findMany({ where: { state: "offered", personId: actor.personId } })) {
    const incident = things.get(row.incidentId)!;
    if (isOpen(incident) && reads(incident)) keys.push(`post:${row.id}`);
  }
  for (const row of await db.instruction.findMany()) {
    const incident = things.get(row.incidentId)!;
    const owes = row.ownerId ? row.ownerId === actor.personId : works(row.unitPath);
    if (["given", "read", "returned"].includes(row.state) && owes && reads(incident))
      keys.push(`instruction:${row.id}`);
    if (row.state === "reported" && dutyRules["incidents.instruction.settle"](actor, incident, at) === true)
      keys.push(`instructionBack:${row.id}`);
  }
  for (const row of await db.dutyShift.findMany({ include: { before: true } })) {
    const waits = row.state === "waiting" || row.state === "returned";
    const may = (name: "shifts.accept" | "shifts.hand-over") => shiftRules[name](actor, shiftThing(row), at) === true;
    if (waits && may("shifts.accept")) keys.push(`shift:${row.id}`);
    if (row.state === "returned" && may("shifts.hand-over")) keys.push(`shiftBack:${row.id}`);
  }
  for (const row of await db.accessInquiry.findMany()) {
    if (row.state === "asked" && row.personId === actor.personId) keys.push(`inquiry:${row.id}`);
    if (row.state !== "answered" || row.personId === actor.personId) continue;
    const entry = await db.accessEntry.findUniqueOrThrow({ where: { id: row.entryId } });
    if (auditRules["audit.read"](actor, { unitPath: units.get(entry.unitId!)! }, at) === true)
      keys.push(`check:${row.id}`);
  }
  return keys.sort();
}

it("for every seeded person the inbox holds what the rules say, and its count is the number of its rows", async () => {
  const kinds = new Set<string>();
  for (const id of people) {
    const actor = (await loadActor(id, now))!;
    const view = await inboxView(actor, now);
    expect(view.items.map(keyOf).sort(), actor.login).toEqual(await expected(actor, now));
    expect(view.count.total, actor.login).toBe(view.items.length);
    expect(await inboxCount(actor, now), actor.login).toEqual(view.count);
    for (const kind of inboxKindNames)
      expect(view.count.kinds[kind]).toBe(view.items.filter((item) => item.kind === kind).length);
    for (const item of view.items) {
      kinds.add(item.kind);
      if ("incidentId" in item) expect(view.incidents[item.incidentId], item.kind).toBeDefined();
    }
    for (const incidentId of Object.keys(view.incidents))
      expect(incidentRules["incidents.read"](actor, things.get(incidentId)!, now)).toBe(true);
    // A number that the reader may not read stands in no question.
    for (const item of view.items)
      if (item.kind === "inquiry" && item.access.label !== null) {
        const entry = await db.accessEntry.findUniqueOrThrow({ where: { id: BigInt(item.access.entryId) } });
        expect(incidentRules["incidents.read"](actor, things.get(entry.subjectId!)!, now), actor.login).toBe(true);
      }
  }
  // The city has something of most kinds; what it lacks has tests of its own in inbox.db.test.ts.
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      "assignment",
      "verify",
      "task",
      "demand",
      "mention",
      "inquiry",
      "check",
      "post",
      "instruction",
      "shift",
      "review",
    ]),
  );
}, 60_000);

it("when every grant is over nothing is left but the questions asked of oneself, and nothing is told of what became of it", async () => {
  const later = new Date(now.getTime() + 1000 * 86_400_000);
  for (const id of people) {
    const actor = (await loadActor(id, now))!;
    const before = await inboxView(actor, now);
    const after = await inboxView(actor, later);
    expect(
      after.items.every((item) => item.kind === "inquiry" && item.access.label === null),
      actor.login,
    ).toBe(true);
    expect((await inboxCount(actor, later)).total).toBe(after.items.length);
    expect(await inboxFates(actor, before.items.map(keyOf), later)).toEqual([]);
  }
});
