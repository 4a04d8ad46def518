import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import { newId } from "../../domain/kernel/id.ts";
import { atEndOfFile } from "./clean-up.ts";
import { Client } from "./client.ts";

/** Somebody at a browser of his own. */
export type Person = {
  page: Page;
  context: BrowserContext;
  /** The same session over HTTP, for what the test does not look at. */
  client: Client;
};

export type Preferences = { locale?: "zh-CN" | "en"; theme?: "system" | "light" | "dark"; singleKeys?: "on" | "off" };
type Options = BrowserContextOptions & {
  /** The page hears of changes: wait until it does. Off for pages outside the portal's frame. */
  live?: boolean;
  /** The window stays open for the tests that follow. */
  stays?: boolean;
};

/** The browser itself reports every answer of 4xx and every try without a network; those are not the page's errors. */
const notThePages = /Failed to load resource|ERR_INTERNET_DISCONNECTED|WebSocket connection to/;

/** Collects errors of a page's console and errors that nobody caught. */
export function hearErrors(page: Page, into: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error" && !notThePages.test(message.text())) into.push(message.text());
  });
  page.on("pageerror", (error) => into.push(error.stack ?? error.message));
}

/** Until the page's connection is up. */
export const untilLive = (page: Page) =>
  page
    .getByRole("status")
    .getByText(/^(实时 已连接|Live)$/)
    .first()
    .waitFor({ state: "attached" });

export const cookiesOf = (client: Client, url: string) =>
  client.cookie
    .split("; ")
    .map((pair) => ({ name: pair.slice(0, pair.indexOf("=")), value: pair.slice(pair.indexOf("=") + 1), url }));

/**
 * People of the demo city at the portal at `address`: `const sit = peopleAt(address, browser)`, then
 * `const { page } = await sit("zhongyingxue", "/incidents")`. After each test their windows are closed, and an error in any of
 * their consoles fails it. Chinese, 1366 × 768 and without motion unless told otherwise. Without a login: a visitor.
 */
export function peopleAt(address: string, browser: Browser) {
  const clients = new Map<string, Promise<Client>>();
  const open: BrowserContext[] = [];
  const errors: string[] = [];
  afterEach(async () => {
    for (const context of open.splice(0)) await context.close();
    expect(errors.splice(0), "errors in a console").toEqual([]);
  });

  /** One session a person and file. */
  const clientOf = (login: string): Promise<Client> => {
    const client = clients.get(login) ?? Client.signIn(address, login);
    clients.set(login, client);
    return client;
  };

  async function sit(login: string, path: string, options?: Options): Promise<Person>;
  async function sit(login: string | null, path: string, options?: Options): Promise<Omit<Person, "client">>;
  async function sit(
    login: string | null,
    path: string,
    { live = login !== null, stays = false, ...options }: Options = {},
  ) {
    const client = login === null ? null : await clientOf(login);
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      locale: "zh-CN",
      timezoneId: "Asia/Shanghai",
      reducedMotion: "reduce",
      ...options,
    });
    if (stays) atEndOfFile(() => context.close());
    else open.push(context);
    const language = { name: "lianxi_locale", value: options.locale ?? "zh-CN", url: address };
    await context.addCookies([language, ...(client ? cookiesOf(client, address) : [])]);
    const page = await context.newPage();
    hearErrors(page, errors);
    await page.goto(`${address}${path}`);
    if (live) await untilLive(page);
    return { page, context, client };
  }

  return Object.assign(sit, {
    clientOf,
    /** What went wrong in consoles since the last look; looking takes it away. */
    takeErrors: () => errors.splice(0),
    /** Chooses language, colours or keys for a person, as the form of the account page does. */
    async prefer(login: string, preferences: Preferences): Promise<void> {
      const client = await clientOf(login);
      const response = await fetch(`${address}/me?index`, {
        method: "POST",
        redirect: "manual",
        headers: { Cookie: client.cookie, Origin: address, "Content-Type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ intent: "preferences", commandId: newId(), ...preferences }),
      });
      if (response.status >= 400) throw new Error(`preferences were refused: ${response.status}`);
    },
  });
}

/** Presses `Control+Enter`, `n` or others one after another. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** An incident of the first county that the report form offers to `client`, at level two. */
export async function anIncidentOf(client: Client, title: string): Promise<{ incidentId: string; number: string }> {
  const form = await client.get("/incidents?report=1", { Accept: "text/html", "Sec-Fetch-Mode": "navigate" });
  const countyId = /name="countyId".*?<option value="([0-9a-f-]{36})"/s.exec(await form.text())?.[1];
  return client.must("report", { title, level: 2, countyId, place: "村口", occurredAt: new Date().toISOString() });
}

/** The entries of the room's timeline as they stand: number and words, oldest first. */
export const timelineOf = (page: Page): Promise<{ seq: number; text: string }[]> =>
  page.locator("[data-timeline] li[data-seq]").evaluateAll((rows) =>
    rows.map((row) => ({
      seq: Number((row as HTMLElement).dataset.seq),
      // The menu is made when somebody comes near, so it stands in one browser and not in the other.
      text: [...row.children]
        .filter((part) => !part.querySelector("[aria-haspopup]"))
        .map((part) => part.textContent?.trim())
        .filter(Boolean)
        .join(" "),
    })),
  );
