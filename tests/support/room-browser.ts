import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import type { Actor } from "../../domain/people/actor.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { Client } from "./client.ts";
import { startPortal } from "./portal.ts";
import { smallCity } from "./small-city.ts";
import { stack } from "./stack.ts";

const password = "three foxes at dawn";

/** A small city with a portal over it, for tests of the incident room in real browsers. */
export async function roomCity() {
  const { url, now } = await stack();
  const city = await smallCity(now);
  const east = city.east;
  const people = {
    coordinator: await city.person("周敏", { unit: east, duty: "coordinator", pinyin: "zhou min" }),
    recorder: await city.person("林佳", { unit: east, duty: "recorder", pinyin: "lin jia" }),
    liaison: await city.person("邱悦", { unit: city.health, duty: "liaison", pinyin: "qiu yue" }),
    reader: await city.person("费启航", { unit: east, duty: "supervisor", pinyin: "fei qi hang" }),
    outsider: await city.person("外人", { unit: city.water, duty: "liaison" }),
  };
  await db().person.updateMany({ data: { passwordHash: await hashPassword(password) } });
  const portal = await startPortal({ env: { DATABASE_URL: url, LIANXI_MODE: "test" } });
  const client = (who: Actor) => Client.signIn(portal.address, who.login, password);
  return { city, people, portal, client, now, password };
}
export type RoomCity = Awaited<ReturnType<typeof roomCity>>;

/** Opens rooms in browsers of their own; each test ends without a page left and without an unexpected console error. */
export function roomOpener({ portal }: RoomCity, browser: Browser) {
  const complaints: string[] = [];
  const pages: Page[] = [];
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(complaints.splice(0)).toEqual([]);
  });
  /** The room as `who` sees it, once it is live. */
  return async (who: Actor, incidentId: string, options: BrowserContextOptions = {}, search = ""): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      ...options,
    });
    const page = await context.newPage();
    pages.push(page);
    page.on("console", (message) => {
      // The browser itself reports every answer of 4xx and every try without a network.
      if (
        message.type() === "error" &&
        !/Failed to load resource|ERR_INTERNET_DISCONNECTED|WebSocket|manifest patches/.test(message.text())
      )
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
    const path = `/incidents/${incidentId}${search}`;
    await page.goto(`${portal.address}/sign-in?next=${encodeURIComponent(path)}`);
    await page.locator("[name=login]").fill(who.login);
    await page.locator("[name=password]").fill(password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${portal.address}${path}`);
    if (options.javaScriptEnabled !== false) await live(page);
    return page;
  };
}

/** Waits until the page hears what happens. */
export const live = (page: Page) =>
  page
    .getByText(/实时 已连接|Live/)
    .first()
    .waitFor({ state: "attached" });

export const composer = (page: Page) => page.getByRole("textbox", { name: "记录内容" });
export const entries = (page: Page) => page.locator("[data-seq]");
/** The numbers of the entries on the page, in their order. */
export const numbers = (page: Page): Promise<number[]> =>
  page.$$eval("[data-seq]", (rows) => rows.map((row) => Number((row as HTMLElement).dataset.seq)));
/** An entry with this text. */
export const entry = (page: Page, text: string) => page.locator("[data-seq]", { hasText: text });

/** Writes an entry as a person does. */
export async function post(page: Page, text: string): Promise<void> {
  await composer(page).click();
  await composer(page).pressSequentially(text);
  await page.keyboard.press("Control+Enter");
  await entry(page, text).waitFor();
}
