import type { Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import type { Actor } from "../../domain/people/actor.ts";
import { openBrowser } from "../support/browser.ts";
import { axeFindings, pageOpener } from "../support/portal-pages.ts";
import { roomCity } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people } = world;
const browser = await openBrowser();
const open = pageOpener(world, browser);
const coordinator = await world.client(people.coordinator);
const liaisonsOwn = await world.client(people.liaison);

/** Somebody more, who can sign in like the others. */
async function person(name: string, duty: "unit_head" | "liaison" | "auditor", unit = city.health): Promise<Actor> {
  const { passwordHash } = await db().person.findUniqueOrThrow({ where: { id: people.liaison.personId } });
  const actor = await city.person(name, { unit, duty });
  await db().person.update({ where: { id: actor.personId }, data: { passwordHash } });
  return actor;
}
const head = await person("任远", "unit_head");

async function incident(title: string, level = 2): Promise<string> {
  const input = {
    title,
    level,
    countyId: city.east.id,
    place: "西河村口",
    cause: "",
    occurredAt: new Date().toISOString(),
  };
  return (await coordinator.must("report", input)).incidentId!;
}
/** An incident that the health bureau is asked to help with. */
async function assigned(title: string, level = 2): Promise<{ incidentId: string; assignmentId: string }> {
  const incidentId = await incident(title, level);
  await coordinator.must("dispatch", {
    incidentId,
    units: [{ unitId: city.health.id, role: "support", note: "派两名医生" }],
  });
  return { incidentId, assignmentId: (await db().assignment.findFirstOrThrow({ where: { incidentId } })).id };
}
/** Each test begins with an empty inbox. */
afterEach(async () => {
  const open = await db().incident.findMany({ where: { closedAt: null }, select: { id: true, openDemands: true } });
  await db().demand.updateMany({
    where: { incidentId: { in: open.map(({ id }) => id) } },
    data: { state: "answered" },
  });
  await db().incident.updateMany({ data: { openDemands: 0 } });
  for (const { id } of open) await coordinator.must("close", { incidentId: id, outcome: "已答复" });
});

const row = (page: Page, text: string) => page.locator("li[data-item]", { hasText: text });
const rows = (page: Page) => page.locator("li[data-item]");
const titles = (page: Page) => page.locator("li[data-item] [data-main]").allTextContents();
const pane = (page: Page) => page.locator("[data-pane]");
const badge = (page: Page) => page.locator("nav a[href='/inbox']").first();
/** Waits until `what` is so. */
const so = (what: () => Promise<unknown>, wanted: unknown) => expect.poll(what, { timeout: 8000 }).toEqual(wanted);

describe("what comes and goes", () => {
  it("an assignment comes by itself, its browser says that it was delivered, and what accepting means stands beside it", async () => {
    const page = await open(people.liaison, "/inbox");
    await page.getByText("现在没有待办").waitFor();
    const { assignmentId } = await assigned("制鞋园区多人不适", 1);
    await row(page, "制鞋园区多人不适").waitFor();
    await so(
      async () => (await db().assignment.findUniqueOrThrow({ where: { id: assignmentId } })).deliveredTo,
      "邱悦",
    );
    await so(() => page.title(), "(1) 待办 - 联席");
    expect(await badge(page).textContent()).toContain("1");
    const text = await pane(page).textContent();
    for (const words of ["前接受", "派两名医生", "接受后由你单位到场配合并反馈", "到时未接受", "提出异议"])
      expect(text).toContain(words);
    await row(page, "制鞋园区多人不适").getByRole("button", { name: "接受" }).click();
    await so(async () => (await db().assignment.findUniqueOrThrow({ where: { id: assignmentId } })).state, "accepted");
    await so(() => page.title(), "待办 - 联席");
    await page.mouse.move(1, 1);
    await so(() => rows(page).count(), 0);
  });

  it("what somebody else has taken greys with his name, and leaves", async () => {
    await assigned("搅拌站扬尘");
    const [his, hers] = [await open(head, "/inbox"), await open(people.liaison, "/inbox")];
    await row(his, "搅拌站扬尘").waitFor();
    await row(hers, "搅拌站扬尘").getByRole("button", { name: "接受" }).click();
    await row(his, "邱悦 已处理").waitFor();
    expect(await pane(his).textContent()).toContain("东县卫健局 接受");
    expect(await row(his, "搅拌站扬尘").getByRole("button").count()).toBe(0);
    await so(() => rows(his).count(), 0);
  });

  it("a task, a demand and a closed incident leave the others' inboxes at once as well", async () => {
    const { incidentId, assignmentId } = await assigned("停水");
    await liaisonsOwn.must("accept", { assignmentId });
    const due = new Date(Date.now() + 3_600_000).toISOString();
    const give = { incidentId, unitId: city.health.id, dueAt: due };
    const { taskId } = await coordinator.must("give-task", { ...give, kind: "medical", title: "设医护点" });
    await coordinator.must("give-task", { ...give, kind: "record", title: "记录用药" });
    const { demandId } = await coordinator.must("add-demand", {
      incidentId,
      text: "公布检测结果",
      unitId: city.health.id,
    });
    const page = await open(head, "/inbox");
    await so(() => rows(page).count(), 3);
    await liaisonsOwn.must("finish-task", { taskId, note: "已设" });
    await row(page, "邱悦 已处理").waitFor();
    await liaisonsOwn.must("answer-demand", { demandId, version: 1, answer: "今晚八点公布" });
    await so(() => titles(page), ["记录　记录用药"]);
    await coordinator.must("close", { incidentId, outcome: "已答复" });
    await so(() => rows(page).count(), 0);
  });

  it("what may no longer be read leaves without a word of it", async () => {
    const { assignmentId } = await assigned("误派的事件");
    const page = await open(people.liaison, "/inbox");
    await row(page, "误派的事件").waitFor();
    await coordinator.must("withdraw", { assignmentId, reason: "误派" });
    await so(() => page.getByText("误派的事件").count(), 0);
    expect(await page.content()).not.toContain("误派的事件");
  });
});

describe("under the pointer", () => {
  it("nothing moves: what is new waits behind a button until the pointer leaves", async () => {
    await assigned("四级的事件", 4);
    const page = await open(people.liaison, "/inbox");
    const here = row(page, "四级的事件");
    await here.hover();
    const before = await here.boundingBox();
    await assigned("一级的事件", 1);
    await page.getByRole("button", { name: "1 件新到" }).waitFor();
    expect(await here.boundingBox()).toEqual(before);
    expect(await titles(page)).toEqual(["四级的事件"]);
    await page.mouse.move(1, 1);
    await so(() => titles(page), ["一级的事件", "四级的事件"]);
    await here.hover();
    await assigned("二级的事件", 2);
    await page.getByRole("button", { name: "1 件新到" }).click();
    await so(() => titles(page), ["一级的事件", "二级的事件", "四级的事件"]);
    await page.mouse.move(1, 1);
  });
});

describe("keys", () => {
  it("j and k move, a accepts, o asks a reason, Enter opens the room; no letter acts inside a field", async () => {
    const ids = [await assigned("甲事件", 1), await assigned("乙事件", 2), await assigned("丙事件", 3)];
    const page = await open(people.liaison, "/inbox");
    await so(() => titles(page), ["甲事件", "乙事件", "丙事件"]);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await pane(page).getByRole("heading", { name: "乙事件" }).waitFor();
    await page.keyboard.press("k");
    await pane(page).getByRole("heading", { name: "甲事件" }).waitFor();
    await page.keyboard.press("a");
    await so(
      async () => (await db().assignment.findUniqueOrThrow({ where: { id: ids[0]!.assignmentId } })).state,
      "accepted",
    );
    await so(() => titles(page), ["乙事件", "丙事件"]);
    await page.keyboard.press("j");
    await pane(page)
      .getByRole("heading", { name: /乙事件|丙事件/ })
      .waitFor();
    await row(page, "乙事件").locator("[data-main]").focus();
    await page.keyboard.press("o");
    await page.getByRole("alertdialog").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("还没有写理由").waitFor();
    await page.getByRole("textbox", { name: "理由" }).pressSequentially("aoj 不属本单位职责");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    const objected = await db().assignment.findUniqueOrThrow({ where: { id: ids[1]!.assignmentId } });
    expect(objected).toMatchObject({ state: "objected", objection: "aoj 不属本单位职责" });
    await so(() => titles(page), ["丙事件"]);
    await row(page, "丙事件").locator("[data-main]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/incidents/${ids[2]!.incidentId}`);
  });
});

describe("mentions", () => {
  it("are read by opening them", async () => {
    const { incidentId } = await assigned("请医护到场");
    await coordinator.must("post", { incidentId, text: "@任远 请到东门", mentions: [head.personId] });
    const page = await open(head, "/inbox?kind=mention");
    await row(page, "请到东门").locator("[data-main]").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/incidents/**");
    await page.goBack();
    await page.getByText("这一类现在没有待办").waitFor();
  });
});

describe("notices of the desktop", () => {
  /** The browser's part is played by the test: what it would show is written down. */
  const stub = (page: Page) =>
    page.addInitScript(() => {
      const shown: { title: string; body: string; tag: string }[] = [];
      let permission: NotificationPermission = "default";
      let asked = 0;
      class Stub {
        onclick: unknown = null;
        constructor(title: string, options: { body: string; tag: string }) {
          shown.push({ title, body: options.body, tag: options.tag });
        }
        static get permission() {
          return permission;
        }
        static async requestPermission() {
          asked += 1;
          permission = "granted";
          return permission;
        }
        close() {}
      }
      let hidden = false;
      Object.defineProperty(document, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
      Object.assign(window, {
        Notification: Stub,
        trial: {
          shown,
          asked: () => asked,
          hide: (on: boolean) => {
            hidden = on;
            document.dispatchEvent(new Event("visibilitychange"));
          },
        },
      });
    });
  type Trial = {
    shown: { title: string; body: string; tag: string }[];
    asked: () => number;
    hide: (on: boolean) => void;
  };
  const trial = <T>(page: Page, work: (trial: Trial) => T) => page.evaluate(`(${work})(window.trial)`) as Promise<T>;

  // A liaison's nights are quiet by default; this test runs at any hour.
  const wakeful = { mode: "never", fromMinute: 0, untilMinute: 0, changedAt: new Date() };
  beforeAll(() => db().quietHours.create({ data: { personId: people.liaison.personId, ...wakeful } }));

  it("are asked for on the press alone, come while nobody looks, together, without a name or a title", async () => {
    const page = await open(people.liaison, "/inbox", { before: stub });
    const button = page.getByRole("switch");
    expect(await button.getAttribute("aria-checked")).toBe("false");
    expect(await trial(page, (one) => one.asked())).toBe(0);
    await assigned("看得见时来的");
    await row(page, "看得见时来的").waitFor();
    await button.click();
    await page.getByText("桌面提醒 已开").waitFor();
    expect(await trial(page, (one) => one.asked())).toBe(1);
    await trial(page, (one) => one.hide(true));
    await assigned("看不见时来的甲");
    await assigned("看不见时来的乙");
    await expect.poll(() => trial(page, (one) => one.shown.length), { timeout: 10_000 }).toBe(1);
    expect(await trial(page, (one) => one.shown)).toEqual([
      { title: "联席：2 件新待办", body: "要我接受 2 件", tag: "lianxi-inbox" },
    ]);
    await trial(page, (one) => one.hide(false));
    await button.click();
    await trial(page, (one) => one.hide(true));
    await assigned("关掉以后来的");
    await so(() => page.title(), "(4) 待办 - 联席");
    await page.waitForTimeout(2500);
    expect(await trial(page, (one) => one.shown.length)).toBe(1);
    await trial(page, (one) => one.hide(false));
  });
});

describe("other ways to it", () => {
  it("without scripts it is a plain list: accepting, objecting and reading are forms", async () => {
    const [one, two] = [await assigned("无脚本甲", 1), await assigned("无脚本乙", 2)];
    const page = await open(people.liaison, "/inbox", { javaScriptEnabled: false });
    expect(await titles(page)).toEqual(["无脚本甲", "无脚本乙"]);
    await row(page, "无脚本甲").getByRole("button", { name: "接受" }).click();
    await page.waitForURL("**/inbox");
    expect(await titles(page)).toEqual(["无脚本乙"]);
    expect((await db().assignment.findUniqueOrThrow({ where: { id: one.assignmentId } })).state).toBe("accepted");
    await row(page, "无脚本乙").getByRole("link").first().click();
    await pane(page).locator("textarea[name=reason]").fill("不属本单位职责");
    await pane(page).locator("form:has(textarea)").getByRole("button").click();
    expect((await db().assignment.findUniqueOrThrow({ where: { id: two.assignmentId } })).state).toBe("objected");
  });

  it("on a phone the item is a page of its own, and back leads to the list", async () => {
    await assigned("手机上的事件");
    const page = await open(people.liaison, "/inbox", { viewport: { width: 390, height: 844 } });
    expect(await pane(page).isVisible()).toBe(false);
    await row(page, "手机上的事件").locator("[data-main]").click();
    await page.waitForURL("**/inbox?item=*");
    await pane(page).getByRole("button", { name: "接受" }).waitFor({ state: "visible" });
    expect(await row(page, "手机上的事件").isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await page.getByRole("link", { name: "返回" }).click();
    await page.waitForURL(/\/inbox$/);
    await row(page, "手机上的事件").waitFor({ state: "visible" });
  });

  it("without a network it stays as it was and says so; back again it is up to date", async () => {
    const page = await open(people.liaison, "/inbox");
    await page.context().setOffline(true);
    await assigned("断网时来的");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await page.getByText("没能更新").waitFor();
    await page.context().setOffline(false);
    await row(page, "断网时来的").waitFor({ timeout: 15_000 });
    await so(() => page.getByText("没能更新").count(), 0);
  });

  it("what I did is listed, newest first, with its incident", async () => {
    const { incidentId, assignmentId } = await assigned("办过的事件");
    await liaisonsOwn.must("accept", { assignmentId });
    const page = await open(people.liaison, "/inbox/done");
    const first = page.locator("tbody tr").first();
    expect(await first.textContent()).toContain("东县卫健局 接受");
    await first.getByRole("link").click();
    await page.waitForURL(`**/incidents/${incidentId}`);
  });
});

describe("accessible", () => {
  it.each([
    ["light", 1366, "zh-CN"],
    ["dark", 1366, "zh-CN"],
    ["light", 390, "en"],
  ] as const)("%s, %i wide, %s", async (colorScheme, width, locale) => {
    const { incidentId } = await assigned("可达性", 1);
    await coordinator.must("post", { incidentId, text: "@邱悦 请看", mentions: [people.liaison.personId] });
    await db().person.update({ where: { id: people.liaison.personId }, data: { locale } });
    const page = await open(people.liaison, "/inbox", { colorScheme, viewport: { width, height: 768 } });
    await row(page, "可达性").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    if (width > 760) {
      await page.keyboard.press("j");
      await page.keyboard.press("o");
      await page.getByRole("alertdialog").waitFor();
      expect(await axeFindings(page)).toEqual([]);
    } else {
      await row(page, "可达性").first().locator("[data-main]").click();
      await pane(page).getByRole("button", { name: "Accept" }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
    }
    await db().person.update({ where: { id: people.liaison.personId }, data: { locale: "zh-CN" } });
  });
});
