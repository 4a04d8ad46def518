import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client as Pg } from "pg";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import routes from "../../app/routes.ts";
import { root } from "../../cli/paths.ts";
import { newId } from "../../domain/kernel/id.ts";
import { demoAccounts } from "../../prisma/seed/accounts.ts";
import { openBrowser } from "../support/browser.ts";
import {
  axeFindings,
  brokenHead,
  englishWords,
  linksOf,
  ownChinese,
  rawKeys,
  textsOf,
  tooWide,
} from "../support/page-checks.ts";
import { peopleAt, untilLive } from "../support/person.ts";
import { plantedGrievances } from "../support/planted-grievances.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const sit = peopleAt(portal.address, await openBrowser());
const pg = new Pg({ connectionString: portal.databaseUrl });
await pg.connect();
afterAll(() => pg.end());
const one = async (sql: string): Promise<string> => Object.values((await pg.query(sql)).rows[0])[0] as string;

/** Desk, narrow desk, the edge of the phone, a phone, and 1366 px at a zoom of 200 %. */
const widths = [1366, 1100, 760, 390, 683];

/** Every address of app/routes.ts that shows a page. */
const patterns = (() => {
  const walk = (list: readonly Record<string, unknown>[], above: string): string[] =>
    list.flatMap((route) => {
      const path = [above, route.path as string | undefined].filter(Boolean).join("/");
      const source = readFileSync(join(root, "app", route.file as string), "utf8");
      const isPage = String(route.file).endsWith(".tsx") && /export default/.test(source) && path !== "";
      return [...(isPage ? [path] : []), ...walk((route.children as Record<string, unknown>[]) ?? [], path)];
    });
  return [...new Set(walk(routes as never, ""))];
})();

const COORDINATOR = "zhongyingxue";
const HANDLER = "zhongxialin";
const ADMINISTRATOR = "lanzhanqing";
const AUDITOR = "yanshouzheng";
const HEAD = "zhuoliqun";
/** Has a password that an administrator has set. */
const BEGINNER = "songyuwei";

/** An import whose dry run has ended, with every kind of finding. */
async function anImport(): Promise<string> {
  const client = await sit.clientOf(HANDLER);
  const form = new FormData();
  const { name, content } = plantedGrievances();
  form.set("unitId", await one("select unit_id from person where login = 'zhongxialin'"));
  form.set("commandId", newId());
  form.set("file", new Blob([new Uint8Array(content)]), name);
  const response = await fetch(`${portal.address}/submissions/upload`, {
    method: "POST",
    headers: { Cookie: client.cookie, Origin: portal.address, Accept: "application/json" },
    body: form,
  });
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(await response.text())![0];
  while ((await one(`select state from submission_import where id = '${id}'`)) === "reading")
    await new Promise((resolve) => setTimeout(resolve, 100));
  return id;
}

await pg.query("update person set must_change_password = true where login = $1", [BEGINNER]);
const plant = await one("select id from incident where title like '%饲料厂%' limit 1");
const closed = await one("select id from incident where phase = 'closed' limit 1");
const shiftId = await one("select id from duty_shift where state = 'waiting' limit 1");
const reportIn = (state: string) =>
  one(
    `select id from incident_report where incident_id = '${plant}' and state = '${state}' order by drafted_at limit 1`,
  );
const draft = await reportIn("draft");
const sent = await reportIn("sent");
const reviewed = await one("select incident_id as id from incident_review where finished_at is null limit 1");
const templateId = await one("select id from incident_template where kind = '欠薪' limit 1");
const coordinator = await sit.clientOf(COORDINATOR);
const countyId = await one("select id from unit where kind = 'county' order by short_name limit 1");
const anIncident = async (title: string) =>
  (
    await coordinator.must<{ incidentId: string }>("report", {
      ...{ title, level: 3, countyId, place: "村口", occurredAt: new Date().toISOString() },
    })
  ).incidentId;
/** Two that are one since a moment ago, and a third that may join them. */
const merged = await anIncident("罐车压坏村前路面");
const other = await anIncident("村口扬尘");
const { mergeId } = await coordinator.must<{ mergeId: string }>("merge", {
  ...{ incidentId: merged, otherId: await anIncident("路面塌陷") },
  ...{ survivorVersion: 1, absorbedVersion: 1, choices: {}, reason: "同一条路" },
});
const importId = await anImport();
const submissionId = await one(
  "select s.id from submission s join person p on p.unit_id = s.unit_id where p.login = 'zhongxialin' limit 1",
);
const handler = await sit.clientOf(HANDLER);
await handler.get(`/submissions/${submissionId}`, { Accept: "text/html", "Sec-Fetch-Mode": "navigate" });
const entryId = await one("select id from access_entry order by at desc limit 1");
const unitId = await one("select id from unit where short_name = '禾塘县卫健局'");

/** Who looks at what, by the pattern of the address. A page that has no line here fails. */
const visits: { [pattern: string]: [login: string | null, ...addresses: string[]] } = {
  "sign-in": [null, "/sign-in"],
  "sign-in/password": [BEGINNER, "/sign-in/password"],
  "offline/*": [null, "/offline"],
  inbox: [HEAD, "/inbox"],
  "inbox/done": [HEAD, "/inbox/done"],
  incidents: [COORDINATOR, "/incidents", "/incidents?report=1"],
  "incidents/:incidentId": [COORDINATOR, `/incidents/${plant}`, `/incidents/${closed}`],
  "incidents/shifts": [COORDINATOR, "/incidents/shifts"],
  "incidents/shifts/:shiftId": [COORDINATOR, `/incidents/shifts/${shiftId}`],
  "incidents/:incidentId/reports/:reportId": [
    COORDINATOR,
    `/incidents/${plant}/reports/${draft}`,
    `/incidents/${plant}/reports/${sent}`,
  ],
  "incidents/:incidentId/reports/:reportId/print": [COORDINATOR, `/incidents/${plant}/reports/${sent}/print`],
  "incidents/:incidentId/review": [COORDINATOR, `/incidents/${reviewed}/review`, `/incidents/${closed}/review`],
  "incidents/:incidentId/merge": [
    COORDINATOR,
    `/incidents/${merged}/merge`,
    `/incidents/${merged}/merge?with=${other}`,
  ],
  "incidents/:incidentId/merges/:mergeId": [COORDINATOR, `/incidents/${merged}/merges/${mergeId}`],
  "incidents/:incidentId/split": [COORDINATOR, `/incidents/${merged}/split`],
  submissions: [HANDLER, "/submissions"],
  "submissions/receive": [HANDLER, "/submissions/receive"],
  "submissions/import": [HANDLER, "/submissions/import"],
  "submissions/import/:importId": [HANDLER, `/submissions/import/${importId}?kind=bad`],
  "submissions/export": [HANDLER, "/submissions/export"],
  "submissions/:submissionId": [HANDLER, `/submissions/${submissionId}`],
  admin: [ADMINISTRATOR, "/admin"],
  "admin/units/:unitId?": [ADMINISTRATOR, "/admin/units", `/admin/units/${unitId}`],
  "admin/grants": [ADMINISTRATOR, "/admin/grants"],
  "admin/sessions": [ADMINISTRATOR, "/admin/sessions"],
  "admin/changes": [ADMINISTRATOR, "/admin/changes"],
  "admin/templates": [COORDINATOR, "/admin/templates", `/admin/templates?id=${templateId}`, "/admin/templates?new=1"],
  "oversight/access": [AUDITOR, "/oversight/access"],
  "oversight/access/:entryId": [AUDITOR, `/oversight/access/${entryId}`],
  "oversight/grants": [AUDITOR, "/oversight/grants"],
  me: [COORDINATOR, "/me"],
  "me/sessions": [COORDINATOR, "/me/sessions"],
  "me/password": [COORDINATOR, "/me/password"],
  "me/totp": [COORDINATOR, "/me/totp"],
  "me/notices": [COORDINATOR, "/me/notices"],
  "admin/notices": [ADMINISTRATOR, "/admin/notices"],
  "*": [COORDINATOR, "/0"],
};
const pages = Object.values(visits).flatMap(([login, ...addresses]) =>
  addresses.map((address) => [address.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "ID"), login, address] as const),
);

const logins = (await pg.query<{ login: string }>("select login from person")).rows.map((row) => row.login);
/** The device of a session that is no browser's. */
const known = new Set([...logins, "node"]);
const isOwn = ownChinese();
/** What the accounts of the demo city say of themselves is data. */
const demo = new Set(demoAccounts.flatMap((account) => Object.values(account)));
const isOwnChinese = (text: string) => isOwn(text) && !demo.has(text);
const links = new Map<string | null, Set<string>>();

/** One window a person and language: it keeps what it has loaded. */
const windows = new Map<string, Page>();
async function open(login: string | null, address: string, locale: "zh-CN" | "en"): Promise<Page> {
  const live = login !== null && login !== BEGINNER;
  const name = `${login} ${locale}`;
  const page = windows.get(name) ?? (await sit(login, address, { live, locale, stays: true })).page;
  if (windows.has(name)) {
    await page.goto(portal.address + address);
    if (live) await untilLive(page);
  }
  windows.set(name, page);
  await page.locator("h1").first().waitFor({ state: "attached" });
  return page;
}

async function fits(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 768 });
    let wide = await tooWide(page);
    // Columns of the board fold by themselves after a new width.
    for (let tries = 0; wide.length > 0 && tries < 5; tries++) {
      await page.waitForTimeout(100);
      wide = await tooWide(page);
    }
    found.push(...wide.map((one) => `${width}: ${one}`));
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  return found;
}

describe("each checker catches what is planted", () => {
  const plantHtml = (page: Page, html: string) =>
    page.evaluate((text) => document.querySelector("main")!.insertAdjacentHTML("beforeend", text), html);

  it("on a Chinese page", async () => {
    const { page } = await sit(COORDINATOR, "/me");
    expect(await axeFindings(page)).toEqual([]);
    await plantHtml(
      page,
      `<h1>第二个</h1><img src="/icon.svg"><button></button><p title="Save changes">room.head.dispatch</p>
       <a href="/no/such/page">去</a><div id="wide">宽</div>`,
    );
    await page.evaluate(() => {
      document.querySelector<HTMLElement>("#wide")!.style.width = "2000px";
      document.querySelector<HTMLElement>("main")!.style.overflow = "visible";
      document.title = "";
    });
    expect((await axeFindings(page)).map((finding) => finding.split(" ")[0])).toEqual(
      expect.arrayContaining(["image-alt", "button-name"]),
    );
    const texts = await textsOf(page);
    expect(englishWords(texts, known)).toEqual(expect.arrayContaining([expect.stringContaining("Save changes")]));
    expect(rawKeys(texts)).toEqual(["room.head.dispatch"]);
    expect(await tooWide(page)).toEqual([expect.stringContaining("px wide")]);
    expect(await brokenHead(page, "联席")).toEqual([
      expect.stringContaining("2 h1"),
      expect.stringMatching(/^title "/),
    ]);
    expect(await linksOf(page)).toContain("/no/such/page");
    await page.evaluate(() => console.error("planted"));
    expect(sit.takeErrors()).toContain("planted");
  });

  it("a dead link, a control out of reach, an unreadable colour, Chinese words for an English reader", async () => {
    const client = await sit.clientOf(COORDINATOR);
    expect((await client.get("/no/such/page")).status).toBe(404);
    const { page } = await sit(COORDINATOR, "/me");
    await plantHtml(page, '<button id="far">远</button>');
    await page.evaluate(() => {
      const far = document.querySelector<HTMLElement>("#far")!;
      Object.assign(far.style, { position: "fixed", left: "1400px" });
      document.querySelector<HTMLElement>("h1")!.style.color = "#eee";
    });
    expect(await tooWide(page)).toEqual(expect.arrayContaining([expect.stringContaining('out of reach: button "远"')]));
    expect((await axeFindings(page, "colours")).join()).toContain("color-contrast");
    expect((await textsOf(page)).filter(isOwnChinese).length).toBeGreaterThan(10);
    expect(["交办 3 个单位", "已核实", "章亦农"].map(isOwnChinese)).toEqual([true, true, false]);
  });
});

it("every page of the map has its visitor here", () => {
  expect(patterns.filter((pattern) => !visits[pattern])).toEqual([]);
  expect(patterns.length).toBeGreaterThan(20);
});

describe("in Chinese", () => {
  it.each(pages)("%s for %s", async (_, login, address) => {
    const page = await open(login, address, "zh-CN");
    const texts = await textsOf(page);
    const found = {
      head: await brokenHead(page, "联席"),
      english: englishWords(texts, known),
      keys: rawKeys(texts),
      light: await axeFindings(page),
    };
    for (const link of await linksOf(page))
      if (link !== address) links.set(login, (links.get(login) ?? new Set()).add(link));
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await ground()).not.toBe(light);
    const dark = await axeFindings(page, "colours");
    await page.emulateMedia({ colorScheme: "light" });
    expect({ ...found, dark, width: await fits(page) }).toEqual({
      head: [],
      english: [],
      keys: [],
      light: [],
      dark: [],
      width: [],
    });
  });
});

it("no link leads nowhere", { timeout: 180_000 }, async () => {
  const dead: string[] = [];
  for (const [login, addresses] of links) {
    const client = login === null ? null : await sit.clientOf(login);
    const waiting = [...addresses];
    const work = async () => {
      for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
        const headers = { Accept: "text/html", "Sec-Fetch-Mode": "navigate", ...(client && { Cookie: client.cookie }) };
        const response = await fetch(portal.address + address, { headers });
        await response.arrayBuffer();
        if (response.status >= 400) dead.push(`${login} ${address}: ${response.status}`);
      }
    };
    await Promise.all([work(), work(), work()]);
  }
  expect([...links.values()].reduce((sum, all) => sum + all.size, 0)).toBeGreaterThan(50);
  expect(dead).toEqual([]);
});

describe("in English", () => {
  it("is chosen by each of them", async () => {
    for (const login of new Set(pages.flatMap(([, who]) => who ?? []))) {
      if (login === BEGINNER) await pg.query("update person set locale = 'en' where login = $1", [login]);
      else await sit.prefer(login, { locale: "en" });
    }
  });

  it.each(pages)("%s for %s", async (_, login, address) => {
    const page = await open(login, address, "en");
    const texts = await textsOf(page);
    expect({
      head: await brokenHead(page, "Lianxi"),
      chinese: texts.filter(isOwnChinese),
      keys: rawKeys(texts),
      light: await axeFindings(page),
      width: await fits(page),
    }).toEqual({ head: [], chinese: [], keys: [], light: [], width: [] });
  });
});
