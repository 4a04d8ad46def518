import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { expect, it } from "vitest";
import { postEntry } from "../../domain/incidents/commands/entries.server.ts";
import { execute } from "../../domain/kernel/command.server.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { atEndOfFile } from "../support/clean-up.ts";
import {
  away,
  back,
  kept,
  offlineTrial,
  photo,
  queue,
  times,
  waiting,
  write,
  writtenEarlier,
} from "../support/offline-browser.ts";
import { axeFindings } from "../support/portal-pages.ts";
import { chromiumPath } from "../support/programs.ts";
import { composer, entry, live, numbers } from "../support/room-browser.ts";

const trial = await offlineTrial();
const { people, password, address, device, signIn, room, incident, hers } = trial;
const { stop, restart } = trial;
const open = trial.contexts;
const hearErrors = trial.hear;

it("what is written on site without a network, a photo and the next rung among it, is recorded once, in order, with its time", async () => {
  const id = await incident();
  const page = await room(people.liaison, id, undefined, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const other = await room(people.coordinator, id);
  await away(page);
  const row = (text: string) => page.getByRole("listitem").filter({ hasText: text });
  await page.getByRole("button", { name: /^接受/ }).click();
  await row("接受 ").getByText("待发送").waitFor();
  await page.getByRole("button", { name: /^到场 记为 \d\d:\d\d$/ }).click();
  await row("到场 ").getByText("待发送").waitFor();
  await write(page, "救护车停村口北侧，现场无伤病。");
  await page.locator("input[type=file]").setInputFiles(photo("现场照片.png"));
  await page.getByText("存在本机，记入后联网再上传").waitFor();
  await write(page, "休息点设在村委会一楼。");
  await row("休息点设在").getByText("现场照片.png").waitFor();
  await page
    .getByText(/起离线，4 条待发送/)
    .filter({ visible: true })
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  // Half an hour passes before the network is back.
  await writtenEarlier(page, people.liaison.personId, 30);
  await back(page);
  for (const screen of [page, other]) {
    await entry(screen, "休息点设在村委会一楼").waitFor();
    await expect.poll(() => times(screen, "救护车停村口北侧", "休息点设在村委会一楼")).toEqual([1, 1]);
  }
  await page.getByText("待发送").first().waitFor({ state: "detached" });
  for (const words of ["救护车停", "休息点设", "到场"])
    await entry(other, words).getByText("补录", { exact: true }).waitFor();
  await entry(other, "休息点设").getByText("现场照片.png").waitFor();
  const recorded = await db().event.findMany({ where: { streamId: id }, orderBy: { seq: "asc" } });
  const mine = recorded.filter((event) => event.actorId === people.liaison.personId).map((event) => event.name);
  expect(mine.slice(-4)).toEqual([
    "incidents.assignment.accepted",
    "incidents.assignment.arrived",
    "incidents.entry.posted",
    "incidents.entry.posted",
  ]);
  expect(await db().attachment.count({ where: { incidentId: id } })).toBe(1);
  const late = recorded.slice(-4).map((event) => event.recordedAt.getTime() - event.eventTime.getTime());
  for (const ms of late) expect(ms).toBeGreaterThan(29 * 60_000);
});

it("more than a page of missed entries comes in order, once", async () => {
  const id = await incident();
  const page = await room(people.recorder, id);
  const before = (await numbers(page)).at(-1)!;
  await away(page);
  for (let n = 1; n <= 620; n++)
    await execute(postEntry, people.coordinator, { incidentId: id, text: `第 ${n} 条` }, { commandId: newId() });
  // The socket of an emulated browser outlives its network; another one is as lost as it should be.
  await back(page);
  await expect.poll(async () => (await numbers(page)).at(-1), { timeout: 20_000 }).toBe(before + 620);
  expect(await numbers(page)).toEqual(Array.from({ length: before + 620 }, (_, i) => i + 1));
});

it("a refused one comes back with reason and text; it can be changed, copied, sent again", async () => {
  const id = await incident();
  const page = await room(people.recorder, id);
  await away(page);
  await write(page, "办结之后写的");
  await hers.must("close", { incidentId: id, outcome: "已了结" });
  await back(page);
  const row = waiting(page);
  await row.getByText("未发出").waitFor();
  await row.getByText("办结之后写的").waitFor();
  await row.getByText(/事件已办结。要继续处置/).waitFor();
  await row.getByRole("button", { name: "复制" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d\d:\d\d 办结之后写的$/);
  await hers.must("move", { incidentId: id, from: "closed", to: "talking", reason: "又有人来" });
  await row.getByRole("button", { name: "重发" }).click();
  await expect.poll(() => times(page, "办结之后写的")).toEqual([1]);
  expect(await queue(page).count()).toBe(0);
});

it("what waits can be changed, taken back and put back again", async () => {
  const id = await incident();
  const page = await room(people.recorder, id);
  await away(page);
  await write(page, "写错了的");
  await write(page, "不要了的");
  await waiting(page).filter({ hasText: "写错了的" }).getByRole("button", { name: "改" }).click();
  await expect.poll(() => composer(page).inputValue()).toBe("写错了的");
  await write(page, "写对了的");
  await waiting(page).filter({ hasText: "不要了的" }).getByRole("button", { name: "撤回" }).click();
  await page.getByRole("button", { name: "放回" }).click();
  await expect.poll(() => waiting(page).count()).toBe(2);
  await waiting(page).filter({ hasText: "不要了的" }).getByRole("button", { name: "撤回" }).click();
  await expect.poll(() => waiting(page).count()).toBe(1);
  await back(page);
  await expect.poll(() => times(page, "写对了的", "写错了的", "不要了的")).toEqual([1, 0, 0]);
});

it("two tabs of one person show one queue and send it once", async () => {
  const id = await incident();
  const one = await room(people.recorder, id);
  const two = await one.context().newPage();
  hearErrors(two);
  await two.goto(`${address}/incidents/${id}`);
  await live(two);
  await away(one);
  await two
    .getByText(/起离线/)
    .filter({ visible: true })
    .first()
    .waitFor();
  await write(one, "第一个窗口写的");
  await write(two, "第二个窗口写的");
  for (const page of [one, two]) await expect.poll(() => waiting(page).count()).toBe(2);
  await back(one);
  await live(two);
  for (const page of [one, two])
    await expect.poll(() => times(page, "第一个窗口写的", "第二个窗口写的")).toEqual([1, 1]);
  const posted = await db().event.count({ where: { streamId: id, name: "incidents.entry.posted" } });
  expect(posted).toBe(2);
});

it("an upload that breaks off begins again and is there once; the entry waits for it", async () => {
  const id = await incident();
  const page = await room(people.recorder, id);
  let tries = 0;
  await page.route("**/attachments", (route) => {
    tries += 1;
    return tries <= 2 ? route.abort() : route.continue();
  });
  await page.locator("input[type=file]").setInputFiles(photo("村口.png"));
  await page.getByText("存在本机，记入后联网再上传").waitFor();
  await write(page, "村口照片");
  await entry(page, "村口照片").getByText("村口.png").waitFor({ timeout: 20_000 });
  expect(tries).toBeGreaterThan(2);
  expect(await db().attachment.count({ where: { incidentId: id } })).toBe(1);
  expect(await times(page, "村口照片")).toEqual([1]);
});

it("a full disk is said; the text stays and goes out", async () => {
  const id = await incident();
  const page = await room(people.recorder, id);
  await page.evaluate(() => {
    IDBObjectStore.prototype.add = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await away(page);
  await write(page, "存不下的");
  await waiting(page).getByText("未存下").waitFor();
  await page.getByText("这台电脑存不下，还没有存").waitFor();
  await back(page);
  await expect.poll(() => times(page, "存不下的")).toEqual([1]);
});

const leftHere = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map((one) => one.name).filter((name) => name?.startsWith("lianxi")),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    local: Object.keys(localStorage).filter((key) => key.includes("person") || key === "lianxi:here"),
  }));

it("signing out asks about what is not sent, and then nothing stays in this browser", async () => {
  const id = await incident();
  const page = await room(people.recorder, id);
  await kept(page);
  expect((await leftHere(page)).databases).toEqual([`lianxi-person-${people.recorder.personId}`]);
  // Only the shell and built files: no page, no answer.
  const cached = await page.evaluate(async () => {
    const names = await caches.keys();
    const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return files.flat().map((request) => new URL(request.url).pathname);
  });
  expect(cached.filter((path) => path !== "/offline" && !path.startsWith("/assets/"))).toEqual([]);
  expect(await page.evaluate(async () => (await caches.match("/offline"))!.text())).not.toContain(people.recorder.name);
  await page.route("**/commands", (route) => route.abort());
  await write(page, "还没发出的");
  await waiting(page).getByText("待发送").waitFor({ timeout: 15_000 });
  const menu = async () => {
    await page.getByRole("button", { name: people.recorder.name }).click();
    await page.getByRole("menuitem", { name: "退出登录" }).click();
  };
  await menu();
  const ask = page.getByRole("alertdialog");
  await ask.getByText("还有 1 条没有发出").waitFor();
  await ask.getByText(/还没发出的/).waitFor();
  await ask.getByRole("button", { name: "复制全部" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("还没发出的");
  await ask.getByRole("button", { name: "丢弃并退出" }).click();
  await page.waitForURL(/\/sign-in/);
  await expect.poll(() => leftHere(page)).toEqual({ databases: [], caches: [], workers: 0, local: [] });
});

it("a queue is its owner's: another person at this browser neither sees nor sends it", async () => {
  const id = await incident();
  const page = await room(people.recorder, id);
  await away(page);
  await write(page, "林佳写的");
  await waiting(page).getByText("待发送").waitFor();
  await page.context().clearCookies({ name: "lianxi_session" });
  await page.context().setOffline(false);
  await page.getByRole("dialog", { name: "登录已过期" }).waitFor();
  const second = await room(people.coordinator, id, page.context());
  await second.getByText("实时 已连接").waitFor();
  expect(await queue(second).count()).toBe(0);
  expect(await times(second, "林佳写的")).toEqual([0]);
  await page.getByRole("button", { name: people.coordinator.name }).waitFor();
  expect(await queue(page).count()).toBe(0);
  const pagesOfFirst = await second.evaluate(async (personId) => {
    const request = indexedDB.open(`lianxi-person-${personId}`);
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const count = database.transaction("kept").objectStore("kept").count();
    const pages = await new Promise((resolve) => {
      count.onsuccess = () => resolve(count.result);
    });
    database.close();
    return pages;
  }, people.recorder.personId);
  expect(pagesOfFirst).toBe(0);
  await page.close();
  await second.context().clearCookies({ name: "lianxi_session" });
  const owner = await room(people.recorder, id, second.context());
  await expect.poll(() => times(owner, "林佳写的")).toEqual([1]);
  const [event] = await db().event.findMany({ where: { streamId: id }, orderBy: { seq: "desc" }, take: 1 });
  expect(event!.actorId).toBe(people.recorder.personId);
});

it("the worker is served so that browsers take a new one at once, and reaches the whole portal", async () => {
  const answer = await fetch(`${address}/sw.js`);
  expect([answer.status, answer.headers.get("Cache-Control"), answer.headers.get("Content-Type")]).toEqual([
    200,
    "no-cache",
    "text/javascript; charset=utf-8",
  ]);
  expect(await answer.text()).toMatch(/^const BUILD="[0-9a-f]{6,}";\n/);
  expect(answer.headers.get("Content-Security-Policy")).toContain("connect-src 'self'");
});

it("a browser that was closed opens the room without a server, and asks for the password before it sends", async () => {
  const id = await incident("断了网的事件");
  await hers.must("post", { incidentId: id, text: "断网以前的一条" });
  const folder = mkdtempSync(join(tmpdir(), "lianxi-browser-"));
  atEndOfFile(async () => rmSync(folder, { recursive: true, force: true }));
  const launch = async () => {
    const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const executablePath = (await chromiumPath())!;
    const made = await chromium.launchPersistentContext(folder, { executablePath, args, ...device });
    open.push(made);
    const page = made.pages()[0] ?? (await made.newPage());
    hearErrors(page);
    return { made, page };
  };
  const first = await launch();
  await signIn(first.page, people.recorder, `/incidents/${id}`);
  await entry(first.page, "断网以前的一条").waitFor();
  await first.page.goto(`${address}/incidents`);
  await first.page.getByText("断了网的事件").first().waitFor();
  await live(first.page);
  await first.page.goto(`${address}/incidents/${id}`);
  await kept(first.page);
  await stop();
  await first.page
    .getByText(/起离线/)
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: 15_000 });
  await write(first.page, "关掉浏览器以前写的");
  await waiting(first.page).getByText("待发送").waitFor();
  await first.made.close();

  const { page } = await launch();
  await page.goto(`${address}/incidents/${id}`);
  await entry(page, "断网以前的一条").waitFor();
  await page.getByText(/页面停在 #\d+/).waitFor();
  await page
    .getByText(/截至 \d\d:\d\d/)
    .filter({ visible: true })
    .first()
    .waitFor();
  await expect.poll(() => waiting(page).count()).toBe(1);
  await write(page, "没有服务器时写的");
  await expect.poll(() => waiting(page).count()).toBe(2);
  // What needs the server is off and says so.
  await page.getByRole("link", { name: "调度台" }).first().click();
  await page.getByText("断了网的事件").first().waitFor();
  await page.getByText(/起与系统断开/).waitFor();
  await page.goto(`${address}/inbox`);
  await page.getByText("这一页没有存在这台电脑，联网后可看。").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "断了网的事件" }).click();
  await expect.poll(() => waiting(page).count()).toBe(2);

  await restart();
  // The session ended with the browser.
  const dialog = page.getByRole("dialog", { name: "登录已过期" });
  await dialog.waitFor({ timeout: 30_000 });
  expect(await waiting(page).count()).toBe(2);
  await dialog.getByLabel("密码").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${address}/incidents/${id}`, { timeout: 30_000 });
  await expect.poll(() => times(page, "关掉浏览器以前写的", "没有服务器时写的"), { timeout: 30_000 }).toEqual([1, 1]);
  expect(await queue(page).count()).toBe(0);
  const posted = await db().event.findMany({
    where: { streamId: id, name: "incidents.entry.posted", actorId: people.recorder.personId },
    orderBy: { seq: "asc" },
  });
  expect(posted.map((event) => (event.data as { text: string }).text)).toEqual([
    "关掉浏览器以前写的",
    "没有服务器时写的",
  ]);
});
