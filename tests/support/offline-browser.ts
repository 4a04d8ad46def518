import type { BrowserContext, Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import type { Actor } from "../../domain/people/actor.ts";
import { openBrowser } from "./browser.ts";
import { type Portal, startPortal } from "./portal.ts";
import { composer, entry, live, roomCity } from "./room-browser.ts";

/** The browser itself reports every try without a network, and the router that it could not ask for more of its map. */
const notThePages =
  /Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|WebSocket|manifest patches|fetching the script/;

/** A small city with a portal that can go away, and browsers whose network can. Each test ends without an error in a console. */
export async function offlineTrial() {
  const rooms = await roomCity();
  const { city, people, password } = rooms;
  const { address, databaseUrl } = rooms.portal;
  let portal: Portal = rooms.portal;
  const browser = await openBrowser();
  const hers = await rooms.client(people.coordinator);
  const errors: string[] = [];
  const contexts: BrowserContext[] = [];
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(errors.splice(0).join("\n"), "errors in a console").toBe("");
  });
  const hear = (page: Page): void => {
    page.on("console", (message) => {
      if (message.type() === "error" && !notThePages.test(message.text())) errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(error.stack ?? error.message));
  };

  async function incident(title = "搅拌站扬尘"): Promise<string> {
    const occurredAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const input = { title, level: 2, countyId: city.east.id, place: "西河村口", occurredAt };
    const { incidentId } = await hers.must<{ incidentId: string }>("report", input);
    await hers.must("verify", { incidentId, note: "属实" });
    await hers.must("dispatch", { incidentId, units: [{ unitId: city.health.id, role: "lead" }] });
    return incidentId;
  }

  const device = { viewport: { width: 1366, height: 768 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" };
  async function context(options = {}): Promise<BrowserContext> {
    const made = await browser.newContext({
      ...device,
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      ...options,
    });
    contexts.push(made);
    return made;
  }

  async function signIn(page: Page, who: Actor, path: string): Promise<void> {
    await page.goto(`${address}/sign-in?next=${encodeURIComponent(path)}`);
    await page.locator("[name=login]").fill(who.login);
    await page.locator("[name=password]").fill(password);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${address}${path}`);
    await live(page);
  }

  async function room(who: Actor, incidentId: string, at?: BrowserContext, options = {}): Promise<Page> {
    const page = await (at ?? (await context(options))).newPage();
    hear(page);
    await signIn(page, who, `/incidents/${incidentId}`);
    return page;
  }

  return {
    ...{ city, people, password, address, device, hers, contexts, hear, incident, context, signIn, room },
    client: rooms.client,
    /** The server is gone. */
    stop: () => portal.kill(),
    /** It is there again at the same address; from `folder` where another build stands there. */
    async restart(folder?: string): Promise<void> {
      portal = await startPortal({
        folder,
        env: { DATABASE_URL: databaseUrl, LIANXI_MODE: "test", PORT: new URL(address).port },
      });
    },
  };
}

export const write = async (page: Page, text: string) => {
  await composer(page).fill(text);
  await page.keyboard.press("Control+Enter");
};
export const queue = (page: Page) => page.getByRole("region", { name: "没有发出的" });
export const waiting = (page: Page) => queue(page).getByRole("listitem");
export const away = async (page: Page) => {
  await page.context().setOffline(true);
  await page
    .getByText(/起离线/)
    .filter({ visible: true })
    .first()
    .waitFor();
};
export const back = async (page: Page) => {
  await page.context().setOffline(false);
  await live(page);
};
/** How often each of these words stands in the timeline. */
export const times = async (page: Page, ...words: string[]) =>
  Promise.all(words.map((word) => entry(page, word).count()));
/** Until the worker has the shell and the store the room. */
export async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(() => page.evaluate(async () => (await caches.match("/offline"))?.status ?? 0)).toBe(200);
}
/** A picture of one point. */
export const photo = (name: string) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
});

/** As if what waits in the queue of this person had been written so many minutes before. */
export const writtenEarlier = (page: Page, personId: string, minutes: number) =>
  page.evaluate(
    async ([name, ms]) => {
      const request = indexedDB.open(name);
      const database = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const store = database.transaction("queue", "readwrite").objectStore("queue");
      const all = store.getAll();
      await new Promise<void>((resolve) => {
        all.onsuccess = () => {
          const earlier = (text: string) => new Date(Date.parse(text) - ms).toISOString();
          for (const item of all.result)
            store.put({
              ...item,
              writtenAt: earlier(item.writtenAt),
              eventTime: item.eventTime && earlier(item.eventTime),
            });
          store.transaction.oncomplete = () => resolve();
        };
      });
      database.close();
    },
    [`lianxi-person-${personId}`, minutes * 60_000] as const,
  );
