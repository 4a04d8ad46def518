import { expect, test } from "vitest";
import { smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { execute } from "../kernel/command.server.ts";
import { newId } from "../kernel/id.ts";
import type { Actor } from "./actor.ts";
import { FAILURES, neighbourhood } from "./attempts.server.ts";
import { changePassword } from "./commands/change-password.server.ts";
import { signIn } from "./commands/sign-in.server.ts";
import { disableTotp } from "./commands/totp.server.ts";
import { hashPassword } from "./password.server.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const password = "three foxes at dawn";
const passwordHash = await hashPassword(password);

async function somebody(): Promise<Actor> {
  const actor = await city.person("周敏", { unit: city.east, duty: "liaison" });
  await db.person.update({ where: { id: actor.personId }, data: { passwordHash } });
  return actor;
}
const change = (actor: Actor, current: string) =>
  execute(
    changePassword,
    actor,
    { current, password: "my own long one", repeat: "my own long one" },
    { commandId: newId() },
  );

test("five wrong current passwords pause the change, also by the right one, and signing in goes on", async () => {
  const actor = await somebody();
  for (let i = 0; i < FAILURES; i++)
    await expect(change(actor, "wrong")).rejects.toMatchObject({
      code: "invalid",
      fields: { current: expect.anything() },
    });
  await expect(change(actor, password)).rejects.toMatchObject({
    code: "too_many",
    fields: { current: expect.anything() },
  });
  // The same tries count for whatever else asks for the own password.
  await expect(execute(disableTotp, actor, { password }, { commandId: newId() })).rejects.toMatchObject({
    code: "too_many",
  });
  const place = { device: newId(), address: newId(), userAgent: "test" };
  expect(await signIn({ login: actor.login, password }, place, { commandId: newId() })).toMatchObject({
    kind: "signed_in",
  });
});

test("the right password makes earlier wrong ones not count, and another person is not paused", async () => {
  const [actor, other] = [await somebody(), await somebody()];
  for (let i = 0; i < FAILURES - 1; i++) await expect(change(actor, "wrong")).rejects.toThrow();
  await execute(disableTotp, actor, { password }, { commandId: newId() });
  for (let i = 0; i < FAILURES; i++) await expect(change(actor, "wrong")).rejects.toMatchObject({ code: "invalid" });
  expect(await change(other, password)).toMatchObject({ ended: expect.anything() });
});

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s counts as %s", (address, as) => {
  expect(neighbourhood(address)).toBe(as);
});
