import { TOTP } from "otpauth";
import { expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { loadActor } from "../actor.server.ts";
import { FAILURES, FAILURES_AN_ADDRESS, pausedUntil } from "../attempts.server.ts";
import { hashPassword, isPassword } from "../password.server.ts";
import { ownTotp } from "../queries/own-totp.server.ts";
import { findSession, tokenHash } from "../session.server.ts";
import { recoveryCodes } from "../totp.server.ts";
import { changePassword } from "./change-password.server.ts";
import { type Place, type SignInResult, signIn, signInDemo, signInSecondStep, startSession } from "./sign-in.server.ts";
import { confirmTotp, disableTotp, renewRecoveryCodes, startTotp } from "./totp.server.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const password = "three foxes at dawn";
const passwordHash = await hashPassword(password);
const id = () => ({ commandId: newId() });
const place = (device = newId(), address = newId()): Place => ({ device, address, userAgent: "test" });

/** Somebody with an account and the password above. */
async function somebody(more: Record<string, unknown> = {}) {
  const actor = await city.person("周敏", { unit: city.east, duty: "liaison" });
  await db.person.update({ where: { id: actor.personId }, data: { passwordHash, ...more } });
  return actor;
}

const sessionsOf = (personId: string) => db.session.findMany({ where: { personId } });
const eventsOf = async (personId: string) =>
  (await db.event.findMany({ where: { streamId: personId }, orderBy: { seq: "asc" } })).map((event) => event.name);
const token = (result: SignInResult) => (result.kind === "signed_in" ? result.token : "");

test("the right password begins a session; only the hash of its token is stored", async () => {
  const actor = await somebody();
  const at = place();
  const result = await signIn({ login: actor.login, password }, at, id());
  expect(result).toMatchObject({ kind: "signed_in", personId: actor.personId, mustChangePassword: false });
  const [session] = await sessionsOf(actor.personId);
  expect(session).toMatchObject({ id: tokenHash(token(result)), deviceId: at.device, endedAt: null });
  expect(JSON.stringify(await db.commandReceipt.findMany())).not.toContain(token(result));
  expect(JSON.stringify(await db.event.findMany({ select: { data: true } }))).not.toContain(token(result));
  expect(await eventsOf(actor.personId)).toEqual(["people.session.started"]);
});

test("an unknown account, a wrong password, a disabled account and one without password are answered alike", async () => {
  const actor = await somebody();
  const disabled = await somebody({ disabledAt: now });
  const without = await somebody({ passwordHash: null });
  const answers = await Promise.all([
    signIn({ login: "nobody", password }, place(), id()),
    signIn({ login: actor.login, password: "wrong" }, place(), id()),
    signIn({ login: disabled.login, password }, place(), id()),
    signIn({ login: without.login, password }, place(), id()),
  ]);
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ kind: "wrong", left: FAILURES - 1 })]),
  );
});

test("an unknown account, one without a password and a wrong password get the same answer", async () => {
  const actor = await somebody();
  const known = await signIn({ login: actor.login, password: "wrong" }, place(), id());
  expect(await signIn({ login: "nobody", password: "wrong" }, place(), id())).toEqual(known);
  // What stands in for a missing hash, so that the work is the same, is nobody's password.
  expect(await isPassword(null, "nobody has this password")).toBe(false);
});

test("five failures pause this device for this account, and nobody else", async () => {
  const actor = await somebody();
  const other = await somebody();
  const office = newId();
  const mine = place(newId(), office);
  const answers: SignInResult[] = [];
  for (let i = 0; i < FAILURES; i++) answers.push(await signIn({ login: actor.login, password: "wrong" }, mine, id()));
  expect(answers.slice(0, -1)).toEqual([4, 3, 2, 1].map((left) => ({ kind: "wrong", left })));
  expect(answers.at(-1)).toMatchObject({ kind: "paused", cause: "device" });
  // The right password does not help on this device.
  expect(await signIn({ login: actor.login, password }, mine, id())).toMatchObject({ kind: "paused" });
  const until = await pausedUntil({ login: actor.login, device: mine.device });
  expect(until!.getTime() - Date.now()).toBeGreaterThan(14 * 60_000);
  expect(until!.getTime() - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  // Trying on does not make it longer.
  for (let i = 0; i < 3; i++) await signIn({ login: actor.login, password }, mine, id());
  expect(
    Math.abs((await pausedUntil({ login: actor.login, device: mine.device }))!.getTime() - until!.getTime()),
  ).toBeLessThan(1000);
  // Another device in the same office, and another account on this device, go on.
  expect(await signIn({ login: actor.login, password }, place(newId(), office), id())).toMatchObject({
    kind: "signed_in",
  });
  expect(await signIn({ login: other.login, password }, mine, id())).toMatchObject({ kind: "signed_in" });
  // When the pause is over the device may again.
  await db.rateLimit.updateMany({ data: { expire: Date.now() - 1 } });
  expect(await signIn({ login: actor.login, password }, mine, id())).toMatchObject({ kind: "signed_in" });
});

test("tries at the same moment cannot exceed the five", async () => {
  const actor = await somebody();
  const mine = place();
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => signIn({ login: actor.login, password: "wrong" }, mine, id())),
  );
  expect(answers.filter((answer) => answer.kind === "wrong")).toHaveLength(FAILURES - 1);
  expect(answers.filter((answer) => answer.kind === "paused")).toHaveLength(12 - FAILURES + 1);
});

test("a success forgets the failures before it", async () => {
  const actor = await somebody();
  const mine = place();
  for (let i = 0; i < FAILURES - 1; i++) await signIn({ login: actor.login, password: "wrong" }, mine, id());
  expect(await signIn({ login: actor.login, password }, mine, id())).toMatchObject({ kind: "signed_in" });
  expect(await signIn({ login: actor.login, password: "wrong" }, mine, id())).toEqual({
    kind: "wrong",
    left: FAILURES - 1,
  });
});

test("an address that fails everywhere is paused as a whole, others are not", async () => {
  const actor = await somebody();
  const address = newId();
  await db.rateLimit.create({
    data: { key: `sign-in-address:${address}`, points: FAILURES_AN_ADDRESS, expire: Date.now() + 60_000 },
  });
  expect(await signIn({ login: actor.login, password }, place(newId(), address), id())).toMatchObject({
    kind: "paused",
    cause: "address",
  });
  expect(await signIn({ login: actor.login, password }, place(), id())).toMatchObject({ kind: "signed_in" });
});

test("the command a second time begins nothing and gives nobody a token", async () => {
  const actor = await somebody();
  const input = { tokenHash: "a".repeat(64), deviceId: newId(), userAgent: "", proof: { kind: "password" as const } };
  const once = id();
  const first = await execute(startSession, actor, input, once);
  const again = await execute(startSession, actor, { ...input, tokenHash: "b".repeat(64) }, once);
  expect(again).toEqual(first);
  expect(await sessionsOf(actor.personId)).toHaveLength(1);
  // The same form sent twice: each answer carries a token that works.
  const sent = id();
  const both = [
    await signIn({ login: actor.login, password }, place(), sent),
    await signIn({ login: actor.login, password }, place(), sent),
  ];
  for (const result of both) expect(await findSession(token(result))).toMatchObject({ personId: actor.personId });
});

test("a password set by an administrator is said to be one, and its own replaces it", async () => {
  const actor = await somebody({ mustChangePassword: true });
  const result = await signIn({ login: actor.login, password }, place(), id());
  expect(result).toMatchObject({ kind: "signed_in", mustChangePassword: true });
  await execute(changePassword, actor, { password: "my own long one", repeat: "my own long one" }, id());
  expect(await signIn({ login: actor.login, password: "my own long one" }, place(), id())).toMatchObject({
    mustChangePassword: false,
  });
  expect(await signIn({ login: actor.login, password }, place(), id())).toMatchObject({ kind: "wrong" });
});

test("without the demonstration no account opens without its password", async () => {
  const actor = await somebody();
  await expect(signInDemo(actor.login, place(), id())).rejects.toMatchObject({ code: "not_found" });
});

/** Turns the second step on; answers how to make codes. */
async function withTotp() {
  const actor = await somebody();
  await execute(startTotp, actor, {}, id());
  const pending = await ownTotp(actor.personId);
  if (pending.state !== "pending") throw new Error("no secret");
  const authenticator = new TOTP({ secret: pending.secret.replaceAll(" ", "") });
  const at = new Date();
  const confirmed = id();
  await execute(
    confirmTotp,
    actor,
    { code: authenticator.generate({ timestamp: at.getTime() }) },
    { ...confirmed, now: at },
  );
  return {
    actor,
    at,
    code: (date: Date) => authenticator.generate({ timestamp: date.getTime() }),
    recovery: recoveryCodes(actor.personId, confirmed.commandId),
  };
}
const later = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000);

/** The first step; its ticket. */
async function firstStep(login: string, from: Place, now = new Date()) {
  const result = await signIn({ login, password }, from, { ...id(), now });
  if (result.kind !== "second_step") throw new Error(`expected the second step, got ${result.kind}`);
  return result.ticket;
}

test("a second step that is on is asked for; its code is good once", async () => {
  const { actor, at, code } = await withTotp();
  const from = place();
  const when = later(at, 60);
  const ticket = await firstStep(actor.login, from, when);
  expect(await sessionsOf(actor.personId)).toHaveLength(0);
  expect(await signInSecondStep({ ticket, code: code(when) }, from, { ...id(), now: when })).toMatchObject({
    kind: "signed_in",
  });
  expect(await signInSecondStep({ ticket, code: code(when) }, from, { ...id(), now: when })).toMatchObject({
    kind: "wrong",
  });
  expect(
    await signInSecondStep({ ticket, code: code(later(when, 30)) }, from, { ...id(), now: later(when, 30) }),
  ).toMatchObject({ kind: "signed_in" });
});

test("of two sign-ins with one code at the same moment one passes", async () => {
  const { actor, at, code } = await withTotp();
  const from = place();
  const when = later(at, 60);
  const ticket = await firstStep(actor.login, from, when);
  const results = await Promise.all(
    [1, 2, 3].map(() => signInSecondStep({ ticket, code: code(when) }, from, { ...id(), now: when })),
  );
  expect(results.map((result) => result.kind).sort()).toEqual(["signed_in", "wrong", "wrong"]);
});

test("wrong codes pause the device as wrong passwords do, also when the password is entered in between", async () => {
  const { actor } = await withTotp();
  const from = place();
  let last: SignInResult | undefined;
  for (let i = 0; i < FAILURES; i++)
    last = await signInSecondStep({ ticket: await firstStep(actor.login, from), code: "000000" }, from, id());
  expect(last).toMatchObject({ kind: "paused" });
});

test("a ticket is good for its device and for five minutes, and cannot be made up", async () => {
  const { actor, at, code } = await withTotp();
  const from = place();
  const ticket = await firstStep(actor.login, from, at);
  const when = later(at, 301);
  await expect(signInSecondStep({ ticket, code: code(when) }, from, { ...id(), now: when })).rejects.toMatchObject({
    code: "wrong_state",
  });
  await expect(signInSecondStep({ ticket, code: code(at) }, place(), { ...id(), now: at })).rejects.toMatchObject({
    code: "wrong_state",
  });
  await expect(
    signInSecondStep({ ticket: `${ticket.slice(0, -2)}AA`, code: code(at) }, from, id()),
  ).rejects.toMatchObject({ code: "wrong_state" });
});

test("a recovery code opens once; new ones replace the old; turning it off asks for the password", async () => {
  const { actor, recovery } = await withTotp();
  expect(recovery).toHaveLength(10);
  const from = place();
  const typed = recovery[0]!.toLowerCase().replaceAll("-", " ");
  const use = async (code: string) =>
    signInSecondStep({ ticket: await firstStep(actor.login, from), recovery: code }, from, id());
  expect(await use(typed)).toMatchObject({ kind: "signed_in" });
  expect(await use(typed)).toMatchObject({ kind: "wrong" });
  expect(await ownTotp(actor.personId)).toMatchObject({ state: "on", recoveryLeft: 9 });
  const renewed = id();
  await expect(execute(renewRecoveryCodes, actor, { password: "wrong" }, id())).rejects.toMatchObject({
    code: "invalid",
  });
  await execute(renewRecoveryCodes, actor, { password }, renewed);
  expect(await use(recovery[1]!)).toMatchObject({ kind: "wrong" });
  expect(await use(recoveryCodes(actor.personId, renewed.commandId)[1]!)).toMatchObject({ kind: "signed_in" });
  await expect(execute(disableTotp, actor, { password: "wrong" }, id())).rejects.toMatchObject({ code: "invalid" });
  await execute(disableTotp, actor, { password }, id());
  expect(await signIn({ login: actor.login, password }, from, id())).toMatchObject({ kind: "signed_in" });
});

test("a wrong first code turns nothing on, and the secret is not shown once it is on", async () => {
  const actor = await somebody();
  await execute(startTotp, actor, {}, id());
  await expect(execute(confirmTotp, actor, { code: "000000" }, id())).rejects.toMatchObject({ code: "invalid" });
  expect(await signIn({ login: actor.login, password }, place(), id())).toMatchObject({ kind: "signed_in" });
  const { actor: on } = await withTotp();
  expect(JSON.stringify(await ownTotp(on.personId))).not.toMatch(/secret|otpauth/);
  await expect(execute(startTotp, on, {}, id())).rejects.toMatchObject({ code: "wrong_state" });
});

test("who is disabled between the steps does not get in", async () => {
  const { actor, at, code } = await withTotp();
  const from = place();
  const ticket = await firstStep(actor.login, from, at);
  await db.person.update({ where: { id: actor.personId }, data: { disabledAt: now } });
  await expect(signInSecondStep({ ticket, code: code(at) }, from, { ...id(), now: at })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await loadActor(actor.personId, new Date())).toBeNull();
});
