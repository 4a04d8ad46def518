import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { command, execute } from "#domain/kernel/command.server.ts";
import { Instant, text } from "#domain/kernel/fields.ts";
import { newId } from "#domain/kernel/id.ts";
import { notFound, Refusal, type RefusalCode, refusalStatus, stale } from "#domain/kernel/refusal.ts";
import { say } from "#domain/kernel/sentence.ts";
import type { Actor } from "#domain/people/actor.ts";
import { startSession } from "#domain/people/commands/sign-in.server.ts";
import { newToken, tokenHash } from "#domain/people/session.server.ts";
import { smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { withActor } from "./load.server.ts";
import { type CommandResult, runCommand } from "./run-command.server.ts";

const { db, now } = await stack();
const city = await smallCity(now);
let actor: Actor;
let cookie: string;
beforeAll(async () => {
  actor = await city.person("周敏", { unit: city.east });
  cookie = await sessionCookie(actor);
});

async function sessionCookie(of: Actor) {
  const token = newToken();
  const input = { tokenHash: tokenHash(token), deviceId: newId(), userAgent: "", proof: { kind: "password" } };
  await execute(startSession, of, input, { commandId: newId() });
  return `lianxi_session=${token}`;
}

const Input = z.object({
  title: text(10, "标题", "title"),
  count: z.number().int().default(1),
  urgent: z.boolean().default(false),
  at: Instant.optional(),
  units: z.array(z.object({ unitId: z.string() })).default([]),
});
let ran = 0;
const echo = command("test.echo", Input, async ({ input, commandId }) => {
  ran += 1;
  return { ...input, at: input.at?.toISOString(), commandId };
});
const refusing = command("test.refuse", z.object({ code: z.string() }), async ({ input }) => {
  if (input.code === "stale") throw stale({ title: "theirs" });
  throw new Refusal(input.code as RefusalCode, say("不行。", "No."));
});
const broken = command("test.break", z.object({}), async () => {
  throw new Error("connection to 10.0.0.5 refused, password=hunter2");
});
const commands = { echo, refuse: refusing, break: broken };

type Sent = { as?: string; page?: boolean };
function request(body: BodyInit, { as = cookie, page = false }: Sent, type?: string) {
  const headers = {
    Cookie: as,
    ...(page ? { "Sec-Fetch-Dest": "document" } : { "X-Lianxi-Data": "1" }),
    ...(type && { "Content-Type": type }),
  };
  return new Request("http://portal/work?level=1", { method: "POST", body, headers });
}
const form = (fields: Record<string, string>, sent: Sent = {}) => request(new URLSearchParams(fields), sent);
const json = (body: unknown, sent: Sent = {}) => request(JSON.stringify(body), sent, "application/json");

/** Status and result of an action, or where it leads. */
async function act(asked: Request): Promise<{ status: number; result?: CommandResult; to?: string | null }> {
  try {
    const { data, init } = await runCommand(asked, commands);
    return { status: init?.status ?? 200, result: data };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, to: thrown.headers.get("Location") };
    throw thrown;
  }
}

test("a form is coerced by the schema of its command", async () => {
  const fields = {
    intent: "echo",
    title: " 停水 ",
    count: "3",
    urgent: "on",
    at: "2026-11-24T14:30",
    "units[0].unitId": "a",
    "units[1].unitId": "b",
  };
  const { status, result } = await act(form(fields));
  expect(status).toBe(200);
  expect(result).toMatchObject({
    ok: true,
    intent: "echo",
    outcome: {
      title: "停水",
      count: 3,
      urgent: true,
      at: "2026-11-24T06:30:00.000Z",
      units: [{ unitId: "a" }, { unitId: "b" }],
    },
  });
});

test("a time that is none is named as such", async () => {
  const { result } = await act(form({ intent: "echo", title: "一", at: "tomorrow" }));
  expect(result).toMatchObject({ fields: { at: "时间应为 2026-01-31 09:30 这样的格式" } });
});

test("a JSON body is taken as it is", async () => {
  const { result } = await act(json({ intent: "echo", title: "停水", count: 3, units: [{ unitId: "a" }] }));
  expect(result).toMatchObject({
    ok: true,
    outcome: { title: "停水", count: 3, urgent: false, units: [{ unitId: "a" }] },
  });
  expect((await act(json({ intent: "echo", title: "停水", count: "3" }))).status).toBe(422);
  expect((await act(request("{", {}, "application/json"))).status).toBe(422);
});

test("the same commandId acts once, whichever way it is sent; without one each sending is a new one", async () => {
  const before = ran;
  const commandId = newId();
  const first = await act(form({ intent: "echo", title: "一", commandId }));
  expect(await act(json({ intent: "echo", title: "二", commandId }))).toEqual(first);
  expect(ran).toBe(before + 1);
  await act(form({ intent: "echo", title: "一" }));
  await act(form({ intent: "echo", title: "一", commandId: "not an id" }));
  expect(ran).toBe(before + 3);
  const other = await city.person("贺维", { unit: city.west });
  expect(await act(form({ intent: "echo", title: "一", commandId }, { as: await sessionCookie(other) }))).toMatchObject(
    { status: 422, result: { ok: false, code: "invalid" } },
  );
});

test("without JavaScript success goes back to a page of the portal, and a refusal brings back what was typed", async () => {
  const page = { page: true };
  expect(await act(form({ intent: "echo", title: "一" }, page))).toEqual({ status: 303, to: "/work?level=1" });
  expect(await act(form({ intent: "echo", title: "一", redirectTo: "/inbox" }, page))).toEqual({
    status: 303,
    to: "/inbox",
  });
  expect(await act(form({ intent: "echo", title: "一", redirectTo: "https://evil.example" }, page))).toEqual({
    status: 303,
    to: "/work?level=1",
  });
  expect(
    await act(form({ intent: "echo", title: "一二三四五六七八九十一", password: "hunter2", current: "hunter2" }, page)),
  ).toEqual({
    status: 422,
    result: {
      ok: false,
      intent: "echo",
      code: "invalid",
      message: "有内容需要改正，请看标红处。",
      fields: { title: "标题最多 10 字" },
      typed: { intent: "echo", title: "一二三四五六七八九十一" },
    },
  });
});

test.each(Object.entries(refusalStatus))("a refusal %s keeps its status %d and its sentence", async (code, status) => {
  const { status: got, result } = await act(json({ intent: "refuse", code }));
  expect(got).toBe(status);
  expect(result).toMatchObject({
    ok: false,
    code,
    message: code === "stale" ? expect.stringContaining("他人已先保存") : "不行。",
  });
  if (code === "stale") expect(result).toMatchObject({ current: { title: "theirs" } });
});

test("sentences are in the language of who acts", async () => {
  const english = await city.person("Ann", { unit: city.east });
  await db.person.update({ where: { id: english.personId }, data: { locale: "en" } });
  const as = await sessionCookie(english);
  expect((await act(json({ intent: "refuse", code: "stale" }, { as }))).result).toMatchObject({
    message: expect.stringContaining("Someone else"),
  });
  expect((await act(form({ intent: "echo", title: "" }, { as }))).result).toMatchObject({
    fields: { title: "Please fill in: title" },
  });
});

test("what is no refusal is a 500 that tells nothing", async () => {
  const { status, result } = await act(form({ intent: "break" }));
  expect(status).toBe(500);
  expect(result).toMatchObject({ ok: false, code: "failed", message: expect.stringContaining("没有保存") });
  expect(JSON.stringify(result)).not.toMatch(/10\.0\.0\.5|hunter2/);
});

test("an unknown intent does nothing, also one that every object has", async () => {
  for (const intent of ["", "nothing", "constructor", "__proto__", "toString"])
    expect(await act(form({ intent }))).toMatchObject({ status: 422, result: { ok: false, code: "invalid" } });
});

test("without a session a page goes to sign in; anything else is told 401 and nothing runs", async () => {
  const before = ran;
  for (const as of ["", "lianxi_session=made-up"]) {
    expect(await act(form({ intent: "echo", title: "一" }, { as, page: true }))).toEqual({
      status: 302,
      to: "/sign-in?next=%2Fwork%3Flevel%3D1",
    });
    expect(await act(json({ intent: "echo", title: "一" }, { as }))).toMatchObject({
      status: 401,
      result: { ok: false, code: "signed_out" },
    });
  }
  expect(ran).toBe(before);
});

const get = (headers: Record<string, string> = {}) =>
  new Request("http://portal/work", { headers: { Cookie: cookie, ...headers } });
const statusOf = (thrown: unknown) => (thrown as { init?: { status?: number } }).init?.status;
const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );

test("a loader answers not found and not allowed alike, and tells nothing of what fails", async () => {
  expect(await withActor(get(), async ({ actor: who }) => who.personId)).toBe(actor.personId);
  const missing = await thrownBy(
    withActor(get(), async () => {
      throw notFound();
    }),
  );
  const forbidden = await thrownBy(
    withActor(get(), async () => {
      throw new Refusal("not_allowed", say("你不是协调员。", "No coordinator."));
    }),
  );
  expect([statusOf(missing), statusOf(forbidden)]).toEqual([404, 404]);
  expect(Object.keys((missing as { data: object }).data)).toEqual(Object.keys((forbidden as { data: object }).data));
  expect(JSON.stringify(forbidden)).not.toContain("协调员");
  const failed = await thrownBy(
    withActor(get(), async () => {
      throw new Error("password=hunter2");
    }),
  );
  expect(statusOf(failed)).toBe(500);
  expect(JSON.stringify(failed)).not.toContain("hunter2");
});
