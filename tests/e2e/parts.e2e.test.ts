import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { serveGallery } from "../ui-gallery/serve.ts";

const gallery = await serveGallery();
afterAll(() => gallery.close());

let browser: Awaited<ReturnType<typeof openBrowser>>;
beforeAll(async () => {
  browser = await openBrowser();
});

let page: Page;
const complaints: string[] = [];

async function open(path: string, width = 1366, height = 768) {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: "reduce" });
  page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(gallery.url + path);
  await page.waitForSelector("h1");
}

afterEach(async () => {
  await page.context().close();
  expect(complaints.splice(0)).toEqual([]);
});

const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
const rows = () => page.locator("tbody tr");
const checked = () => page.locator("tbody input:checked").count();

describe("acting", () => {
  it("a button that is off says why, keeps its focus and does nothing", async () => {
    await open("/");
    const button = page.getByRole("button", { name: "不可用" });
    await button.focus();
    expect(await button.getAttribute("aria-disabled")).toBe("true");
    const id = await button.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${id?.split(" ")[0]}"]`).textContent()).toContain("须先到场");
    await page.getByRole("tooltip").waitFor();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BUTTON");
  });

  it("a menu lists what may not be done with its reason, and arrows pass over it", async () => {
    await open("/");
    await page.locator("#menu-button").focus();
    await page.keyboard.press("Enter");
    const closed = page.getByRole("menuitem", { name: /报告/ });
    expect(await closed.getAttribute("aria-disabled")).toBe("true");
    expect(await closed.textContent()).toContain("已核实，不可退回");
    expect(await focused()).toContain("调度");
    await page.keyboard.press("Escape");
    expect(await focused()).toContain("移至");
  });

  it("a careful act asks its reason first", async () => {
    await open("/");
    await page.getByRole("button", { name: "划销" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "划销" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByRole("textbox").fill("写错了时间");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
  });

  it("a unit is found by its initials", async () => {
    await open("/");
    const box = page.getByRole("combobox", { name: "单位" });
    await box.click();
    await box.fill("szjj");
    await page.getByRole("option", { name: /市住建局/ }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.locator("input[type=hidden][name=unit]").inputValue()).toBe("b");
    expect(await box.inputValue()).toBe("市住建局");
  });

  it("what one writes survives a reload and goes when it is sent", async () => {
    await open("/");
    await page.getByLabel("草稿", { exact: true }).fill("写到一半");
    await page.locator("[data-note]:has-text('草稿已存本机')").waitFor();
    await page.reload();
    await page.waitForFunction(
      () => (document.querySelector("[aria-label='草稿']") as HTMLTextAreaElement | null)?.value === "写到一半",
    );
    await page.getByRole("button", { name: "记入草稿" }).click();
    await page.reload();
    await page.waitForSelector("h1");
    expect(await page.getByLabel("草稿", { exact: true }).inputValue()).toBe("");
  });

  it("a notice goes by itself, an error stays", async () => {
    await open("/");
    await page.getByRole("button", { name: "坏", exact: true }).click();
    await page.getByRole("button", { name: "好", exact: true }).click();
    await page.mouse.move(5, 5);
    await page.getByText("已交办 3 个单位").waitFor();
    await page.getByText("已交办 3 个单位").waitFor({ state: "detached", timeout: 9000 });
    expect(await page.getByText("照片没有传上，记录已存").isVisible()).toBe(true);
  });

  it("both texts of a conflict stay, and mine can be changed", async () => {
    await open("/");
    await page.getByRole("button", { name: "冲突" }).click();
    const dialog = page.getByRole("dialog");
    const before = await dialog.locator("mark").count();
    expect(before).toBeGreaterThan(2);
    await dialog.getByRole("textbox").fill("查清东岭村 9 户被淹鱼塘面积，按市里去年标准补助。");
    expect(await dialog.locator("mark").count()).toBe(0);
  });
});

describe("a list by keyboard", () => {
  it("j k Space Shift+J Enter Esc", async () => {
    await open("/submissions");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(
      await rows()
        .nth(1)
        .evaluate((row) => row === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Space");
    expect(await checked()).toBe(1);
    await page.keyboard.press("Shift+J");
    await page.keyboard.press("Shift+J");
    expect(await checked()).toBe(3);
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("complementary");
    await drawer.waitFor();
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    expect(
      await rows()
        .nth(2)
        .evaluate((row) => row === document.activeElement),
    ).toBe(true);
  });

  it("letters do nothing in a field, nor while an input method composes", async () => {
    await open("/submissions");
    await page.locator("input[name=q]").focus();
    await page.keyboard.type("/j?");
    expect(await page.locator("input[name=q]").inputValue()).toContain("/j?");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.locator("h1").click();
    await page.evaluate(() =>
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", isComposing: true, bubbles: true })),
    );
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("a range by Shift and the pointer", async () => {
    await open("/submissions");
    await rows().nth(0).locator("td").first().locator("label").click();
    await rows()
      .nth(4)
      .locator("td")
      .first()
      .locator("label")
      .click({ modifiers: ["Shift"] });
    expect(await checked()).toBe(5);
  });

  it("the palette finds by initials, opens by Enter, and gives the focus back", async () => {
    await open("/submissions");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("spx");
    await page.locator("[cmdk-item]").first().waitFor();
    expect(await page.locator("[cmdk-item]").first().locator("b").textContent()).toBe("松坪县");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "快捷键" }).waitFor();
  });
});

describe("widths", () => {
  it.each([
    ["/", 390],
    ["/", 320],
    ["/submissions", 390],
    ["/submissions", 320],
    ["/submissions", 683],
    ["/submissions", 1100],
  ])("%s at %d px does not scroll sideways", async (path, width) => {
    await open(path, width, 760);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  it("the menu is 148 px wide, 60 px when narrow, and behind its button on a phone", async () => {
    await open("/submissions");
    const menu = page.getByRole("navigation", { name: "主菜单" });
    expect((await menu.boundingBox())?.width).toBe(148);
    await page.getByRole("button", { name: "收起菜单" }).click();
    expect((await menu.boundingBox())?.width).toBe(60);
    await page.setViewportSize({ width: 390, height: 844 });
    await menu.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "打开菜单" }).click();
    await page.getByRole("dialog", { name: "主菜单" }).waitFor();
  });
});

describe("axe finds nothing", () => {
  it.each([
    ["/?theme=light", 1366],
    ["/?theme=dark", 1366],
    ["/?lang=en", 1366],
    ["/", 390],
    ["/submissions", 1366],
    ["/submissions?theme=dark&lang=en", 1366],
    ["/submissions", 390],
  ])("%s at %d px", async (path, width) => {
    await open(path, width, 900);
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze();
    expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual(
      [],
    );
  });
});
