import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import type { Phase } from "../../domain/incidents/phase-machine.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { boardTrial, card, column, phaseOf } from "../support/board-trial.ts";

const { city, now, portal, coordinator, board, incident } = await boardTrial();

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
    await card(page, id).locator("a").click();
    await page.getByText("没有网络，恢复后可打开").first().waitFor();
    await page.getByLabel("县区").selectOption({ label: "西县" });
    await expect.poll(() => card(page, id).count()).toBe(0);
    await page.getByLabel("县区").selectOption({ label: "东县" });
    await card(page, id).waitFor();
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText(/起与系统断开/).count()).toBe(0);
    await page.waitForURL(new RegExp(`county=${city.east.id}`));
    await card(page, id).waitFor();
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
