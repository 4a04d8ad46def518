import { expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { execute } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import type { Actor } from "../actor.ts";
import { hashPassword } from "../password.server.ts";
import { ownSessions } from "../queries/own-sessions.server.ts";
import { findSession, newToken, seen, tokenHash } from "../session.server.ts";
import { ABSOLUTE_MS, IDLE_MS, SEEN_EVERY_MS, sessionState } from "../session.ts";
import { changePassword } from "./change-password.server.ts";
import { endOtherSessions, endOverdueSessions, endSession } from "./end-session.server.ts";
import { startSession } from "./sign-in.server.ts";
import { signOut } from "./sign-out.server.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const after = (ms: number) => new Date(now.getTime() + ms);
const id = (at = now) => ({ commandId: newId(), now: at });

/** A session of `actor`: its token, and the actor as he acts from it. */
async function session(actor: Actor, at = now) {
  const token = newToken();
  const input = { tokenHash: tokenHash(token), deviceId: newId(), userAgent: "", proof: { kind: "password" as const } };
  const { session: publicId } = await execute(startSession, actor, input, id(at));
  return { token, publicId, actor: { ...actor, sessionId: publicId } };
}
const stateOf = async (token: string, at: Date) => sessionState((await findSession(token))!, at);
const endsOf = async (personId: string) =>
  (
    await db.event.findMany({ where: { streamId: personId, name: "people.session.ended" }, orderBy: { seq: "asc" } })
  ).map(({ data }) => (data as { reason: string }).reason);

test("half an hour without an operation, or eight hours in all, end a session", async () => {
  const actor = await city.person("周敏", { unit: city.east });
  const { token } = await session(actor);
  expect(await stateOf(token, after(IDLE_MS - 1))).toBe("live");
  expect(await stateOf(token, after(IDLE_MS))).toBe("idle");
  for (let at = 0; at < ABSOLUTE_MS; at += IDLE_MS / 2) await seen((await findSession(token))!, after(at));
  expect(await stateOf(token, after(ABSOLUTE_MS - 1))).toBe("live");
  expect(await stateOf(token, after(ABSOLUTE_MS))).toBe("expired");
});

test("an operation is written at most once a minute, and never backwards", async () => {
  const actor = await city.person("周敏", { unit: city.east });
  const { token } = await session(actor);
  const stored = async () => (await findSession(token))!;
  const before = await stored();
  await seen(before, after(SEEN_EVERY_MS - 1));
  expect((await stored()).lastSeenAt).toEqual(now);
  await seen(before, after(SEEN_EVERY_MS * 3));
  // A slower request of an earlier moment arrives late.
  await seen(before, after(SEEN_EVERY_MS * 2));
  expect((await stored()).lastSeenAt).toEqual(after(SEEN_EVERY_MS * 3));
});

test("signing out ends this session at once and no other; a second time it changes nothing", async () => {
  const actor = await city.person("周敏", { unit: city.east });
  const [here, there] = [await session(actor), await session(actor)];
  const once = id();
  await execute(signOut, here.actor, {}, once);
  await execute(signOut, here.actor, {}, once);
  expect(await stateOf(here.token, now)).toBe("signed_out");
  expect(await stateOf(there.token, now)).toBe("live");
  expect(await endsOf(actor.personId)).toEqual(["signed_out"]);
});

test("a person ends one of his sessions, or all others; those of somebody else do not exist for him", async () => {
  const actor = await city.person("周敏", { unit: city.east });
  const stranger = await session(await city.person("贺维", { unit: city.west }));
  const [here, lost, home] = [await session(actor), await session(actor), await session(actor)];
  expect((await ownSessions(here.actor, now)).map((line) => [line.session, line.current]).sort()).toEqual(
    [here, lost, home].map((one) => [one.publicId, one === here]).sort(),
  );
  await expect(execute(endSession, here.actor, { session: stranger.publicId }, id())).rejects.toMatchObject({
    code: "not_found",
  });
  await execute(endSession, here.actor, { session: lost.publicId }, id());
  expect(await stateOf(lost.token, now)).toBe("ended_by_self");
  await expect(execute(endSession, here.actor, { session: lost.publicId }, id())).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await execute(endOtherSessions, here.actor, {}, id())).toEqual({ ended: 1 });
  expect(await stateOf(here.token, now)).toBe("live");
  expect(await stateOf(home.token, now)).toBe("ended_by_self");
  expect(await stateOf(stranger.token, now)).toBe("live");
});

test("a new password needs the current one, differs from it, and ends all other sessions", async () => {
  const actor = await city.person("周敏", { unit: city.east });
  await db.person.update({
    where: { id: actor.personId },
    data: { passwordHash: await hashPassword("three foxes at dawn") },
  });
  const [here, there] = [await session(actor), await session(actor)];
  const change = (current: string | undefined, password: string, repeat = password) =>
    execute(changePassword, here.actor, { current, password, repeat }, id());
  await expect(change("wrong", "a brand-new one")).rejects.toMatchObject({ fields: { current: {} } });
  await expect(change(undefined, "a brand-new one")).rejects.toMatchObject({ fields: { current: {} } });
  await expect(change("three foxes at dawn", "three foxes at dawn")).rejects.toMatchObject({
    fields: { password: {} },
  });
  await expect(change("three foxes at dawn", `${actor.login}!`)).rejects.toMatchObject({ fields: { password: {} } });
  await expect(change("three foxes at dawn", "a brand-new one", "another one")).rejects.toMatchObject({
    fields: { repeat: {} },
  });
  expect(await stateOf(there.token, now)).toBe("live");
  expect(await change("three foxes at dawn", "a brand-new one")).toEqual({ ended: 1 });
  expect(await stateOf(here.token, now)).toBe("live");
  expect(await stateOf(there.token, now)).toBe("password_changed");
});

test("the sweep writes down which sessions ended by themselves, each once", async () => {
  await db.session.deleteMany();
  const actor = await city.person("周敏", { unit: city.east });
  const [idle, , live] = [
    await session(actor),
    await session(actor, after(-ABSOLUTE_MS)),
    await session(actor, after(IDLE_MS)),
  ];
  expect(await execute(endOverdueSessions, null, {}, id(after(IDLE_MS)))).toEqual({ ended: 2 });
  expect(await execute(endOverdueSessions, null, {}, id(after(IDLE_MS)))).toEqual({ ended: 0 });
  expect((await endsOf(actor.personId)).sort()).toEqual(["expired", "idle"]);
  expect(await stateOf(idle.token, after(IDLE_MS))).toBe("idle");
  expect(await stateOf(live.token, after(IDLE_MS))).toBe("live");
});
