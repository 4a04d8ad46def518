import type { Locator, Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { openBrowser } from "../support/browser.ts";
import { axeFindings, pageOpener } from "../support/portal-pages.ts";
import { roomCity } from "../support/room-browser.ts";

const made = await roomCity();
const { city, people, client } = made;
const browser = await openBrowser();
const open = pageOpener(made, browser);
const coordinator = await client(people.coordinator);
const liaison = await client(people.liaison);
afterAll(() => {
  coordinator.close();
  liaison.close();
});

const dialog = (page: Page) => page.getByRole("dialog");
/** Chooses in a combo box by what is typed. */
async function choose(box: Locator, text: string) {
  await box.fill(text);
  await box.page().getByRole("option", { name: text }).first().click();
}

test("an exercise goes from its template to a review that is frozen and printed, marked on every page", async () => {
  const page = await open(people.coordinator, "/admin/templates?new=1");
  await page.getByLabel(/事件类别/).fill("停电");
  await page.getByRole("button", { name: "加单位" }).click();
  await choose(page.getByRole("combobox", { name: "第 1 个单位" }), "东县卫健局");
  await page.getByRole("button", { name: "加任务" }).click();
  await page.getByRole("button", { name: "保存" }).click();
  // A line without words is refused at its field; what was typed stays.
  await page.getByText("请填写任务内容").waitFor();
  await page.getByRole("textbox", { name: "任务内容" }).fill("设休息点");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已存为第 1 版").waitFor();
  await page.waitForURL(/id=/);
  expect(await axeFindings(page)).toEqual([]);

  await page.goto(`${made.portal.address}/incidents?report=1`);
  await dialog(page).getByLabel(/标题/).fill("停电疏导演练");
  await dialog(page).locator("input[name=level][value='3']").check();
  await dialog(page).getByLabel(/县区/).selectOption({ label: "东县" });
  await dialog(page).getByLabel(/地点/).fill("供电所");
  await dialog(page)
    .getByLabel(/事件类别/)
    .selectOption({ label: "停电" });
  await dialog(page)
    .getByLabel(/这是演练/)
    .check();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
  const incidentId = page.url().split("/").at(-1)!;
  await expect.poll(() => page.title()).toMatch(/演练 停电疏导演练/);

  await page.getByRole("button", { name: "按模板" }).click();
  await dialog(page).getByText("设休息点").waitFor();
  expect(await dialog(page).getByRole("heading", { level: 2 }).textContent()).toContain("演练");
  await dialog(page).getByRole("button", { name: "加入 2 项" }).click();
  await page.getByText("已加入 2 项").waitFor();
  // Again there is nothing to add.
  await page.getByRole("button", { name: "按模板" }).click();
  await expect.poll(() => dialog(page).getByText("已在事件里").count()).toBe(2);
  await page.keyboard.press("Escape");

  const { id: assignmentId } = await db().assignment.findFirstOrThrow({ where: { incidentId } });
  await liaison.must("accept", { assignmentId });
  await liaison.must("post", { incidentId, text: "牌子字太小，走过了头" });
  await coordinator.must("close", { incidentId, outcome: "演练结束" });

  const path = `/incidents/${incidentId}/review`;
  await page.goto(made.portal.address + path);
  await page.getByRole("button", { name: "开始复盘" }).click();
  await page.getByRole("button", { name: "添加" }).click();
  await dialog(page).getByLabel("得失 *").fill("下次用落地牌");
  await page.keyboard.press("Control+Enter");
  await dialog(page).getByText("每条得失须写明出处").waitFor();
  const { seq } = await db().event.findFirstOrThrow({
    where: { streamId: incidentId, name: "incidents.entry.posted" },
  });
  await dialog(page).getByLabel(/出处/).fill(`#${seq}`);
  await page.keyboard.press("Control+Enter");
  await page.getByText("下次用落地牌").waitFor();
  await dialog(page).waitFor({ state: "detached" });

  await page.getByRole("button", { name: "派任务" }).click();
  await dialog(page)
    .getByLabel(/任务内容/)
    .fill("做四块落地牌");
  await choose(dialog(page).getByRole("combobox", { name: /单位/ }), "东县卫健局");
  await choose(dialog(page).getByRole("combobox", { name: /负责人/ }), "邱悦");
  await page.keyboard.press("Control+Enter");
  await page.getByText("做四块落地牌").waitFor();
  await dialog(page).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "补一项" }).click();
  await dialog(page).getByLabel("答应了什么 *").fill("夜里派人守电箱");
  await dialog(page).getByLabel(/对谁/).fill("全体住户");
  await choose(dialog(page).getByRole("combobox", { name: /单位/ }), "东县卫健局");
  await page.keyboard.press("Control+Enter");
  await page.getByText("夜里派人守电箱").waitFor();
  await page.getByText("1 项，兑现 0").waitFor();
  await dialog(page).waitFor({ state: "detached" });
  expect(await axeFindings(page)).toEqual([]);

  // The unit, on a phone: reads it and dissents; the coordinator's page hears of it.
  const phone = await open(people.liaison, path, { viewport: { width: 390, height: 844 } });
  expect(await phone.getByRole("button", { name: "定稿" }).count()).toBe(0);
  await phone.getByRole("button", { name: "我单位已看" }).click();
  await page.getByText("1 / 1，可留不同意见").waitFor();
  await phone.getByRole("button", { name: "不同意见" }).click();
  await dialog(phone)
    .getByLabel(/不同意见/)
    .fill("当时已用手写牌");
  await dialog(phone).getByRole("button", { name: "留下意见" }).click();
  await page.getByText("当时已用手写牌").waitFor();
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.getByRole("button", { name: "定稿" }).click();
  await dialog(page).getByRole("button", { name: "定稿" }).click();
  await page.getByText(/\d 定稿$/).waitFor();
  expect(await page.getByRole("button", { name: /添加|增减|派任务|修改得失/ }).count()).toBe(0);
  expect(await phone.getByRole("button", { name: "不同意见" }).count()).toBe(1);

  const printed = () => db().accessEntry.count({ where: { action: "print", subjectId: incidentId } });
  expect(await printed()).toBe(0);
  await page.getByRole("button", { name: "打印存档" }).click();
  await expect.poll(printed).toBe(1);
  await page.emulateMedia({ media: "print" });
  for (const words of ["经过", "各单位答复用时", "得失", "后续任务", "各单位看过", "当时已用手写牌"])
    expect(await page.getByText(words).first().isVisible(), words).toBe(true);
  expect(await page.getByText("演练", { exact: true }).first().isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "打印存档" }).isVisible()).toBe(false);
  await page.emulateMedia({ media: "screen" });

  await page.getByRole("button", { name: "导出" }).click();
  await dialog(page).getByLabel(/用途/).fill("存入演练档案");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: "导出" }).click(),
  ]);
  expect(download.suggestedFilename()).toContain("演练");
  const logged = await db().accessEntry.findFirstOrThrow({ where: { action: "export", subjectId: incidentId } });
  expect(logged.reason).toBe("存入演练档案");
});

test("two coordinators on one lesson: both texts stay, and the second chooses", async () => {
  const { incidentId } = await coordinator.must<{ incidentId: string }>("report", {
    ...{ title: "聚集", level: 2, countyId: city.east.id, place: "村口", occurredAt: new Date().toISOString() },
  });
  await coordinator.must("close", { incidentId, outcome: "了结" });
  await coordinator.must("move", { incidentId, from: "closed", to: "reviewed" });
  const { lessonId } = await coordinator.must<{ lessonId: string }>("review-add-lesson", {
    ...{ incidentId, text: "一稿", sources: [1] },
  });
  const page = await open(people.coordinator, `/incidents/${incidentId}/review`);
  await page.getByRole("button", { name: "修改得失 1" }).click();
  await dialog(page).getByLabel("得失 *").fill("我的写法");
  await coordinator.must("review-edit-lesson", { lessonId, version: 1, text: "他人的写法", sources: [1] });
  await page.keyboard.press("Control+Enter");
  await dialog(page).getByText("他人的写法").waitFor();
  await dialog(page).getByRole("button", { name: "以我写的保存" }).click();
  await dialog(page).waitFor({ state: "detached" });
  await page.getByText("我的写法").waitFor();
  await expect
    .poll(async () => (await db().reviewLesson.findUniqueOrThrow({ where: { id: lessonId } })).version)
    .toBe(3);
});
