import { describe, expect, test } from "vitest";
import { anIncident, dispatch, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { streamAfter } from "../../events/read.server.ts";
import type { RecordedEvent } from "../../events/recorded.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { postHistory } from "../post-history.ts";
import { roomView } from "../queries/room.server.ts";
import { applyEvent, openRoom } from "../room-reducer.ts";
import { incidentCommands } from "./index.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const he = await city.person("贺维", { unit: city.city, duty: "convener" });
const wei = await city.person("卫一", { unit: city.health, duty: "liaison" });
const su = await city.person("苏晴", { unit: city.health, duty: "handler" });
const west = await city.person("西门", { unit: city.west, duty: "coordinator" });
const incidentId = await anIncident(zhou, city.east, now);
await dispatch(zhou, incidentId, city.health, now);

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (actor: Actor, intent: keyof typeof incidentCommands, input: object, at = now): Promise<any> =>
  execute(incidentCommands[intent] as Command, actor, input, { commandId: newId(), now: at });
const refused = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error) => error.code,
  );
const room = () => roomView(zhou, incidentId, later(500));

/** The rows are what its events make of the room. */
async function rowsAreEvents() {
  const [first, ...rest] = await streamAfter(incidentId, 0, 1000);
  const replayed = rest.reduce(applyEvent, openRoom(first as RecordedEvent<"incidents.reported">));
  const view = (await room()).room;
  expect([replayed.posts, replayed.instructions, replayed.promises, replayed.tasks]).toEqual([
    view.posts,
    view.instructions,
    view.promises,
    view.tasks,
  ]);
}

describe("posts", () => {
  test("are offered to who may read the incident, accepted by him, and handed over while the holder keeps them", async () => {
    const offer = (by: Actor, to: Actor, at = now) =>
      run(by, "offer-post", { incidentId, post: "liaison", personId: to.personId }, at);
    expect(await refused(offer(zhou, west))).toBe("invalid");
    expect(await refused(offer(wei, su))).toBe("not_allowed");
    const { tenureId } = await offer(zhou, wei);
    expect(await refused(offer(zhou, su))).toBe("wrong_state");
    expect(await refused(run(su, "accept-post", { tenureId }))).toBe("not_allowed");
    await run(wei, "accept-post", { tenureId }, later(10));
    expect(await refused(offer(zhou, wei))).toBe("invalid");
    const next = await offer(wei, su, later(60));
    expect((await room()).room.posts.map((one) => [one.personName, one.state])).toEqual([
      ["卫一", "held"],
      ["苏晴", "offered"],
    ]);
    await run(su, "accept-post", { tenureId: next.tenureId }, later(70));
    expect((await room()).room.posts.map((one) => [one.personName, one.state])).toEqual([["苏晴", "held"]]);
    await rowsAreEvents();
  });

  test("accepted and taken back at once: one of the two happens", async () => {
    const { tenureId } = await run(zhou, "offer-post", { incidentId, post: "commander", personId: wei.personId });
    const outcomes = await Promise.all([
      refused(run(wei, "accept-post", { tenureId }, later(80))),
      refused(run(wei, "decline-post", { tenureId, reason: "在外" }, later(80))),
    ]);
    expect(outcomes.sort()).toEqual(["done", "wrong_state"]);
    await rowsAreEvents();
  });

  test("who held one at any moment is read from the events", async () => {
    const held = postHistory(await streamAfter(incidentId, 0, 1000)).filter(
      (one) => one.post === "liaison" && one.state === "held",
    );
    expect(held.map((one) => [one.personName, one.from, one.until])).toEqual([
      ["卫一", later(10).toISOString(), later(70).toISOString()],
      ["苏晴", later(70).toISOString(), null],
    ]);
  });
});

describe("instructions", () => {
  const words = { incidentId, text: "先停夜间生产", unitId: city.health.id, dueAt: later(120) };

  test("are issued by a convener himself, recorded for a leader by others, and owned by who may read the incident", async () => {
    expect(await refused(run(zhou, "give-instruction", { ...words, via: "self" }))).toBe("not_allowed");
    expect(await refused(run(zhou, "give-instruction", { ...words, via: "paper" }))).toBe("invalid");
    expect(await refused(run(wei, "give-instruction", { ...words, via: "paper", leaderName: "贺维" }))).toBe(
      "not_allowed",
    );
    expect(await refused(run(he, "give-instruction", { ...words, unitId: city.west.id }))).toBe("invalid");
    expect(await refused(run(he, "give-instruction", { ...words, ownerId: west.personId }))).toBe("invalid");
    expect(await refused(run(he, "give-instruction", { ...words, dueAt: later(-1) }))).toBe("invalid");
  });

  test("are numbered, read, reported back, returned, settled", async () => {
    const first = await run(he, "give-instruction", words);
    const second = await run(zhou, "give-instruction", {
      ...words,
      via: "phone",
      leaderName: "程越",
      ownerId: su.personId,
    });
    expect([first.no, second.no]).toEqual([1, 2]);
    const { instructionId } = second;
    expect(await refused(run(zhou, "read-instruction", { instructionId }))).toBe("not_allowed");
    await run(su, "read-instruction", { instructionId }, later(5));
    await run(su, "read-instruction", { instructionId }, later(6));
    expect(await refused(run(zhou, "settle-instruction", { instructionId }))).toBe("wrong_state");
    await run(su, "report-instruction", { instructionId, text: "已停" }, later(20));
    await run(he, "return-instruction", { instructionId, reason: "写明何时停", dueAt: later(90) }, later(25));
    expect(await refused(run(zhou, "settle-instruction", { instructionId }))).toBe("wrong_state");
    await run(su, "report-instruction", { instructionId, text: "十七时停" }, later(30));
    expect(await refused(run(wei, "settle-instruction", { instructionId }))).toBe("not_allowed");
    await run(zhou, "settle-instruction", { instructionId }, later(40));
    const [, two] = (await room()).room.instructions;
    expect(two).toMatchObject({
      state: "settled",
      report: "十七时停",
      dueAt: later(90).toISOString(),
      leaderName: "程越",
    });
    const read = (await streamAfter(incidentId, 0, 1000)).filter(
      (event) => event.name === "incidents.instruction.read",
    );
    expect(read).toHaveLength(1);
    await rowsAreEvents();
  });
});

test("instructions and promises with a time are limits of the card until they are answered", async () => {
  const id = await anIncident(zhou, city.east, now, "路灯不亮");
  await run(zhou, "verify", { incidentId: id, note: "属实" });
  await dispatch(zhou, id, city.health, now);
  const timer = async () => {
    const { timerKind, timerLabel, timerAt } = await db.incident.findUniqueOrThrow({ where: { id } });
    return [timerKind, timerLabel, timerAt];
  };
  const before = await timer();
  const { instructionId } = await run(he, "give-instruction", {
    ...{
      incidentId: id,
      text: "当晚修好",
      via: "self",
      unitId: city.health.id,
      ownerId: wei.personId,
      dueAt: later(9),
    },
  });
  expect(await timer()).toEqual(["instruction", "1", later(9)]);
  await run(wei, "read-instruction", { instructionId }, later(1));
  expect(await timer()).toEqual(["instruction", "1", later(9)]);
  await run(wei, "report-instruction", { instructionId, text: "已修" }, later(2));
  expect(await timer()).toEqual(before);
  await run(zhou, "return-instruction", { instructionId, reason: "还有两盏", dueAt: later(8) }, later(3));
  expect(await timer()).toEqual(["instruction", "1", later(8)]);
  const promise = { incidentId: id, text: "三盏都亮", toWhom: "巷子里的住户", unitId: city.health.id };
  const { promiseId } = await run(zhou, "make-promise", { ...promise, dueAt: later(6) }, later(4));
  await run(zhou, "make-promise", promise, later(4));
  expect(await timer()).toEqual(["promise", "1", later(6)]);
  await run(zhou, "keep-promise", { promiseId, note: "" }, later(5));
  expect(await timer()).toEqual(["instruction", "1", later(8)]);
});

describe("promises", () => {
  test("are taken from an entry, and kept, carried on as a task, or withdrawn", async () => {
    const promise = { incidentId, text: "公布检测结果", toWhom: "村民代表", unitId: city.health.id };
    expect(await refused(run(wei, "make-promise", { ...promise, fromSeq: 9999 }))).toBe("invalid");
    const { seq } = await run(wei, "post", { incidentId, text: "答应今晚公布" });
    const one = await run(wei, "make-promise", { ...promise, fromSeq: seq });
    const two = await run(zhou, "make-promise", { ...promise, text: "补偿" });
    const three = await run(zhou, "make-promise", { ...promise, text: "误记" });
    expect([one.no, two.no, three.no]).toEqual([1, 2, 3]);
    await run(wei, "keep-promise", { promiseId: one.promiseId, note: "已张贴" });
    expect(await refused(run(wei, "keep-promise", { promiseId: one.promiseId }))).toBe("wrong_state");
    expect(await refused(run(wei, "carry-on-promise", { promiseId: two.promiseId, reason: "续" }))).toBe("not_allowed");
    const { taskId } = await run(zhou, "carry-on-promise", { promiseId: two.promiseId, reason: "另行核算" });
    expect(await db.incidentTask.findUniqueOrThrow({ where: { id: taskId } })).toMatchObject({ kind: "follow_up" });
    await run(zhou, "withdraw-promise", { promiseId: three.promiseId, reason: "没有这样说" });
    expect((await room()).room.promises.map((each) => [each.no, each.state, each.fromSeq])).toEqual([
      [1, "kept", seq],
      [2, "carried_on", null],
      [3, "withdrawn", null],
    ]);
    await rowsAreEvents();
  });
});
