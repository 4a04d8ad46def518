import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { incidentCommands } from "../../domain/incidents/commands/index.server.ts";
import { linesOf, paragraphsIn, paragraphsOf } from "../../domain/incidents/reports/report-text.ts";
import { type Command, execute } from "../../domain/kernel/command.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import type { Actor } from "../../domain/people/actor.ts";
import { revokeGrant } from "../../domain/people/commands/revoke-grant.server.ts";
import { anIncident, dispatch, smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { attachRealtime } from "../main.ts";
import { COLLAB_PATH } from "./main.ts";

const { db, now } = await stack();
const city = await smallCity(now);
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const he = await city.person("何一鸣", { unit: city.city, duty: "recorder" });
const xu = await city.person("许闻", { unit: city.city, duty: "convener" });
const liaison = await city.person("林佳", { unit: city.health, duty: "liaison" });
const admin = await city.person("孟川", { unit: city.city, duty: "administrator" });

// biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
const run = (who: Actor, intent: keyof typeof incidentCommands, input: object): Promise<any> =>
  execute(incidentCommands[intent] as Command, who, input, { commandId: newId() });

let http: Server;
let live: { close(): Promise<void> };
let url: string;
async function start() {
  http = createServer();
  live = await attachRealtime(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}${COLLAB_PATH}`;
}
async function stop() {
  await live.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
}

async function sessionOf(who: Actor): Promise<{ cookie: string; publicId: string }> {
  const token = randomBytes(32).toString("base64url");
  const publicId = newId();
  await db.session.create({
    data: {
      ...{ id: createHash("sha256").update(token).digest("hex"), publicId, personId: who.personId },
      ...{ createdAt: new Date(), lastSeenAt: new Date(), expiresAt: new Date(Date.now() + 3_600_000) },
    },
  });
  return { cookie: `lianxi_session=${token}`, publicId };
}

type Open = {
  provider: HocuspocusProvider;
  socket: HocuspocusProviderWebsocket;
  lines: () => string[];
  /** Writes at the end of a paragraph. */
  write: (text: string, paragraph?: number) => void;
  seen: { refused: string[]; closed: string[]; saved: number };
};
const opened: Open[] = [];
async function open(who: Actor | string, name: string, origin?: string): Promise<Open> {
  const cookie = typeof who === "string" ? who : (await sessionOf(who)).cookie;
  class CookieSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie, ...(origin && { origin }) } } as never);
    }
  }
  const seen: Open["seen"] = { refused: [], closed: [], saved: 0 };
  const socket = new HocuspocusProviderWebsocket({
    url,
    WebSocketPolyfill: CookieSocket,
    delay: 50,
    minDelay: 50,
    maxDelay: 100,
  });
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name,
    onAuthenticationFailed: ({ reason }) => seen.refused.push(reason),
    onClose: ({ event }) => seen.closed.push(event.reason),
    onStateless: ({ payload }) => {
      if ("saved" in JSON.parse(payload)) seen.saved += 1;
    },
  });
  provider.attach();
  const write = (text: string, paragraph = 0) => {
    const root = provider.document.get("root", Y.XmlText);
    const line = root.toDelta()[paragraph].insert as Y.XmlText;
    line.insert(line.length, text);
  };
  const one = { provider, socket, write, seen, lines: () => linesOf(paragraphsOf(provider.document)) };
  opened.push(one);
  return one;
}
const synced = (one: Open) =>
  expect.poll(() => one.provider.isSynced && one.lines().length > 0, { timeout: 10_000 }).toBe(true);
const saved = async (reportId: string, version = 1) =>
  linesOf(
    paragraphsIn(
      (await db.reportDocument.findUniqueOrThrow({ where: { reportId_version: { reportId, version } } })).state,
    ),
  );
async function draft() {
  const incidentId = await anIncident(zhou, city.east, new Date());
  const { reportId } = await run(zhou, "draft-report", { incidentId });
  return { incidentId, reportId: reportId as string, name: `report:${reportId}:1` };
}

beforeEach(start);
afterEach(async () => {
  for (const { provider, socket } of opened.splice(0)) {
    provider.destroy();
    socket.destroy();
  }
  await stop();
});

describe("who may open a text", () => {
  test("those who write reports write, the signer reads, nobody else learns that it exists", async () => {
    const { name, incidentId } = await draft();
    await dispatch(zhou, incidentId, city.health, new Date());
    const mine = await open(he, name);
    await synced(mine);
    const read = await open(xu, name);
    await synced(read);
    expect([mine.provider.authorizedScope, read.provider.authorizedScope]).toEqual(["read-write", "readonly"]);
    for (const [who, reason] of [
      [liaison, "not_found"],
      [admin, "not_found"],
      ["lianxi_session=none", "signed_out"],
      ["", "signed_out"],
    ] as const) {
      const refused = await open(who, name);
      await expect.poll(() => refused.seen.refused[0]).toBe(reason);
      expect(refused.lines()).toEqual([]);
    }
    for (const other of [`report:${newId()}:1`, name.replace(/1$/, "2"), "anything"]) {
      const refused = await open(zhou, other);
      await expect.poll(() => refused.seen.refused[0]).toBe("not_found");
    }
    read.write("签发人不能改");
    mine.write("，");
    await expect.poll(() => read.lines()[0]).toContain("，");
    expect(mine.lines().join("")).not.toContain("签发人不能改");
  });

  test("a page of another site is not let in", async () => {
    const { name } = await draft();
    const strange = await open(he, name, "http://elsewhere.example");
    const own = await open(he, name, url.replace("ws:", "http:").replace(COLLAB_PATH, ""));
    await synced(own);
    expect(strange.provider.isAuthenticated).toBe(false);
    expect(strange.lines()).toEqual([]);
  });

  test("an ended right closes the open text at once; what comes after is not taken", async () => {
    const { name, reportId } = await draft();
    const chen = await city.person("陈立", { unit: city.city, duty: "recorder" });
    const [his, hers] = [await open(chen, name), await open(zhou, name)];
    await Promise.all([synced(his), synced(hers)]);
    const grant = await db.grant.findFirstOrThrow({ where: { personId: chen.personId } });
    await execute(revokeGrant, admin, { grantId: grant.id, reason: "调离" }, { commandId: newId() });
    await expect.poll(() => his.seen.closed).toContain("not_found");
    his.write("再写一句");
    hers.write("照常");
    await expect.poll(() => saved(reportId).then((lines) => lines[0])).toContain("照常");
    expect((await saved(reportId)).join("")).not.toContain("再写一句");
  });
  test("a right or session that runs out by the clock closes it too", async () => {
    const { name } = await draft();
    const until = new Date(Date.now() + 1500);
    const late = await open(await city.person("期满", { unit: city.city, duty: "recorder", until }), name);
    await synced(late);
    await expect.poll(() => late.seen.closed, { timeout: 8000 }).toContain("not_found");
    const session = await sessionOf(zhou);
    await db.session.updateMany({
      where: { publicId: session.publicId },
      data: { expiresAt: new Date(Date.now() + 1500) },
    });
    const hers = await open(session.cookie, name);
    await synced(hers);
    await expect.poll(() => hers.seen.closed, { timeout: 8000 }).toContain("signed_out");
  });
});

describe("what is written", () => {
  test("two write at the same moment, the server goes and comes again: nothing is lost and nothing doubled", async () => {
    const { name, reportId } = await draft();
    const [one, two] = [await open(zhou, name), await open(he, name)];
    await Promise.all([synced(one), synced(two)]);
    for (let index = 0; index < 20; index++) {
      one.write(`甲${index}。`, 1);
      two.write(`乙${index}。`, 2);
    }
    await expect.poll(() => one.lines().join("\n") === two.lines().join("\n")).toBe(true);
    await expect.poll(() => one.seen.saved).toBeGreaterThan(0);
    const address = (http.address() as AddressInfo).port;
    await stop();
    one.write("断线时写的。", 1);
    http = createServer();
    live = await attachRealtime(http);
    await new Promise<void>((resolve) => http.listen(address, "127.0.0.1", resolve));
    await expect.poll(() => two.lines().join("").includes("断线时写的。"), { timeout: 15_000 }).toBe(true);
    await expect.poll(() => saved(reportId)).toEqual(two.lines());
    const all = two.lines().join("");
    for (let index = 0; index < 20; index++)
      for (const mark of [`甲${index}。`, `乙${index}。`]) expect(all.split(mark).length, mark).toBe(2);
  });

  test("a frozen text takes no keystroke, over the socket neither; a returned one goes on as a version of its own", async () => {
    const { name, reportId } = await draft();
    const one = await open(zhou, name);
    await synced(one);
    one.write("冻结前。");
    await expect.poll(() => saved(reportId).then((lines) => lines[0])).toContain("冻结前。");
    await run(he, "check-report", { reportId, seen: one.lines().join("\n") });
    await run(he, "freeze-report", { reportId, seen: one.lines().join("\n") });
    await expect.poll(() => one.seen.closed).toContain("settled");
    one.write("冻结后。");
    const again = await open(he, name);
    await synced(again);
    expect(again.provider.authorizedScope).toBe("readonly");
    again.write("冻结后又写。");
    const frozen = await db.reportFrozen.findFirstOrThrow({ where: { reportId } });
    expect(frozen.paragraphs[0]).toContain("冻结前。");
    await run(xu, "return-report", { reportId, version: 1, reason: "改" });
    const next = await open(he, `report:${reportId}:2`);
    await synced(next);
    next.write("退回后。");
    await expect.poll(() => saved(reportId, 2).then((lines) => lines[0])).toContain("冻结前。退回后。");
    expect((await saved(reportId, 1)).join("")).not.toContain("冻结后");
    expect(await db.reportFrozen.findFirstOrThrow({ where: { reportId } })).toEqual(frozen);
  });

  test("a caret carries the name of the session, whatever the browser claims", async () => {
    const { name } = await draft();
    const [one, two] = [await open(zhou, name), await open(he, name)];
    await Promise.all([synced(one), synced(two)]);
    one.provider.setAwarenessField("name", "别人");
    await expect
      .poll(() => [...two.provider.awareness!.getStates().values()].map((state) => state.name))
      .toContain("周敏");
    expect([...two.provider.awareness!.getStates().values()].map((state) => state.name)).not.toContain("别人");
  });
});
