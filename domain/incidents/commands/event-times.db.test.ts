import { expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { execute } from "../../kernel/command.server.ts";
import { db } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { roomView } from "../queries/room.server.ts";
import { incidentCommands } from "./index.server.ts";

const { now } = await stack();
const city = await smallCity(now);
const coordinator = await city.person("周敏", { unit: city.east, duty: "coordinator" });
const liaison = await city.person("邱悦", { unit: city.health, duty: "liaison" });
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);

const run = <T>(who: Actor, intent: keyof typeof incidentCommands, input: object, at = now): Promise<T> =>
  execute(incidentCommands[intent] as never, who, input, { commandId: newId(), now: at }) as Promise<T>;

async function room() {
  const input = { title: "扬尘噪声", level: 2, countyId: city.east.id, place: "西河村口", occurredAt: minutes(0) };
  const { incidentId } = await run<{ incidentId: string }>(coordinator, "report", input, minutes(1));
  await run(coordinator, "verify", { incidentId, note: "属实" }, minutes(2));
  await run(coordinator, "dispatch", { incidentId, units: [{ unitId: city.health.id, role: "lead" }] }, minutes(3));
  const { room: state } = await roomView(coordinator, incidentId, minutes(3));
  const give = { incidentId, kind: "medical", title: "设医护点", unitId: city.health.id, dueAt: minutes(600) };
  const { taskId } = await run<{ taskId: string }>(coordinator, "give-task", give, minutes(4));
  return { incidentId, assignmentId: state.units[0]!.id, taskId };
}

test("what was written on the way is recorded with the time at which it happened", async () => {
  const { incidentId, assignmentId, taskId } = await room();
  const late = minutes(120);
  const happened = [10, 20, 30, 40, 50, 60, 70].map(minutes);
  await run(liaison, "accept", { assignmentId, eventTime: happened[0] }, late);
  await run(liaison, "arrive", { assignmentId, eventTime: happened[1] }, late);
  await run(liaison, "start-task", { taskId, eventTime: happened[2] }, late);
  await run(liaison, "post", { incidentId, text: "无伤病", eventTime: happened[3] }, late);
  await run(liaison, "head-count", { incidentId, count: 46, eventTime: happened[4] }, late);
  await run(liaison, "hand-back-task", { taskId, reason: "车辆不够", eventTime: happened[5] }, late);
  await run(liaison, "report-back", { assignmentId, text: "已设点", eventTime: happened[6] }, late);
  const events = await db().event.findMany({ where: { streamId: incidentId }, orderBy: { seq: "asc" } });
  expect(events.slice(-7).map((event) => [event.eventTime, event.recordedAt])).toEqual(
    happened.map((at) => [at, late]),
  );
});

test("an objection that waited stands with its own time, in rows and timeline alike", async () => {
  const { incidentId, assignmentId } = await room();
  await run(liaison, "object", { assignmentId, reason: "不属本单位", eventTime: minutes(15) }, minutes(90));
  const { room: state } = await roomView(coordinator, incidentId, minutes(90));
  expect(state.units[0]).toMatchObject({ state: "objected", objectedAt: minutes(15).toISOString() });
  expect(state.entries.at(-1)).toMatchObject({
    name: "incidents.assignment.objected",
    eventTime: minutes(15).toISOString(),
    recordedAt: minutes(90).toISOString(),
  });
});

test("no event time lies ahead of now or before the incident", async () => {
  const { incidentId, assignmentId, taskId } = await room();
  const inputs = [
    [coordinator, "post", { incidentId, text: "x" }],
    [coordinator, "head-count", { incidentId, count: 3 }],
    [liaison, "object", { assignmentId, reason: "x" }],
    [liaison, "accept", { assignmentId }],
    [liaison, "start-task", { taskId }],
    [liaison, "finish-task", { taskId }],
    [liaison, "hand-back-task", { taskId, reason: "x" }],
  ] as const;
  for (const [who, intent, input] of inputs)
    for (const eventTime of [minutes(35), minutes(-5)])
      await expect(run(who, intent, { ...input, eventTime }, minutes(30)), intent).rejects.toMatchObject({
        code: "invalid",
        fields: { eventTime: expect.anything() },
      });
  // What a form rounds to the minute and a clock that is a little ahead are no errors.
  await run(coordinator, "post", { incidentId, text: "x", eventTime: minutes(-0.9) }, minutes(30));
  await run(coordinator, "post", { incidentId, text: "x", eventTime: minutes(30.9) }, minutes(30));
});
