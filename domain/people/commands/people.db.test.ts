import { describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { unseal } from "../../kernel/cipher.server.ts";
import { execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { loadActor } from "../actor.server.ts";
import { isPassword } from "../password.server.ts";
import { addPerson } from "./add-person.server.ts";
import { disablePerson, enablePerson } from "./disable-person.server.ts";
import { editPerson } from "./edit-person.server.ts";
import { endPersonSession } from "./end-person-session.server.ts";
import { resetPassword } from "./reset-password.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const { city, east, west, health, water, person } = await smallCity(now);
const admin = await person("孟川", { unit: city, duty: "administrator" });
const eastAdmin = await person("叶东", { unit: health, duty: "administrator", scopeId: east.id });
const coordinator = await person("周敏", { unit: city, duty: "coordinator" });

const run = <I, O>(cmd: Parameters<typeof execute<I, O, typeof admin>>[0], who: typeof admin, input: unknown) =>
  execute(cmd, who, input, { commandId: newId(), now });
const somebody = (login: string, more: object = {}) => ({
  unitId: health.id,
  name: "曾乐",
  login,
  title: "科员",
  phone: "13912340427",
  password: "shaofeng-9-yu",
  ...more,
});
const add = async (login: string, more: object = {}) => (await run(addPerson, admin, somebody(login, more))).personId;
const rowOf = (id: string) => db.person.findUniqueOrThrow({ where: { id } });
const lastEvent = (id: string) =>
  db.event.findFirstOrThrow({ where: { streamId: id }, orderBy: { seq: "desc" }, select: { name: true, data: true } });
const session = async (personId: string) => {
  const publicId = newId();
  const id = publicId.replaceAll("-", "").repeat(2);
  await db.session.create({
    data: { id, publicId, personId, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 3_600_000) },
  });
  return publicId;
};

describe("adding a person", () => {
  test("seals the phone, spells the name as a name, and asks a new password at the first sign-in", async () => {
    const id = await add("Zeng.Le");
    const row = await rowOf(id);
    expect(row).toMatchObject({ login: "zeng.le", pinyin: "zeng le", initials: "zl", mustChangePassword: true });
    expect(unseal("phone", row.phoneSealed)).toBe("13912340427");
    expect(await isPassword(row.passwordHash, "shaofeng-9-yu")).toBe(true);
    const event = await lastEvent(id);
    expect(event.name).toBe("people.person.added");
    expect(JSON.stringify(event.data)).not.toMatch(/1391|shaofeng/);
    expect((await loadActor(id, now))?.grants).toEqual([]);
  });
  test.each([
    ["a taken account", somebody("zeng.le"), "login"],
    ["an account that no keyboard begins with", somebody("9曾"), "login"],
    ["a short password", somebody("zengle2", { password: "kurz" }), "password"],
    ["a password of one letter", somebody("zengle2", { password: "aaaaaaaaaaaa" }), "password"],
    ["a password with the account in it", somebody("zengle2", { password: "zengle2-and-more" }), "password"],
    ["no name", somebody("zengle2", { name: " " }), "name"],
  ])("refuses %s at its field", async (_, input, field) => {
    await expect(run(addPerson, admin, input)).rejects.toMatchObject({
      code: "invalid",
      fields: { [field]: { zh: expect.any(String), en: expect.any(String) } },
    });
    expect(await db.person.count({ where: { login: "zengle2" } })).toBe(0);
  });
  test("only into a unit of one's own territory", async () => {
    await expect(run(addPerson, eastAdmin, somebody("zl3", { unitId: water.id }))).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(run(addPerson, coordinator, somebody("zl3"))).rejects.toMatchObject({ code: "not_found" });
  });
  test("the outcome kept as a receipt holds no password", async () => {
    const commandId = newId();
    await execute(addPerson, admin, somebody("receipt.one"), { commandId, now });
    const receipt = await db.commandReceipt.findUniqueOrThrow({ where: { commandId } });
    expect(JSON.stringify(receipt.outcome)).not.toContain("shaofeng");
  });
});

describe("editing a person", () => {
  test("an empty phone leaves the stored one, noPhone removes it; the second editor is stale", async () => {
    const personId = await add("edit.one");
    const edit = { personId, version: 1, name: "曾乐天", unitId: health.id, title: "", phone: "" };
    await run(editPerson, eastAdmin, edit);
    expect(unseal("phone", (await rowOf(personId)).phoneSealed)).toBe("13912340427");
    await expect(run(editPerson, admin, edit)).rejects.toMatchObject({ code: "stale", current: { name: "曾乐天" } });
    await run(editPerson, admin, { ...edit, version: 2, noPhone: "on" });
    expect(await rowOf(personId)).toMatchObject({ phoneSealed: null, version: 3, title: null, pinyin: "zeng le tian" });
  });
  test("moving needs both units in one's territory", async () => {
    const personId = await add("move.one");
    const move = { personId, version: 1, name: "曾乐", unitId: water.id };
    await expect(run(editPerson, eastAdmin, move)).rejects.toMatchObject({ code: "not_found" });
    await run(editPerson, admin, move);
    expect((await lastEvent(personId)).data).toMatchObject({ unitId: water.id, unitName: "西县水务局" });
    await expect(run(editPerson, eastAdmin, { ...move, version: 2 })).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("disabling", () => {
  test("ends all sessions and keeps the person out; enabling lets him in again", async () => {
    const personId = await add("off.one");
    await session(personId);
    await session(personId);
    const off = { personId, version: 1, reason: "调离" };
    expect(await run(disablePerson, eastAdmin, off)).toEqual({ personId, ended: 2 });
    expect(await loadActor(personId, now)).toBeNull();
    expect(await db.session.count({ where: { personId, endReason: "ended_by_admin" } })).toBe(2);
    await expect(run(disablePerson, admin, { ...off, version: 2 })).rejects.toMatchObject({ code: "wrong_state" });
    await run(enablePerson, admin, { personId, version: 2, reason: "返岗" });
    expect(await loadActor(personId, now)).not.toBeNull();
    await expect(run(enablePerson, admin, { personId, version: 3, reason: "再" })).rejects.toMatchObject({
      code: "wrong_state",
    });
  });
  test("not oneself, not without a reason, not over an older version", async () => {
    await expect(
      run(disablePerson, admin, { personId: admin.personId, version: 1, reason: "误点" }),
    ).rejects.toMatchObject({ code: "not_allowed" });
    const personId = await add("off.two");
    await expect(run(disablePerson, admin, { personId, version: 1, reason: "" })).rejects.toMatchObject({
      fields: { reason: { zh: "请填写理由" } },
    });
    await expect(run(disablePerson, admin, { personId, version: 9, reason: "调离" })).rejects.toMatchObject({
      code: "stale",
    });
  });
  test("not the last administrator of the whole, also when two disable each other at once", async () => {
    const other = await person("副手", { unit: city, duty: "administrator" });
    const both = await Promise.allSettled([
      run(disablePerson, admin, { personId: other.personId, version: 1, reason: "误点" }),
      run(disablePerson, other, { personId: admin.personId, version: 1, reason: "误点" }),
    ]);
    const refused = both.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]!.reason).toMatchObject({ code: "wrong_state" });
    await db.person.updateMany({ where: { id: admin.personId }, data: { disabledAt: null } });
  });
});

describe("resetting a password", () => {
  test("sets one that must be changed and ends the sessions; the second step goes only on demand", async () => {
    const personId = await add("reset.one");
    await session(personId);
    await db.person.update({
      where: { id: personId },
      data: { totpSecretSealed: "x", totpConfirmedAt: now, mustChangePassword: false },
    });
    const reset = { personId, password: "qiuyu-wugeng-3", reason: "本人遗忘" };
    expect(await run(resetPassword, eastAdmin, reset)).toEqual({ personId, ended: 1 });
    const row = await rowOf(personId);
    expect(row).toMatchObject({ mustChangePassword: true, totpConfirmedAt: now });
    expect(await isPassword(row.passwordHash, "qiuyu-wugeng-3")).toBe(true);
    await run(resetPassword, eastAdmin, { ...reset, withTotp: "on" });
    expect((await rowOf(personId)).totpConfirmedAt).toBeNull();
    const names = await db.event.findMany({ where: { streamId: personId }, orderBy: { seq: "asc" } });
    expect(names.slice(-2).map((event) => event.name)).toEqual(["people.password.reset", "people.totp.turned-off"]);
  });
  test("nobody lends himself a wider grant by setting its holder's password", async () => {
    const wide = await person("许闻", { unit: health, duty: "convener", scopeId: city.id });
    const reset = { personId: wide.personId, password: "qiuyu-wugeng-3", reason: "遗忘" };
    await expect(run(resetPassword, eastAdmin, reset)).rejects.toMatchObject({
      code: "not_allowed",
      sentence: { zh: "此人有你管理范围之外的授权，请由上级管理员处理。" },
    });
    await expect(
      run(disablePerson, eastAdmin, { personId: wide.personId, version: 1, reason: "调离" }),
    ).rejects.toMatchObject({ code: "not_allowed" });
    await run(resetPassword, admin, reset);
  });
  test("not one's own: that is a change, with the current password", async () => {
    await expect(
      run(resetPassword, admin, { personId: admin.personId, password: "qiuyu-wugeng-3", reason: "遗忘" }),
    ).rejects.toMatchObject({ code: "not_allowed" });
  });
});

describe("ending a session", () => {
  test("of a person in one's territory; another's session under his name does not exist", async () => {
    const one = await person("甲", { unit: health });
    const two = await person("乙", { unit: water });
    const ofTwo = await session(two.personId);
    const end = (who: typeof admin, personId: string) => run(endPersonSession, who, { personId, session: ofTwo });
    await expect(end(admin, one.personId)).rejects.toMatchObject({ code: "not_found" });
    await expect(end(eastAdmin, two.personId)).rejects.toMatchObject({ code: "not_found" });
    await expect(end(coordinator, two.personId)).rejects.toMatchObject({ code: "not_found" });
    await end(admin, two.personId);
    expect(await lastEvent(two.personId)).toMatchObject({
      name: "people.session.ended",
      data: { reason: "ended_by_admin", session: ofTwo },
    });
    await expect(end(admin, two.personId)).rejects.toMatchObject({ code: "not_found" });
    expect(west.shortName).toBe("西县");
  });
});
