import type { BrowserContextOptions, Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import { type Phase, phases } from "../../domain/incidents/phase-machine.ts";
import { db } from "../../domain/kernel/db.server.ts";
import type { Actor } from "../../domain/people/actor.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { openBrowser } from "./browser.ts";
import { Client } from "./client.ts";
import { startPortal } from "./portal.ts";
import { smallCity } from "./small-city.ts";
import { stack } from "./stack.ts";

const password = "three foxes at dawn";
const order = (phase: Phase) => phases.indexOf(phase);

export const column = (page: Page, phase: Phase) => page.locator(`[data-phase="${phase}"]`);
export const card = (page: Page, id: string, phase?: Phase) =>
  (phase ? column(page, phase) : page).locator(`ul [data-card="${id}"]`);
export const phaseOf = async (id: string) => (await db().incident.findUniqueOrThrow({ where: { id } })).phase;

/** A portal with a small city, three people and a browser for trials of the dispatch board. */
export async function boardTrial() {
  const { url, now } = await stack();
  const city = await smallCity(now);
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
  async function board(who: Actor = coordinator, options: BrowserContextOptions = {}, search = ""): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1366, height: 768 },
      reducedMotion: "reduce",
      ...options,
    });
    const page = await context.newPage();
    pages.push(page);
    page.on("console", (message) => {
      // The browser itself reports every answer of 4xx and every try without a network, Remix a load that a navigation cuts short.
      const expected = /Failed to load resource|ERR_INTERNET_DISCONNECTED|^AbortError/;
      if (message.type() === "error" && !expected.test(message.text())) complaints.push(message.text());
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

  return { city, now, portal, coordinator, convener, supervisor, his, board, incident };
}
