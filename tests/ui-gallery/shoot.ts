/**
 * Builds the gallery and takes pictures of it: `node tests/ui-gallery/shoot.ts OUT_DIR [PORT]`. Light and dark at
 * 1366 × 1526, 1366 × 768, 1280 and 390 wide; dialogs, menus, palette and toasts are opened for theirs. Prints what axe
 * finds; exit 1 if it finds anything.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { serveGallery } from "./serve.ts";

const out = resolve(process.argv[2] ?? "build/pictures");
const port = Number(process.argv[3] ?? 4790);

type Shot = {
  name: string;
  path: string;
  width: number;
  height: number;
  whole?: boolean;
  act?: (page: Page) => Promise<void>;
};

const click = (selector: string) => (page: Page) => page.click(selector);
const shots: Shot[] = [
  { name: "states", path: "/?x", width: 1366, height: 1526, whole: true, act: async (page) => page.focus("#focus-me") },
  { name: "states-phone", path: "/?x", width: 390, height: 844, whole: true },
  { name: "conflict", path: "/?x", width: 1366, height: 768, act: click("text=冲突") },
  { name: "careful", path: "/?x", width: 1366, height: 768, act: click("text=划销") },
  { name: "session", path: "/?x", width: 1366, height: 768, act: click("button:text('登录过期')") },
  { name: "menu", path: "/?x", width: 1366, height: 768, act: click("#menu-button") },
  {
    name: "toasts",
    path: "/?x",
    width: 1366,
    height: 900,
    act: async (page) => {
      for (const word of ["好", "知", "坏"]) await page.click(`button:text-is('${word}')`);
    },
  },
  { name: "list", path: "/submissions?x", width: 1366, height: 768 },
  {
    name: "list-selected",
    path: "/submissions?x",
    width: 1366,
    height: 768,
    act: async (page) => {
      await page.locator("tbody tr td:first-child label").nth(1).click();
      await page
        .locator("tbody tr td:first-child label")
        .nth(5)
        .click({ modifiers: ["Shift"] });
      await page.locator("tbody tr").nth(2).locator("td").nth(3).click();
    },
  },
  {
    name: "list-narrow",
    path: "/submissions?narrow",
    width: 1280,
    height: 720,
    act: async (page) => page.locator("tbody tr").nth(2).locator("td").nth(3).click(),
  },
  { name: "list-phone", path: "/submissions?x", width: 390, height: 844 },
  {
    name: "list-phone-menu",
    path: "/submissions?x",
    width: 390,
    height: 844,
    act: click("[aria-label='打开菜单'], [aria-label='Open menu']"),
  },
  {
    name: "palette",
    path: "/submissions?x",
    width: 1366,
    height: 768,
    act: async (page) => {
      await page.keyboard.press("/");
      await page.keyboard.type("spx");
      await page.waitForSelector("[cmdk-item]");
    },
  },
  { name: "incident", path: "/incident?x", width: 1366, height: 500 },
  { name: "incident-phone", path: "/incident?x", width: 390, height: 844 },
  { name: "conflict-phone", path: "/?x", width: 390, height: 844, act: click("text=冲突") },
  { name: "palette-phone", path: "/submissions?x", width: 390, height: 844, act: click("[aria-label='检索']") },
  {
    name: "drawer-phone",
    path: "/submissions?x",
    width: 390,
    height: 844,
    act: click("tbody tr:nth-child(2) td:nth-child(4)"),
  },
  { name: "states-en", path: "/?lang=en", width: 1366, height: 1526, whole: true },
  { name: "list-en", path: "/submissions?lang=en", width: 1366, height: 768 },
  {
    name: "list-print",
    path: "/submissions?x",
    width: 900,
    height: 700,
    whole: true,
    act: async (page) => page.emulateMedia({ media: "print" }),
  },
  { name: "help", path: "/submissions?x", width: 1366, height: 768, act: async (page) => page.keyboard.press("?") },
  { name: "person", path: "/submissions?x", width: 1366, height: 768, act: click("header button:has-text('沈嘉')") },
];

let failed = false;

async function shoot(browser: Browser, shot: Shot, theme: string) {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    deviceScaleFactor: shot.width < 760 ? 2 : 1,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") console.error(shot.name, message.text());
  });
  page.on("pageerror", (error) => console.error(shot.name, error.message));
  await page.goto(`${gallery.url}${shot.path}&theme=${theme}`);
  await page.waitForSelector("h1");
  await shot.act?.(page);
  await page.waitForTimeout(300);
  await page.screenshot({
    path: join(out, `${shot.name}${theme === "dark" ? "-dark" : ""}.png`),
    fullPage: shot.whole ?? false,
  });
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  console.warn(`${shot.name} ${theme}: ${passes.length} rules hold, ${violations.length} broken`);
  for (const one of violations) {
    failed = true;
    console.error(`${shot.name} ${theme} ${one.id}: ${one.help}`);
    for (const node of one.nodes.slice(0, 4))
      console.error(`  ${node.target.join(" ")}\n    ${node.failureSummary?.split("\n").slice(1, 3).join(" ")}`);
  }
  await context.close();
}

mkdirSync(out, { recursive: true });
const gallery = await serveGallery(port);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const only = process.argv[4]?.split(",");
for (const shot of shots.filter((one) => !only || only.includes(one.name)))
  for (const theme of ["light", "dark"]) await shoot(browser, shot, theme);
await browser.close();
await gallery.close();
if (failed) process.exit(1);
