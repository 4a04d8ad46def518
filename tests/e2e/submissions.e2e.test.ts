import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { Client as Pg } from "pg";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { peopleAt, press } from "../support/person.ts";
import { startPortal } from "../support/portal.ts";
import { sheetTexts } from "../support/sheet-texts.ts";
import { templateHeader, xlsxFile } from "../support/xlsx-file.ts";

const portal = await startPortal();
const browser = await openBrowser();
const sit = peopleAt(portal.address, browser);
const pg = new Pg({ connectionString: portal.databaseUrl });
await pg.connect();
const folder = mkdtempSync(join(tmpdir(), "lianxi-submissions-e2e-"));
afterAll(async () => {
  await pg.end();
  rmSync(folder, { recursive: true, force: true });
});

const one = async (text: string, values: unknown[] = []) => (await pg.query(text, values)).rows[0];
const drawer = (page: Page) => page.locator("aside");
const row = (page: Page, i: number) => page.locator("tbody tr").nth(i);
const box = (page: Page, i: number) => row(page, i).getByRole("checkbox");
const selected = (page: Page) => page.getByRole("status").filter({ hasText: "已选" });
const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join("; ")}`,
  );

function sheet(name: string, rows: readonly (readonly (string | null)[])[]): string {
  const path = join(folder, name);
  writeFileSync(path, xlsxFile({ rows: [templateHeader, ...rows] }));
  return path;
}
const line = (number: string | null, title: string, at = "2026-11-20 10:00", channel = "来电") =>
  [number, "陶明华", title, at, `${title}，请管一管。`, channel, "", "砚溪镇", "13800001234"] as const;

async function upload(page: Page, path: string): Promise<void> {
  await page.getByLabel("表格文件").setInputFiles(path);
  await page.getByRole("button", { name: "上传并试读" }).click();
}

/** The page of one import, its dry run done. */
async function dryRunDone(page: Page): Promise<void> {
  await page.waitForURL(/\/submissions\/import\/[0-9a-f-]{36}/);
  await drawer(page).locator("dl").waitFor();
  await drawer(page).getByRole("button", { name: "放弃" }).waitFor();
}

describe("importing", () => {
  it("a wrong file has one red line above the file box, and nothing else has changed", async () => {
    const { page } = await sit("huoting", "/submissions/import");
    const formula = join(folder, "formula.xlsx");
    const planted = { xml: (ref: string) => `<c r="${ref}"><f>1+1</f><v>2</v></c>` };
    writeFileSync(formula, xlsxFile({ rows: [templateHeader, [planted, "陶", "题", "2026-11-01", "文", "来电"]] }));
    await upload(page, formula);
    await expect
      .poll(() => drawer(page).getByRole("alert").allInnerTexts())
      .toEqual(["单元格 A2 是公式；请复制后“粘贴为数值”再选。"]);
    expect(await drawer(page).getByText("读入").count()).toBe(0);
    const text = join(folder, "list.xlsx");
    writeFileSync(text, "number,title\n1,2\n");
    await upload(page, text);
    await drawer(page).getByText("这不是 .xlsx 表格").waitFor();
    expect(await one("select count(*)::int as n from submission_import_row")).toEqual({ n: 0 });
  });

  it("is closed, found again, and written by the button that names the number; the second presser is told", async () => {
    const { page } = await sit("huoting", `/submissions?q=${encodeURIComponent("噪声")}`);
    const file = sheet("十一月.xlsx", [
      ...Array.from({ length: 60 }, (_, i) => line(`Z${i + 1}`, `第 ${i + 1} 件塔吊夜鸣`)),
      line("Z1", "第 1 件塔吊夜鸣"),
      line(null, "没有编号"),
      line("Z90", "日期不对", "十一月初"),
      ...Array.from({ length: 8 }, (_, i) => line(`V${i + 1}`, `形式不对 ${i}`, "2026-11-20 10:00", "口信")),
    ]);
    await page.getByRole("link", { name: "导入", exact: true }).click();
    await upload(page, file);
    await dryRunDone(page);
    expect(new URL(page.url()).searchParams.get("q")).toBe("噪声");
    // The figures come while it is read, the findings when the page has loaded them.
    await expect.poll(() => drawer(page).locator("dl dd").allInnerTexts()).toEqual(["71", "60", "0", "10", "1"]);
    await expect.poll(() => drawer(page).locator("tbody tr").count()).toBe(6);
    await drawer(page).getByRole("link", { name: "查看其余 4 行" }).click();
    await expect.poll(() => drawer(page).locator("tbody tr").count()).toBe(10);
    const download = page.waitForEvent("download");
    await drawer(page).getByText("下载错误清单").click();
    const list = await (await download).path();
    const texts = await sheetTexts(readFileSync(list));
    expect(texts[0]).toEqual(["行", "列", "类别", "原因"]);
    expect(texts.map((cells) => cells[3])).toContain("不是日期：「十一月初」");

    await drawer(page).getByRole("button", { name: "关闭" }).click();
    await page.getByRole("link", { name: "1 份表格待确认" }).click();
    await drawer(page).getByRole("link", { name: "十一月.xlsx" }).click();
    await dryRunDone(page);

    const colleague = await sit("zhongyingxue", new URL(page.url()).pathname);
    await drawer(colleague.page).getByRole("button", { name: "导入可用的 60 行" }).waitFor();
    await drawer(page).getByRole("button", { name: "导入可用的 60 行" }).click();
    await drawer(page).getByText("已写入 60 行").waitFor();
    await drawer(colleague.page).getByRole("button", { name: "导入可用的 60 行" }).click();
    await drawer(colleague.page).getByText("霍庭已写入这份文件，共 60 行；没有再写一次。").waitFor();
    expect(await one("select count(*)::int as n from submission where external_number like 'Z%'")).toEqual({ n: 60 });

    await drawer(page).getByRole("link", { name: "查看这批" }).click();
    await page.getByText("共 60 件").waitFor();
  });

  it("given up leaves nothing; without a grant there is no such page", async () => {
    const { page } = await sit("huoting", "/submissions/import");
    await upload(page, sheet("又一份.xlsx", [line("U1", "又一件")]));
    await drawer(page).getByRole("button", { name: "放弃" }).click();
    await page.getByText("已放弃，没有写入任何内容", { exact: true }).waitFor();
    expect(
      await one(
        "select count(*)::int as n from submission_import_row r join submission_import i on i.id = r.import_id where i.state = 'discarded'",
      ),
    ).toEqual({ n: 0 });
    const { id } = await one("select id from submission_import where state = 'published' limit 1");
    const other = await sit("niewentao", `/submissions/import/${id}`);
    await drawer(other.page).getByText("没有这个页面，或者你看不到它").waitFor();
    await other.page.getByText(/^共/).waitFor();
  });

  it("works without scripts: a plain form, then the import's own page", async () => {
    const { page } = await sit("huoting", "/submissions/import", { javaScriptEnabled: false, live: false });
    await upload(page, sheet("无脚本.xlsx", [line("N1", "无脚本的一件"), line("N2", "日期不对", "昨天")]));
    // The page loads itself anew until the dry run is done.
    await page.getByRole("button", { name: "导入可用的 1 行" }).waitFor();
    await page.getByRole("button", { name: "导入可用的 1 行" }).click();
    await page.getByText("已写入 1 行").waitFor();
  });
});

describe("the list", () => {
  it("is moved in and selected by keys; the selection survives paging and becomes the sources of a report", async () => {
    const { page } = await sit("huoting", `/submissions?size=20&q=${encodeURIComponent("塔吊夜鸣")}`);
    await page.getByText("共 60 件").waitFor();
    await press(page, "j", "j", " ", "Shift+j", "Shift+j");
    await expect.poll(() => selected(page).textContent()).toContain("3");
    await box(page, 10).click();
    await box(page, 12).click({ modifiers: ["Shift"] });
    await expect.poll(() => selected(page).textContent()).toBe("已选 6 件");
    const before = await page.locator("tbody tr").first().textContent();
    await page.getByRole("link", { name: "下一页" }).click();
    await expect.poll(() => page.locator("tbody tr").first().textContent()).not.toBe(before);
    await page.getByRole("checkbox", { name: "选择本页全部" }).check();
    await expect.poll(() => selected(page).textContent()).toBe("已选 26 件");
    await page.getByRole("link", { name: "上一页" }).click();
    await expect.poll(() => page.locator("tbody tr").first().textContent()).toBe(before);
    await page.getByRole("button", { name: "选全部 60 件" }).click();
    await expect.poll(() => selected(page).textContent()).toBe("已选 60 件");
    expect(await axe(page)).toEqual([]);
    await page.getByRole("button", { name: "由所选 60 件立群体事件" }).click();
    await page.waitForURL(/\/incidents\?report=1/);
    await page.getByText("由 60 件信访件报告").waitFor();
  });

  it("shows its rows before they are counted, in a place that keeps its width; another question breaks the counting off", async () => {
    const { page } = await sit("huoting", "/inbox");
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const broken: string[] = [];
    page.on("requestfailed", (request) => broken.push(request.url()));
    let losing = false;
    let lost = 0;
    await page.route("**/submissions/count?*", async (route) => {
      const isLost = losing;
      losing = false;
      await held;
      if (isLost) {
        lost += 1;
        return route.abort();
      }
      await route.continue().catch(() => {});
    });
    await page.goto(`${portal.address}/submissions?size=20`);
    await row(page, 19).waitFor();
    await page.getByText("共 … 件").waitFor();
    expect(await page.getByRole("button", { name: /^选全部/ }).count()).toBe(0);
    const place = async () => (await page.getByRole("link", { name: "下一页" }).boundingBox())!.x;
    const hints = async () => (await page.getByText("选择", { exact: true }).first().boundingBox())!.x;
    const before = [await place(), await hints()];
    await page.goto(`${portal.address}/submissions?size=20&linked=no`);
    await row(page, 0).waitFor();
    // The next answer is lost; the number is asked for again.
    losing = true;
    await page.getByRole("link", { name: "重置" }).click();
    await row(page, 19).waitFor();
    await expect.poll(() => broken.some((url) => url.includes("linked=no"))).toBe(true);
    release();
    await page.getByText(/^共 [\d,]+\+? 件$/).waitFor();
    expect(lost).toBe(1);
    expect([await place(), await hints()]).toEqual(before);
    expect(await axe(page)).toEqual([]);
    const counted = await page.getByText(/^共 [\d,]+\+? 件$/).textContent();
    const plain = await sit("huoting", "/submissions?size=20", { javaScriptEnabled: false, live: false });
    await plain.page.getByRole("link", { name: "计数" }).click();
    await plain.page.getByText(counted!, { exact: true }).waitFor();
  });

  it("another filter begins another selection; a date that says nothing is told; an empty list says what to do", async () => {
    const { page } = await sit("huoting", "/submissions");
    await box(page, 0).click();
    await page.getByLabel("关键词").fill("麒麟独角");
    await page.getByLabel("收到").fill("上个月");
    await page.getByRole("button", { name: "查询" }).click();
    await page.getByText("这些条件下没有信访件").waitFor();
    await page.getByText("没看懂收到的日期").waitFor();
    expect(await selected(page).count()).toBe(0);
    await page.getByRole("link", { name: "清除条件" }).click();
    await row(page, 5).waitFor();
    await page.getByLabel("收到").fill("2026-11-20");
    await press(page, "Enter");
    await page.waitForURL(/days=2026-11-20/);
    // The address is there a moment before the rows are.
    const others = async () =>
      (await page.locator("tbody tr").allInnerTexts()).filter((text) => !text.includes("2026-11-20"));
    await expect.poll(others).toEqual([]);
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
  });

  it("joins what is selected to an open incident in which one may write", async () => {
    const { page } = await sit("huoting", `/submissions?q=${encodeURIComponent("塔吊夜鸣")}`);
    await box(page, 0).click();
    await box(page, 1).click();
    await page.getByRole("button", { name: "加入已有事件" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio").first().waitFor();
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole("radio").first().check();
    await dialog.getByRole("textbox", { name: "理由" }).fill("同一工地的夜间施工");
    await dialog.getByRole("button", { name: "加入", exact: true }).click();
    await page.getByText("已加入 2 件").waitFor();
    await expect.poll(() => row(page, 1).textContent()).toContain("已关联事件");
    expect(await selected(page).count()).toBe(0);
  });

  it("without scripts the ticked rows go to the report in the address", async () => {
    const { page } = await sit("huoting", "/submissions", { javaScriptEnabled: false, live: false });
    await box(page, 0).check();
    await box(page, 2).check();
    const ids = await page
      .locator("tbody input:checked")
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    await page.getByRole("button", { name: "由所选立群体事件" }).click();
    expect(page.url()).toBe(`${portal.address}/incidents?report=1&from=${ids.join(",")}`);
  });
});

describe("one submission", () => {
  it("opens beside the list by Enter, masked; a reason shows a field for a minute and is logged", async () => {
    const { page } = await sit("huoting", `/submissions?q=${encodeURIComponent("第 7 件塔吊夜鸣")}`);
    await press(page, "j", "Enter");
    await drawer(page).getByText("138****1234").waitFor();
    expect(await drawer(page).textContent()).toContain("陶某某");
    expect(await page.content()).not.toContain("13800001234");
    await drawer(page)
      .getByRole("button", { name: /查看.*电话|电话.*查看/ })
      .click();
    await page.getByRole("dialog").getByRole("textbox").fill("回访核对联系方式");
    await page.getByRole("dialog").getByRole("button", { name: "查看" }).click();
    await drawer(page).getByText("13800001234").waitFor();
    expect(
      await one("select action, field, reason from access_entry where action = 'reveal' order by id desc limit 1"),
    ).toEqual({ action: "reveal", field: "phone", reason: "回访核对联系方式" });
    expect(await axe(page)).toEqual([]);
    await press(page, "Escape");
    await page.waitForURL((url) => url.pathname === "/submissions");
  });

  it("is registered by hand: errors at their fields, the draft survives a reload without what is sealed", async () => {
    const { page } = await sit("huoting", "/submissions/receive");
    await page.getByLabel("姓名").fill("赵一余");
    await page.getByLabel("电话").fill("不知道");
    await page.getByLabel("标题").fill("锦澜府逾期交房");
    await press(page, "Control+Enter");
    await page.getByText("电话只能有数字、空格和短横").waitFor();
    await page.getByText("请填写内容").waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByText(/草稿已存本机/).waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel("标题").inputValue()).toBe("锦澜府逾期交房");
    expect(await page.getByLabel("电话").inputValue()).toBe("");
    await page.getByLabel("电话").fill("138 0000 5678");
    await page.getByLabel("正文").fill("至今未交。\n请协调。");
    await press(page, "Control+Enter");
    await page.getByText(/已登记 \d{8}-\d{4}/).waitFor();
    expect(await page.getByLabel("标题").inputValue()).toBe("");
    const kept = await one(
      "select channel, body, phone_sealed as phone from submission where title = '锦澜府逾期交房'",
    );
    expect(kept).toMatchObject({
      channel: "visit",
      body: "至今未交。\n请协调。",
      phone: expect.stringMatching(/^v1\./),
    });
  });
});

it("an export asks what it is for, holds short names and no formula, and is logged", async () => {
  await one(
    "insert into submission (id, number, external_number, channel, title, body, petitioner, unit_id, unit_path, received_at, recorded_at, text_hash, grams) select gen_random_uuid(), 'F-1', 'F-1', 'web', '=HYPERLINK(\"http://x\")', '+1', '@陶明华', id, path, now(), now(), 'f', array['hyperlink'] from unit where short_name = '市信访局' on conflict do nothing returning id",
  );
  const { page } = await sit("huoting", "/submissions/export?q=F-1");
  await drawer(page).getByRole("button", { name: "导出 1 件" }).click();
  await drawer(page).getByRole("alert").waitFor();
  await drawer(page).getByLabel("用途").fill("报送十一月来信汇总");
  const download = page.waitForEvent("download");
  await drawer(page).getByRole("button", { name: "导出 1 件" }).click();
  const content = readFileSync(await (await download).path());
  expect((await sheetTexts(content))[1]).toEqual(expect.arrayContaining(["F-1", '=HYPERLINK("http://x")', "+1"]));
  expect(
    await one(
      "select reason, subject_label as label from access_entry where action = 'export' order by id desc limit 1",
    ),
  ).toEqual({
    reason: "报送十一月来信汇总",
    label: "信访件 1 件",
  });
});

it("has no axe violation in the dark, in English and on a phone, where nothing is cut off", async () => {
  const dark = await sit("huoting", "/submissions/import", { colorScheme: "dark" });
  expect(await axe(dark.page)).toEqual([]);
  const phone = await sit("huoting", "/submissions", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  expect(await axe(phone.page)).toEqual([]);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await row(phone.page, 2).getByRole("link").click();
  await drawer(phone.page).waitFor();
  expect(await axe(phone.page)).toEqual([]);
  await sit.prefer("huoting", { locale: "en" });
  const english = await sit("huoting", "/submissions/receive");
  await english.page.getByRole("heading", { name: "Register a visit" }).waitFor();
  await english.page.goto(`${portal.address}/submissions/import`);
  await english.page.getByRole("button", { name: "Upload and check" }).waitFor();
  expect(await axe(english.page)).toEqual([]);
  await sit.prefer("huoting", { locale: "zh-CN" });
});
