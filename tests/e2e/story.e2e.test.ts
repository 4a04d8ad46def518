import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client as Pg } from "pg";
import type { Locator, Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { root } from "../../cli/paths.ts";
import { openBrowser } from "../support/browser.ts";
import { peopleAt, timelineOf, untilLive } from "../support/person.ts";
import { type GrievanceFile, plantedGrievances } from "../support/planted-grievances.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const sit = peopleAt(portal.address, await openBrowser());
const pg = new Pg({ connectionString: portal.databaseUrl });
await pg.connect();
afterAll(() => pg.end());

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name });
const button = (where: Page | Locator, name: string | RegExp) => where.getByRole("button", { name });
const gone = (dialog: Locator) => dialog.waitFor({ state: "detached" });
/** Words that stand on the screen; parts of the phone's page are in the document as well. */
const shows = (where: Page | Locator, text: string | RegExp, options = {}) =>
  where.getByText(text, options).filter({ visible: true }).first().waitFor();
const thousands = (n: number) => n.toLocaleString("en-US");

/** Chooses in a field that finds by name. */
async function choose(page: Page, field: Locator, typed: string) {
  await field.fill(typed);
  await page.locator("[role=listbox] [role=option]").filter({ hasText: typed }).first().click();
}

/** 导入: a file, its dry run, the button that names the number. */
async function importFile(page: Page, file: GrievanceFile) {
  await page.getByRole("link", { name: "导入" }).click();
  await page.getByLabel("表格文件").setInputFiles({
    name: file.name,
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: file.content,
  });
  await button(page, "上传并试读").click();
  const drawer = page.getByRole("complementary", { name: "导入信访件" });
  await drawer.getByText("试读完成").first().waitFor({ timeout: 60_000 });
  const { rows } = await pg.query("select count(*)::int n from submission where external_number = any($1)", [
    file.plant,
  ]);
  expect(rows[0].n).toBe(0);
  const whole = file.read === file.written;
  await button(drawer, `${whole ? "导入" : "导入可用的"} ${thousands(file.written)} 行`).click();
  await drawer.getByText("已写入").first().waitFor({ timeout: 60_000 });
  await drawer.getByRole("link", { name: "查看这批" }).click();
  await shows(page, `共 ${thousands(file.written)} 件`);
}

/** 查询 for the plant, and a tick at each message about it and at no other. */
async function selectPlant(page: Page, file: GrievanceFile, words: string) {
  await page.getByLabel("关键词").fill(words);
  await button(page, "查询").click();
  await page.waitForURL(/[?&]q=/);
  const { rows } = await pg.query<{ id: string }>("select id from submission where external_number = any($1)", [
    file.plant,
  ]);
  expect(rows.length).toBe(file.plant.length);
  await page.getByRole("checkbox", { name: "选择本页全部" }).check();
  const wanted = new Set(rows.map((row) => row.id));
  const boxes = page.locator("tbody input[type=checkbox]");
  const values = await boxes.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  expect(values).toEqual(expect.arrayContaining([...wanted]));
  for (const [i, id] of values.entries()) if (!wanted.has(id)) await boxes.nth(i).uncheck();
}

/** 由所选 n 件立群体事件, and the report; answers with the incident's id. */
async function report(page: Page, file: GrievanceFile, title: string): Promise<string> {
  const count = file.plant.length;
  await button(page, `由所选 ${count} 件立群体事件`).click();
  const dialog = dialogOf(page, "报告事件");
  await shows(dialog, `由 ${count} 件信访件报告`);
  await dialog.getByLabel("标题").fill(title);
  await dialog.getByRole("radio", { name: /二级/ }).check();
  await dialog.getByLabel("县区").selectOption({ label: "禾塘县" });
  await dialog.getByLabel("地点").fill("东闸镇 厂区门口");
  await dialog.getByLabel("起因").fill("夜间生产，多次反映没有结果");
  await button(dialog, "报告").click();
  await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await shows(page, `信访件 ${count} 件`);
  return page.url().slice(-36);
}

/** The same on all screens: every entry once, in order of number, in the same words. */
async function sameTimeline(...pages: Page[]) {
  const [first, ...others] = pages;
  for (const other of others)
    await expect.poll(async () => timelineOf(other), { timeout: 20_000 }).toEqual(await timelineOf(first!));
  const seqs = (await timelineOf(first!)).map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.map((_, i) => seqs[0]! + i));
}

async function tellStory(file: GrievanceFile, title: string) {
  const zhong = await sit("zhongyingxue", "/submissions");
  const { page } = zhong;
  await importFile(page, file);
  const words = file.query ?? (await wordsOf(file.plant));
  await selectPlant(page, file, words);
  const incidentId = await report(page, file, title);
  const room = `/incidents/${incidentId}`;

  // Three units.
  await button(page, "交办单位").click();
  const dispatch = dialogOf(page, "交办单位");
  for (const unit of ["禾塘县卫健局", "禾塘县司法局", "东闸镇政府"])
    await choose(page, dispatch.getByRole("combobox"), unit);
  await dispatch.getByPlaceholder(/要求/).first().fill("带急救人员，先到厂门口");
  await button(dispatch, "交办 3 个单位").click();
  await gone(dispatch);
  await shows(page, "先行调度");

  // One accepts at her own screen, found on her board.
  const luo = await sit("luoxiaotang", "/incidents");
  await luo.page.locator("[data-card]").getByRole("link", { name: title }).click();
  await luo.page.waitForURL(`**${room}`);
  await button(luo.page, "接受").click();
  await shows(page, "接受 1", { exact: true });

  // One objects; the coordinator upholds; then she accepts.
  const miao = await sit("miaokexin", room);
  await button(miao.page, "提出异议").first().click();
  const object = dialogOf(miao.page, /提出异议/);
  await object.getByRole("textbox").fill("本局不办理环境投诉，建议交生态环境分局");
  await button(object, "提出异议").click();
  await gone(object);
  await shows(page, "本局不办理环境投诉，建议交生态环境分局");
  await button(page, "维持交办").click();
  const settle = dialogOf(page, /^维持对/);
  await settle.getByRole("textbox").fill("只请到场解答法律问题");
  await button(settle, "维持交办").click();
  await gone(settle);
  await button(miao.page, "接受").click();
  await shows(page, "接受 2", { exact: true });

  // One by telephone.
  await button(page, "电话代记").click();
  const phone = dialogOf(page, "电话代记");
  await phone.getByLabel("单位").selectOption({ label: "东闸镇政府" });
  await phone.getByLabel("对方姓名").fill("丁满仓");
  await button(phone, "记入").click();
  await gone(phone);
  await shows(page, "接受 3", { exact: true });

  // Two demands and a task.
  for (const [text, unit] of [
    ["夜间停止破碎作业", "禾塘县卫健局"],
    ["赔偿清洗费用", "东闸镇政府"],
  ] as const) {
    await button(page, "添加").click();
    const demand = dialogOf(page, "添加诉求");
    await demand.getByLabel("诉求内容").fill(text);
    await choose(page, demand.getByRole("combobox"), unit);
    await button(demand, "保存").click();
    await gone(demand);
  }
  await button(page, "派任务").click();
  const task = dialogOf(page, "派任务");
  await task.getByLabel("类型").selectOption({ label: "接谈" });
  await task.getByLabel("内容").fill("与代表谈夜间作业");
  await choose(page, task.getByLabel("承办单位"), "禾塘县卫健局");
  await button(task, "派任务").click();
  await gone(task);
  await shows(luo.page, "与代表谈夜间作业");

  // On through the phases.
  for (const phase of ["到场", "对话"]) {
    await button(page, `移至 ${phase}`).click();
    await page.locator("li[aria-current=step]").getByText(phase).waitFor();
  }

  // Both write at the same moment; one loads the page anew; both show the same.
  const entry = (at: Page) => at.getByRole("textbox", { name: "记录内容" });
  await entry(page).fill("县里已通知厂方负责人到场");
  await entry(luo.page).fill("救护车停在厂门东侧");
  await Promise.all([page, luo.page].map((at) => entry(at).press("Control+Enter")));
  for (const at of [page, luo.page, miao.page])
    for (const text of ["县里已通知厂方负责人到场", "救护车停在厂门东侧"])
      await at.locator("[data-timeline] li[data-seq]").filter({ hasText: text }).waitFor();
  await luo.page.reload();
  await untilLive(luo.page);
  await sameTimeline(page, luo.page, miao.page);

  // Head counts: first one, then more people.
  for (const [count, shown] of [
    ["180", "180"],
    ["240", "240"],
  ] as const) {
    await page.getByRole("radio", { name: "人数" }).check({ force: true });
    await page.getByRole("spinbutton", { name: "现场人数" }).fill(count);
    await button(page, "记入").click();
    await shows(luo.page, `现场清点 ${shown} 人`);
  }
  await shows(luo.page, "较前增加 60 人");

  // What was asked is answered by its unit, or goes on; then the task is done.
  await button(luo.page, /^答复$/).click();
  const answer = dialogOf(luo.page, /^答复诉求/);
  await answer.getByRole("textbox").fill("自今晚起 20 时后停机，卫健局每晚到场检测");
  await button(answer, "答复").click();
  await gone(answer);
  await shows(page, "已答复");
  await page.getByText("赔偿清洗费用").first().hover();
  await button(page, "诉求 2 的操作").click();
  await page.getByRole("menuitem", { name: "结转为信访事项" }).click();
  const carry = dialogOf(page, "结转诉求 2");
  await carry.getByRole("textbox").fill("费用须评估，转信访事项办理");
  await button(carry, "结转为信访事项").click();
  await gone(carry);
  await button(luo.page, "任务「与代表谈夜间作业」的操作").click();
  await luo.page.getByRole("menuitem", { name: "完成" }).click();
  const finish = dialogOf(luo.page, "完成任务");
  await finish.getByRole("textbox").first().fill("已谈，代表五人在场");
  await button(finish, "完成").click();
  await gone(finish);

  // Agreed and closed.
  await button(page, "移至 达成").click();
  await page.locator("li[aria-current=step]").getByText("达成").waitFor();
  await button(page, "移至 办结").click();
  const close = dialogOf(page, "办结");
  await close.getByRole("textbox").fill("厂方停止夜间作业，费用转信访事项");
  await button(close, "办结").click();
  await gone(close);
  for (const at of [page, luo.page, miao.page]) await shows(at, /事件已于 .* 办结/);
  await sameTimeline(page, luo.page, miao.page);

  // The board has it closed, and the messages say what became of them.
  await page.goto(`${portal.address}/incidents`);
  await expect.poll(() => page.locator("[data-phase=closed]").textContent()).toMatch(/办结/);
  await page.goto(`${portal.address}/submissions?q=${encodeURIComponent(words)}`);
  expect(await page.getByText("已关联事件").count()).toBe(file.plant.length);
}

/**
 * Two words that all of these messages hold and as few others as possible: what a clerk would type. Found at run time, so that
 * nothing of a file's text stands here.
 */
async function wordsOf(plant: readonly string[]): Promise<string> {
  const { rows } = await pg.query<{ number: string; text: string }>(
    "select external_number as number, title || ' ' || body as text from submission",
  );
  const mine = rows.filter((row) => plant.includes(row.number)).map((row) => row.text);
  const pairs = (text: string) =>
    new Set([...text].flatMap((_, i) => /^\p{Script=Han}{2}$/u.exec(text.slice(i, i + 2)) ?? []));
  const shared = [...pairs(mine[0]!)].filter((word) => mine.every((text) => text.includes(word)));
  const found = shared.flatMap((a) => shared.filter((b) => b > a).map((b) => [a, b]));
  const hits = (words: string[]) => rows.filter((row) => words.every((word) => row.text.includes(word))).length;
  const [best] = found.map((words) => ({ words, hits: hits(words) })).sort((a, b) => a.hits - b.hits);
  return best!.words.join(" ");
}

describe("from a spreadsheet to a closed incident", () => {
  it("with a file of the messy shape that message boards export", { timeout: 180_000 }, () =>
    tellStory(plantedGrievances(), "沙洲碎石厂扬尘"),
  );

  const folder = join(root, "../shared/data");
  const sheet = join(folder, "grievances.xlsx");
  const name = "with the 49 of 3,823 real messages that share one cause (../shared/data/grievances.xlsx)";
  it.skipIf(!existsSync(sheet))(name, { timeout: 240_000 }, async () => {
    const clusters = JSON.parse(readFileSync(join(folder, "same-cause-clusters.json"), "utf8"));
    const plant = (clusters["lifa-mixing-plant"] as number[]).map(String);
    expect(plant.length).toBe(49);
    const content = readFileSync(sheet);
    await tellStory(
      { name: "grievances.xlsx", content, read: 3823, written: 3823, plant, query: null },
      "四十九件同因",
    );
  });
});
