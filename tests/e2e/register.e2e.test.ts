import { AxeBuilder } from "@axe-core/playwright";
import { Client as Pg } from "pg";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { peopleAt, press } from "../support/person.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const browser = await openBrowser();
const sit = peopleAt(portal.address, browser);
const pg = new Pg({ connectionString: portal.databaseUrl });
await pg.connect();
afterAll(() => pg.end());

const one = async (text: string, values: unknown[] = []) => (await pg.query(text, values)).rows[0];
const unitId = async (shortName: string) =>
  (await one("select id from unit where short_name = $1", [shortName])).id as string;
const office = await unitId("市联席办");
const day = (days: number) => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
const drawer = (page: Page) => page.locator("aside");
const rowsOf = (page: Page, name: string) => page.locator("tbody").first().locator("tr", { hasText: name });
const axe = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze()).violations.map(
    (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join("; ")}`,
  );

describe("giving and revoking", () => {
  it("shows what will be possible before the button, refuses at the field, then lists the grant and takes it back", async () => {
    const { page } = await sit("lanzhanqing", `/admin/units/${office}`);
    await rowsOf(page, "施小满").getByRole("button").click();
    await page.getByRole("menuitem", { name: "授权" }).click();
    await drawer(page).getByLabel("职责").selectOption("coordinator");
    await drawer(page).locator("input[role=combobox]").fill("htx");
    await page.getByRole("option").first().click();
    await drawer(page).getByLabel("自", { exact: true }).fill(day(1));
    await drawer(page).getByLabel("至（不含）").fill(day(0));
    await expect.poll(() => drawer(page).getByRole("alert").allInnerTexts()).toEqual([expect.stringContaining("止期")]);
    await drawer(page).getByLabel("至（不含）").fill(day(100));
    await drawer(page).getByText("禾塘县多出 交办移动").waitFor();
    // The table and the grid show what the drawer would add.
    await page.locator("tr", { hasText: "待授权" }).waitFor();
    expect(await page.locator("section table tr", { hasText: "施小满" }).textContent()).toMatch(/起/);
    await drawer(page).getByRole("button", { name: "授权", exact: true }).click();
    await drawer(page).getByText("请填写文号").waitFor();
    await drawer(page).getByText("请填写理由").waitFor();
    expect(await one("select count(*)::int as n from grants where order_number = '试〔1〕号'")).toEqual({ n: 0 });
    await drawer(page).getByLabel("文号").fill("试〔1〕号");
    await drawer(page).getByLabel("理由").fill("接任");
    await press(page, "Control+Enter");
    await page.getByText("已授权：施小满 协调员").waitFor();
    await expect.poll(() => rowsOf(page, "试〔1〕号").count()).toBe(1);

    await rowsOf(page, "试〔1〕号").getByRole("button").click();
    await page.getByRole("menuitem", { name: "收回" }).click();
    await drawer(page).getByRole("button", { name: "收回" }).click();
    await drawer(page).getByText("请填写理由").waitFor();
    await drawer(page).getByLabel("理由").fill("误授");
    await drawer(page).getByRole("button", { name: "收回" }).click();
    await rowsOf(page, "试〔1〕号")
      .getByText(/收回，误授/)
      .waitFor();
    expect(await rowsOf(page, "试〔1〕号").locator("s").textContent()).toBe(day(100));
  });

  it("keeps what was typed over a reload, and a double press writes once", async () => {
    const { rows } = await pg.query("select id from person where login = 'songyuwei'");
    const { page } = await sit("lanzhanqing", `/admin/units/${office}?panel=give&id=${rows[0].id}`);
    await drawer(page).getByLabel("职责").selectOption("recorder");
    await drawer(page).getByLabel("至（不含）").fill(day(60));
    await drawer(page).getByLabel("文号").fill("试〔2〕号");
    await drawer(page).getByLabel("理由").fill("值班");
    await drawer(page).getByText("草稿已存本机").waitFor();
    await page.reload();
    await expect.poll(() => drawer(page).getByLabel("文号").inputValue()).toBe("试〔2〕号");
    expect(await drawer(page).getByLabel("职责").inputValue()).toBe("recorder");
    await drawer(page).getByRole("button", { name: "授权", exact: true }).dblclick();
    await page.getByText("已授权：宋予微 记录员").waitFor();
    expect(await one("select count(*)::int as n from grants where order_number = '试〔2〕号'")).toEqual({ n: 1 });
  });
});

describe("units and people", () => {
  it("adds a unit and a person who must set a password, and says which account is taken", async () => {
    const { page } = await sit("lanzhanqing", "/admin/units");
    await page.getByRole("link", { name: "单位", exact: true }).click();
    await drawer(page).getByLabel("全称").fill("桐江市档案馆");
    await drawer(page).getByLabel("简称").fill("市档案馆");
    await drawer(page).getByLabel("类别").selectOption("office");
    await drawer(page).getByRole("button", { name: "添加" }).click();
    await page.getByRole("heading", { name: "市档案馆" }).waitFor();
    await page.getByText("这个单位还没有人员").waitFor();
    await page.getByRole("link", { name: "添加人员" }).click();
    await drawer(page).getByLabel("姓名").fill("温如玉");
    await drawer(page).getByLabel("账号").fill("zhongyingxue");
    await drawer(page).locator("input[name=password]").fill("qiuyu-wugeng-3");
    await drawer(page).getByRole("button", { name: "添加", exact: true }).click();
    await drawer(page).getByText("账号 zhongyingxue 已被用，请换一个。").waitFor();
    await drawer(page).getByLabel("账号").fill("wenruyu");
    await drawer(page).getByRole("button", { name: "添加", exact: true }).click();
    await page.getByText("人员已添加，可以授权").waitFor();
    expect(await one("select must_change_password, initials from person where login = 'wenruyu'")).toEqual({
      must_change_password: true,
      initials: "wry",
    });
    // Passwords are in no draft.
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("qiuyu");
  });

  it("of two editors the second sees what the first saved, keeps his own, and saves it", async () => {
    const { page } = await sit("lanzhanqing", `/admin/units/${await unitId("市文旅局")}?panel=edit-unit`);
    await drawer(page).getByLabel("全称").fill("桐江市文化旅游局");
    await pg.query(
      "update unit set name = '桐江市文化广电和旅游局', version = version + 1 where short_name = '市文旅局'",
    );
    await drawer(page).getByRole("button", { name: "保存" }).click();
    await drawer(page).getByText("桐江市文化广电和旅游局").waitFor();
    expect(await drawer(page).getByLabel("全称").inputValue()).toBe("桐江市文化旅游局");
    await drawer(page).getByRole("button", { name: "以我写的保存" }).click();
    await drawer(page).getByRole("button", { name: "保存", exact: true }).click();
    await page.getByText("单位已保存").waitFor();
    expect(await one("select name from unit where short_name = '市文旅局'")).toEqual({ name: "桐江市文化旅游局" });
  });

  it("finds by initials in the tree, and goes by j, k and Enter", async () => {
    const { page } = await sit("lanzhanqing", `/admin/units/${office}`);
    await page.getByPlaceholder("单位或人，拼音首字母").fill("lxt");
    await page.getByRole("link", { name: /骆晓棠/ }).click();
    await drawer(page).getByRole("heading", { name: "骆晓棠" }).waitFor();
    await page.goto(`${portal.address}/admin/units/${office}`);
    await page.getByText("实时 已连接").first().waitFor({ state: "attached" });
    await press(page, "j", "j", "k", "Enter");
    await page.waitForURL(/panel=grant/);
    await drawer(page).getByText("授权不改，延长须另发文号").waitFor();
    await press(page, "Escape");
    await expect.poll(() => drawer(page).count()).toBe(0);
  });
});

describe("the grid", () => {
  it("answers for a place and a moment that stand in the address", async () => {
    const { page } = await sit("lanzhanqing", `/admin/units/${office}`);
    const grid = page.getByRole("region", { name: "谁在这里能做什么，到何时" });
    const cells = (name: string) => grid.locator("tr", { hasText: name }).locator("td").allTextContents();
    expect((await cells("霍庭")).filter((cell) => cell === day(17).slice(5)).length).toBeGreaterThan(5);
    await grid.getByLabel("范围").selectOption({ label: "禾塘县" });
    await page.waitForURL(/place=/);
    await grid.getByLabel("时刻").fill(`${day(18)}T09:00`);
    await page.waitForURL(/at=/);
    await expect.poll(async () => (await grid.textContent())?.includes("霍庭")).toBe(false);
    await grid.getByRole("link", { name: "现在" }).click();
    await expect.poll(async () => (await grid.textContent())?.includes("霍庭")).toBe(true);
    await grid
      .locator("tr", { hasText: "霍庭" })
      .getByRole("link", { name: day(17).slice(5) })
      .first()
      .click();
    await drawer(page).getByText("霍庭").first().waitFor();
  });
});

describe("who may", () => {
  it.each(["zhongyingxue", "luoxiaotang", "feiqihang"])("%s finds nothing here", async (login) => {
    const client = await sit.clientOf(login);
    for (const path of [
      "/admin",
      "/admin/units",
      `/admin/units/${office}`,
      "/admin/grants",
      "/admin/sessions",
      "/admin/changes",
      "/admin/tree?q=lxt",
    ])
      expect([path, (await client.get(path, { Accept: "text/html", "Sec-Fetch-Mode": "navigate" })).status]).toEqual([
        path,
        404,
      ]);
  });
  it("an auditor reads the changes alone, an organisation officer everything and changes nothing", async () => {
    const auditor = await sit("yanshouzheng", "/admin");
    await auditor.page.waitForURL(/\/admin\/changes/);
    expect(await auditor.page.locator("tbody tr").count()).toBeGreaterThan(20);
    expect(
      (await auditor.client.get("/admin/units", { Accept: "text/html", "Sec-Fetch-Mode": "navigate" })).status,
    ).toBe(404);
    const officer = await sit("ruanqinghe", `/admin/units/${office}`);
    await rowsOf(officer.page, "霍庭").waitFor();
    await officer.page.getByRole("button", { name: "授权" }).first().click({ force: true });
    expect(officer.page.url()).not.toContain("panel");
    expect(
      (await officer.client.get("/admin/sessions", { Accept: "text/html", "Sec-Fetch-Mode": "navigate" })).status,
    ).toBe(404);
  });
});

describe("without scripts", () => {
  it("a grant is refused with what was typed, then given, then revoked", async () => {
    const { rows } = await pg.query("select id from person where login = 'huoting'");
    const path = `/admin/units/${office}?panel=give&id=${rows[0].id}`;
    const { page } = await sit("lanzhanqing", path, { javaScriptEnabled: false, live: false });
    await page.locator("[name=duty]").selectOption("recorder");
    await page.locator("select[name=scope]").selectOption({ label: "砚溪县" });
    await page.locator("[name=notAfter]").fill(day(90));
    await page.getByRole("button", { name: "先看授权后" }).click();
    expect(await drawer(page).textContent()).toContain("授权后");
    await drawer(page).locator("[name=reason]").fill("接任");
    await drawer(page).getByRole("button", { name: "授权", exact: true }).click();
    expect(await drawer(page).textContent()).toContain("请填写文号");
    expect(await drawer(page).locator("[name=reason]").inputValue()).toBe("接任");
    await page.locator("[name=orderNumber]").fill("试〔3〕号");
    await drawer(page).getByRole("button", { name: "授权", exact: true }).click();
    await rowsOf(page, "试〔3〕号").waitFor();
    expect(await drawer(page).count()).toBe(0);
  });
});

describe("how it stands", () => {
  it.each(["light", "dark"] as const)("has no fault that axe finds, %s", async (theme) => {
    const { page } = await sit("lanzhanqing", `/admin/units/${office}?panel=give`, { colorScheme: theme });
    expect(await axe(page)).toEqual([]);
    for (const path of ["/admin/grants", "/admin/sessions", "/admin/changes"]) {
      await page.goto(portal.address + path);
      expect(await axe(page)).toEqual([]);
    }
  });
  it("fits a phone and a page at 200 %", async () => {
    const { page } = await sit("lanzhanqing", `/admin/units/${office}`, { viewport: { width: 390, height: 844 } });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(await overflow()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await page.goto(`${portal.address}/admin/units/${office}?panel=give`);
    expect(await overflow()).toBe(0);
    await page.setViewportSize({ width: 683, height: 384 });
    expect(await overflow()).toBe(0);
  });
});
