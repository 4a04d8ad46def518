import { expect, test } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Refusal } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { submissionCommands } from "../../submissions/commands/index.server.ts";
import { type IncidentIntent, incidentCommands } from "../commands/index.server.ts";
import { entrySentence } from "../entry-kinds.ts";
import { roomView } from "../queries/room.server.ts";
import type { RoomState } from "../room.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";

/** Whatever changes the shape of an incident goes both ways, each way with a reason, and the timelines say all of it. */
const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const health = await city.person("卫", { unit: city.health, duty: "liaison" });
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (actor: Actor, intent: IncidentIntent, input: object, when: Date): Promise<any> =>
  execute(incidentCommands[intent] as Command, actor, input, { commandId: newId(), now: when });
const refusedFields = (attempt: Promise<unknown>): Promise<string[]> =>
  attempt.then(
    () => ["it was not refused"],
    (refusal: Refusal) => Object.keys(refusal.fields),
  );
const letter = async (title: string) =>
  (
    await execute(
      submissionCommands.receive,
      zhou,
      { unitId: city.health.id, channel: "letter", receivedAt: now, petitioner: "甲", title, body: "正文" },
      { commandId: newId(), now },
    )
  ).submissionId as string;
const timeline = (id: string) => streamAfter(id, 0, 10_000);
const lines = async (id: string) => (await timeline(id)).map((event) => entrySentence(event).zh);
const replay = (events: RecordedEvent[]): RoomState => {
  const [first, ...rest] = events;
  return rest.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
};
/** What a change of shape may move: everything but entries, versions and how far the timeline has come. */
const shapeOf = ({ entries: _, seq: __, facts, links, ...room }: RoomState) => {
  const { factsVersion: ___, pinnedText: ____, ...kept } = facts;
  return { ...room, facts: kept, links: links.map(({ submissionId, title }) => ({ submissionId, title })) };
};
const shape = async (id: string) => shapeOf((await roomView(zhou, id, at(300))).room);
/** The timeline up to an entry reads as it did then, and gives the room that then was. */
async function readsAsBefore(id: string, before: RecordedEvent[], room: ReturnType<typeof shapeOf>) {
  const kept = (await timeline(id)).slice(0, before.length);
  expect(kept).toEqual(before);
  expect(shapeOf(replay(kept))).toEqual(room);
}

test("submissions are linked and taken off again, and once more", async () => {
  const id = await anIncident(zhou, city.east, now);
  const one = await letter("夜里车声");
  const [before, was] = [await timeline(id), await shape(id)];
  const link = (reason: string, when: Date) =>
    run(zhou, "link-submissions", { incidentId: id, submissionIds: [one], reason }, when);
  expect(await refusedFields(link(" ", at(1)))).toEqual(["reason"]);
  await link("同一个搅拌站", at(2));
  const linkOf = async () =>
    (await db.incidentLink.findFirstOrThrow({ where: { incidentId: id, unlinkedAt: null } })).id;
  const linked = await shape(id);
  expect(linked.links.map(({ title }) => title)).toEqual(["夜里车声"]);
  expect(await refusedFields(run(zhou, "unlink-submission", { linkId: await linkOf(), reason: "" }, at(3)))).toEqual([
    "reason",
  ]);
  await run(zhou, "unlink-submission", { linkId: await linkOf(), reason: "说的是高速路" }, at(4));
  expect(await shape(id)).toEqual(was);
  await link("高速路也绕行经过这里", at(5));
  expect(await shape(id)).toEqual(linked);
  expect((await lines(id)).slice(before.length)).toEqual([
    "周敏 关联信访件 1 件：同一个搅拌站",
    expect.stringMatching(/^周敏 解除关联 \S+：说的是高速路$/),
    "周敏 关联信访件 1 件：高速路也绕行经过这里",
  ]);
  expect((await db.submission.findUniqueOrThrow({ where: { id: one } })).incidentLinks).toBe(1);
  await readsAsBefore(id, before, was);
});

test("the level is changed and changed back", async () => {
  const id = await anIncident(zhou, city.east, now);
  await dispatch(zhou, id, city.health, now);
  const [before, was] = [await timeline(id), await shape(id)];
  const level = (from: number, to: number, reason: string, when: Date) =>
    run(zhou, "change-level", { incidentId: id, from, to, reason }, when);
  expect(await refusedFields(level(2, 1, "", at(1)))).toEqual(["reason"]);
  await level(2, 1, "人数翻倍", at(1));
  expect((await shape(id)).facts.level).toBe(1);
  await level(1, 2, "人数回落", at(2));
  expect(await shape(id)).toEqual(was);
  const told = (await lines(id)).slice(before.length);
  expect(told.map((line) => line.slice(0, 15))).toEqual(["周敏 提高等级：二级 → 一级", "周敏 降低等级：一级 → 二级"]);
  expect([told[0], told[1]].join()).toMatch(/人数翻倍.*人数回落/);
  await readsAsBefore(id, before, was);
});

test("two are merged and split again: both timelines read as before, and say both", async () => {
  const [a, b] = [await anIncident(zhou, city.east, now), await anIncident(zhou, city.east, now, "罐车压路")];
  await run(zhou, "add-demand", { incidentId: a, text: "公布数据", unitId: city.health.id }, at(1));
  await run(zhou, "make-promise", { incidentId: b, text: "先铺钢板", toWhom: "村民", unitId: city.health.id }, at(1));
  const before = { a: await timeline(a), b: await timeline(b) };
  const was = { a: await shape(a), b: await shape(b) };
  const merge = (reason: string) =>
    run(
      zhou,
      "merge",
      { incidentId: a, otherId: b, survivorVersion: 1, absorbedVersion: 1, choices: {}, reason },
      at(2),
    );
  expect(await refusedFields(merge(""))).toEqual(["reason"]);
  const { mergeId } = await merge("同一搅拌站");
  await readsAsBefore(a, before.a, was.a);
  await readsAsBefore(b, before.b, was.b);
  const undo = (reason: string) => run(zhou, "undo-merge", { mergeId, reason }, at(3));
  expect(await refusedFields(undo(" "))).toEqual(["reason"]);
  await undo("两回事");
  expect([await shape(a), await shape(b)]).toEqual([was.a, was.b]);
  for (const [id, first] of [
    [a, before.a],
    [b, before.b],
  ] as const) {
    const told = (await lines(id)).slice(first.length);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain("同一搅拌站");
    expect(told[1]).toContain("两回事");
  }
  await readsAsBefore(a, before.a, was.a);
  await readsAsBefore(b, before.b, was.b);
});

test("one is split, instructions and promises with it, and merged back: nothing is missing, and all of it stands in the timelines", async () => {
  const id = await anIncident(zhou, city.east, now);
  await run(zhou, "verify", { incidentId: id, note: "属实" }, now);
  await dispatch(zhou, id, city.health, now);
  const instruct = async (text: string) =>
    (
      await run(
        zhou,
        "give-instruction",
        {
          ...{ incidentId: id, text, via: "phone", leaderName: "林副市长", unitId: city.health.id },
          dueAt: at(200),
        },
        at(1),
      )
    ).instructionId as string;
  const promise = async (text: string, fromSeq: number | null) =>
    (
      await run(
        zhou,
        "make-promise",
        { incidentId: id, text, toWhom: "村民", unitId: city.health.id, dueAt: at(90), fromSeq },
        at(2),
      )
    ).promiseId as string;
  const [stays, goes] = [await instruct("查清粉尘"), await instruct("修好路面")];
  await run(health, "report-instruction", { instructionId: goes, text: "已派人" }, at(2));
  const [kept, moved] = [await promise("每日公布数据", 1), await promise("三日开工", 1)];
  const [before, was] = [await timeline(id), await shape(id)];
  const input = { incidentId: id, title: "上坪路面", place: "上坪村路口", level: 3 };
  expect(await refusedFields(run(zhou, "split", { ...input, instructions: [goes], reason: "" }, at(3)))).toEqual([
    "reason",
  ]);
  expect(
    await run(zhou, "split", { ...input, promises: [newId()], reason: "另一件事" }, at(3)).then(
      () => "done",
      (error: Refusal) => error.code,
    ),
  ).toBe("stale");
  const { incidentId: other } = await run(
    zhou,
    "split",
    { ...input, instructions: [goes], promises: [moved], reason: "路面是另一件事" },
    at(3),
  );
  const [rest, split] = [await shape(id), await shape(other)];
  expect(rest.instructions.map((one) => [one.id, one.no])).toEqual([[stays, 1]]);
  expect(rest.promises.map((one) => [one.id, one.no])).toEqual([[kept, 1]]);
  // Under numbers of their own, and of no entry that stands elsewhere.
  expect(split.instructions).toMatchObject([{ id: goes, no: 1, seq: 0, state: "reported", report: "已派人" }]);
  expect(split.promises).toMatchObject([{ id: moved, no: 1, fromSeq: null, dueAt: at(90).toISOString() }]);
  expect((await db.incident.findUniqueOrThrow({ where: { id: other } })).timerKind).toBe("promise");
  for (const one of [id, other]) expect(shapeOf(replay(await timeline(one)))).toEqual(await shape(one));
  await readsAsBefore(id, before, was);

  await run(
    zhou,
    "merge",
    { incidentId: id, otherId: other, survivorVersion: 1, absorbedVersion: 1, choices: {}, reason: "还是一起办" },
    at(4),
  );
  const together = await shape(id);
  expect(together.instructions.map((one) => one.id).sort()).toEqual([stays, goes].sort());
  expect(together.promises.map((one) => one.id).sort()).toEqual([kept, moved].sort());
  expect((await lines(id)).slice(before.length).map((line) => line.includes("路面是另一件事"))).toEqual([true, false]);
  await readsAsBefore(id, before, was);
});
