import type { Page, WebSocketRoute } from "playwright-core";
import { expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { IDLE_MS } from "../../domain/people/session.ts";
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
import { otherBuild } from "../support/other-build.ts";
import { composer, entry, live, numbers } from "../support/room-browser.ts";

const trial = await offlineTrial();
const { people, password, address, city, room, incident, hers, context, signIn, hear } = trial;
const MINUTE = 60_000;

const chip = (page: Page, name: string) => page.getByRole("list", { name: "要附上的文件" }).getByText(name);
const chooser = (page: Page) => page.locator("input[type=file]");
const held = (page: Page) => page.getByText("存在本机，记入后联网再上传");
const uploaded = (incidentId: string) => db().attachment.count({ where: { incidentId } });

it("a photo that is chosen and not recorded is still there when the page is opened again, without a network and with one", async () => {
  const id = await incident();
  const browser = await context();
  const first = await room(people.recorder, id, browser);
  await kept(first);
  await away(first);
  await chooser(first).setInputFiles(photo("村口.png"));
  await held(first).waitFor();
  await first.close();

  const second = await browser.newPage();
  hear(second);
  await second.goto(`${address}/incidents/${id}`);
  await chip(second, "村口.png").waitFor();
  await held(second).waitFor();
  await second.close();

  await browser.setOffline(false);
  const third = await browser.newPage();
  hear(third);
  await third.goto(`${address}/incidents/${id}`);
  await chip(third, "村口.png").waitFor();
  await expect.poll(() => uploaded(id)).toBe(1);
  await third.reload();
  await live(third);
  await chip(third, "村口.png").waitFor();
  await chooser(third).setInputFiles(photo("不要的.png"));
  await third.getByRole("button", { name: "去掉 不要的.png" }).click();
  await write(third, "村口照片");
  await entry(third, "村口照片").getByText("村口.png").waitFor();
  expect(await db().attachment.count({ where: { incidentId: id, seq: { not: null } } })).toBe(1);
  await third.reload();
  await live(third);
  await expect.poll(() => times(third, "村口照片")).toEqual([1]);
  expect(await third.getByRole("list", { name: "要附上的文件" }).count()).toBe(0);
});

it("a chosen photo is its owner's: nobody else at this browser sees it, signing out asks about it and takes it away", async () => {
  const id = await incident();
  const browser = await context();
  const page = await room(people.recorder, id, browser);
  await page.route("**/attachments", (route) => route.abort());
  await chooser(page).setInputFiles(photo("代表.png"));
  await held(page).waitFor();
  await browser.clearCookies({ name: "lianxi_session" });
  await page.close();
  const other = await room(people.coordinator, id, browser);
  await composer(other).waitFor();
  expect(await other.getByRole("list", { name: "要附上的文件" }).count()).toBe(0);
  await other.close();

  await browser.clearCookies({ name: "lianxi_session" });
  const again = await room(people.recorder, id, browser);
  await again.route("**/attachments", (route) => route.abort());
  await chip(again, "代表.png").waitFor();
  await again.getByRole("button", { name: people.recorder.name }).click();
  await again.getByRole("menuitem", { name: "退出登录" }).click();
  await again.getByRole("alertdialog").getByText("代表.png").waitFor();
  await again.getByRole("button", { name: "丢弃并退出" }).click();
  await again.waitForURL(/\/sign-in/);
  await again.close();
  const after = await room(people.recorder, id, browser);
  await composer(after).waitFor();
  expect(await after.getByRole("list", { name: "要附上的文件" }).count()).toBe(0);
});

it.each([
  ["half an hour", 31],
  ["two hours", 120],
] as const)(
  "after %s without a network the password is asked over the page, and exactly what was missed comes, in order, once",
  async (_, minutes) => {
    const id = await incident();
    const page = await (await context()).newPage();
    hear(page);
    const sockets: WebSocketRoute[] = [];
    await page.clock.install();
    // The socket of an emulated browser outlives its network; this one breaks with it.
    await page.routeWebSocket(/\/live/, (socket) => {
      sockets.push(socket);
      socket.connectToServer();
    });
    await signIn(page, people.recorder, `/incidents/${id}`);
    const before = await numbers(page);
    await page.context().setOffline(true);
    for (const socket of sockets.splice(0)) await socket.close({ code: 1011 });
    const field = composer(page);
    await write(page, "断网时自己写的");
    await waiting(page).getByText("待发送").waitFor();
    await field.fill("还没写完的");
    for (const n of [1, 2, 3]) await hers.must("post", { incidentId: id, text: `不在时第 ${n} 条` });

    // The time passes: for the browser by its clock, for the server in the times of the session.
    const [session] = await db().session.findMany({ where: { personId: people.recorder.personId, endedAt: null } });
    const earlier = (at: Date) => new Date(at.getTime() - minutes * MINUTE);
    await db().session.updateMany({
      where: { personId: people.recorder.personId, endedAt: null },
      data: { lastSeenAt: earlier(new Date()), expiresAt: earlier(session!.expiresAt) },
    });
    await page.clock.fastForward(minutes * MINUTE);
    for (const n of [4, 5]) await hers.must("post", { incidentId: id, text: `不在时第 ${n} 条` });
    expect(await numbers(page)).toEqual(before);
    expect(await page.getByRole("dialog").count()).toBe(0);

    await page.context().setOffline(false);
    const dialog = page.getByRole("dialog", { name: "登录已过期" });
    await dialog.waitFor({ timeout: 20_000 });
    // Nothing comes before the password.
    expect(await numbers(page)).toEqual(before);
    expect(await db().event.count({ where: { streamId: id, actorId: people.recorder.personId } })).toBe(0);
    await dialog.getByLabel("密码").fill(password);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await live(page);
    const last = before.at(-1)! + 6;
    const all = Array.from({ length: last }, (_row, i) => i + 1);
    await expect.poll(() => numbers(page), { timeout: 20_000 }).toEqual(all);
    const texts = await page.$$eval("[data-seq]", (rows) =>
      rows.flatMap((row) => /不在时第 \d 条|断网时自己写的/.exec(row.textContent ?? "") ?? []),
    );
    expect(texts.filter((text) => text.startsWith("不在时"))).toEqual([1, 2, 3, 4, 5].map((n) => `不在时第 ${n} 条`));
    expect(texts.filter((text) => text === "断网时自己写的")).toHaveLength(1);
    expect(await field.inputValue()).toBe("还没写完的");
    // What comes live afterwards follows on it.
    await hers.must("post", { incidentId: id, text: "回来以后的一条" });
    await entry(page, "回来以后的一条").waitFor();
    expect(await numbers(page)).toEqual([...all, last + 1]);
    await page.close();
  },
);

it("who is in the room when his session runs out gets a dashed face and a line; both go when he is back", async () => {
  const id = await incident();
  const page = await room(people.coordinator, id);
  const theirs = await trial.client(people.recorder);
  await db().session.updateMany({
    where: { personId: people.recorder.personId },
    data: { lastSeenAt: new Date(Date.now() - IDLE_MS + 4000) },
  });
  const socket = await theirs.connect();
  expect((await socket.here({ page: "incident", incidentId: id })).ok).toBe(true);
  const present = page.getByRole("list", { name: "现在在这个房间的人" });
  await present.getByRole("img", { name: people.recorder.name, exact: true }).waitFor();
  const line = page.getByText(/^林佳 \d\d:\d\d 登录到期，没记入的文字留在其本机$/);
  await line.waitFor({ timeout: 15_000 });
  const face = present.getByRole("img", { name: "林佳（登录到期）" });
  await face.waitFor();
  expect(await face.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe("dashed");
  await page.getByText("在场 1", { exact: true }).waitFor();
  await expect.poll(() => socket.connected).toBe(false);
  const again = await (await trial.client(people.recorder)).connect();
  await again.here({ page: "incident", incidentId: id });
  await line.waitFor({ state: "detached" });
  await page.getByText("在场 2", { exact: true }).waitFor();
  again.disconnect();
});

it("an objection, a task handed back and one reported without a network go out once, late; a refused one comes back with its reason and its words", async () => {
  const id = await incident();
  const task = async (title: string) =>
    hers.must("give-task", {
      ...{ incidentId: id, kind: "medical", title, unitId: city.health.id },
      dueAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
  for (const title of ["设医护点", "送药"]) await task(title);
  const { taskId } = await task("回访");
  const page = await room(people.liaison, id);
  await page.getByRole("button", { name: "任务「回访」的操作" }).waitFor();
  await away(page);
  const menu = async (title: string, act: string) => {
    await page.getByRole("button", { name: `任务「${title}」的操作` }).click();
    await page.getByRole("menuitem", { name: act }).click();
  };
  const say = async (label: RegExp, words: string, button: string) => {
    const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
    await dialog.getByRole("textbox", { name: label }).fill(words);
    await dialog.getByRole("button", { name: button }).click();
    await dialog.waitFor({ state: "detached" });
  };
  await page.getByRole("button", { name: "提出异议" }).first().click();
  await say(/异议理由/, "现场在园区，属管委会", "记下待发");
  await menu("设医护点", "退回");
  await say(/理由/, "车被派走了", "退回");
  await menu("送药", "完成");
  await say(/结果/, "药已送到", "记下待发");
  await menu("回访", "完成");
  await say(/结果/, "回访了三户", "记下待发");
  await expect.poll(() => waiting(page).count()).toBe(4);
  await writtenEarlier(page, people.liaison.personId, 30);
  await hers.must("cancel-task", { taskId, reason: "并入另一项" });
  await back(page);
  const other = await room(people.coordinator, id);
  for (const words of ["现场在园区，属管委会", "车被派走了", "药已送到"]) {
    await expect.poll(() => times(other, words), { timeout: 20_000 }).toEqual([1]);
    await entry(other, words).getByText("补录", { exact: true }).waitFor();
  }
  const sent = (await db().event.findMany({ where: { streamId: id }, orderBy: { seq: "asc" } })).filter((event) =>
    /objected|handed-back|finished/.test(event.name),
  );
  expect(sent.map((event) => event.name)).toEqual([
    "incidents.assignment.objected",
    "incidents.task.handed-back",
    "incidents.task.finished",
  ]);
  for (const { recordedAt, eventTime } of sent)
    expect(recordedAt.getTime() - eventTime.getTime()).toBeGreaterThan(29 * MINUTE);
  const row = waiting(page);
  await row.getByText("未发出").waitFor();
  expect(await row.count()).toBe(1);
  await row.getByText("完成任务 回访：回访了三户").waitFor();
  await expect.poll(() => row.getByRole("alert").textContent()).toMatch(/任务|状态/);
  await row.getByRole("button", { name: "撤回" }).click();
  await expect.poll(() => queue(page).count()).toBe(0);
});

it("on a phone the button says 记入 also without a network, and what waits stands in the timeline under its divider", async () => {
  const id = await incident();
  const page = await room(people.recorder, id, undefined, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await away(page);
  await composer(page).fill("手机上记的");
  await page.getByRole("button", { name: "记入", exact: true }).click();
  const row = page.getByRole("listitem").filter({ hasText: "手机上记的" });
  await row.getByText("待发送").waitFor();
  await row.getByText(people.recorder.name).waitFor();
  await page.getByText("离线后记下").waitFor();
  await page
    .getByText(/起离线，1 条待发送/)
    .filter({ visible: true })
    .waitFor();
  expect(await queue(page).count()).toBe(0);
  expect(await row.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe("dashed");
  await back(page);
  await expect.poll(() => times(page, "手机上记的")).toEqual([1]);
  await page.getByText("离线后记下").waitFor({ state: "detached" });
});

it("from the kept board one comes into a kept room; after an upgrade what is kept still opens, and the new build is taken on return", async () => {
  const id = await incident("升级时的事件");
  const browser = await context();
  const page = await room(people.recorder, id, browser);
  await kept(page);
  await page.goto(`${address}/incidents`);
  await page.getByText("升级时的事件").first().waitFor();
  await live(page);
  const buildOf = (at: Page) =>
    at.evaluate(() => (window as unknown as { __remixManifest: { version: string } }).__remixManifest.version);
  const old = await buildOf(page);
  // Kept once it has stood a moment.
  await expect.poll(() => keptKeys(page, people.recorder.personId)).toEqual(["board", "portal", `room:${id}`]);
  await trial.stop();
  await page.goto(`${address}/incidents`);
  await page.getByRole("link", { name: "升级时的事件" }).first().click();
  await page.waitForURL(new RegExp(id), { waitUntil: "commit" });
  await page.getByText(/页面停在 #\d+/).waitFor();
  await write(page, "升级以前写的");
  await waiting(page).getByText("待发送").waitFor();

  const folder = otherBuild();
  await page.reload();
  await page.getByText(/页面停在 #\d+/).waitFor();
  await expect.poll(() => waiting(page).count()).toBe(1);
  await trial.restart(folder);
  await live(page);
  await expect.poll(() => times(page, "升级以前写的"), { timeout: 20_000 }).toEqual([1]);
  await page.goto(`${address}/incidents/${id}`);
  await live(page);
  expect(await buildOf(page)).not.toBe(old);
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.open((await caches.keys()).at(-1)!)).keys()).length), {
      timeout: 20_000,
    })
    .toBeGreaterThan(1);
  await expect.poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(2);
  // The worker of the new build serves its own shell; a page kept in a form that it does not know stands in nobody's way.
  await trial.stop();
  await page.goto(`${address}/incidents/${id}`);
  await page.getByText(/页面停在 #\d+/).waitFor();
  await expect.poll(() => times(page, "升级以前写的")).toEqual([1]);
});

/** What this browser keeps of the person's pages. */
const keptKeys = (page: Page, personId: string) =>
  page.evaluate(async (name) => {
    const request = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const keys = database.transaction("kept").objectStore("kept").getAllKeys();
    const found = await new Promise<IDBValidKey[]>((resolve) => {
      keys.onsuccess = () => resolve(keys.result);
    });
    database.close();
    return found.map(String).sort();
  }, `lianxi-person-${personId}`);
