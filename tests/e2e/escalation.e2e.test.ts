import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import type { Duty } from "../../domain/people/duties.ts";
import { openBrowser } from "../support/browser.ts";
import { atEndOfFile } from "../support/clean-up.ts";
import { axeFindings, pageOpener } from "../support/portal-pages.ts";
import { roomCity } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people } = world;
const browser = await openBrowser();
const open = pageOpener(world, browser);
const coordinator = await world.client(people.coordinator);

/** Somebody more, who can sign in like the others. */
async function person(name: string, duty: Duty, unit: { id: string }, title: string | null = null) {
  const { passwordHash } = await db().person.findUniqueOrThrow({ where: { id: people.liaison.personId } });
  const actor = await city.person(name, { unit, duty });
  await db().person.update({ where: { id: actor.personId }, data: { passwordHash, title } });
  return actor;
}
const head = await person("陈立", "unit_head", city.health, "局长");
const convener = await person("罗文", "convener", city.east);
const admin = await person("孟川", "administrator", city.city);
const chief = await person("何一鸣", "coordinator", city.city);

/** An incident whose unit, the health bureau of the county, is silent. */
async function silent(title: string) {
  const { incidentId } = await coordinator.must("report", {
    ...{ title, level: 2, countyId: city.east.id, place: "西河村口", cause: "" },
    occurredAt: new Date().toISOString(),
  });
  await coordinator.must("verify", { incidentId, note: "属实" });
  await coordinator.must("dispatch", { incidentId, units: [{ unitId: city.health.id, role: "lead" }] });
  return { incidentId: incidentId!, id: (await db().assignment.findFirstOrThrow({ where: { incidentId } })).id };
}
/** Lets the time to accept (twenty minutes) run out now. */
async function runOut(id: string) {
  const acceptBy = new Date();
  await db().assignment.update({
    where: { id },
    data: { acceptBy, climbAt: acceptBy, sentAt: new Date(acceptBy.getTime() - 20 * 60_000) },
  });
}
/** Lets the same time again run out: the time to accept stays the one that was missed. */
const runOutAgain = (id: string) => db().assignment.update({ where: { id }, data: { climbAt: new Date() } });
const row = (page: Page, text: string) => page.locator("li[data-item]", { hasText: text });
const card = (page: Page, id: string) => page.locator(`[data-card="${id}"]`);

describe("a silent unit", () => {
  it("climbs twice, on every screen; head and convener have it in their inbox; a telephone call ends it", async () => {
    const { incidentId, id } = await silent("红石镇搅拌站扬尘噪声");
    const [room, board, headsInbox, convenersInbox] = await Promise.all([
      open(people.coordinator, `/incidents/${incidentId}`),
      open(people.coordinator, "/incidents"),
      open(head, "/inbox"),
      open(convener, "/inbox"),
    ]);
    await runOut(id);
    await room.getByText("东县卫健局 20 分钟未接受，已升级至单位负责人 陈立").waitFor();
    await room.reload();
    await room.getByText(/升召集人 余/).waitFor();
    await room.getByText(/已升级至局长 陈立，尚未接受/).waitFor();
    await room.getByText("升级 1", { exact: true }).waitFor();
    await card(board, incidentId)
      .getByText(/升召集人/)
      .waitFor();
    await row(headsInbox, "红石镇搅拌站")
      .getByText(/升级给你/)
      .waitFor();
    expect(await row(convenersInbox, "红石镇搅拌站").count()).toBe(0);

    await runOutAgain(id);
    await room.getByText("东县卫健局 仍未接受，已升级至召集人 罗文").waitFor();
    await room.getByText("已升至召集人").waitFor();
    await row(convenersInbox, "东县卫健局").waitFor();
    await row(convenersInbox, "东县卫健局").locator("[data-main]").click();
    await convenersInbox.getByText("先升级至单位负责人 陈立，仍未接受，现升级到你。").waitFor();
    expect(await axeFindings(room)).toEqual([]);
    expect(await axeFindings(convenersInbox)).toEqual([]);

    await coordinator.must("accept-by-phone", { assignmentId: id, name: "陈立" });
    await row(convenersInbox, "东县卫健局").getByRole("status").filter({ hasText: "周敏 已处理" }).waitFor();
    await expect.poll(() => room.getByText("已升至召集人").count()).toBe(0);
    expect(await db().assignmentClimb.count({ where: { assignmentId: id } })).toBe(2);
  });
});

describe("desktop notices", () => {
  type Trial = { shown: { title: string; body: string }[] };
  /** The browser's part is played by the test: what it would show is written down. The page counts as not looked at. */
  const stub = (page: Page) =>
    page.addInitScript(() => {
      const shown: { title: string; body: string }[] = [];
      class Stub {
        onclick: unknown = null;
        static permission = "granted";
        constructor(title: string, options: { body: string }) {
          shown.push({ title, body: options.body });
        }
        close() {}
      }
      localStorage.setItem("lianxi:notices", "on");
      Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
      Object.assign(window, { Notification: Stub, trial: { shown } });
    });
  const shown = (page: Page) => page.evaluate("window.trial.shown") as Promise<Trial["shown"]>;
  const rest = (personId: string, mode: "own" | "never") =>
    db().quietHours.create({ data: { personId, mode, fromMinute: 0, untilMinute: 0, changedAt: new Date() } });

  it("rest in quiet hours, but for what climbs to the person", async () => {
    await rest(head.personId, "own");
    const page = await open(head, "/me", { before: stub });
    const { id } = await silent("安静时的事件");
    await expect.poll(() => page.title()).toMatch(/^\(\d+\)/);
    await runOut(id);
    await expect.poll(() => shown(page)).toEqual([{ title: "联席：1 件新待办", body: "升级给你 1 件" }]);
  });

  it("tell ten that come together as one", async () => {
    await rest(people.liaison.personId, "never");
    const page = await open(people.liaison, "/me", { before: stub });
    const before = await db().assignment.count({ where: { state: { in: ["sent", "delivered", "seen"] } } });
    for (let n = 0; n < 10; n++) await silent(`接连来的第 ${n + 1} 件`);
    await expect.poll(() => page.title()).toContain(`(${before + 10})`);
    await expect.poll(async () => (await shown(page)).length).toBe(1);
  });
});

describe("the page of limits and gateways", () => {
  it("sets a gateway, shows its secret once, and lists what went out with 重发", async () => {
    const got: string[] = [];
    const server = createServer((request, response) => {
      got.push(String(request.headers["x-lianxi-delivery"]));
      response.writeHead(200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    atEndOfFile(() => new Promise((resolve) => server.close(() => resolve(undefined))));
    const page = await open(admin, "/admin/notices");
    await page.getByText("还没有外发过消息").waitFor();
    const form = page.getByRole("form", { name: "添加网关" });
    await form.locator("[name=unitId]").selectOption({ label: "东县" });
    await form.locator("[name=url]").fill("ftp://gateway");
    await form.getByRole("button", { name: "添加" }).click();
    await page.getByText("地址应以 http:// 或 https:// 开头。").first().waitFor();
    await form.locator("[name=url]").fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`);
    await form.getByRole("button", { name: "添加" }).click();
    await page.locator("code").waitFor();
    expect((await page.locator("code").textContent())!.length).toBeGreaterThan(30);
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await page.getByRole("form", { name: "东县" }).waitFor();
    await page.getByText(/东县的网关 127\.0\.0\.1.*，启用/).waitFor();
    expect(await page.locator("code").count()).toBe(0);
    await silent("发到网关的事件");
    await expect.poll(() => got.length, { timeout: 20_000 }).toBe(1);
    await page.reload();
    await page.getByText("已送达").waitFor();
    await page.getByRole("button", { name: "重发" }).click();
    await expect.poll(() => got, { timeout: 20_000 }).toEqual([got[0], got[0]]);
    expect(await db().event.count({ where: { name: "portal.hook.set" } })).toBe(1);
  });

  it("a coordinator of the whole city changes a limit, one of a county reads them, others find no such page", async () => {
    const page = await open(chief, "/admin/notices");
    await page.locator("[name=minutes]").first().fill("0");
    await page.locator("[name=reason]").first().fill("夜间人手少");
    await page.getByRole("button", { name: "保存" }).first().click();
    await page.getByText("至少 1 分钟").waitFor();
    await page.locator("[name=minutes]").first().fill("12");
    await page.getByRole("button", { name: "保存" }).first().click();
    await page.getByText(/何一鸣 修改/).waitFor();
    await page.getByText("一级接受时限 10 → 12 分钟").waitFor();
    await page.getByText("理由：夜间人手少").waitFor();
    // Gateways are set by who keeps them, and read by him.
    expect(await page.getByText("的网关").count()).toBe(0);
    expect((await db().acceptLimit.findUniqueOrThrow({ where: { level: 1 } })).minutes).toBe(12);
    expect(await axeFindings(page)).toEqual([]);
    const county = await open(people.coordinator, "/admin/notices");
    await county.getByText("只有全市范围的协调员、召集人或组织干事可以改时限。").waitFor();
    expect(await county.locator("[name=minutes]").count()).toBe(0);
    const liaison = await world.client(people.liaison);
    const asked = await liaison.get("/admin/notices", { Accept: "text/html", "Sec-Fetch-Mode": "navigate" });
    expect(asked.status).toBe(404);
  });

  it("everybody sets his own quiet hours; both times have to be there", async () => {
    const page = await open(people.recorder, "/me/notices");
    await page.getByText("按你的职责：全天照常提醒。").waitFor();
    await page.getByText("自己定").click();
    await page.locator("[name=from]").fill("21:30");
    await page.locator("[name=until]").fill("21:30");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("请填写起止时间，两者不能相同").waitFor();
    await page.locator("[name=until]").fill("06:45");
    await page.getByRole("button", { name: "保存" }).click();
    await page.getByText("已保存").waitFor();
    expect(await db().quietHours.findUniqueOrThrow({ where: { personId: people.recorder.personId } })).toMatchObject({
      mode: "own",
      fromMinute: 21 * 60 + 30,
      untilMinute: 6 * 60 + 45,
    });
    expect(await axeFindings(page)).toEqual([]);
  });
});
