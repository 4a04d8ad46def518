import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
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

async function person(name: string, duty: "auditor" | "administrator", unit = city.city): Promise<Actor> {
  const { passwordHash } = await db().person.findUniqueOrThrow({ where: { id: people.liaison.personId } });
  const actor = await city.person(name, { unit, duty });
  await db().person.update({ where: { id: actor.personId }, data: { passwordHash } });
  return actor;
}
const auditor = await person("郑砚", "auditor");
const administrator = await person("孟川", "administrator");

const PHONE = "13912340427";
const { incidentId } = await coordinator.must("report", {
  title: "停水",
  level: 2,
  countyId: city.east.id,
  place: "西河村口",
  cause: "",
  occurredAt: new Date().toISOString(),
});
await coordinator.must("add-representative", { incidentId, matter: "停水", name: "王某某", phone: PHONE });
const { number } = await db().incident.findUniqueOrThrow({ where: { id: incidentId! } });

const entries = (action: string) => db().accessEntry.findMany({ where: { action }, orderBy: { id: "asc" } });
const rows = (page: Page) => page.locator("tbody tr[tabindex]");
const drawer = (page: Page) => page.locator("aside");
const so = (what: () => Promise<unknown>, wanted: unknown) => expect.poll(what, { timeout: 8000 }).toEqual(wanted);

/** Opens the representative's card and asks for the telephone number there. */
async function ask(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^王某某/ }).click();
  await page.getByRole("button", { name: /^查看.*电话/ }).click();
  await page.getByRole("textbox", { name: /为什么查看/ }).waitFor();
}
const show = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "查看", exact: true }).click();

/** Shows the telephone in the room, with a reason. */
async function reveal(page: Page, reason: string): Promise<void> {
  await ask(page);
  await page.getByRole("textbox", { name: /为什么查看/ }).fill(reason);
  await show(page);
  await page.getByText(PHONE).waitFor();
}

describe("a masked field", () => {
  it("is masked by default, asks a reason, is logged before it is shown, and is masked again after a minute", async () => {
    const page = await open(people.coordinator, `/incidents/${incidentId}`, { before: (one) => one.clock.install() });
    expect(await page.content()).not.toContain(PHONE);
    await ask(page);
    await show(page);
    await page.getByText("请写明为什么查看").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await entries("reveal")).toEqual([]);
    await page.getByRole("textbox", { name: /为什么查看/ }).fill("通知代表接谈时间和地点");
    await page.keyboard.press("Control+Enter");
    await page.getByText(PHONE).waitFor();
    expect(await entries("reveal")).toMatchObject([
      { personName: "周敏", subjectLabel: number, field: "phone", reason: "通知代表接谈时间和地点" },
    ]);
    await page.getByText(/秒后遮回/).waitFor();
    await page.clock.runFor(30_000);
    expect(await page.getByText(PHONE).count()).toBe(1);
    await page.clock.runFor(32_000);
    await so(() => page.getByText(PHONE).count(), 0);
  });

  it("can be masked sooner, and a reload shows nothing", async () => {
    const page = await open(people.coordinator, `/incidents/${incidentId}`);
    await reveal(page, "约代表来访时间");
    await page.getByRole("button", { name: /^遮回/ }).click();
    expect(await page.getByText(PHONE).count()).toBe(0);
    await page.keyboard.press("Escape");
    await reveal(page, "约代表来访时间");
    await page.reload();
    expect(await page.content()).not.toContain(PHONE);
  });

  it("answers those without the right as if it were not there", async () => {
    const representative = await db().representative.findFirstOrThrow();
    const asked = { kind: "representative", id: representative.id, field: "phone", reason: "想看一下电话" };
    const answerTo = async (who: Actor) => {
      const client = await world.client(who);
      const response = await fetch(`${world.portal.address}/reveal`, {
        method: "POST",
        headers: { Cookie: client.cookie, Origin: world.portal.address, "Content-Type": "application/json" },
        body: JSON.stringify(asked),
      });
      const text = await response.text();
      expect(text).not.toContain(PHONE);
      return [response.status, JSON.parse(text).code];
    };
    expect(await answerTo(people.outsider)).toEqual([404, "not_found"]);
    expect(await answerTo(auditor)).toEqual([404, "not_found"]);
    expect(await answerTo(people.reader)).toEqual([403, "not_allowed"]);
  });
});

describe("the access log", () => {
  it("opens to auditors alone: everybody else sees the page that does not exist, in menu and address", async () => {
    for (const who of [administrator, people.coordinator]) {
      const page = await open(who, "/oversight/access");
      await page.getByText("没有这个页面，或者你看不到它").waitFor();
      expect(await page.locator("nav").getByText("访问记录").count()).toBe(0);
    }
    const page = await open(auditor, "/oversight/access");
    await page.locator("nav").getByText("授权变动").waitFor();
  });

  it("has what was refused, while the one refused learns only that there is nothing", async () => {
    const outsider = await open(people.outsider, `/incidents/${incidentId}`);
    await outsider.getByText("没有这个页面，或者你看不到它").waitFor();
    expect(await outsider.content()).not.toContain(number);
    const page = await open(auditor, "/oversight/access?tab=refused");
    expect(await rows(page).first().textContent()).toContain(`${number}　显示未找到`);
  });

  it("is itself an entry: one a load, none a key, none a drawer", async () => {
    const before = (await entries("search")).length;
    const page = await open(auditor, "/oversight/access?tab=reveal");
    const loads = async () => (await entries("search")).length - before;
    expect(await loads()).toBe(1);
    await page.getByRole("textbox", { name: "人或单位" }).pressSequentially("zhoumin", { delay: 10 });
    expect(await loads()).toBe(1);
    await page.keyboard.press("Enter");
    await page.waitForURL("**who=zhoumin**");
    await so(loads, 2);
    await rows(page).first().click();
    await drawer(page).getByText("所填理由").waitFor();
    await page.keyboard.press("Escape");
    await drawer(page).waitFor({ state: "detached" });
    expect(await loads()).toBe(2);
    expect((await entries("open")).filter(({ subjectKind }) => subjectKind === "access-log")).toHaveLength(1);
  });

  it("shows an entry in its place, without the value", async () => {
    const page = await open(auditor, "/oversight/access?tab=reveal");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const text = drawer(page);
    await text.getByText("同一字段还有谁看过").waitFor();
    const said = await text.textContent();
    for (const words of [
      "周敏",
      "东县 协调员",
      number,
      "电话",
      "号码不在此显示",
      "授权 试 1 号",
      "与前一条相接",
      "前后五分钟",
    ])
      expect(said).toContain(words);
    expect(await page.content()).not.toContain(PHONE);
    expect(await page.getByRole("columnheader", { name: /人员/ }).locator("a").count()).toBe(0);
  });

  it("is exported with a reason of its own, as it stands on the page", async () => {
    const page = await open(auditor, "/oversight/access?tab=reveal");
    await page.getByRole("button", { name: "导出" }).first().click();
    await page.getByRole("button", { name: "导出 xlsx" }).click();
    await page.getByText("请写明用途").waitFor();
    await page.getByRole("textbox", { name: /用途/ }).fill("=1+1 月度检查");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "导出 xlsx" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^访问记录 \d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d\.xlsx$/);
    const file = readFileSync(await download.path());
    expect(file.subarray(0, 2).toString()).toBe("PK");
    expect((await entries("export")).at(-1)).toMatchObject({ subjectKind: "access-log", reason: "=1+1 月度检查" });
  });

  it("works without scripts: the query, an entry, a question", async () => {
    const page = await open(auditor, "/oversight/access?tab=reveal", { javaScriptEnabled: false });
    await page.getByRole("textbox", { name: "对象" }).fill(number.slice(-4));
    await page.getByRole("button", { name: "查询" }).click();
    expect(await rows(page).count()).toBeGreaterThan(0);
    await rows(page).last().getByRole("link").click();
    await drawer(page).locator("textarea[name=question]").fill("请说明与谁通话");
    await drawer(page).getByRole("button", { name: "发出" }).click();
    await drawer(page).getByText("请说明与谁通话").waitFor();
    expect(await db().accessInquiry.count({ where: { question: "请说明与谁通话" } })).toBe(1);
  });

  it.each([
    ["light", 1366, "zh-CN"],
    ["dark", 1200, "en"],
    ["light", 390, "zh-CN"],
  ] as const)("is accessible: %s, %i wide, %s", async (colorScheme, width, locale) => {
    await db().person.update({ where: { id: auditor.personId }, data: { locale } });
    const page = await open(auditor, "/oversight/access?tab=reveal", { colorScheme, viewport: { width, height: 768 } });
    expect(await axeFindings(page)).toEqual([]);
    await rows(page).first().click();
    await drawer(page).locator("h3").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await db().person.update({ where: { id: auditor.personId }, data: { locale: "zh-CN" } });
  });
});

describe("a question", () => {
  it("goes into the person's inbox, its answer into the auditor's, and is marked as checked", async () => {
    const hers = await open(people.coordinator, "/inbox?kind=inquiry");
    const page = await open(auditor, "/oversight/access?tab=reveal");
    await rows(page).first().click();
    await drawer(page).getByRole("button", { name: "请其说明" }).click();
    await page.getByRole("textbox", { name: /要说明什么/ }).fill("请说明为什么又看了一次");
    await page.keyboard.press("Control+Enter");
    await drawer(page).getByText("请说明为什么又看了一次").waitFor();
    expect(await drawer(page).getByRole("button", { name: "请其说明" }).getAttribute("aria-disabled")).toBe("true");

    const asked = hers.locator("li[data-item]", { hasText: "请说明为什么又看了一次" });
    await asked.waitFor();
    await asked.getByRole("link").first().click();
    const pane = hers.locator("[data-pane]");
    expect(await pane.textContent()).toContain(number);
    await pane.getByRole("textbox").fill("代表换了号码，核对一次");
    await pane.getByRole("button", { name: "提交说明" }).click();
    await asked.waitFor({ state: "detached" });

    const back = await open(auditor, "/inbox");
    const answered = back.locator("li[data-item]", { hasText: "代表换了号码" });
    await answered.waitFor();
    await answered.getByRole("link").first().click();
    await back.locator("[data-pane]").getByRole("button", { name: "记为已核" }).click();
    await so(() => db().accessInquiry.count({ where: { state: "checked" } }), 1);
    await page.reload();
    await drawer(page).getByText("已核", { exact: true }).waitFor();
  });
});
