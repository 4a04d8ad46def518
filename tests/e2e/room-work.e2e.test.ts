import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { openBrowser } from "../support/browser.ts";
import { composer, entry, live, roomCity, roomOpener } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people, portal } = world;
const browser = await openBrowser();
const open = roomOpener(world, browser);
const hers = await world.client(people.coordinator);
const theirs = await world.client(people.recorder);

async function incident(title = "搅拌站扬尘噪声", more: object = {}): Promise<string> {
  const { incidentId } = await hers.must("report", {
    title,
    level: 2,
    countyId: city.east.id,
    place: "西河村口",
    cause: "夜间生产",
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
    ...more,
  });
  return incidentId!;
}
async function dispatched(): Promise<{ id: string; assignmentId: string }> {
  const id = await incident();
  await hers.must("verify", { incidentId: id, note: "属实" });
  const { assignmentIds } = await hers.must<{ assignmentIds: string[] }>("dispatch", {
    incidentId: id,
    units: [{ unitId: city.health.id, role: "lead" }],
  });
  return { id, assignmentId: assignmentIds[0]! };
}
const stateOf = async (id: string) => (await db().assignment.findUniqueOrThrow({ where: { id } })).state;
const dialog = (page: Page) => page.getByRole("dialog");
const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" ")}`,
  );

describe("a unit's part", () => {
  it("is delivered and seen by opening, accepted on a, reported on the spot and back", async () => {
    const { id, assignmentId } = await dispatched();
    const hall = await open(people.coordinator, id);
    const page = await open(people.liaison, id);
    await expect.poll(() => stateOf(assignmentId)).toBe("seen");
    await page.locator("h1").click();
    await page.keyboard.press("a");
    await entry(hall, "东县卫健局 接受").waitFor();
    await page.getByRole("button", { name: "到场" }).click();
    await entry(hall, "东县卫健局 到场").waitFor();
    await page.getByRole("button", { name: "反馈" }).click();
    await dialog(page)
      .getByRole("textbox", { name: /做了什么/ })
      .fill("医护点已设");
    await page.keyboard.press("Control+Enter");
    await entry(hall, "医护点已设").waitFor();
    expect(await stateOf(assignmentId)).toBe("reported");
    expect(
      await hall
        .getByRole("row", { name: /东县卫健局/ })
        .getByText(/^\d\d:\d\d$/)
        .count(),
    ).toBe(6);
  });

  it("is objected to with a reason, upheld, and taken back for another unit", async () => {
    const { id, assignmentId } = await dispatched();
    const hall = await open(people.coordinator, id);
    const page = await open(people.liaison, id);
    await page.locator("h1").click();
    await page.keyboard.press("o");
    await dialog(page).getByRole("button", { name: "提出异议" }).click();
    await dialog(page).getByText("请填写异议理由").waitFor();
    await dialog(page).getByRole("textbox").fill("不属本单位");
    await dialog(page).getByRole("button", { name: "提出异议" }).click();
    await hall.getByText(/提出异议 \d\d:\d\d/).waitFor();
    await hall.getByRole("button", { name: "维持交办" }).click();
    await dialog(hall).getByRole("textbox").fill("由你们先到场");
    await dialog(hall).getByRole("button", { name: "维持交办" }).click();
    await hall.getByText("维持交办：由你们先到场").first().waitFor();
    expect(await stateOf(assignmentId)).toBe("seen");
    await page.locator("h1").click();
    await page.keyboard.press("o");
    await dialog(page).getByRole("textbox").fill("仍不属本单位");
    await dialog(page).getByRole("button", { name: "提出异议" }).click();
    await hall.getByRole("button", { name: "改派" }).click();
    await dialog(hall).getByRole("textbox").fill("转水务");
    await dialog(hall).getByRole("button", { name: "收回并改派" }).click();
    await dialog(hall).getByRole("combobox").waitFor();
    expect(await stateOf(assignmentId)).toBe("returned");
  });

  it("is accepted by telephone with a name, once however often it is pressed", async () => {
    const { id, assignmentId } = await dispatched();
    const page = await open(people.recorder, id);
    await page.getByRole("button", { name: "电话代记" }).click();
    await dialog(page).getByRole("button", { name: "记入" }).click();
    await dialog(page).getByText("请填写接受人姓名").waitFor();
    await dialog(page)
      .getByRole("textbox", { name: /对方姓名/ })
      .fill("林佳");
    await dialog(page).getByRole("button", { name: "记入" }).dblclick();
    await entry(page, "电话接受").waitFor();
    expect(await stateOf(assignmentId)).toBe("accepted");
    expect(await entry(page, "电话接受").count()).toBe(1);
  });

  it("goes without scripts: an entry and an acceptance", async () => {
    const { id, assignmentId } = await dispatched();
    const page = await open(people.liaison, id, { javaScriptEnabled: false });
    await composer(page).fill("没有脚本也能记");
    await page.getByRole("button", { name: "记入" }).click();
    await entry(page, "没有脚本也能记").waitFor();
    await page.getByRole("button", { name: "接受", exact: false }).first().click();
    await page.waitForURL(/incidents/);
    expect(await stateOf(assignmentId)).toBe("accepted");
    await hers.must("close", { incidentId: id, outcome: "已了结" });
    await composer(page).fill("来不及的一条");
    await page.getByRole("button", { name: "记入" }).click();
    await page.getByText(/事件已办结。要继续处置/).waitFor();
    await page.getByText("来不及的一条").waitFor();
  });
});

describe("two at the same thing", () => {
  it("keeps both texts of a demand, mine to edit", async () => {
    const id = await incident();
    const { demandId } = await hers.must("add-demand", {
      incidentId: id,
      text: "核实受损面积",
      unitId: city.health.id,
    });
    const page = await open(people.coordinator, id);
    await page.getByText("核实受损面积").first().hover();
    await page.getByRole("button", { name: "诉求 1 的操作" }).click();
    await page.getByRole("menuitem", { name: "修改" }).click();
    const field = dialog(page).getByRole("textbox", { name: /诉求内容/ });
    await field.fill("核实上坪村、西河村受损面积");
    await theirs.must("edit-demand", {
      demandId,
      version: 1,
      text: "核实上坪村 11 户受损面积",
      unitId: city.health.id,
    });
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page)
      .getByText(/林佳 \d\d:\d\d 改过「诉求 1」/)
      .waitFor();
    await dialog(page).getByText("11 户").waitFor();
    expect(await dialog(page).getByRole("textbox").inputValue()).toBe("核实上坪村、西河村受损面积");
    await dialog(page).getByRole("button", { name: "以我写的保存" }).click();
    await page.getByText("核实上坪村、西河村受损面积").first().waitFor();
    await dialog(page).waitFor({ state: "detached" });
    expect(await db().demand.findUniqueOrThrow({ where: { id: demandId! } })).toMatchObject({
      text: "核实上坪村、西河村受损面积",
      version: 3,
    });
  });

  it("joins facts that do not touch, and asks about those that do", async () => {
    const id = await incident();
    const page = await open(people.coordinator, id);
    const edit = async (label: RegExp, text: string) => {
      await page.getByRole("button", { name: "修改", exact: true }).click();
      await dialog(page).getByRole("textbox", { name: label }).fill(text);
    };
    await edit(/地点/, "村委会");
    await theirs.must("edit-facts", { incidentId: id, factsVersion: 1, cause: "夜间连续生产" });
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page).waitFor({ state: "detached" });
    expect(await db().incident.findUniqueOrThrow({ where: { id } })).toMatchObject({
      place: "村委会",
      cause: "夜间连续生产",
    });
    await edit(/起因/, "我写的起因");
    await theirs.must("edit-facts", { incidentId: id, factsVersion: 3, cause: "他写的起因" });
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await dialog(page)
      .getByText(/改过「起因」/)
      .waitFor();
    await dialog(page).getByRole("button", { name: "留用现在的内容" }).click();
    await dialog(page).waitFor({ state: "detached" });
    expect(await db().incident.findUniqueOrThrow({ where: { id } })).toMatchObject({ cause: "他写的起因" });
  });
});

describe("what is so", () => {
  it("registers five representatives of a matter and tells the sixth the rule", async () => {
    const id = await incident();
    for (let i = 1; i <= 5; i++)
      await hers.must("add-representative", {
        incidentId: id,
        matter: "扬尘",
        name: `代表${i}`,
        phone: i === 1 ? "13900000000" : "",
      });
    const page = await open(people.recorder, id);
    await page.getByText("5 人，至多 5 人").waitFor();
    expect(await page.content()).not.toContain("13900000000");
    await page.getByRole("button", { name: /^代表1/ }).click();
    await page.getByRole("button", { name: "查看代表1 电话" }).click();
    await page.getByRole("textbox", { name: /为什么查看/ }).fill("与代表约定接谈时间");
    await page.keyboard.press("Control+Enter");
    await page.getByText("13900000000").waitFor();
    expect(await db().accessEntry.findFirst({ where: { action: "reveal" } })).toMatchObject({
      reason: "与代表约定接谈时间",
    });
    await page.keyboard.press("Escape");
    await page.getByText("13900000000").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "登记代表" }).click();
    await dialog(page).getByRole("textbox", { name: /姓名/ }).fill("第六人");
    await dialog(page).getByRole("button", { name: "登记" }).click();
    await dialog(page).getByText("这一事项已有 5 名代表").waitFor();
    await dialog(page)
      .getByText(/请大家从已登记的 5 人中推选/)
      .waitFor();
    expect(await dialog(page).getByRole("textbox", { name: /姓名/ }).inputValue()).toBe("第六人");
  });

  it("adds a demand, answers it, gives and finishes a task, counts heads", async () => {
    const id = await incident();
    const page = await open(people.coordinator, id);
    await page.getByRole("button", { name: "添加" }).click();
    await dialog(page)
      .getByRole("textbox", { name: /诉求内容/ })
      .fill("夜间停产");
    await dialog(page).getByRole("combobox").fill("卫健");
    await page.getByRole("option", { name: /东县卫健局/ }).click();
    await dialog(page).getByRole("button", { name: "保存" }).click();
    await entry(page, "登记诉求 1").waitFor();
    await page.getByRole("button", { name: "诉求 1 的操作" }).click();
    await page.getByRole("menuitem", { name: "答复", exact: true }).click();
    await dialog(page).getByRole("textbox").fill("22 点后停产");
    await dialog(page).getByRole("button", { name: "答复" }).click();
    await page.getByText("已答复").first().waitFor();
    await page.getByRole("button", { name: "派任务" }).click();
    await dialog(page).getByRole("combobox", { name: /类型/ }).selectOption("medical");
    await dialog(page).getByRole("textbox", { name: /内容/ }).fill("设医护点");
    await dialog(page)
      .getByRole("combobox", { name: /承办单位/ })
      .fill("卫健");
    await page.getByRole("option", { name: /东县卫健局/ }).click();
    await dialog(page)
      .getByRole("combobox", { name: /负责人/ })
      .click();
    await page.getByRole("option", { name: /邱悦/ }).click();
    await dialog(page).getByRole("button", { name: "派任务" }).click();
    await entry(page, "派任务「医护」").waitFor();
    await page.getByRole("button", { name: /任务「设医护点」的操作/ }).click();
    await page.getByRole("menuitem", { name: "完成" }).click();
    await dialog(page).getByRole("button", { name: "完成" }).click();
    await entry(page, "完成任务「医护」").waitFor();
    await page.getByRole("radio", { name: "人数" }).check();
    await page.getByRole("spinbutton", { name: "现场人数" }).fill("46");
    await page.keyboard.press("Enter");
    await entry(page, "46 人").waitFor();
    expect(
      await page
        .getByRole("table", { name: /现场人数/ })
        .getByRole("cell", { name: "46", exact: true })
        .count(),
    ).toBe(1);
  });

  it("links submissions found by their words, lists all, and ends a link with a reason", async () => {
    const submission = (title: string) => ({
      id: newId(),
      number: `S-${title}`,
      channel: "web",
      title,
      body: title,
      petitioner: "张某",
      unitId: city.east.id,
      unitPath: city.east.path,
      receivedAt: new Date(),
      recordedAt: new Date(),
      textHash: title,
    });
    await db().submission.createMany({ data: [submission("夜里车声不断"), submission("菜地落灰减产")] });
    const id = await incident();
    const page = await open(people.recorder, id);
    await page.getByRole("button", { name: "关联", exact: true }).click();
    await dialog(page).getByRole("searchbox").pressSequentially("菜地");
    await dialog(page)
      .getByRole("checkbox", { name: /菜地落灰减产/ })
      .check();
    await dialog(page).getByRole("button", { name: "关联 1 件" }).click();
    // Without a reason nothing is linked, and what is ticked stays.
    await dialog(page).getByText("请填写理由").first().waitFor();
    await dialog(page).getByRole("textbox", { name: "理由" }).fill("都说搅拌站落灰");
    await dialog(page).getByRole("button", { name: "关联 1 件" }).click();
    await entry(page, "关联信访件 1 件：都说搅拌站落灰").waitFor();
    await page.getByRole("button", { name: "全部 1 件" }).click();
    await dialog(page).getByRole("button", { name: "解除关联 菜地落灰减产" }).click();
    await page.getByRole("alertdialog").getByRole("textbox").fill("不是同一件");
    await page.getByRole("alertdialog").getByRole("button", { name: "解除关联" }).click();
    await entry(page, "解除关联").waitFor();
  });

  it("moves on, back with a reason, closes and reopens", async () => {
    const { id } = await dispatched();
    const page = await open(people.coordinator, id);
    const next = page.getByRole("button", { name: "移至 到场" });
    expect(await next.getAttribute("aria-disabled")).toBe("true");
    await page.getByRole("button", { name: "更多操作" }).first().click();
    await page.getByRole("menuitem", { name: /退回 核实/ }).click();
    await dialog(page).getByRole("textbox").fill("再核实");
    await page.keyboard.press("Control+Enter");
    await entry(page, "退回「核实」：再核实").waitFor();
    await page.getByRole("button", { name: "更多操作" }).first().click();
    await page.getByRole("menuitem", { name: "办结", exact: true }).click();
    await dialog(page).getByRole("textbox").fill("已了结");
    await page.keyboard.press("Control+Enter");
    await page.getByText(/办结，不再记新条目/).waitFor();
    expect(await composer(page).count()).toBe(0);
    await page.getByRole("button", { name: "重新打开" }).click();
    await dialog(page).getByRole("textbox").fill("又有情况");
    await page.keyboard.press("Control+Enter");
    await composer(page).waitFor();
  });
});

describe("files", () => {
  const pdf = Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  it("go up with an entry and come back as they were, to those who may read alone", async () => {
    const id = await incident();
    const page = await open(people.recorder, id);
    await page.locator("input[type=file]").setInputFiles([
      { name: "厂界噪声监测记录 11-24.pdf", mimeType: "application/pdf", buffer: pdf },
      { name: "假照片.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ\x90\x00 not a picture at all, a program") },
    ]);
    await page.getByText(/可执行程序/).waitFor();
    await composer(page).fill("监测记录");
    await page.keyboard.press("Control+Enter");
    await entry(page, "监测记录").getByText("厂界噪声监测记录 11-24.pdf").waitFor();
    const { id: fileId } = await db().attachment.findFirstOrThrow({ where: { incidentId: id } });
    const path = `/incidents/${id}/attachments/${fileId}`;
    const answer = await theirs.get(path);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf);
    expect(answer.headers.get("content-disposition")).toMatch(/^inline; .*filename\*=UTF-8''%E5%8E%82/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect((await theirs.get(`${path}?download`)).headers.get("content-disposition")).toMatch(/^attachment/);
    expect((await (await world.client(people.outsider)).get(path)).status).toBe(404);
    expect((await fetch(portal.address + path, { headers: { Accept: "application/json" } })).status).toBe(401);
    expect(await db().attachment.count({ where: { incidentId: id } })).toBe(1);
    const log = await db().accessEntry.findMany({ where: { subjectId: { in: [id, fileId] } }, orderBy: { id: "asc" } });
    expect(log.map((one) => `${one.personName} ${one.action}`)).toEqual([
      "林佳 open",
      "林佳 download",
      "林佳 download",
    ]);
  });

  it("too large a file is said at once, in words, and the text stays", async () => {
    const id = await incident();
    const page = await open(people.recorder, id);
    await composer(page).fill("文字还在");
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(51 * 1024 * 1024)], "大.pdf", { type: "application/pdf" }));
      const input = document.querySelector<HTMLInputElement>("input[type=file]")!;
      input.files = data.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await page.getByText(/超过上限 50 MB/).waitFor();
    expect(await composer(page).inputValue()).toBe("文字还在");
    const form = new FormData();
    form.set("file", new Blob([pdf, new Uint8Array(51 * 1024 * 1024)]), "大.pdf");
    const answer = await fetch(`${portal.address}/incidents/${id}/attachments`, {
      method: "POST",
      body: form,
      headers: { Cookie: theirs.cookie, Origin: portal.address, Accept: "application/json" },
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({
      ok: false,
      code: "too_large",
      message: expect.stringMatching(/写的文字还在/),
    });
  });
});

describe("every width", () => {
  async function busyRoom(): Promise<string> {
    const { id } = await dispatched();
    await hers.must("add-demand", { incidentId: id, text: "夜间停产", unitId: city.health.id });
    await hers.must("head-count", { incidentId: id, count: 46 });
    const dueAt = new Date(Date.now() + 300_000).toISOString();
    await hers.must("give-task", { incidentId: id, kind: "medical", title: "设医护点", unitId: city.health.id, dueAt });
    await theirs.must("post", { incidentId: id, text: "一条记录" });
    return id;
  }
  const screens: [string, BrowserContextOptions][] = [
    ["a desk", {}],
    ["a desk in the dark", { colorScheme: "dark" }],
    ["a middling screen", { viewport: { width: 1200, height: 768 } }],
  ];
  it.each(screens)("%s has no axe violation", async (_name, options) => {
    const page = await open(people.coordinator, await busyRoom(), options);
    expect(await violations(page)).toEqual([]);
    // Columns scroll by themselves, the page does not.
    await page.setViewportSize({ width: page.viewportSize()!.width, height: 600 });
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(600);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()!.width);
  });
  it("a middling screen has units and tasks behind a tab", async () => {
    const page = await open(people.coordinator, await busyRoom(), { viewport: { width: 1200, height: 768 } });
    expect(await page.getByRole("table", { name: /接受阶梯/ }).isVisible()).toBe(false);
    await page.getByRole("link", { name: /单位与任务/ }).click();
    await page.getByRole("table", { name: /接受阶梯/ }).waitFor();
  });
  it.each(["", "?panel=units", "?panel=demands", "?panel=facts", "?panel=timeline"])(
    "a phone%s has no axe violation and nothing wider than the screen",
    async (panel) => {
      const page = await open(people.liaison, await busyRoom(), { viewport: { width: 390, height: 844 } }, panel);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(await violations(page)).toEqual([]);
    },
  );

  it("on a phone the next rung is the button, with the time it records", async () => {
    const { id, assignmentId } = await dispatched();
    const page = await open(people.liaison, id, { viewport: { width: 390, height: 844 } });
    await page.getByRole("button", { name: /接受 记为 \d\d:\d\d/ }).click();
    await page.getByRole("button", { name: /到场 记为/ }).waitFor();
    expect(await stateOf(assignmentId)).toBe("accepted");
    await page.getByRole("link", { name: /全部 \d+ 条/ }).click();
    await page.waitForURL(/panel=timeline/);
    await live(page);
    await page.getByRole("link", { name: "返回" }).click();
    await page.getByRole("button", { name: /到场 记为/ }).waitFor();
  });

  it("prints without the frame, the whole timeline", async () => {
    const id = await incident();
    for (let i = 2; i <= 120; i++) await theirs.must("post", { incidentId: id, text: `第 ${i} 条` });
    const page = await open(people.coordinator, id);
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute("data-printed", "");
    });
    await page.getByRole("button", { name: "更多操作" }).first().click();
    await page.getByRole("menuitem", { name: "打印" }).click();
    await page.locator("body[data-printed]").waitFor();
    expect(await page.locator("[data-seq]").count()).toBe(120);
    await page.emulateMedia({ media: "print" });
    expect(await composer(page).isVisible()).toBe(false);
    expect(await page.locator('[data-seq="1"]').isVisible()).toBe(true);
    const file = await page.pdf({ format: "A4" });
    expect(file.length).toBeGreaterThan(20_000);
  });
});

// The texts of both languages are compared by a test of their own; here only that the page speaks the reader's.
it("speaks the reader's language", async () => {
  const id = await incident();
  await db().person.update({ where: { id: people.reader.personId }, data: { locale: "en" } });
  const page = await open(people.reader, id);
  await page.getByText("费启航", { exact: false }).first().waitFor();
  await entry(page, "reported the incident").waitFor();
  const { head } = JSON.parse(readFileSync(new URL("../../app/locales/en/room.json", import.meta.url), "utf8")) as {
    head: { board: string };
  };
  await page.getByText(head.board).first().waitFor();
});
