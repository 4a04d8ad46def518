import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type Phase, phaseNames, phases } from "../../domain/incidents/phase-machine.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { boardTrial, card, column, phaseOf } from "../support/board-trial.ts";

const { city, portal, convener, supervisor, his, board, incident } = await boardTrial();

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
