import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { openBrowser } from "../support/browser.ts";
import { axeFindings, pageOpener } from "../support/portal-pages.ts";
import { roomCity } from "../support/room-browser.ts";

const made = await roomCity();
const { city, people, client } = made;
const convener = await city.person("许闻", { unit: city.east, duty: "convener" });
await db().person.update({
  where: { id: convener.personId },
  data: { passwordHash: await hashPassword(made.password) },
});
const open = pageOpener(made, await openBrowser());
const zhou = await client(people.coordinator);

const text = (page: Page) => page.locator("[data-report-text]");
const line = (page: Page, words: string) => text(page).locator(".report-line", { hasText: words }).first();
const beside = (page: Page) => page.getByRole("complementary", { name: "批注" });
const dialog = (page: Page) => page.getByRole("dialog");
/** What the browser paints as the words of comments, in order. */
const painted = (page: Page) =>
  page.evaluate(() =>
    ["report-comment", "report-comment-active"].flatMap((name) =>
      [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()),
    ),
  );
/** Marks words with the keys alone: from the end of their line backwards. */
async function mark(page: Page, words: string, length: number) {
  await line(page, words).click();
  await page.keyboard.press("End");
  for (let index = 0; index < length; index++) await page.keyboard.press("Shift+ArrowLeft");
}
async function aDraft(title: string) {
  const { incidentId } = await zhou.must<{ incidentId: string }>("report", {
    ...{
      title,
      level: 2,
      countyId: city.east.id,
      place: "村口",
      occurredAt: new Date(Date.now() - 600_000).toISOString(),
    },
  });
  const { reportId } = await zhou.must<{ reportId: string }>("draft-report", { incidentId });
  return { incidentId, reportId, path: `/incidents/${incidentId}/reports/${reportId}` };
}
async function send(reportId: string) {
  await zhou.must("check-report", { reportId });
  await zhou.must("freeze-report", { reportId });
  await (await client(convener)).must("sign-report", { reportId, version: 1 });
}

test("comments beside the text: live for the other writer, held by their words, answered, settled, frozen with the report", async () => {
  const { reportId, path } = await aDraft("搅拌站扬尘噪声");
  const hers = await open(people.coordinator, path);
  const his = await open(people.recorder, path);
  await Promise.all([line(hers, "后续情况").waitFor(), line(his, "后续情况").waitFor()]);
  await beside(hers).getByText("还没有批注").waitFor();

  // By keys alone; what was typed is still there when the dialog was closed by mistake.
  await mark(hers, "后续情况及时报告", 9);
  await hers.keyboard.press("Control+Alt+m");
  await dialog(hers).getByText("「后续情况及时报告。」").waitFor();
  await dialog(hers).getByRole("textbox", { name: "批注" }).fill("写明几点前再报");
  await hers.keyboard.press("Escape");
  await mark(hers, "后续情况及时报告", 9);
  await hers.getByRole("button", { name: "批注", exact: true }).click();
  await expect.poll(() => dialog(hers).getByRole("textbox", { name: "批注" }).inputValue()).toBe("写明几点前再报");
  await hers.keyboard.press("Control+Enter");
  const card = (page: Page) => beside(page).locator("[data-comment]", { hasText: "写明几点前再报" });
  await card(his).waitFor();
  await expect.poll(() => painted(his)).toEqual(["后续情况及时报告。"]);

  // The words move and grow; the comment stays with them, and the text knows nothing of it.
  await line(his, "后续情况").click();
  await his.keyboard.press("Home");
  await his.keyboard.insertText("另外，");
  await expect.poll(() => line(hers, "另外，").count()).toBe(1);
  await expect.poll(() => painted(hers)).toEqual(["后续情况及时报告。"]);
  expect(await axeFindings(hers)).toEqual([]);

  await card(his).getByRole("button", { name: "回复" }).click();
  await dialog(his).getByRole("textbox", { name: "回复" }).fill("已写 17 时前");
  await his.keyboard.press("Control+Enter");
  await card(hers).getByText("已写 17 时前").waitFor();

  // The signer cannot write the text and remarks all the same, here on the whole of it.
  const signer = await open(convener, path);
  await signer.getByRole("button", { name: "批注", exact: true }).click();
  await dialog(signer).getByText("没有选中文字").waitFor();
  await dialog(signer).getByRole("textbox", { name: "批注" }).fill("再短些");
  await dialog(signer).getByRole("button", { name: "批注" }).click();
  await beside(hers).getByText("再短些").waitFor();
  await card(hers).getByRole("button", { name: "了结" }).click();
  await beside(his).getByText("已了结 1 条").waitFor();
  await expect.poll(() => painted(his)).toEqual([]);

  // 写作记录: who wrote, and the steps of the office.
  await hers.getByRole("button", { name: "写作记录" }).click();
  await expect
    .poll(() => dialog(hers).locator("[data-writings]").textContent())
    .toMatch(/周敏草拟[\s\S]*林佳写第 1 版/);
  await hers.keyboard.press("Escape");

  expect(await hers.getByText("1 条批注未了结").isVisible()).toBe(true);

  // Frozen, it stands there for good; on paper and in the file there is nothing of it.
  await expect.poll(() => hers.getByText(/^已存 /).count()).toBe(1);
  await zhou.must("check-report", { reportId });
  await zhou.must("freeze-report", { reportId });
  await expect
    .poll(() =>
      beside(hers)
        .getByRole("button", { name: /回复|了结|重开/ })
        .count(),
    )
    .toBe(0);
  await beside(hers).getByText("再短些").waitFor();
  const paper = await open(people.coordinator, `${path}/print`);
  expect(await paper.locator("main").textContent()).toContain("另外，");
  expect(await paper.content()).not.toMatch(/再短些|写明几点前再报/);
  await hers.emulateMedia({ media: "print" });
  expect(await beside(hers).isVisible()).toBe(false);
  const stranger = await client(people.liaison);
  const reply = await stranger.run("comment-report", { reportId, version: 1, text: "看" });
  expect(reply).toMatchObject({ ok: false, code: "not_found" });
});

test("a follow-up is compared with the first report: what is gone, what is new, as it is being written", async () => {
  const first = await aDraft("厂门口聚集");
  await send(first.reportId);
  const { reportId } = await zhou.must<{ reportId: string }>("draft-report", { incidentId: first.incidentId });
  const page = await open(people.recorder, `/incidents/${first.incidentId}/reports/${reportId}`);
  await line(page, "后续情况").click();
  await page.keyboard.press("End");
  await page.keyboard.insertText("今晚二十时再报。");
  await page.getByText("与首报比较").click();
  const half = (name: string) => page.locator("h3", { hasText: name }).locator("..");
  await expect.poll(() => half("新增").textContent()).toContain("今晚二十时再报。");
  await expect
    .poll(() =>
      half("新增")
        .locator(".font-bold")
        .allTextContents()
        .then((parts) => parts.join("")),
    )
    .toContain("今晚二十时再报");
  expect(await half("删去").textContent()).not.toContain("今晚二十时再报。");
  expect(await half("删去").textContent()).toContain("现将有关情况报告如下");
  await page.locator("label", { hasText: /^正文$/ }).click();
  await line(page, "今晚二十时再报。").waitFor();
});

test("on a phone the act of the report lies across the foot, wherever one has scrolled to", async () => {
  const { incidentId, path } = await aDraft("停水");
  for (let index = 0; index < 15; index++) await zhou.must("post", { incidentId, text: `送水车第 ${index} 趟` });
  const page = await open(people.coordinator, path, { viewport: { width: 390, height: 844 } });
  await line(page, "后续情况").waitFor();
  const check = page.getByRole("button", { name: "核稿", exact: true });
  for (const y of [0, 10_000]) {
    await page.evaluate((top) => window.scrollTo(0, top), y);
    const box = (await check.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(844);
    expect(box.y).toBeGreaterThan(760);
    expect([box.width > 300, box.height >= 44]).toEqual([true, true]);
  }
  // The order of the office ends the page, above the act and not under it.
  const order = (await page.locator("[data-state-bar] ol").boundingBox())!;
  expect(order.y).toBeGreaterThan(44);
  expect(order.y + order.height).toBeLessThanOrEqual((await check.boundingBox())!.y);
  const list = (await page.getByRole("region", { name: "时间线" }).boundingBox())!;
  expect(list.width).toBe(390);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
