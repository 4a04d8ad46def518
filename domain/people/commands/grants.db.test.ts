import { describe, expect, test } from "vitest";
import { anIncident, smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { loadActor } from "../actor.server.ts";
import { covers } from "../actor.ts";
import { disablePerson } from "./disable-person.server.ts";
import { giveGrant } from "./give-grant.server.ts";
import { revokeGrant } from "./revoke-grant.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const { city, east, west, health, water, person } = await smallCity(now);
const admin = await person("孟川", { unit: city, duty: "administrator" });
const eastAdmin = await person("叶东", { unit: health, duty: "administrator", scopeId: east.id });
const officer = await person("阮清和", { unit: city, duty: "organisation_officer" });
const auditor = await person("晏守正", { unit: city, duty: "auditor" });
const coordinator = await person("周敏", { unit: city, duty: "coordinator" });
const ofHealth = await person("何一鸣", { unit: health });

const run = <I, O>(cmd: Parameters<typeof execute<I, O, typeof admin>>[0], who: typeof admin, input: unknown) =>
  execute(cmd, who, input, { commandId: newId(), now });
const grant = (more: object = {}) => ({
  personId: ofHealth.personId,
  duty: "liaison",
  scopeKind: "unit",
  scope: health.id,
  notBefore: "2026-03-09",
  notAfter: "2027-03-01",
  orderNumber: "东联〔2026〕2 号",
  reason: "接任",
  ...more,
});
const give = (who: typeof admin, more: object = {}) => run(giveGrant, who, grant(more));
const refusedAt = (field: string, zh?: string) => ({
  code: "invalid",
  fields: { [field]: zh ? { zh, en: expect.any(String) } : { zh: expect.any(String), en: expect.any(String) } },
});

describe("giving a grant", () => {
  test("counts from the first day's midnight in Shanghai to the last day's, exclusive", async () => {
    const { grantId } = await give(eastAdmin);
    const row = await db.grant.findUniqueOrThrow({ where: { id: grantId } });
    expect(row.notBefore.toISOString()).toBe("2026-03-08T16:00:00.000Z");
    expect(row.notAfter.toISOString()).toBe("2027-02-28T16:00:00.000Z");
    const holds = async (at: string) =>
      covers((await loadActor(ofHealth.personId, new Date(at)))!, new Date(at), health.path, "liaison");
    expect(await holds("2026-03-08T15:59:59Z")).toBe(false);
    expect(await holds("2026-03-08T16:00:00Z")).toBe(true);
    expect(await holds("2027-02-28T15:59:59Z")).toBe(true);
    expect(await holds("2027-02-28T16:00:00Z")).toBe(false);
    const [event] = await db.event.findMany({ where: { streamId: ofHealth.personId } });
    expect(event).toMatchObject({
      name: "people.grant.given",
      streamKind: "person",
      actorId: eastAdmin.personId,
      data: { scopeName: "东县卫健局", orderNumber: "东联〔2026〕2 号", grantId },
    });
  });
  test.each([
    ["an end before the start", { notAfter: "2026-03-01" }, "notAfter"],
    ["an end on the day of the start", { notAfter: "2026-03-09" }, "notAfter"],
    ["an end that is past", { notBefore: "2025-01-01", notAfter: "2026-03-09" }, "notAfter"],
    ["a mistyped year", { notAfter: "2072-03-01" }, "notAfter"],
    ["a day that does not exist", { notAfter: "2026-11-31" }, "notAfter"],
    ["no order number", { orderNumber: "  " }, "orderNumber"],
    ["no reason", { reason: "" }, "reason"],
    ["an unknown duty", { duty: "watcher" }, "duty"],
    ["an unknown scope", { scope: newId() }, "scope"],
    ["a scope that is no id", { scope: "青崖县" }, "scope"],
    ["an unknown incident", { scopeKind: "incident", scope: "群 2026-9999" }, "scope"],
    ["a case", { scopeKind: "case", scope: newId() }, "scopeKind"],
    ["a topic", { scopeKind: "topic", scope: newId() }, "scopeKind"],
  ])("refuses %s at its field", async (_, more, field) => {
    const before = await db.event.count();
    await expect(give(admin, more)).rejects.toMatchObject(refusedAt(field));
    expect(await db.event.count()).toBe(before);
  });
  test("nobody to himself", async () => {
    const more = { personId: admin.personId, duty: "coordinator", scope: city.id };
    await expect(give(admin, more)).rejects.toMatchObject({ code: "not_allowed" });
  });
  test("not what lies outside one's own territory: the person and the scope", async () => {
    await expect(give(eastAdmin, { scope: city.id })).rejects.toMatchObject(
      refusedAt("scope", "没有这个范围，或者它不在你的管理范围内。"),
    );
    await expect(give(eastAdmin, { scope: west.id })).rejects.toMatchObject(refusedAt("scope"));
    const ofWater = await person("西人", { unit: water });
    await expect(give(eastAdmin, { personId: ofWater.personId })).rejects.toMatchObject({ code: "not_found" });
  });
  test("not by those who only read, nor by anybody else", async () => {
    await expect(give(officer)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(give(auditor)).rejects.toMatchObject({ code: "not_found" });
    await expect(give(coordinator)).rejects.toMatchObject({ code: "not_found" });
  });
  test("for one incident by its number, also typed without the space; one of another county does not exist", async () => {
    const there = await anIncident(coordinator, east, now);
    const elsewhere = await anIncident(coordinator, west, now);
    const number = async (id: string) => (await db.incident.findUniqueOrThrow({ where: { id } })).number;
    const { grantId } = await give(eastAdmin, {
      scopeKind: "incident",
      scope: (await number(there)).replace(" ", ""),
      duty: "recorder",
    });
    expect(await db.grant.findUniqueOrThrow({ where: { id: grantId } })).toMatchObject({
      scopeKind: "incident",
      scopeId: there,
    });
    await expect(
      give(eastAdmin, { scopeKind: "incident", scope: await number(elsewhere), duty: "recorder" }),
    ).rejects.toMatchObject(refusedAt("scope"));
  });
  test("the same one twice is written and counted, not refused", async () => {
    const twice = { notBefore: "2026-06-01", notAfter: "2027-06-01", duty: "handler" };
    expect((await give(admin, twice)).overlaps).toBe(0);
    expect((await give(admin, { ...twice, notBefore: "2026-09-01" })).overlaps).toBe(1);
    expect((await give(admin, { ...twice, notBefore: "2027-06-01", notAfter: "2028-06-01" })).overlaps).toBe(0);
  });
  test("not to somebody who is disabled", async () => {
    const gone = await person("岳宁", { unit: health });
    await run(disablePerson, admin, { personId: gone.personId, version: 1, reason: "调离" });
    await expect(give(admin, { personId: gone.personId })).rejects.toMatchObject({ code: "wrong_state" });
  });
});

describe("revoking a grant", () => {
  const held = async (who = admin, more: object = {}) => (await give(who, more)).grantId;
  test("ends it now, keeps its old end and its reason, and is recorded on the person", async () => {
    const grantId = await held();
    await run(revokeGrant, eastAdmin, { grantId, reason: "调离" });
    expect(await db.grant.findUniqueOrThrow({ where: { id: grantId } })).toMatchObject({
      revokedAt: now,
      revokedById: eastAdmin.personId,
      revokeReason: "调离",
      notAfter: new Date("2027-02-28T16:00:00Z"),
    });
    const events = await db.event.findMany({
      where: { streamId: ofHealth.personId },
      orderBy: { seq: "desc" },
      take: 1,
    });
    expect(events[0]).toMatchObject({ name: "people.grant.revoked", data: { grantId, reason: "调离" } });
    await expect(run(revokeGrant, admin, { grantId, reason: "再" })).rejects.toMatchObject({ code: "wrong_state" });
  });
  test("asks a reason; a grant that ended by itself needs none of it", async () => {
    const grantId = await held();
    await expect(run(revokeGrant, admin, { grantId, reason: "" })).rejects.toMatchObject(refusedAt("reason"));
    const over = await person("旧任", { unit: health, duty: "recorder", until: new Date(now.getTime() - 1000) });
    const [row] = await db.grant.findMany({ where: { personId: over.personId } });
    await expect(run(revokeGrant, admin, { grantId: row!.id, reason: "清理" })).rejects.toMatchObject({
      code: "wrong_state",
    });
  });
  test("not one that reaches beyond one's territory, nor by readers; to all others it does not exist", async () => {
    const wide = await held(admin, { duty: "recorder", scope: city.id });
    await expect(run(revokeGrant, eastAdmin, { grantId: wide, reason: "误" })).rejects.toMatchObject({
      code: "not_allowed",
    });
    await expect(run(revokeGrant, officer, { grantId: wide, reason: "误" })).rejects.toMatchObject({
      code: "not_allowed",
    });
    for (const who of [auditor, coordinator, ofHealth])
      await expect(run(revokeGrant, who, { grantId: wide, reason: "误" })).rejects.toMatchObject({ code: "not_found" });
    await expect(run(revokeGrant, admin, { grantId: newId(), reason: "误" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
  test("not the last administration of the whole, also when two revoke each other at once", async () => {
    const [own] = await db.grant.findMany({ where: { personId: admin.personId } });
    await expect(run(revokeGrant, admin, { grantId: own!.id, reason: "误点" })).rejects.toMatchObject({
      code: "wrong_state",
      sentence: { zh: expect.stringContaining("最后一个有效的管理员") },
    });
    const second = await person("副手", { unit: city, duty: "administrator" });
    const [other] = await db.grant.findMany({ where: { personId: second.personId } });
    const both = await Promise.allSettled([
      run(revokeGrant, admin, { grantId: other!.id, reason: "误点" }),
      run(revokeGrant, second, { grantId: own!.id, reason: "误点" }),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
  test("a county's administrator is not the last of the whole", async () => {
    const third = await person("三手", { unit: city, duty: "administrator" });
    const [own] = await db.grant.findMany({ where: { personId: eastAdmin.personId } });
    await run(revokeGrant, third, { grantId: own!.id, reason: "改由市里管理" });
  });
});
