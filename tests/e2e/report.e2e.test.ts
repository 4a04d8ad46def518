import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { openBrowser } from "../support/browser.ts";
import { startPortal } from "../support/portal.ts";
import { axeFindings, pageOpener } from "../support/portal-pages.ts";
import { partsOf } from "../support/read-zip.ts";
import { roomCity } from "../support/room-browser.ts";

const city = await roomCity();
const { people, portal, client } = city;
const convener = await city.city.person("许闻", { unit: city.city.east, duty: "convener" });
await db().person.update({
  where: { id: convener.personId },
  data: { passwordHash: await hashPassword(city.password) },
});
/** The node that answers now: a test that is told a second time kills the one that came after. */
let serving = portal;
const open = pageOpener(city, await openBrowser());

const text = (page: Page) => page.locator("[data-report-text]");
const line = (page: Page, words: string) => text(page).locator(".report-line", { hasText: words });
const written = async (page: Page) => ((await text(page).textContent()) ?? "").replace(/\s+/g, "");
/** The editor has the server's text. */
const ready = (page: Page, words = "现将有关情况报告如下") => line(page, words).first().waitFor();
const saved = (page: Page) =>
  expect.poll(() => page.getByText(/^已存 /).count(), { message: "the server says that it is saved" }).toBe(1);
async function caretAtEnd(page: Page, words: string) {
  await line(page, words).first().click();
  await page.keyboard.press("End");
}

it("two write one report, an input method composes, the server dies; it is frozen, signed, printed and downloaded", async () => {
  const zhou = await client(people.coordinator);
  const { incidentId } = await zhou.must<{ incidentId: string }>("report", {
    title: "搅拌站扬尘噪声",
    level: 2,
    countyId: city.city.east.id,
    place: "村口",
    occurredAt: new Date(Date.now() - 600_000).toISOString(),
  });
  await zhou.must("head-count", { incidentId, count: 46, eventTime: new Date(Date.now() - 300_000).toISOString() });
  await zhou.must("post", { incidentId, text: "代表同意坐下来谈" });
  const struck = await zhou.must<{ seq: number }>("post", { incidentId, text: "现场约八十人" });
  await zhou.must("strike", { incidentId, seq: struck.seq, reason: "与清点数不符" });

  // Begun from the room; the recorder is led to the same draft.
  const hers = await open(people.coordinator, `/incidents/${incidentId}`);
  await hers.getByRole("button", { name: "拟首报" }).click();
  await hers.waitForURL(/\/reports\//);
  const path = new URL(hers.url()).pathname;
  const reportId = path.split("/").at(-1)!;
  const his = await open(people.recorder, path);
  await Promise.all([ready(hers), ready(his)]);
  await expect.poll(() => hers.getByText("2 人在写").count()).toBe(1);

  // A tick writes at the caret and leaves its number in the margin, here and there; a struck entry cannot be picked.
  await caretAtEnd(hers, "一、基本情况。");
  await hers.getByRole("checkbox", { name: "采入 #2", exact: true }).click();
  await expect.poll(() => written(his)).toMatch(/一、基本情况。至\d+时\d+分，现场有群众46人。/);
  await expect.poll(() => his.locator('[data-source="2"]').count()).toBe(1);
  await expect.poll(() => his.getByText("#2", { exact: true }).count()).toBeGreaterThan(1);
  expect(await hers.locator(`[data-entry="${struck.seq}"] input`).isDisabled()).toBe(true);

  // What is being composed stays so while another writes, and goes in whole.
  await caretAtEnd(his, "三、下一步安排");
  const cdp = await his.context().newCDPSession(his);
  await text(his).evaluate((element) => {
    const counts = { started: 0, ended: 0 };
    Object.assign(window, { counts });
    element.addEventListener("compositionstart", () => counts.started++);
    element.addEventListener("compositionend", () => counts.ended++);
  });
  await cdp.send("Input.imeSetComposition", { text: "jin wan", selectionStart: 7, selectionEnd: 7 });
  await caretAtEnd(hers, "二、已做工作");
  await hers.keyboard.press("Enter");
  await hers.keyboard.insertText("市生态环境局已出具监测记录。");
  await expect.poll(() => written(his)).toContain("市生态环境局已出具监测记录。");
  await cdp.send("Input.imeSetComposition", { text: "jin wan qian", selectionStart: 12, selectionEnd: 12 });
  expect(await his.evaluate(() => (window as unknown as { counts: object }).counts)).toEqual({ started: 1, ended: 0 });
  await cdp.send("Input.insertText", { text: "。今晚前讲清数据" });
  await expect.poll(() => written(hers)).toContain("三、下一步安排。今晚前讲清数据");
  expect(await written(his)).not.toContain("jin");

  // A newer head count is asked about and changes nothing by itself.
  await zhou.must("head-count", { incidentId, count: 41 });
  const take = hers.getByRole("button", { name: "换成 41" });
  await take.waitFor();
  expect(await written(hers)).toContain("群众46人");
  await take.click();
  await expect.poll(() => written(his)).toContain("群众41人");
  await saved(hers);

  // The server is killed; what is written meanwhile is kept here and merged when it is back.
  const port = new URL(portal.address).port;
  await serving.kill();
  await hers.getByText(/连接已断/).waitFor();
  await caretAtEnd(hers, "后续情况及时报告。");
  await hers.keyboard.insertText("断线时写的。");
  serving = await startPortal({ env: { DATABASE_URL: portal.databaseUrl, LIANXI_MODE: "test", PORT: port } });
  await expect.poll(() => written(his), { timeout: 60_000 }).toContain("断线时写的。");
  expect(await written(his)).toBe(await written(hers));
  await saved(hers);
  expect(await axeFindings(hers)).toEqual([]);

  // Checked, frozen, signed: the text is what was seen, and takes no keystroke any more.
  const words = await written(hers);
  await his.getByRole("button", { name: "核稿", exact: true }).click();
  await hers.getByRole("button", { name: "冻结并送签" }).click();
  await his.getByText("待签发").first().waitFor();
  await expect.poll(() => hers.locator("[contenteditable]").count()).toBe(0);
  const signer = await open(convener, path);
  await signer.getByRole("button", { name: "签发并报送" }).click();
  await signer.getByRole("dialog").getByRole("button", { name: "签发" }).click();
  await hers
    .getByText(/试联办报〔\d{4}〕\d+号/)
    .first()
    .waitFor();
  const frozen = await db().reportFrozen.findFirstOrThrow({ where: { reportId } });
  expect(frozen.paragraphs.join("").replace(/\s+/g, "")).toBe(words);
  expect(frozen.sources).toEqual([7]);

  // Paper: the measures of GB/T 9704, the number, the words.
  const paper = await open(people.recorder, `${path}/print`);
  await paper
    .getByText(/试联办报/)
    .first()
    .waitFor();
  expect(await paper.locator(".report-page").textContent()).toContain("群众41人");
  const docx = await (await client(people.coordinator)).get(`${path}/docx`);
  expect(docx.headers.get("content-disposition")).toContain("attachment");
  const parts = await partsOf(Buffer.from(await docx.arrayBuffer()));
  const body = parts.get("word/document.xml")!;
  expect(body).toMatch(/<w:pgSz[^>]*w:w="11906"[^>]*w:h="1683[78]"/);
  for (const margin of ['w:top="2098"', 'w:left="1587"', 'w:right="1474"', 'w:bottom="1984"'])
    expect(body).toContain(margin);
  expect(body.replace(/<[^>]+>/g, "")).toContain("市生态环境局已出具监测记录。");
  expect([...parts.keys()].filter((name) => /^word\/footer\d\.xml$/.test(name)).length).toBe(2);
  const log = await db().accessEntry.findMany({
    where: { subjectId: incidentId, action: { in: ["print", "download"] } },
  });
  expect(log.map((entry) => entry.action).sort()).toEqual(["download", "print"]);

  // A unit with a part reads the room and not the report; an outsider learns nothing.
  for (const who of [people.liaison, people.outsider]) {
    const stranger = await client(who);
    for (const below of ["", "/print", "/docx"])
      expect((await stranger.get(`${path}${below}`, { Accept: "text/html" })).status).toBe(404);
  }
});

it("without scripts the saved text can be read", async () => {
  const zhou = await client(people.coordinator);
  const { incidentId } = await zhou.must<{ incidentId: string }>("report", {
    title: "停水",
    level: 3,
    countyId: city.city.east.id,
    place: "村口",
    occurredAt: new Date().toISOString(),
  });
  const { reportId } = await zhou.must<{ reportId: string }>("draft-report", { incidentId });
  const page = await open(people.recorder, `/incidents/${incidentId}/reports/${reportId}`, {
    javaScriptEnabled: false,
  });
  expect(await page.locator(".report-sheet").textContent()).toContain("现将有关情况报告如下");
  expect(await page.content()).toContain("请在浏览器里允许运行脚本");
});
