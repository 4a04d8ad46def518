import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate, XmlText } from "yjs";
import { incidentCommands } from "../../domain/incidents/commands/index.server.ts";
import { linesOf, paragraphsIn } from "../../domain/incidents/reports/report-text.ts";
import { type Command, execute } from "../../domain/kernel/command.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import type { Actor } from "../../domain/people/actor.ts";
import { revokeGrant } from "../../domain/people/commands/revoke-grant.server.ts";
import { closeTexts, type OpenText, openText, synced } from "../../tests/support/shared-text.ts";
import { anIncident, dispatch, smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { attachRealtime } from "../main.ts";
import { loadDocument, storeDocument } from "./persist.ts";

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
let address: string;
async function start() {
  http = createServer();
  live = await attachRealtime(http);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
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

async function open(who: Actor | string, name: string, origin?: string): Promise<OpenText> {
  const cookie = typeof who === "string" ? who : (await sessionOf(who)).cookie;
  return openText(address, cookie, name, origin ? { origin } : {});
}
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
  closeTexts();
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
    const own = await open(he, name, address);
    await synced(own);
    expect(strange.provider.isAuthenticated).toBe(false);
    expect(strange.lines()).toEqual([]);
  });

  test("an ended right closes the open text at once; what comes after is not taken", async () => {
    const { name, reportId } = await draft();
    const chen = await city.person("陈立", { unit: city.city, duty: "recorder" });
    const [his, hers] = [await open(chen, name), await open(zhou, name)];
    await synced(his, hers);
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
    await synced(one, two);
    for (let index = 0; index < 20; index++) {
      one.write(`甲${index}。`, 1);
      two.write(`乙${index}。`, 2);
    }
    await expect.poll(() => one.lines().join("\n") === two.lines().join("\n")).toBe(true);
    await expect.poll(() => one.seen.saved).toBeGreaterThan(0);
    const { port } = http.address() as AddressInfo;
    await stop();
    one.write("断线时写的。", 1);
    http = createServer();
    live = await attachRealtime(http);
    await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
    await expect.poll(() => two.lines().join("").includes("断线时写的。"), { timeout: 15_000 }).toBe(true);
    await expect.poll(() => saved(reportId)).toEqual(two.lines());
    const all = two.lines().join("");
    for (let index = 0; index < 20; index++)
      for (const mark of [`甲${index}。`, `乙${index}。`]) expect(all.split(mark).length, mark).toBe(2);
  });

  test("what another node saved meanwhile stays: saving merges", async () => {
    const { name, reportId } = await draft();
    const one = await open(zhou, name);
    await synced(one);
    const elsewhere = new Doc();
    applyUpdate(elsewhere, (await loadDocument(name))!);
    (elsewhere.get("root", XmlText).toDelta()[2].insert as XmlText).insert(1, "别的节点写的。");
    expect(await storeDocument(name, encodeStateAsUpdate(elsewhere))).toBe(true);
    one.write("这里写的。", 1);
    await expect
      .poll(() => saved(reportId).then((lines) => lines.join("\n")), { timeout: 10_000 })
      .toMatch(/这里写的。[\s\S]*别的节点写的。/);
  });

  test("who wrote when is noted, a pause begins a new line, and who only reads is not there", async () => {
    const { name, reportId } = await draft();
    const [one, two, reader] = [await open(zhou, name), await open(he, name), await open(xu, name)];
    await synced(one, two, reader);
    const busy = { timeout: 10_000 };
    const lines = () =>
      db.reportWriting.findMany({ where: { reportId }, orderBy: [{ name: "asc" }, { fromAt: "asc" }] });
    one.write("甲写。", 1);
    two.write("乙写。", 1);
    await expect.poll(() => lines().then((all) => all.map((row) => row.name)), busy).toEqual(["何一鸣", "周敏"]);
    const before = (await lines())[1]!;
    one.write("接着写。", 1);
    await expect.poll(() => lines().then((all) => all[1]!.untilAt > before.untilAt), busy).toBe(true);
    await db.reportWriting.updateMany({
      where: { reportId },
      data: { fromAt: new Date(Date.now() - 1_200_000), untilAt: new Date(Date.now() - 900_000) },
    });
    one.write("隔了一阵。", 1);
    await expect
      .poll(() => lines().then((all) => all.map((row) => row.name)), busy)
      .toEqual(["何一鸣", "周敏", "周敏"]);
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
    await synced(one, two);
    one.provider.setAwarenessField("name", "别人");
    await expect
      .poll(() => [...two.provider.awareness!.getStates().values()].map((state) => state.name))
      .toContain("周敏");
    expect([...two.provider.awareness!.getStates().values()].map((state) => state.name)).not.toContain("别人");
  });
});
