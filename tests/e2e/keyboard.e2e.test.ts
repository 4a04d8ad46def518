import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { closedWithFocus, focusOf, seeFocus, tabTo } from "../support/focus.ts";
import { peopleAt, press, timelineOf } from "../support/person.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const sit = peopleAt(portal.address, await openBrowser());

/** How often the story has been told: a second telling has its own incident. */
let told = 0;
const focusedCard = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest("[data-card]")?.textContent ?? null);
const columnOf = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-phase]")?.dataset.phase ?? null);
const send = (page: Page) => page.keyboard.press("Control+Enter");

/** From card to card, by j, k and arrows, until the one with this title has the focus. */
async function goToCard(page: Page, title: string) {
  await page.locator("article[data-card]").filter({ hasText: title }).waitFor();
  const wayTo = () =>
    page.evaluate((wanted) => {
      const cards = [...document.querySelectorAll<HTMLElement>("article[data-card]")];
      const target = cards.find((one) => one.textContent?.includes(wanted))!;
      const at = document.activeElement?.closest<HTMLElement>("article[data-card]");
      if (target === at) return "there";
      const [from, to] = [at, target].map((one) => one?.closest<HTMLElement>("[data-phase]"));
      if (!at || !from || !to) return "j";
      if (from !== to)
        return from.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_FOLLOWING ? "ArrowRight" : "ArrowLeft";
      return at.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING ? "j" : "k";
    }, title);
  const focused = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset.card);
  for (let steps = 0; steps < 40; steps++) {
    const key = await wayTo();
    if (key === "there") return seeFocus(page);
    const before = await focused();
    await page.keyboard.press(key);
    // The column may have to come into sight before the focus goes there.
    await expect.poll(focused, { message: `${key} takes the focus on, towards ${title}` }).not.toBe(before);
  }
  throw new Error(`no way by keys to the card ${title}`);
}

/** Takes the card in focus one phase on, or as many as `steps`. */
const carry = async (page: Page, steps = 1) => {
  await press(page, "m", ...Array<string>(steps).fill("ArrowRight"), "Enter");
};

/** Chooses in a field that finds by name: types, waits for the one hit, takes it. */
async function choose(page: Page, typed: string, name: string) {
  await page.keyboard.type(typed);
  const hit = page.locator("[role=listbox] [role=option]").filter({ hasText: name });
  await hit.waitFor();
  // The list may still be narrowing: taken is what is marked.
  await expect
    .poll(async () => {
      await press(page, "ArrowDown");
      return hit.getAttribute("data-focused");
    })
    .toBe("true");
  await press(page, "Enter");
}

it("sees a focus without a ring, and one that was lost", async () => {
  const { page } = await sit("zhongyingxue", "/me");
  await page.evaluate(() => {
    const hidden = document.createElement("button");
    hidden.textContent = "没有圈";
    hidden.style.setProperty("outline", "none");
    document.querySelector("main")!.append(hidden);
  });
  await expect(
    tabTo(page, page.getByRole("button", { name: "没有这个" }).or(page.locator("main button").last())),
  ).rejects.toThrow("没有圈");
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  expect(await focusOf(page)).toMatchObject({ onBody: true });
});

it("an incident from report to close without a mouse", async () => {
  const TITLE = `键盘报告的第 ${++told} 件`;
  const { page } = await sit("zhongyingxue", "/incidents");

  // N opens the report over the board; Esc gives the focus back to the card where it was.
  await press(page, "j");
  await expect.poll(() => focusedCard(page)).not.toBeNull();
  const first = await focusedCard(page);
  const report = page.getByRole("dialog", { name: "报告事件" });
  await press(page, "n");
  await report.waitFor();
  await press(page, "Escape");
  await closedWithFocus(page, report);
  expect(await focusedCard(page)).toBe(first);

  await press(page, "n");
  await report.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("title");
  await page.keyboard.type(TITLE);
  await press(page, "Tab", "Space", "ArrowRight");
  expect(await report.locator("[name=level]:checked").getAttribute("value")).toBe("2");
  await tabTo(page, report.getByLabel("县区"));
  await expect
    .poll(async () => {
      await press(page, "ArrowDown");
      return report.getByLabel("县区").evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.label);
    })
    .toBe("禾塘县");
  await tabTo(page, report.getByLabel("地点"));
  await page.keyboard.type("东闸镇 桥头");
  await send(page);
  await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
  const room = page.url();
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();

  // Back on the board: verified, then three units.
  await tabTo(page, page.getByRole("link", { name: "调度台" }).last());
  await press(page, "Enter");
  await page.waitForURL(/\/incidents$/);
  await goToCard(page, TITLE);
  await carry(page);
  const verify = page.getByRole("dialog", { name: "核实，移至「核实」" });
  await verify.waitFor();
  await page.keyboard.type("电话问过镇里，属实");
  await send(page);
  await closedWithFocus(page, verify);
  await expect.poll(() => columnOf(page)).toBe("verified");
  expect(await focusedCard(page)).toContain(TITLE);

  await carry(page);
  const dispatch = page.getByRole("dialog", { name: "交办单位" });
  for (const [typed, unit, note] of [
    ["htxwjj", "禾塘县卫健局", "带急救箱"],
    ["htxsfj", "禾塘县司法局", ""],
    ["dzzzf", "东闸镇政府", ""],
  ] as const) {
    await tabTo(page, dispatch.getByRole("combobox"));
    await choose(page, typed, unit);
    // What is asked of the unit comes next.
    const asked = dispatch.getByPlaceholder(/要求/).last();
    await expect.poll(() => asked.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type(note);
  }
  await send(page);
  await closedWithFocus(page, dispatch);
  await goToCard(page, TITLE);
  await expect.poll(() => columnOf(page)).toBe("dispatched");
  await press(page, "Enter");
  await page.waitForURL(room);
  await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();

  // One liaison accepts by a letter, another objects by a letter.
  const liaison = await sit("luoxiaotang", "/incidents");
  await goToCard(liaison.page, TITLE);
  await press(liaison.page, "Enter");
  await liaison.page.waitForURL(room);
  await liaison.page.getByRole("button", { name: "接受" }).waitFor();
  await press(liaison.page, "a");
  await page.getByText("接受 1", { exact: true }).waitFor();

  const objector = await sit("miaokexin", room.slice(portal.address.length));
  await objector.page.getByRole("button", { name: "提出异议" }).first().waitFor();
  await press(objector.page, "o");
  const object = objector.page.getByRole("dialog", { name: /提出异议/ });
  await object.waitFor();
  await objector.page.keyboard.type("不属本局职责，建议由信访局接谈");
  await send(objector.page);
  await object.waitFor({ state: "detached" });

  const uphold = page.getByRole("button", { name: "维持交办" });
  await tabTo(page, uphold);
  await press(page, "Enter");
  const settle = page.getByRole("dialog", { name: /维持/ });
  await settle.waitFor();
  await page.keyboard.type("现场有法律咨询，仍请到场");
  await send(page);
  await closedWithFocus(page, settle);
  await uphold.waitFor({ state: "detached" });

  const phone = page.getByRole("dialog", { name: "电话代记" });
  await tabTo(page, page.getByRole("button", { name: "电话代记" }));
  await press(page, "Enter");
  await phone.waitFor();
  await page.keyboard.type("丁满仓");
  await press(page, "Enter");
  await closedWithFocus(page, phone);
  await page.getByText("接受 2", { exact: true }).waitFor();

  // Writing, and striking what was written.
  await press(page, "n");
  const composer = page.getByRole("textbox", { name: "记录内容" });
  await expect.poll(() => composer.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type("到场人数待核");
  await send(page);
  await expect.poll(async () => (await timelineOf(page)).at(-1)?.text).toContain("到场人数待核");
  await tabTo(page, page.locator("[data-timeline] li[tabindex='0']"), "Shift+Tab");
  await press(page, ..."jjjjjjjjkj");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("到场人数待核");
  await tabTo(page, page.getByRole("button", { name: /^#\d+ 的操作$/ }).last());
  await press(page, "Enter");
  await page.getByRole("menuitem", { name: "划销" }).waitFor();
  await press(page, "ArrowUp");
  await seeFocus(page);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain("划销");
  await press(page, "Enter");
  const strike = page.getByRole("alertdialog", { name: /划销/ });
  await strike.waitFor();
  await page.keyboard.type("写错了地方");
  await send(page);
  await closedWithFocus(page, strike);
  await page.getByText(/划销：写错了地方/).waitFor();

  // On through the phases from the room, and closed.
  for (const phase of ["到场", "对话", "达成"]) {
    await tabTo(page, page.getByRole("button", { name: `移至 ${phase}` }));
    await press(page, "Enter");
    await page.locator("li[aria-current=step]").getByText(phase).waitFor();
    await seeFocus(page);
  }
  await tabTo(page, page.getByRole("button", { name: "移至 办结" }));
  await press(page, "Enter");
  const close = page.getByRole("dialog", { name: "办结" });
  await close.waitFor();
  await page.keyboard.type("当场答复，群众已离开");
  await send(page);
  await closedWithFocus(page, close);
  await page.locator("li[aria-current=step]").getByText("办结").waitFor();
  await page.getByText(/事件已于 .* 办结/).waitFor();
});
