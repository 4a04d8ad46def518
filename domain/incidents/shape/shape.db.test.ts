import { describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { inboxView } from "../../inbox/queries/inbox.server.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { submissionCommands } from "../../submissions/commands/index.server.ts";
import { type IncidentIntent, incidentCommands } from "../commands/index.server.ts";
import { boardView } from "../queries/board.server.ts";
import { roomView } from "../queries/room.server.ts";
import type { RoomState } from "../room.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const wu = await city.person("吴越", { unit: city.city, duty: "coordinator" });
const eastOnly = await city.person("东协", { unit: city.east, duty: "coordinator" });
const recorder = await city.person("记", { unit: city.city, duty: "recorder" });
const health = await city.person("卫", { unit: city.health, duty: "liaison" });
const water = await city.person("水", { unit: city.water, duty: "liaison" });

// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (actor: Actor, intent: IncidentIntent, input: object, at = now): Promise<any> =>
  execute(incidentCommands[intent] as Command, actor, input, { commandId: newId(), now: at });
const refused = async (promise: Promise<unknown>): Promise<Refusal> => {
  const error = await promise.then(
    () => undefined,
    (e: Refusal) => e,
  );
  if (!error) throw new Error("it was not refused");
  return error;
};
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
const letter = async (title: string) =>
  (
    await execute(
      submissionCommands.receive,
      zhou,
      { unitId: city.health.id, channel: "letter", receivedAt: now, petitioner: "甲", title, body: "正文" },
      { commandId: newId(), now },
    )
  ).submissionId;
async function incident(more: object = {}) {
  const { incidentId } = await run(zhou, "report", {
    ...{ title: "搅拌站扬尘", level: 2, countyId: city.east.id, place: "西河村口", cause: "", occurredAt: now },
    ...more,
  });
  return incidentId as string;
}
const row = (id: string) => db.incident.findUniqueOrThrow({ where: { id } });
const fill = { survivorVersion: 1, absorbedVersion: 1, reason: "同一搅拌站" };
const merge = (actor: Actor, incidentId: string, otherId: string, more: object = {}, at = minutes(30)) =>
  run(actor, "merge", { incidentId, otherId, ...fill, choices: {}, ...more }, at);

/** Two incidents with everything: a unit in both, one submission in both, the same demand in both. */
async function pair() {
  const shared = await letter("扬尘");
  const a = await incident({ submissionIds: [shared, await letter("噪声")] });
  const b = await incident({
    title: "罐车压路",
    level: 1,
    place: "上坪村路口",
    submissionIds: [shared, await letter("压路")],
  });
  await run(zhou, "verify", { incidentId: a, note: "属实" });
  const lead = (unit: { id: string }, role = "lead") => ({ unitId: unit.id, role });
  const first = await run(zhou, "dispatch", { incidentId: a, units: [lead(city.east), lead(city.health, "support")] });
  const second = await run(
    zhou,
    "dispatch",
    { incidentId: b, units: [lead(city.water), lead(city.health, "support")] },
    minutes(1),
  );
  const [, healthA] = first.assignmentIds as string[];
  const [waterB, healthB] = second.assignmentIds as string[];
  await run(health, "accept", { assignmentId: healthB }, minutes(5));
  const demandA = (await run(zhou, "add-demand", { incidentId: a, text: "公布数据", unitId: city.health.id })).demandId;
  const demandB = (
    await run(zhou, "add-demand", { incidentId: b, text: "公布监测数据", unitId: city.water.id, dueAt: minutes(600) })
  ).demandId;
  const roadB = (await run(zhou, "add-demand", { incidentId: b, text: "修路", unitId: city.water.id })).demandId;
  const taskB = (
    await run(zhou, "give-task", {
      incidentId: b,
      kind: "receive",
      title: "接谈",
      unitId: city.water.id,
      dueAt: minutes(60),
    })
  ).taskId;
  for (const [incidentId, text] of [
    [a, "全力处置"],
    [b, "先修路"],
  ])
    await run(zhou, "give-instruction", {
      ...{ incidentId, text, via: "phone", leaderName: "林副市长", unitId: city.health.id, dueAt: minutes(120) },
    });
  await run(zhou, "make-promise", { incidentId: b, text: "三日内开工", toWhom: "村民", unitId: city.water.id });
  await run(zhou, "head-count", { incidentId: a, count: 38 }, minutes(6));
  await run(zhou, "head-count", { incidentId: b, count: 12 }, minutes(7));
  await run(zhou, "add-representative", { incidentId: a, matter: "扬尘", name: "张某" });
  await run(zhou, "add-representative", { incidentId: b, matter: "道路", name: "吕某" });
  await run(health, "post", { incidentId: b, text: "路面已拍照" }, minutes(8));
  return { a, b, shared, healthA: healthA!, healthB: healthB!, waterB: waterB!, demandA, demandB, roadB, taskB };
}

/** Every row of the tables that a merge touches, but for versions and the card's last entry, which only go forward. */
async function tables() {
  const strip = (rows: object[]) =>
    rows.map((one) => {
      const {
        version: _,
        lastEntryAt: __,
        lastEntryBy: ___,
        lastEntryText: ____,
        lastEntryTextEn: _______,
        entries: _____,
        factsVersion: ______,
        ...rest
      } = one as Record<string, unknown>;
      return rest;
    });
  const orderBy = { id: "asc" } as const;
  return {
    incidents: strip(await db.incident.findMany({ orderBy })),
    assignments: strip(await db.assignment.findMany({ orderBy })),
    demands: strip(await db.demand.findMany({ orderBy })),
    tasks: strip(await db.incidentTask.findMany({ orderBy })),
    headCounts: await db.headCount.findMany({ orderBy }),
    representatives: await db.representative.findMany({ orderBy }),
    links: await db.incidentLink.findMany({ orderBy }),
    submissions: await db.submission.findMany({ orderBy, select: { id: true, incidentLinks: true } }),
    formerParts: await db.incidentFormerPart.findMany(),
    instructions: await db.instruction.findMany({ orderBy }),
    promises: await db.incidentPromise.findMany({ orderBy }),
    timers: await db.reportTimer.findMany({ orderBy: [{ incidentId: "asc" }, { addressee: "asc" }] }),
  };
}

const comparable = ({ entries: _, ...state }: RoomState) => ({ ...state, facts: { ...state.facts, pinnedText: null } });
/** Replaying a timeline gives the very room that the loader reads from the rows. */
async function replays(...ids: string[]) {
  for (const id of ids) {
    const [first, ...rest] = await streamAfter(id, 0, 10_000);
    const bare = rest.map(({ struckBySeq: _, ...event }) => event as RecordedEvent);
    const room = bare.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
    const view = await roomView(zhou, id, minutes(90));
    expect(comparable(room)).toEqual(comparable(view.room));
  }
}
const mergeIdOf = async (absorbedId: string) =>
  (await db.incidentMerge.findFirstOrThrow({ where: { absorbedId, undoneAt: null } })).id;

describe("merging", () => {
  test("the higher level, both sets of limits, each count at its place, one of what both have", async () => {
    const { a, b, shared, healthA, healthB, waterB, demandA, demandB, roadB, taskB } = await pair();
    await merge(zhou, a, b, { choices: { same: [{ survivor: demandA, absorbed: demandB, binding: "absorbed" }] } });
    const room = (await roomView(zhou, a, minutes(31))).room;
    expect(room.facts).toMatchObject({ level: 1, title: "搅拌站扬尘", place: "西河村口、上坪村路口", factsVersion: 2 });
    expect(room.units.map((u) => [u.unitName, u.role, u.state])).toEqual([
      ["东县", "lead", "sent"],
      ["东县卫健局", "support", "accepted"],
      ["西县水务局", "support", "sent"],
    ]);
    expect(room.units.find((u) => u.id === healthA)).toMatchObject({
      acceptedBy: "卫",
      acceptedAt: minutes(5).toISOString(),
    });
    expect(room.units.find((u) => u.id === waterB)!.acceptBy).toBe(minutes(11).toISOString());
    expect(room.demands.map((d) => [d.no, d.text, d.sameAs, d.cameFrom])).toEqual([
      [1, "公布数据", demandB, null],
      [2, "公布监测数据", null, expect.stringMatching(/^群 \d{4}-\d{4} · 1$/)],
      [3, "修路", null, expect.stringMatching(/ · 2$/)],
    ]);
    expect(room.demands[2]!.id).toBe(roadB);
    expect(room.tasks.map((t) => t.id)).toEqual([taskB]);
    expect(room.headCounts.map((c) => [c.count, c.place])).toEqual([
      [38, null],
      [12, "上坪村路口"],
    ]);
    expect(room.representatives.map((r) => r.name).sort()).toEqual(["吕某", "张某"]);
    expect(room.links).toHaveLength(3);
    expect(room.instructions.map((i) => [i.no, i.text])).toEqual([
      [1, "全力处置"],
      [2, "先修路"],
    ]);
    expect(room.promises.map((p) => p.text)).toEqual(["三日内开工"]);
    // Of two that are owed the earlier binds, at the level that then holds.
    expect(room.reportTimers.map((t) => t.open)).not.toContain(false);
    expect(await db.reportTimer.count({ where: { incidentId: b, open: true } })).toBe(0);
    expect(await row(a)).toMatchObject({ headCount: 38, openDemands: 2, unitsActive: 3, unitsAccepted: 1 });
    expect((await db.submission.findUniqueOrThrow({ where: { id: shared } })).incidentLinks).toBe(1);
    expect((await db.assignment.findUniqueOrThrow({ where: { id: healthB } })).incidentId).toBe(b);
    await replays(a, b);
  });

  test("the absorbed one has no card, asks nothing in the inbox, and its page stays as it was, with who reads it", async () => {
    const { a, b, waterB } = await pair();
    const before = comparable((await roomView(water, b, minutes(29))).room);
    const inboxOf = async (actor: Actor) =>
      (await inboxView(actor, minutes(31))).items.map((item) => `${item.kind} ${item.id}`);
    const asked = await inboxOf(water);
    await merge(zhou, a, b);
    const cards = (
      await boardView(
        zhou,
        { county: null, levels: [], unit: null, mine: false, drills: true, closedBefore: null, reviewedBefore: null },
        minutes(31),
      )
    ).cards;
    expect(cards.map((c) => c.id)).toContain(a);
    expect(cards.map((c) => c.id)).not.toContain(b);
    expect((await inboxOf(water)).sort()).toEqual(asked.sort());
    expect(new Set(await inboxOf(health)).size).toBe((await inboxOf(health)).length);
    const view = await roomView(water, b, minutes(31));
    expect({ ...comparable(view.room), seq: 0, shape: null }).toEqual({ ...before, seq: 0, shape: null });
    expect(view.room.shape.mergedInto).toMatchObject({ id: a, by: "周敏", reason: fill.reason });
    expect(view.can["incidents.entry.post"]).toContain("已并入");
    expect((await roomView(zhou, b, minutes(31))).reporting.can["incidents.report.write"]).toContain("已并入");
    // The unit's part is in the survivor now: it reads and works there.
    await run(water, "accept", { assignmentId: waterB }, minutes(32));
    expect((await roomView(water, a, minutes(33))).room.units.find((u) => u.id === waterB)!.state).toBe("accepted");
  });

  test("refused: oneself, a drill with what is real, closed, changed meanwhile, merged before, without right to one", async () => {
    const { a, b } = await pair();
    expect((await refused(merge(zhou, a, a))).code).toBe("invalid");
    const drill = await incident({ drill: true });
    expect((await refused(merge(zhou, a, drill))).sentence.zh).toContain("演练");
    expect((await refused(merge(zhou, drill, a))).sentence.zh).toContain("演练");
    expect((await refused(merge(zhou, a, b, { survivorVersion: 7 }))).code).toBe("stale");
    expect((await refused(merge(zhou, a, b, { reason: " " }))).fields).toHaveProperty("reason");
    expect((await refused(merge(zhou, a, b, { choices: { leadUnitId: city.city.id } }))).code).toBe("stale");
    expect(
      (await refused(merge(zhou, a, b, { choices: { same: [{ survivor: newId(), absorbed: newId() }] } }))).fields,
    ).toHaveProperty("choices.same");
    const west = await incident({ countyId: city.west.id });
    expect((await refused(merge(eastOnly, a, west))).code).toBe("not_found");
    expect((await refused(merge(recorder, a, b))).code).toBe("not_allowed");
    const done = await incident();
    await run(zhou, "close", { incidentId: done, outcome: "已解决" });
    expect((await refused(merge(zhou, a, done))).sentence.zh).toContain("已办结");
    await merge(zhou, a, b);
    const { number } = await row(a);
    for (const attempt of [
      () => merge(zhou, west, b),
      () => merge(zhou, b, west),
      () => run(zhou, "post", { incidentId: b, text: "还能写吗" }),
      () => run(zhou, "move", { incidentId: b, from: "dispatched", to: "verified", reason: "x" }),
      () => run(zhou, "split", { incidentId: b, title: "t", place: "p", level: 2, reason: "r", units: [] }),
      () => run(zhou, "change-level", { incidentId: b, from: 1, to: 2, reason: "r" }),
    ])
      expect(await refused(attempt())).toMatchObject({
        code: "wrong_state",
        sentence: { zh: expect.stringContaining(number) },
      });
  });

  test("two people merge two incidents into each other at once: one wins, the other hears into which", async () => {
    const [a, b] = [await incident(), await incident()];
    const outcomes = await Promise.allSettled([merge(zhou, a, b), merge(wu, b, a)]);
    expect(outcomes.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const lost = outcomes.find((one) => one.status === "rejected")!.reason as Refusal;
    expect(lost).toMatchObject({ code: "wrong_state", sentence: { zh: expect.stringContaining("已并入") } });
    expect(await db.incidentMerge.count({ where: { undoneAt: null, absorbedId: { in: [a, b] } } })).toBe(1);
  });

  test("commands under way on the absorbed one while it is merged are done before it or refused after it, by name", async () => {
    const { a, b, demandB } = await pair();
    const posts = Array.from({ length: 8 }, (_, i) =>
      run(health, "post", { incidentId: b, text: `第 ${i} 条` }, minutes(20)),
    );
    const answer = run(water, "begin-answer", { demandId: demandB }, minutes(20));
    const outcomes = await Promise.allSettled([...posts, answer, merge(zhou, a, b)]);
    expect(outcomes.at(-1)!.status).toBe("fulfilled");
    const { number } = await row(a);
    for (const one of outcomes)
      if (one.status === "rejected")
        expect(one.reason).toMatchObject({ code: "wrong_state", sentence: { zh: expect.stringContaining(number) } });
    const last = (await streamAfter(b, 0, 1000)).at(-1)!;
    expect(last.name).toBe("incidents.merged");
    await replays(a, b);
  });
});

describe("undoing a merge", () => {
  test("puts every row back as it was", async () => {
    const { a, b, demandA, demandB } = await pair();
    const before = await tables();
    await merge(zhou, a, b, {
      choices: {
        ...{ title: "absorbed", places: "absorbed", leadUnitId: city.water.id },
        same: [{ survivor: demandA, absorbed: demandB, binding: "survivor" }],
      },
    });
    expect(await tables()).not.toEqual(before);
    expect(await row(a)).toMatchObject({ title: "罐车压路", leadUnitName: "西县水务局" });
    await run(wu, "undo-merge", { mergeId: await mergeIdOf(b), reason: "两回事" }, minutes(60));
    const after = await tables();
    // The phase had gone no further, so nothing differs.
    expect(after).toEqual(before);
    await replays(a, b);
    expect(
      await refused(
        run(zhou, "undo-merge", {
          mergeId: (await db.incidentMerge.findFirstOrThrow({ where: { absorbedId: b } })).id,
          reason: "再",
        }),
      ),
    ).toMatchObject({ code: "wrong_state" });
  });

  test("what happened meanwhile goes along, entries go where they are assigned, the rest stays", async () => {
    const { a, b, healthA, healthB, waterB, taskB } = await pair();
    await merge(zhou, a, b);
    const at = minutes(40);
    await run(water, "accept", { assignmentId: waterB }, at);
    await run(water, "start-task", { taskId: taskB }, at);
    await run(health, "arrive", { assignmentId: healthA }, at);
    const kept = (await run(zhou, "post", { incidentId: a, text: "搅拌站停产" }, at)).seq as number;
    const road = (await run(zhou, "post", { incidentId: a, text: "路面开工" }, at)).seq as number;
    const { seq: counted } = await run(zhou, "head-count", { incidentId: a, count: 9, place: "上坪村路口" }, at);
    const { demandId } = await run(zhou, "add-demand", { incidentId: a, text: "限速", unitId: city.water.id }, at);
    const asked = (await streamAfter(a, 0, 1000)).at(-1)!.seq;
    const moved = (await streamAfter(a, 0, 1000)).find((e) => e.name === "incidents.assignment.accepted")!.seq;
    const mergeId = await mergeIdOf(b);
    const undo = (entries: number[]) => run(zhou, "undo-merge", { mergeId, reason: "两回事", entries }, minutes(60));
    expect((await refused(undo([moved]))).fields).toHaveProperty("entries");
    expect((await refused(undo([1]))).code).toBe("invalid");
    await undo([road, counted, asked]);
    const theirs = (await roomView(zhou, b, minutes(61))).room;
    const ours = (await roomView(zhou, a, minutes(61))).room;
    expect(theirs.units.map((u) => [u.unitName, u.role, u.state])).toEqual([
      ["西县水务局", "lead", "accepted"],
      ["东县卫健局", "support", "arrived"],
    ]);
    expect(ours.units.find((u) => u.id === healthA)!.state).toBe("arrived");
    expect(theirs.units.find((u) => u.id === healthB)!.state).toBe("arrived");
    expect(theirs.tasks.find((t) => t.id === taskB)!.state).toBe("underway");
    expect(theirs.demands.map((d) => [d.no, d.text])).toEqual([
      [1, "公布监测数据"],
      [2, "修路"],
      [3, "限速"],
    ]);
    expect(theirs.demands[2]!.id).toBe(demandId);
    expect(theirs.headCounts.map((c) => [c.count, c.place])).toEqual([
      [12, null],
      [9, null],
    ]);
    const carried = theirs.entries.filter((e) => e.name === "incidents.entry.carried");
    expect(carried.map((e) => (e.data as { fromSeq: number }).fromSeq)).toEqual([road, counted, asked]);
    expect(ours.entries.map((e) => e.seq)).toContain(kept);
    expect(ours.entries.map((e) => e.seq)).toContain(road);
    expect(ours.demands.map((d) => d.text)).toEqual(["公布数据"]);
    // Numbers that the timeline has spoken of are not given again.
    expect((await run(zhou, "add-demand", { incidentId: a, text: "绿化", unitId: city.health.id })).no).toBe(5);
    await replays(a, b);
    expect((await refused(roomView(water, a, minutes(61)))).code).toBe("not_found");
    expect((await roomView(water, b, minutes(61))).room.shape.mergedInto).toBeNull();
  });

  test("facts edited since the merge stay; a closed survivor is reopened first; only who leads both undoes", async () => {
    const { a, b } = await pair();
    await merge(zhou, a, b);
    const mergeId = await mergeIdOf(b);
    await run(zhou, "edit-facts", { incidentId: a, factsVersion: 2, title: "搅拌站与罐车" });
    expect((await refused(run(recorder, "undo-merge", { mergeId, reason: "x" }))).code).toBe("not_allowed");
    expect((await refused(run(zhou, "undo-merge", { mergeId: newId(), reason: "x" }))).code).toBe("not_found");
    await run(zhou, "undo-merge", { mergeId, reason: "分开" }, minutes(60));
    expect(await row(a)).toMatchObject({ title: "搅拌站与罐车", level: 2, place: "西河村口" });
    await replays(a, b);
  });

  test("three in one: each is split off by itself", async () => {
    const [a, b, c] = [await incident(), await incident({ title: "乙" }), await incident({ title: "丙" })];
    const before = await tables();
    await merge(zhou, b, c);
    await merge(zhou, a, b);
    const inner = await mergeIdOf(c);
    expect((await refused(run(zhou, "undo-merge", { mergeId: inner, reason: "x" }))).sentence.zh).toContain("已并入");
    await run(zhou, "undo-merge", { mergeId: await mergeIdOf(b), reason: "x" }, minutes(40));
    await run(zhou, "undo-merge", { mergeId: inner, reason: "x" }, minutes(41));
    expect(await tables()).toEqual(before);
    await replays(a, b, c);
  });
});

describe("splitting", () => {
  test("what is chosen becomes an incident with its own number; merging back undoes it", async () => {
    const { b, waterB, roadB, taskB } = await pair();
    const link = await db.incidentLink.findFirstOrThrow({ where: { incidentId: b }, orderBy: { id: "asc" } });
    const count = await db.headCount.findFirstOrThrow({ where: { incidentId: b } });
    const before = (await roomView(zhou, b, minutes(31))).room;
    const input = { incidentId: b, title: "上坪路面", place: "上坪村路口", level: 3, reason: "另一件事" };
    expect((await refused(run(zhou, "split", input))).fields).toHaveProperty("chosen");
    expect((await refused(run(zhou, "split", { ...input, units: [newId()] }))).code).toBe("stale");
    expect((await refused(run(recorder, "split", { ...input, units: [waterB] }))).code).toBe("not_allowed");
    const { incidentId: c, number } = await run(
      zhou,
      "split",
      { ...input, units: [waterB], demands: [roadB], tasks: [taskB], links: [link.id], headCounts: [count.id] },
      minutes(31),
    );
    const split = (await roomView(zhou, c, minutes(32))).room;
    expect(split.facts).toMatchObject({ number, title: "上坪路面", level: 3, phase: "dispatched" });
    expect([split.units[0]!.id, split.demands[0]!.id, split.tasks[0]!.id]).toEqual([waterB, roadB, taskB]);
    expect(split.demands[0]!.no).toBe(1);
    const rest = (await roomView(zhou, b, minutes(32))).room;
    expect(rest.units.map((u) => u.unitName)).toEqual(["东县卫健局"]);
    for (const id of [b, c]) expect((await streamAfter(id, 0, 1000)).at(-1)!.name).toBe("incidents.split");
    await replays(b, c);
    expect((await refused(roomView(water, b, minutes(33)))).code).toBe("not_found");
    await merge(zhou, b, c, {}, minutes(40));
    const together = (await roomView(zhou, b, minutes(41))).room;
    const ids = (room: RoomState) =>
      [...room.units, ...room.demands, ...room.tasks, ...room.links, ...room.headCounts].map((p) => p.id).sort();
    expect(ids(together)).toEqual(ids(before));
    expect(together.facts.level).toBe(1);
    await replays(b, c);
  });
});

describe("the level", () => {
  test("changes with a reason; times to accept follow it, and come back when it is changed back", async () => {
    const { b, waterB, healthB } = await pair();
    const due = async (id: string) => (await db.assignment.findUniqueOrThrow({ where: { id } })).acceptBy;
    const level = (from: number, to: number, at: Date, reason = "人数下降") =>
      run(zhou, "change-level", { incidentId: b, from, to, reason }, at);
    expect((await refused(level(1, 1, minutes(2)))).fields).toHaveProperty("to");
    expect((await refused(level(2, 3, minutes(2)))).code).toBe("stale");
    expect((await refused(level(1, 3, minutes(2), ""))).fields).toHaveProperty("reason");
    const accepted = await due(healthB);
    await level(1, 3, minutes(2));
    expect(await due(waterB)).toEqual(minutes(31));
    expect(await due(healthB)).toEqual(accepted);
    const last = (await streamAfter(b, 0, 1000)).at(-1)!;
    expect(last.data).toMatchObject({ from: 1, to: 3, reason: "人数下降" });
    expect(await row(b)).toMatchObject({ level: 3, factsVersion: 2 });
    await level(3, 1, minutes(3));
    expect(await due(waterB)).toEqual(minutes(11));
    // What would be past already gets the new level's time from now.
    await level(1, 4, minutes(10));
    await level(4, 2, minutes(50));
    expect(await due(waterB)).toEqual(minutes(70));
    expect(
      (
        await refused(
          run(zhou, "edit-facts", { incidentId: b, factsVersion: 5, level: 1 }).then(() =>
            Promise.reject(new Error("none")),
          ),
        )
      ).message,
    ).toBe("none");
    expect(await row(b)).toMatchObject({ level: 2 });
    await replays(b);
  });
});
