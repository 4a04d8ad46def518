import { describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { commandsByIntent, type Intent } from "../../commands.server.ts";
import { streamAfter } from "../../events/read.server.ts";
import { type Command, execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../../people/actor.ts";
import { roomView } from "../queries/room.server.ts";
import type { TemplateBody } from "./body.ts";
import { reportKinds, templatePlan } from "./queries/template-plan.server.ts";
import { templatesPage } from "./queries/templates-page.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const { east, health, west, water } = city;
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const dong = await city.person("东一", { unit: east, duty: "coordinator" });

// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (actor: Actor, intent: Intent, input: object): Promise<any> =>
  execute(commandsByIntent[intent] as Command, actor, input, { commandId: newId(), now });
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error) => error.code ?? String(error),
  );

const body: TemplateBody = {
  units: [
    { key: "u1", unitId: health.id, unitName: "", sort: null, role: "lead", note: "先看人" },
    { key: "u2", unitId: null, unitName: "", sort: "water", role: "support", note: "" },
  ],
  tasks: [
    { key: "t1", kind: "receive", title: "接谈代表", to: "u1", dueMinutes: 60 },
    { key: "t2", kind: "medical", title: "备好急救车", to: "u1", dueMinutes: 30 },
  ],
  demands: [{ key: "d1", text: "工资哪天发", to: "u1", dueMinutes: 240 }],
};
const report = async (extra: object = {}) =>
  (await run(zhou, "report", { title: "聚集", level: 2, countyId: east.id, place: "村口", occurredAt: now, ...extra }))
    .incidentId as string;
const all = (units = body.units.slice(0, 1)) => ({
  units: units.map(({ key }) => ({ key, unitId: health.id })),
  tasks: body.tasks.map(({ key }) => ({ key, unitId: health.id })),
  demands: body.demands.map(({ key }) => ({ key, unitId: health.id })),
});

describe("editing", () => {
  test("each save is a version that stands whole in its event; the second of two editors gets what is there", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "欠薪一", body });
    const shorter = { ...body, demands: [] };
    await run(zhou, "save-template", { templateId, version: 1, kind: "欠薪一", body: shorter });
    const second = run(zhou, "save-template", { templateId, version: 1, kind: "欠薪一", body });
    await expect(second).rejects.toMatchObject({ code: "stale", current: { version: 2, body: { demands: [] } } });
    const same = await run(zhou, "save-template", { templateId, version: 2, kind: "欠薪一", body: shorter });
    expect(same.version).toBe(2);
    const events = await streamAfter(templateId, 0, 10);
    expect(events.map((e) => [e.name, (e.data as { version: number }).version])).toEqual([
      ["templates.added", 1],
      ["templates.saved", 2],
    ]);
    expect(events[0]).toMatchObject({ streamKind: "template", data: { body: { demands: [{ text: "工资哪天发" }] } } });
  });

  test("a name stands once in an office's list; a closed one is taken up again", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "交通", body });
    expect(await refused(run(zhou, "add-template", { unitId: city.city.id, kind: "交通", body }))).toBe("invalid");
    await run(zhou, "close-template", { templateId, version: 1, reason: "并入另一类" });
    expect(await refused(run(zhou, "close-template", { templateId, version: 2, reason: "再" }))).toBe("wrong_state");
    await run(zhou, "reopen-template", { templateId, version: 2 });
    expect((await db.incidentTemplate.findUniqueOrThrow({ where: { id: templateId } })).closedAt).toBeNull();
  });

  test("a line that names nothing, or a second lead, is refused at its field", async () => {
    const add = (change: Partial<TemplateBody>) =>
      run(zhou, "add-template", { unitId: city.city.id, kind: "错", body: { ...body, ...change } });
    const lead2 = [body.units[0]!, { ...body.units[1]!, role: "lead" as const }];
    await expect(add({ units: lead2 })).rejects.toMatchObject({ fields: { "body.units": expect.anything() } });
    await expect(add({ tasks: [{ ...body.tasks[0]!, to: "u9" }] })).rejects.toMatchObject({
      fields: { "body.tasks.0.to": expect.anything() },
    });
    await expect(add({ units: [{ ...body.units[0]!, unitId: null }] })).rejects.toMatchObject({ code: "invalid" });
    const stop = [{ ...body.tasks[0]!, kind: "stop" as "receive" }];
    await expect(add({ tasks: stop })).rejects.toMatchObject({ code: "invalid" });
  });

  test("a county's coordinator keeps the county's, reads the city's and changes neither it nor another county's", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "征地", body });
    const save = { templateId, version: 1, kind: "征地", body: { ...body, tasks: [] } };
    expect(await refused(run(dong, "save-template", save))).toBe("not_allowed");
    expect(await refused(run(dong, "add-template", { unitId: west.id, kind: "征地", body }))).toBe("not_found");
    await run(dong, "add-template", { unitId: east.id, kind: "征地", body });
  });
});

describe("applying", () => {
  test("adds units, tasks and demands once, by their own events, and remembers kind and version", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "欠薪", body });
    const incidentId = await report({ templateId });
    expect((await roomView(zhou, incidentId, now)).room.kind).toEqual({
      templateId,
      kind: "欠薪",
      templateVersion: null,
    });
    const apply = { incidentId, templateId, version: 1, ...all() };
    expect(await run(zhou, "apply-template", apply)).toEqual({ units: 1, tasks: 2, demands: 1 });
    const names = (await streamAfter(incidentId, 0, 100)).map((e) => e.name);
    expect(names).toEqual([
      "incidents.reported",
      "incidents.kind.chosen",
      "incidents.units.dispatched",
      "incidents.moved",
      "incidents.task.given",
      "incidents.task.given",
      "incidents.demand.added",
      "incidents.template.applied",
    ]);
    expect(await run(zhou, "apply-template", apply)).toEqual({ units: 0, tasks: 0, demands: 0 });
    expect((await streamAfter(incidentId, 0, 100)).length).toBe(names.length);
    const { room } = await roomView(zhou, incidentId, now);
    expect(room.kind).toEqual({ templateId, kind: "欠薪", templateVersion: 1 });
    expect([room.units.length, room.tasks.length, room.demands.length]).toEqual([1, 2, 1]);
  });

  test("what is there already is left out, and where another leads the template's lead supports", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "部分", body });
    const incidentId = await report();
    await run(zhou, "dispatch", { incidentId, units: [{ unitId: water.id, role: "lead" }] });
    await run(zhou, "add-demand", { incidentId, text: "工资哪天发", unitId: water.id });
    const apply = { incidentId, templateId, version: 1, ...all() };
    expect(await run(zhou, "apply-template", apply)).toEqual({ units: 1, tasks: 2, demands: 0 });
    const { room } = await roomView(zhou, incidentId, now);
    expect(room.units.map((unit) => [unit.unitName, unit.role])).toEqual([
      ["西县水务局", "lead"],
      ["东县卫健局", "support"],
    ]);
  });

  test("all or nothing: a unit that was closed meanwhile leaves the incident as it was", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "半途", body });
    const incidentId = await report();
    const gone = await db.unit.create({
      data: {
        ...{
          id: newId(),
          name: "旧局",
          shortName: "旧局",
          kind: "department",
          parentId: east.id,
          pinyin: "",
          initials: "",
        },
        ...{ path: `${east.path}gone/`, closedAt: now },
      },
    });
    const demands = [{ key: "d1", unitId: gone.id }];
    expect(await refused(run(zhou, "apply-template", { incidentId, templateId, version: 1, ...all(), demands }))).toBe(
      "not_found",
    );
    expect((await streamAfter(incidentId, 0, 100)).length).toBe(1);
    expect(await db.assignment.count({ where: { incidentId } })).toBe(0);
  });

  test("an older reading of the template, a closed one and another county's are refused", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "旧版", body });
    await run(zhou, "save-template", { templateId, version: 1, kind: "旧版", body: { ...body, demands: [] } });
    const incidentId = await report();
    const apply = { incidentId, templateId, version: 1, ...all() };
    expect(await refused(run(zhou, "apply-template", apply))).toBe("stale");
    expect(await refused(run(zhou, "apply-template", { ...apply, version: 2 }))).toBe("invalid");
    const there = await run(zhou, "add-template", { unitId: west.id, kind: "西的", body });
    expect(await refused(run(zhou, "apply-template", { ...apply, templateId: there.templateId }))).toBe("not_found");
    await run(zhou, "close-template", { templateId, version: 2, reason: "停" });
    expect(await refused(run(zhou, "apply-template", { ...apply, version: 3, demands: [] }))).toBe("not_found");
  });

  test("two people apply at once: each thing stands once", async () => {
    const { templateId } = await run(zhou, "add-template", { unitId: city.city.id, kind: "同时", body });
    const incidentId = await report();
    const apply = { incidentId, templateId, version: 1, ...all() };
    await Promise.all([run(zhou, "apply-template", apply), run(dong, "apply-template", apply)]);
    const { room } = await roomView(zhou, incidentId, now);
    expect([room.units.length, room.tasks.length, room.demands.length]).toEqual([1, 2, 1]);
  });
});

describe("reading", () => {
  test("the plan of an incident, and the kinds of a county: the nearest office's of each kind", async () => {
    const above = await run(zhou, "add-template", { unitId: city.city.id, kind: "近者", body });
    const near = await run(zhou, "add-template", { unitId: east.id, kind: "近者", body });
    const incidentId = await report();
    const { kinds } = await templatePlan(zhou, incidentId, null, now);
    expect(kinds.filter((one) => one.kind === "近者")).toEqual([{ id: near.templateId, kind: "近者", office: "东县" }]);
    const { chosen } = await templatePlan(zhou, incidentId, near.templateId, now);
    expect(chosen?.plan.units.map((unit) => unit.unitId)).toEqual([health.id, null]);
    expect(await refused(templatePlan(zhou, incidentId, above.templateId, now))).toBe("not_found");
    const inWest = await reportKinds(zhou, west.id, now);
    expect(inWest.kinds.find((one) => one.kind === "近者")?.id).toBe(above.templateId);
    expect(inWest.drill).toBe(true);
  });

  test("the page shows a county's coordinator the city's list to read and his own to keep; others nothing", async () => {
    const page = await templatesPage(dong, now, { id: null, from: null, isNew: true });
    expect(page.offices.map((one) => one.name)).toEqual(["东县"]);
    expect(page.list.some((one) => one.unitName === "试验市")).toBe(true);
    expect(page.list.some((one) => one.unitName === "西县")).toBe(false);
    const citys = page.list.find((one) => one.unitName === "试验市")!;
    const { chosen } = await templatesPage(dong, now, { id: citys.id, from: null, isNew: false });
    expect(chosen?.edit).toEqual(expect.stringContaining("协调员"));
    const wei = await city.person("卫一", { unit: health, duty: "liaison" });
    expect(await refused(templatesPage(wei, now, { id: null, from: null, isNew: false }))).toBe("not_found");
    const incidentId = await report();
    expect(await refused(templatePlan(wei, incidentId, null, now))).toBe("not_found");
  });
});
