import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { type Phase, phaseNames, phases } from "../../domain/incidents/phase-machine.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { openBrowser } from "../support/browser.ts";
import { Client } from "../support/client.ts";
import { startPortal } from "../support/portal.ts";
import { smallCity } from "../support/small-city.ts";
import { stack } from "../support/stack.ts";

const { url, now } = await stack();
const city = await smallCity(now);
const password = "three foxes at dawn";
const coordinator = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const convener = await city.person("何一鸣", { unit: city.city, duty: "convener" });
const supervisor = await city.person("费启航", { unit: city.city, duty: "supervisor" });
await db().person.updateMany({ data: { passwordHash: await hashPassword(password) } });
const portal = await startPortal({ env: { DATABASE_URL: url, LIANXI_MODE: "test" } });
const browser = await openBrowser();
const hers = await Client.signIn(portal.address, coordinator.login, password);
const his = await Client.signIn(portal.address, convener.login, password);

const complaints: string[] = [];
const pages: Page[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

/** The board as `who` sees it, once it is live. */
async function board(who = coordinator, options: BrowserContextOptions = {}, search = ""): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  pages.push(page);
  page.on("console", (message) => {
    // The browser itself reports every answer of 4xx and every try without a network.
    if (message.type() === "error" && !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${portal.address}/sign-in?next=${encodeURIComponent(`/incidents${search}`)}`);
  await page.locator("[name=login]").fill(who.login);
  await page.locator("[name=password]").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${portal.address}/incidents${search}`);
  if (options.javaScriptEnabled !== false)
    await page
      .getByText(/实时 已连接|Live/)
      .first()
      .waitFor();
  return page;
}

const order = (phase: Phase) => phases.indexOf(phase);
/** An incident brought to a phase by commands. */
async function incident(phase: Phase, title: string): Promise<string> {
  const { incidentId } = await hers.must("report", {
    title,
    level: 2,
    countyId: city.east.id,
    place: "村口",
    occurredAt: new Date().toISOString(),
  });
  const move = (from: Phase, to: Phase) => hers.must("move", { incidentId, from, to });
  if (order(phase) >= order("verified")) await hers.must("verify", { incidentId, note: "属实" });
  if (order(phase) >= order("dispatched")) {
    const { assignmentIds } = await hers.must<{ assignmentIds: string[] }>("dispatch", {
      incidentId,
      units: [{ unitId: city.health.id, role: "lead" }],
    });
    await hers.must("accept-by-phone", { assignmentId: assignmentIds[0], name: "林佳" });
  }
  if (order(phase) >= order("on_site")) await move("dispatched", "on_site");
  if (order(phase) >= order("talking")) await move("on_site", "talking");
  if (order(phase) >= order("agreed")) await move("talking", "agreed");
  if (order(phase) >= order("closed")) await hers.must("close", { incidentId, outcome: "均已答复" });
  return incidentId!;
}

const column = (page: Page, phase: Phase) => page.locator(`[data-phase="${phase}"]`);
const card = (page: Page, id: string, phase?: Phase) =>
  (phase ? column(page, phase) : page).locator(`ul [data-card="${id}"]`);
const phaseOf = async (id: string) => (await db().incident.findUniqueOrThrow({ where: { id } })).phase;
const lastMove = (id: string) =>
  db().event.findFirst({ where: { streamId: id, name: "incidents.moved" }, orderBy: { seq: "desc" } });

/** Presses on a card and pulls it over a phase; the button stays down. */
async function pull(page: Page, id: string, to: Phase) {
  await card(page, id).scrollIntoViewIfNeeded();
  const from = (await card(page, id).boundingBox())!;
  const over = (await column(page, to).boundingBox())!;
  await page.mouse.move(from.x + 70, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 60, { steps: 3 });
  await page.mouse.move(over.x + over.width / 2, over.y + over.height - 120, { steps: 6 });
}

describe("moving by pointer", () => {
  it("frames what is open, hatches what is closed with its reason, and moves for everybody at once", async () => {
    const id = await incident("dispatched", "三号厂房欠薪");
    await incident("talking", "加装电梯停工");
    const [mine, other] = [await board(), await board(convener)];
    await card(other, id, "dispatched").waitFor();
    await pull(mine, id, "on_site");
    await mine.getByText("正在移动：三号厂房欠薪").waitFor();
    await column(mine, "dispatched").getByText("原位").waitFor();
    await column(mine, "on_site").getByText("可移入", { exact: true }).waitFor();
    await column(mine, "talking").getByText("须先到场").waitFor();
    await mine.mouse.up();
    await card(mine, id, "on_site").waitFor();
    await card(other, id, "on_site").waitFor({ timeout: 3000 });
    await expect.poll(() => phaseOf(id)).toBe("on_site");
    expect((await lastMove(id))!.data).toMatchObject({ from: "dispatched", to: "on_site", back: false });
    expect(new URL(mine.url()).pathname).toBe("/incidents");
  });

  it("takes a refused card back and says why", async () => {
    const id = await incident("verified", "延期交房");
    await incident("talking", "预付费退款");
    const page = await board();
    await pull(page, id, "talking");
    await page.mouse.up();
    await page.getByText("不能移至「对话」").first().waitFor();
    await page.locator("section[aria-live]").getByText("须先到场").waitFor();
    await card(page, id, "verified").waitFor();
    await expect.poll(() => page.getByText("正在移动").count()).toBe(0);
    expect(await phaseOf(id)).toBe("verified");
  });

  it("asks the reason of a step back; nothing moves without one", async () => {
    const id = await incident("on_site", "搅拌站扬尘");
    await incident("dispatched", "自来水异味");
    const page = await board();
    await pull(page, id, "dispatched");
    await page.mouse.up();
    const dialog = page.getByRole("dialog", { name: "退回「调度」" });
    await dialog.waitFor();
    expect(await phaseOf(id)).toBe("on_site");
    await page.keyboard.press("Control+Enter");
    await dialog.getByText("还没有写理由").waitFor();
    await dialog.getByRole("textbox").fill("卫健局须重新派人");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await card(page, id, "dispatched").waitFor();
    await expect.poll(() => phaseOf(id)).toBe("dispatched");
    expect((await lastMove(id))!.data).toMatchObject({ back: true, reason: "卫健局须重新派人" });
  });

  it("puts a card back on Esc, and opens a folded phase over which it is held", async () => {
    const id = await incident("talking", "征地补偿丈量");
    await db().incident.updateMany({ where: { phase: "agreed" }, data: { phase: "talking" } });
    const page = await board();
    expect(await column(page, "agreed").getAttribute("data-shape")).toBe("folded");
    await pull(page, id, "agreed");
    await expect.poll(() => column(page, "agreed").getAttribute("data-shape")).toBe("open");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect.poll(() => column(page, "agreed").getAttribute("data-shape")).toBe("folded");
    await card(page, id, "talking").waitFor();
    expect(await phaseOf(id)).toBe("talking");
  });
});

describe("moving by keys", () => {
  it("m takes up, arrows choose, Enter puts down; focus follows, everything is said", async () => {
    const id = await incident("on_site", "十七路改线");
    const page = await board();
    await card(page, id).locator("a").focus();
    await page.keyboard.press("m");
    const said = page.locator("main [role=status].sr-only");
    await expect.poll(() => said.textContent()).toContain("拿起「十七路改线」");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => said.textContent()).toContain("「对话」，可移入");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => said.textContent()).toContain("须先对话");
    await page.keyboard.press("Escape");
    expect(await phaseOf(id)).toBe("on_site");
    expect(await page.evaluate(() => document.activeElement?.closest("[data-card]")?.getAttribute("data-card"))).toBe(
      id,
    );
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await card(page, id, "talking").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("[data-card]")?.getAttribute("data-card")))
      .toBe(id);
    await expect.poll(() => phaseOf(id)).toBe("talking");
    await expect.poll(() => said.textContent()).toContain("「十七路改线」已移至「对话」");
  });

  it("j, k and arrows go through the cards, Enter opens one", async () => {
    const [a, b] = [await incident("reported", "迁址意见甲"), await incident("reported", "迁址意见乙")];
    const page = await board();
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest("[data-card]")?.getAttribute("data-card"));
    const listed = await column(page, "reported")
      .locator("ul [data-card]")
      .evaluateAll((cards) => cards.map((one) => one.getAttribute("data-card")));
    expect(listed).toEqual(expect.arrayContaining([a, b]));
    await page.keyboard.press("j");
    await expect.poll(focused).toBe(listed[0]);
    await page.keyboard.press("j");
    await expect.poll(focused).toBe(listed[1]);
    await page.keyboard.press("k");
    await expect.poll(focused).toBe(listed[0]);
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("section")?.getAttribute("data-phase")))
      .not.toBe("reported");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(focused).toBe(listed[0]);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${portal.address}/incidents/${listed[0]}`);
  });
});

describe("the menu of a card", () => {
  it("lists all eight phases, each closed one with its reason, and asks what a move needs", async () => {
    const id = await incident("reported", "占道摊点");
    const page = await board();
    await card(page, id).locator("a").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const items = page.getByRole("menuitem");
    await expect.poll(() => items.count()).toBe(8);
    const words = await items.allTextContents();
    expect(words.map((text, i) => text.startsWith(phaseNames[phases[i]!].zh))).toEqual(phases.map(() => true));
    expect(words[3]).toContain("须先调度");
    await items.nth(1).click();
    const dialog = page.getByRole("dialog", { name: "核实，移至「核实」" });
    await dialog.getByRole("textbox").fill("电话核实，情况属实");
    await dialog.getByRole("button", { name: "记为已核实" }).click();
    await card(page, id, "verified").waitFor();
    await expect.poll(() => phaseOf(id)).toBe("verified");
  });

  it("dispatches units before the phase 调度, found by pinyin initials", async () => {
    const id = await incident("verified", "停暖费用退还");
    const page = await board();
    await card(page, id).hover();
    await card(page, id).getByRole("button", { name: "移至其他阶段" }).click();
    await page.getByRole("menuitem", { name: /^调度/ }).click();
    const dialog = page.getByRole("dialog", { name: "交办单位" });
    await dialog.getByRole("button", { name: /交办/ }).click();
    await dialog.getByText("还没有选单位").first().waitFor();
    await dialog.getByRole("combobox").fill("xxswj");
    await page.getByRole("option", { name: "西县水务局" }).click();
    await dialog.getByPlaceholder(/要求/).fill("带水样");
    await dialog.getByRole("button", { name: "交办 1 个单位" }).click();
    await card(page, id, "dispatched").waitFor();
    expect(await db().assignment.findFirst({ where: { incidentId: id } })).toMatchObject({
      unitId: city.water.id,
      role: "lead",
      note: "带水样",
    });
  });
});

describe("other people", () => {
  it("a card that another moves while one carries it goes where it is", async () => {
    const id = await incident("dispatched", "漏水报修");
    await incident("on_site", "噪声");
    const page = await board();
    await pull(page, id, "verified");
    await page.getByText("正在移动：漏水报修").waitFor();
    await his.must("move", { incidentId: id, from: "dispatched", to: "on_site" });
    await page.getByText("「漏水报修」刚被何一鸣移动").first().waitFor();
    expect(await page.getByText("正在移动").count()).toBe(0);
    await page.mouse.up();
    await card(page, id, "on_site").waitFor();
    expect(await phaseOf(id)).toBe("on_site");
  });

  it("the second of two movers is told what is now so", async () => {
    const id = await incident("on_site", "道路破损");
    const page = await board();
    await card(page, id, "on_site").waitFor();
    // The other's move arrives while one's own is under way.
    await page.route("**/commands", async (route) => {
      await his.must("move", { incidentId: id, from: "on_site", to: "dispatched", reason: "重派" });
      await route.continue();
    });
    await card(page, id).locator("a").focus();
    for (const key of ["m", "ArrowRight", "Enter"]) await page.keyboard.press(key);
    await page.getByText("「道路破损」刚被他人移动").first().waitFor();
    await page.getByText("现在在「调度」").first().waitFor();
    await card(page, id, "dispatched").waitFor();
  });

  it("a new incident appears with its border; nothing moves under the pointer", async () => {
    await incident("reported", "先来的一件");
    const page = await board();
    const first = column(page, "reported").locator("ul [data-card]").first();
    const before = await first.getAttribute("data-card");
    await first.hover();
    const id = await incident("reported", "后来的一件");
    await card(page, id, "reported").waitFor();
    expect(await card(page, id).getAttribute("class")).toContain("border-act");
    expect(await first.getAttribute("data-card")).toBe(before);
    const last = column(page, "reported").locator("ul [data-card]").last();
    expect(await last.getAttribute("data-card")).toBe(id);
    await expect.poll(() => card(page, id).getAttribute("class"), { timeout: 4000 }).not.toMatch(/border-act(?!-)/);
  });

  it("who may only read drags nothing, and learns the reason", async () => {
    const id = await incident("dispatched", "只读看的");
    await incident("on_site", "另一件");
    const page = await board(supervisor);
    await pull(page, id, "on_site");
    await page.getByText("只有本地区的协调员或召集人可以这样做").first().waitFor();
    expect(await page.getByText("正在移动").count()).toBe(0);
    await page.mouse.up();
    expect(await phaseOf(id)).toBe("dispatched");
  });
});

describe("reporting", () => {
  const filled = async (page: Page, title: string) => {
    const dialog = page.getByRole("dialog", { name: "报告事件" });
    await dialog.getByLabel("标题").fill(title);
    await dialog.getByRole("radio", { name: /二级/ }).check({ force: true });
    await dialog.getByLabel("县区").selectOption({ label: "东县" });
    await dialog.getByLabel("地点").fill("城关镇 市场门口");
    return dialog;
  };

  it("n opens it, what is missing is said at its field, Ctrl+Enter sends, and one stands in the new room", async () => {
    const page = await board();
    await page.keyboard.press("n");
    const dialog = page.getByRole("dialog", { name: "报告事件" });
    await dialog.waitFor();
    expect(new URL(page.url()).search).toBe("?report=1");
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe("title");
    await page.keyboard.press("Control+Enter");
    await dialog.getByText("请填写标题").waitFor();
    await dialog.getByText("请选择等级").waitFor();
    await dialog.getByText("请填写地点").waitFor();
    await filled(page, "摊位重新分配");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
    const id = new URL(page.url()).pathname.split("/").at(-1)!;
    expect(await db().incident.findUnique({ where: { id } })).toMatchObject({
      title: "摊位重新分配",
      level: 2,
      countyId: city.east.id,
      phase: "reported",
      drill: false,
    });
  });

  it("keeps a draft over a reload, and takes chosen submissions along", async () => {
    const submission = await db().submission.create({
      data: {
        id: newId(),
        number: "20261124-0031",
        channel: "visit",
        title: "市场摊位抽签不公",
        body: "…",
        petitioner: "张某",
        unitId: city.east.id,
        unitPath: city.east.path,
        countyId: city.east.id,
        receivedAt: now,
        recordedAt: now,
        textHash: "1",
      },
    });
    const page = await board(coordinator, {}, `?report=1&from=${submission.id}`);
    const dialog = page.getByRole("dialog", { name: "报告事件" });
    await dialog.getByText("由 1 件信访件报告").waitFor();
    await expect.poll(() => dialog.getByLabel("标题").inputValue()).toBe("市场摊位抽签不公");
    await filled(page, "市场摊位抽签");
    await dialog.getByText("草稿已存本机").waitFor();
    await page.reload();
    await expect.poll(() => dialog.getByLabel("标题").inputValue()).toBe("市场摊位抽签");
    await dialog.getByText("由 1 件信访件报告").waitFor();
    await dialog.getByRole("button", { name: "报告", exact: true }).click();
    await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
    const incidentId = new URL(page.url()).pathname.split("/").at(-1)!;
    expect(await db().incidentLink.findMany({ where: { incidentId } })).toMatchObject([
      { targetId: submission.id, type: "source" },
    ]);
  });

  it("works without scripts: the board, its filters, and the report", async () => {
    const id = await incident("on_site", "没有脚本也看得到");
    const page = await board(coordinator, { javaScriptEnabled: false }, "?report=1");
    expect(await page.locator(`[data-card="${id}"] a`).first().getAttribute("href")).toBe(`/incidents/${id}`);
    const form = page.locator("form[method=post]");
    await form.locator("[name=title]").fill("无脚本报告的事件");
    await form.locator("[name=place]").fill("城关镇");
    await form.getByRole("button", { name: "报告" }).click();
    // What stands in a noscript is not found by its text.
    expect(await page.locator("#report-level-error").textContent()).toContain("请选择等级");
    expect(await form.locator("[name=title]").inputValue()).toBe("无脚本报告的事件");
    await form.locator("[name=level][value='1']").check({ force: true });
    await form.locator("[name=countyId]").selectOption({ label: "西县" });
    await form.getByRole("button", { name: "报告" }).click();
    await page.waitForURL(`${portal.address}/incidents`);
    await column(page, "reported").getByText("无脚本报告的事件").waitFor();
    await page.locator("[name=county]").selectOption({ label: "西县" });
    await page.getByRole("button", { name: "查询" }).click();
    await column(page, "reported").getByText("无脚本报告的事件").waitFor();
    expect(await page.locator(`[data-card="${id}"]`).count()).toBe(0);
  });
});

describe("the page", () => {
  it("filters act at once, live in the address, and can be cleared where nothing is left", async () => {
    const id = await incident("reported", "只有东县有");
    const page = await board();
    await card(page, id).waitFor();
    await page.getByLabel("县区").selectOption({ label: "西县" });
    await expect.poll(() => card(page, id).count()).toBe(0);
    await page.waitForURL(new RegExp(`county=${city.west.id}`));
    await page.getByRole("checkbox", { name: /三级/ }).check();
    await page.getByText("这些条件下没有事件").waitFor();
    await page.getByText("县区 西县，等级 三级").last().waitFor();
    await page.getByRole("link", { name: "清除条件" }).click();
    await card(page, id).waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.goBack();
  });

  it("folds and opens columns by a click, remembered over a reload", async () => {
    const page = await board();
    const shape = (phase: Phase) => column(page, phase).getAttribute("data-shape");
    await column(page, "reported").getByRole("button", { name: /^报告/ }).click();
    await expect.poll(() => shape("reported")).toBe("folded");
    await column(page, "closed").getByRole("button", { name: /展开/ }).click();
    await expect.poll(() => shape("closed")).toBe("open");
    await page.reload();
    await expect.poll(() => shape("reported")).toBe("folded");
    expect(await shape("closed")).not.toBe("folded");
    await column(page, "reported").getByRole("button", { name: /展开/ }).click();
    await expect.poll(() => shape("reported")).toBe("open");
  });

  it("while the connection is lost cards stay readable and nothing moves", async () => {
    const id = await incident("on_site", "断线时的一件");
    const page = await board();
    await card(page, id).waitFor();
    await page.context().setOffline(true);
    await page.getByText(/起与系统断开/).waitFor();
    await card(page, id).locator("a").focus();
    await page.keyboard.press("m");
    await page.getByText("连接断开，恢复后可移动").first().waitFor();
    expect(await page.getByText("正在移动").count()).toBe(0);
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText(/起与系统断开/).count()).toBe(0);
  });

  const violations = async (page: Page) =>
    (await new AxeBuilder({ page }).analyze()).violations.map((one) => [one.id, one.nodes[0]?.html]);

  it("has no axe violation: at rest, while carrying, in menu and report", async () => {
    const id = await incident("on_site", "供检查的一件");
    const page = await board();
    expect(await violations(page)).toEqual([]);
    await card(page, id).locator("a").focus();
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowRight");
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await card(page, id).hover();
    await card(page, id).getByRole("button").click();
    await page.getByRole("menu").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("has no axe violation in the dark, and on a phone, where a phase is a tab", async () => {
    const id = await incident("on_site", "手机上的一件");
    expect(await violations(await board(coordinator, { colorScheme: "dark" }))).toEqual([]);
    const phone = await board(coordinator, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    expect(await violations(phone)).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await phone.getByRole("link", { name: /^到场/ }).first().click();
    await card(phone, id).waitFor();
    await card(phone, id).getByRole("button", { name: "移至其他阶段" }).click();
    await phone.getByRole("menuitem", { name: /^对话/ }).click();
    await expect.poll(() => phaseOf(id)).toBe("talking");
  });
});
