import { AxeBuilder } from "@axe-core/playwright";
import { TOTP } from "otpauth";
import type { BrowserContext, Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { execute } from "../../domain/kernel/command.server.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { endOtherSessions } from "../../domain/people/commands/end-session.server.ts";
import { confirmTotp, startTotp } from "../../domain/people/commands/totp.server.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { ownTotp } from "../../domain/people/queries/own-totp.server.ts";
import { openBrowser } from "../support/browser.ts";
import { startPortal } from "../support/portal.ts";
import { smallCity } from "../support/small-city.ts";
import { stack } from "../support/stack.ts";

const { url, now } = await stack();
const city = await smallCity(now);
const password = "three foxes at dawn";
const passwordHash = await hashPassword(password);
const portal = await startPortal({ env: { DATABASE_URL: url, LIANXI_MODE: "test" } });
const browser = await openBrowser();

const complaints: string[] = [];
const contexts: BrowserContext[] = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  expect(complaints.splice(0)).toEqual([]);
});

async function newContext(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "zh-CN" });
  contexts.push(context);
  return context;
}

async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  // The browser itself reports every answer of 4xx; those are expected here.
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return page;
}

async function somebody() {
  const actor = await city.person("周敏", { unit: city.east, duty: "liaison" });
  await db().person.update({ where: { id: actor.personId }, data: { passwordHash } });
  return actor;
}

/** Signed in on the password page, with something typed. */
async function atWork(actor: { login: string }) {
  const context = await newContext();
  const page = await newPage(context);
  await page.goto(`${portal.address}/sign-in?next=/me/password`);
  await page.getByLabel("账号", { exact: true }).fill(actor.login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${portal.address}/me/password`);
  await page.getByText("实时 已连接").waitFor();
  await page.getByLabel("现在的密码").fill("half a thou");
  return { context, page };
}

const dialog = (page: Page) => page.getByRole("dialog", { name: "登录已过期" });
const typed = (page: Page) => page.locator("[name=current]").inputValue();
async function signInOver(page: Page, words = password) {
  await dialog(page).getByLabel("密码").fill(words);
  await page.keyboard.press("Enter");
}
const gone = (page: Page) => dialog(page).waitFor({ state: "detached" });

test("after half an hour the password is asked over the page; what was typed stays, and the page goes on", async () => {
  const actor = await somebody();
  const context = await newContext();
  const page = await newPage(context);
  await page.clock.install();
  await page.goto(`${portal.address}/sign-in?next=/me/password`);
  await page.getByLabel("账号", { exact: true }).fill(actor.login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${portal.address}/me/password`);
  await page.getByLabel("现在的密码").fill("half a thou");
  // Half an hour passes: for the browser by its clock, for the server in its table.
  await db().session.updateMany({
    where: { personId: actor.personId },
    data: { lastSeenAt: new Date(Date.now() - 31 * 60_000) },
  });
  await page.clock.fastForward("31:00");
  await dialog(page).waitFor();
  await dialog(page).getByText("30 分钟没有操作。没写完的和未发送的都在").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("password");
  expect((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id)).toEqual([]);
  await page.keyboard.press("Escape");
  expect(await dialog(page).count()).toBe(1);
  await signInOver(page, "wrong");
  await dialog(page).getByText("账号或密码不对，请重新输入。还可试 4 次。").waitFor();
  await signInOver(page);
  await gone(page);
  expect(await typed(page)).toBe("half a thou");
  expect(page.url()).toBe(`${portal.address}/me/password`);
});

test("a session ended elsewhere is over here within seconds, its page hidden, and comes back whole", async () => {
  const actor = await somebody();
  const { page } = await atWork(actor);
  await execute(endOtherSessions, actor, {}, { commandId: newId() });
  // The commit of another process reaches the socket by the sweep.
  await dialog(page).waitFor({ timeout: 15_000 });
  await dialog(page).getByText("这个登录已由你在别处结束。").waitFor();
  expect(await page.evaluate(() => document.elementFromPoint(300, 150)?.closest("form"))).toBeNull();
  await signInOver(page);
  await gone(page);
  expect(await typed(page)).toBe("half a thou");
  await page.getByText("实时 已连接").waitFor();
});

test("a form sent without a session waits for the password and then acts, once", async () => {
  const actor = await somebody();
  const { context, page } = await atWork(actor);
  await context.clearCookies({ name: "lianxi_session" });
  await page.getByLabel("现在的密码").fill(password);
  await page.getByLabel("新密码").fill("another long one");
  await page.getByLabel("再输一次").fill("another long one");
  await page.getByRole("button", { name: "修改密码" }).click();
  await dialog(page).waitFor();
  expect(await db().event.count({ where: { streamId: actor.personId, name: "people.password.changed" } })).toBe(0);
  await signInOver(page);
  await page.getByText("密码已修改，其他设备上的登录已结束").waitFor();
  expect(await db().event.count({ where: { streamId: actor.personId, name: "people.password.changed" } })).toBe(1);
});

test("a page asked for without a session opens after the password", async () => {
  const { context, page } = await atWork(await somebody());
  await context.clearCookies({ name: "lianxi_session" });
  await page.getByRole("link", { name: "登录与设备" }).click();
  await dialog(page).waitFor();
  expect(page.url()).toBe(`${portal.address}/me/password`);
  await signInOver(page);
  await page.waitForURL(`${portal.address}/me/sessions`);
  expect(await dialog(page).count()).toBe(0);
});

test("the second step is asked over the page as well", async () => {
  const actor = await somebody();
  const { context, page } = await atWork(actor);
  await execute(startTotp, actor, {}, { commandId: newId() });
  const pending = await ownTotp(actor.personId);
  const authenticator = new TOTP({ secret: pending.state === "pending" ? pending.secret.replaceAll(" ", "") : "" });
  const before = new Date(Date.now() - 60_000);
  await execute(
    confirmTotp,
    actor,
    { code: authenticator.generate({ timestamp: before.getTime() }) },
    { commandId: newId(), now: before },
  );
  await context.clearCookies({ name: "lianxi_session" });
  await page.getByRole("link", { name: "登录与设备" }).click();
  await dialog(page).waitFor();
  await signInOver(page);
  const second = page.getByRole("dialog", { name: "第二步：动态口令" });
  await second.waitFor();
  await page.keyboard.type("000000");
  await second.getByText("动态口令不对，请看验证器上现在的数字。还可试 4 次。").waitFor();
  await page.keyboard.type(authenticator.generate());
  await page.waitForURL(`${portal.address}/me/sessions`);
  expect(await second.count()).toBe(0);
});

test("other tabs follow: out, and in again", async () => {
  const { context, page } = await atWork(await somebody());
  const other = await newPage(context);
  await other.goto(`${portal.address}/me`);
  await other.getByRole("button", { name: "周敏" }).click();
  await other.getByRole("menuitem", { name: "退出登录" }).click();
  await other.waitForURL(`${portal.address}/sign-in`);
  await dialog(page).getByText("你已在另一个窗口退出登录。").waitFor();
  const third = await newPage(context);
  await third.goto(`${portal.address}/me`);
  await third.waitForURL(/\/sign-in\?next=%2Fme$/);
  await signInOver(page);
  await gone(page);
  expect(await typed(page)).toBe("half a thou");
  expect((await context.cookies()).filter((one) => one.name === "lianxi_session")).toMatchObject([
    { httpOnly: true, sameSite: "Lax" },
  ]);
});

test("somebody else in another tab: this page is not theirs to see", async () => {
  const { context, page } = await atWork(await somebody());
  const second = await city.person("贺维", { unit: city.west });
  await db().person.update({ where: { id: second.personId }, data: { passwordHash } });
  await context.clearCookies({ name: "lianxi_session" });
  const other = await newPage(context);
  await other.goto(`${portal.address}/sign-in?next=/me`);
  await other.getByLabel("账号", { exact: true }).fill(second.login);
  await other.getByLabel("密码", { exact: true }).fill(password);
  await other.keyboard.press("Enter");
  await other.waitForURL(`${portal.address}/me`);
  await page.getByRole("button", { name: "贺维" }).waitFor();
  expect(await typed(page)).toBe("");
});

test("the sign-in page has no axe violation, in either language and width", async () => {
  const context = await newContext();
  const page = await newPage(context);
  for (const [locale, width] of [
    ["zh-CN", 1366],
    ["en", 390],
  ] as const) {
    await context.addCookies([{ name: "lianxi_locale", value: locale, url: portal.address }]);
    await page.setViewportSize({ width, height: 768 });
    await page.goto(`${portal.address}/sign-in`);
    expect((await new AxeBuilder({ page }).analyze()).violations.map((one) => one.id)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
