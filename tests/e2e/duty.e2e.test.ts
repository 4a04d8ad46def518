import { describe, expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { openBrowser } from "../support/browser.ts";
import { axeFindings, pageOpener } from "../support/portal-pages.ts";
import { entry, post, roomCity, roomOpener } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people } = world;
const tian = await city.person("田禾", { unit: city.east, duty: "coordinator", pinyin: "tian he" });
await db().person.update({ where: { id: tian.personId }, data: { passwordHash: await hashPassword(world.password) } });
const officeId = newId();
await db().unit.create({
  data: {
    ...{ id: officeId, name: "东县联席办", shortName: "东县联席办", kind: "office", parentId: city.east.id },
    ...{ path: `${city.east.path}${officeId}/`, pinyin: "", initials: "" },
  },
});
const browser = await openBrowser();
const open = roomOpener(world, browser);
const openPage = pageOpener(world, browser);
const zhou = await world.client(people.coordinator);
const tians = await world.client(tian);
const liaison = await world.client(people.liaison);

async function incident(title: string): Promise<string> {
  const { incidentId } = await zhou.must("report", {
    ...{ title, level: 2, countyId: city.east.id, place: "西河村口", cause: "夜间生产" },
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
  });
  await zhou.must("dispatch", { incidentId, units: [{ unitId: city.health.id, role: "lead" }] });
  return incidentId!;
}
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const choose = async (page: Awaited<ReturnType<typeof open>>, label: string, name: string) => {
  const box = page.getByRole("dialog").getByRole("combobox", { name: label });
  await box.fill(name);
  await page.getByRole("option", { name }).first().click();
};

describe("a post", () => {
  it("is offered, accepted, and handed over; the holder keeps it until then", async () => {
    const id = await incident("岗位");
    const hers = await open(people.coordinator, id);
    await hers.getByRole("button", { name: "请人任岗" }).first().click();
    await hers.getByRole("dialog").getByLabel("岗位").selectOption("liaison");
    await choose(hers, "人员", "邱悦");
    await hers.getByRole("dialog").getByRole("button", { name: "发出" }).click();
    const posts = hers.locator("section", { has: hers.getByRole("heading", { name: "值守岗位" }) });
    await posts.getByText("待接").waitFor();
    const his = await open(people.liaison, id);
    await his.getByText("请你任联络员").waitFor();
    await his.getByRole("button", { name: "接受", exact: true }).first().click();
    await posts.getByText("待接").waitFor({ state: "detached" });
    expect(await posts.textContent()).toContain("邱悦");
    await liaison.must("offer-post", { incidentId: id, post: "liaison", personId: people.recorder.personId });
    await posts.getByText("待接").waitFor();
    expect(await posts.textContent()).toMatch(/邱悦.*林佳/);
    const theirs = await world.client(people.recorder);
    const { id: tenureId } = await db().incidentPost.findFirstOrThrow({ where: { incidentId: id, state: "offered" } });
    await theirs.must("accept-post", { tenureId });
    await entry(hers, "联络员 邱悦 → 林佳").waitFor();
  });
});

describe("an instruction", () => {
  it("is recorded, read by itself, reported back and settled; its tab holds it", async () => {
    const id = await incident("批示");
    const hers = await open(people.coordinator, id);
    await hers.locator("label", { hasText: "批示" }).last().click();
    const dialog = hers.getByRole("dialog");
    await dialog.getByLabel("批示领导").fill("贺维");
    await dialog.getByLabel("批示内容").fill("先停夜间生产");
    await choose(hers, "承办单位", "东县卫健局");
    await dialog.getByRole("button", { name: "记入批示" }).click();
    const box = entry(hers, "先停夜间生产").first();
    await box.getByText("未阅").waitFor();
    const his = await open(people.liaison, id);
    await box.getByText("办理中").waitFor();
    await his.getByRole("button", { name: "回报" }).first().click();
    await his.getByRole("dialog").getByLabel("办理情况").fill("十七时已停");
    await his.keyboard.press("Control+Enter");
    await box.getByText("已回报").waitFor();
    await box.getByRole("button", { name: "办结批示" }).click();
    await box.getByText("办结", { exact: true }).waitFor();
    expect(await box.textContent()).toContain("十七时已停");
    await his.locator("label", { hasText: "批示" }).first().click();
    await expect.poll(() => his.locator("[data-seq]").count()).toBe(4);
    expect(await axeFindings(hers)).toEqual([]);
  });
});

describe("a list that cannot be loaded", () => {
  it("says so, is asked for again, and leaves what was typed", async () => {
    const id = await incident("名单");
    const hers = await open(people.coordinator, id);
    await hers.route("**/people?all=1", (route) => route.abort());
    await hers.route("**/incidents/units", (route) => route.fulfill({ status: 503, body: "" }));
    await hers.locator("label", { hasText: "批示" }).last().click();
    const dialog = hers.getByRole("dialog");
    await dialog.getByLabel("批示内容").fill("先停夜间生产");
    await expect.poll(() => dialog.getByText("名单没有取到，已填的都在。").count()).toBe(2);
    expect(await axeFindings(hers)).toEqual([]);
    await hers.unroute("**/people?all=1");
    await hers.unroute("**/incidents/units");
    const again = dialog.getByRole("button", { name: "再取一次" });
    await again.first().click();
    await expect.poll(() => again.count()).toBe(1);
    await again.click();
    await again.waitFor({ state: "detached" });
    await choose(hers, "承办人", "邱悦");
    expect(await dialog.getByLabel("批示内容").inputValue()).toBe("先停夜间生产");
  });
});

describe("a promise", () => {
  it("is taken from an entry and kept", async () => {
    const id = await incident("承诺");
    const hers = await open(people.coordinator, id);
    await post(hers, "答应今晚公布检测结果");
    const row = entry(hers, "答应今晚公布检测结果").first();
    await row.hover();
    await row.getByRole("button", { name: /操作|记录/ }).click();
    await hers.getByRole("menuitem", { name: "记为承诺" }).click();
    await hers.getByRole("dialog").getByLabel("对谁").fill("村民代表");
    await choose(hers, "负责单位", "东县卫健局");
    await hers.getByRole("dialog").getByRole("button", { name: "记承诺" }).click();
    const panel = hers.locator("section", { has: hers.getByRole("heading", { name: "承诺" }) });
    await panel.getByText("对 村民代表").waitFor();
    await panel.getByRole("button", { name: "承诺 1 的操作" }).focus();
    await hers.keyboard.press("Enter");
    await hers.getByRole("menuitem", { name: "已兑现" }).click();
    await hers.getByRole("dialog").getByRole("button", { name: "已兑现" }).click();
    await hers.getByRole("dialog").waitFor({ state: "detached" });
    await panel.getByText(/\d 兑现$/).waitFor();
  });
});

describe("a shift", () => {
  const shift = (who: { personId: string }, from: number, hours: number, name: string) => ({
    ...{ unitId: officeId, duty: "coordinator", name, personId: who.personId },
    ...{ startsAt: soon(from), endsAt: soon(from + hours * 60) },
  });

  it("is handed over with open rows by keys alone, accepted, and who had it when can be read", async () => {
    const id = await incident("交接");
    const day = await tians.must("plan-shift", shift(tian, -60, 8, "白班"));
    await tians.must("begin-shift", day);
    const { shiftId } = await tians.must("plan-shift", shift(people.coordinator, 90, 8, "夜班"));
    const his = await openPage(tian, `/incidents/shifts/${shiftId}`);
    await his.getByRole("button", { name: "交班", exact: true }).click();
    await his.getByRole("dialog").getByLabel("交班说明").fill("卫健局还没有接受");
    await his.keyboard.press("Control+Enter");
    await his.getByText("待接").first().waitFor();

    const hers = await openPage(people.coordinator, `/incidents/shifts/${shiftId}`);
    await hers.getByText("卫健局还没有接受").waitFor();
    expect(await axeFindings(hers)).toEqual([]);
    await hers.keyboard.press("j");
    await hers.keyboard.press("Enter");
    await hers.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
    await hers.goBack();
    await hers.getByText(/已看 1 \//).waitFor();
    await his.getByText(/已看 1 \//).waitFor();

    await hers.getByRole("textbox", { name: "问交班人一句" }).fill("谁守夜？");
    await hers.keyboard.press("Enter");
    await his.getByText("谁守夜？").waitFor();
    await his.getByRole("textbox", { name: "答接班人一句" }).fill("镇值班室");
    await his.keyboard.press("Enter");
    await hers.getByText("镇值班室").waitFor();

    await hers.getByRole("heading", { level: 1 }).click();
    await hers.keyboard.press("Control+Enter");
    await hers
      .getByRole("dialog")
      .getByText(/没有看过/)
      .waitFor();
    await hers.keyboard.press("Control+Enter");
    await hers
      .getByText(/起负责/)
      .first()
      .waitFor();
    const room = await open(people.liaison, id);
    await entry(room, "协调员 田禾 → 周敏").waitFor();

    const held = hers.locator("[data-held=coordinator]");
    await expect.poll(() => held.textContent()).toBe("田禾");
    await hers.getByLabel("任一时刻").fill(new Date(Date.now() + (8 + 2) * 3_600_000).toISOString().slice(0, 16));
    await expect.poll(() => held.textContent()).toBe("周敏");
  });

  it("is changed before it begins; of two editors the second is told and keeps what was typed; then called off with a reason", async () => {
    const { shiftId } = await tians.must("plan-shift", shift(tian, 3000, 8, "后天白班"));
    const page = await openPage(people.coordinator, "/incidents/shifts");
    const row = page.getByRole("listitem").filter({ hasText: "后天白班" });
    await row.getByRole("button", { name: "改班次" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("combobox", { name: "值班人" }).inputValue()).toBe("田禾");
    await dialog.getByLabel("班次").fill("后天夜班");
    const { startsAt, endsAt } = await db().dutyShift.findUniqueOrThrow({ where: { id: shiftId } });
    const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
    const same = { shiftId, name: "后天白班", personId: people.coordinator.personId, ...times };
    await tians.must("change-shift", { ...same, version: 1 });
    await page.keyboard.press("Control+Enter");
    await dialog.getByText(/刚被他人改过/).waitFor();
    await dialog.getByText(/现在是 周敏/).waitFor();
    expect(await dialog.getByLabel("班次").inputValue()).toBe("后天夜班");
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Control+Enter");
    const changed = page.getByRole("listitem").filter({ hasText: "后天夜班" });
    await changed.getByText("田禾").waitFor();
    await changed.getByRole("button", { name: "取消班次" }).click();
    await dialog.getByLabel("理由").fill("另有安排");
    await page.keyboard.press("Control+Enter");
    await changed.getByText("取消", { exact: true }).waitFor();
    expect(await changed.getByRole("button", { name: "改班次" }).count()).toBe(0);
  });

  it("on a phone nothing lies beside the page, and the act lies across its foot", async () => {
    const { shiftId } = await tians.must("plan-shift", shift(tian, 600, 8, "白班"));
    await zhou.must("hand-over-shift", { shiftId, notes: "平稳" });
    const page = await openPage(tian, `/incidents/shifts/${shiftId}`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await page.getByRole("button", { name: "接受交班" }).waitFor();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "退回补充" }).click();
    await page.getByRole("dialog").getByLabel("要补充什么").fill("报告谁在拟");
    await page.getByRole("dialog").getByRole("button", { name: "退回补充" }).click();
    await page.getByText("报告谁在拟").first().waitFor();
    const list = await openPage(people.liaison, "/incidents/shifts");
    await list.getByText("还没有排班").waitFor();
  });
});
