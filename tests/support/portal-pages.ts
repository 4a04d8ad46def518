import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import type { Actor } from "../../domain/people/actor.ts";
import { live, type RoomCity } from "./room-browser.ts";

/** Opens any page of the portal as somebody, in a browser context of its own; each test ends without a page left and without an unexpected console error. */
export function pageOpener({ portal, password }: RoomCity, browser: Browser) {
  const complaints: string[] = [];
  const pages: Page[] = [];
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });
  return async (
    who: Actor,
    path: string,
    { before, ...options }: BrowserContextOptions & { before?: (page: Page) => Promise<unknown> } = {},
  ): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      reducedMotion: "reduce",
      locale: "zh-CN",
      ...options,
    });
    const page = await context.newPage();
    pages.push(page);
    page.on("console", (message) => {
      // The browser itself reports every answer of 4xx and every try without a network.
      if (
        message.type() === "error" &&
        !/Failed to load resource|ERR_INTERNET_DISCONNECTED|WebSocket|manifest patches|fetching the script/.test(
          message.text(),
        )
      )
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
    await before?.(page);
    await page.goto(`${portal.address}/sign-in?next=${encodeURIComponent(path)}`);
    await page.locator("[name=login]").fill(who.login);
    await page.locator("[name=password]").fill(password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${portal.address}${path}`);
    if (options.javaScriptEnabled !== false) await live(page);
    return page;
  };
}

/** Everything axe finds against WCAG 2.2 AA on the page as it stands. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { AxeBuilder } = await import("@axe-core/playwright");
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
