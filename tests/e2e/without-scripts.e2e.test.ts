import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { emptyBody } from "../../domain/incidents/templates/body.ts";
import { templateCommands } from "../../domain/incidents/templates/commands/index.server.ts";
import { execute } from "../../domain/kernel/command.server.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { openBrowser } from "../support/browser.ts";
import { pageOpener } from "../support/portal-pages.ts";
import { roomCity } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people } = world;
const convener = await city.person("程越", { unit: city.city, duty: "convener" });
const keeper = await city.person("孟川", { unit: city.city, duty: "administrator" });
await db().person.updateMany({ data: { passwordHash: await hashPassword(world.password) } });
const officeId = newId();
await db().unit.create({
  data: {
    ...{ id: officeId, name: "东县联席办", shortName: "东县联席办", kind: "office", parentId: city.east.id },
    ...{ path: `${city.east.path}${officeId}/`, pinyin: "", initials: "" },
  },
});
const open = pageOpener(world, await openBrowser());
const plain = { javaScriptEnabled: false };
const zhou = await world.client(people.coordinator);
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

/** Buttons that could do nothing here. */
const dead = (page: Page) => page.locator("button:not([type=submit]):visible").count();

/** All that is to be read; what stands in a noscript is not found by getByText. */
const words = (page: Page) => page.locator("body").textContent();

describe("without scripts", () => {
  it("no button stands that could do nothing, and one that is planted is seen", async () => {
    const { incidentId } = await zhou.must("report", {
      ...{ title: "无脚本", level: 2, countyId: city.east.id, place: "村口", occurredAt: soon(-60) },
    });
    for (const [who, path] of [
      [people.coordinator, "/incidents/shifts"],
      [people.coordinator, `/incidents/${incidentId}`],
      [people.coordinator, "/incidents"],
      [convener, "/admin/notices"],
      [convener, "/admin/templates"],
    ] as const) {
      const page = await open(who, path, plain);
      expect(await dead(page), path).toBe(0);
      expect(await page.locator("button[type=button]").count(), path).toBeGreaterThan(0);
    }
    const page = await open(people.coordinator, "/incidents/shifts", plain);
    await page.setContent("<button>动不了</button>");
    expect(await dead(page)).toBe(1);
  });

  it("a shift is planned, begun, handed over and accepted by forms; a refusal comes back with what was chosen", async () => {
    const page = await open(people.coordinator, "/incidents/shifts", plain);
    const form = page.getByRole("form", { name: "排一班" });
    await form.getByLabel("班次").fill("白班");
    await form.getByLabel("值班人").selectOption({ label: "周敏　东县" });
    await form.getByLabel("结束").fill("2020-01-01T08:00");
    await form.getByRole("button", { name: "排班" }).click();
    await page.getByText("结束要晚于开始").first().waitFor();
    expect(await form.getByLabel("班次").inputValue()).toBe("白班");
    const day = { unitId: officeId, duty: "coordinator", name: "白班", personId: people.coordinator.personId };
    const planned = await world
      .client(convener)
      .then((client) => client.must("plan-shift", { ...day, startsAt: soon(-60), endsAt: soon(300) }));

    const hers = await open(people.coordinator, `/incidents/shifts/${planned.shiftId}`, plain);
    await hers.getByRole("button", { name: "上岗" }).click();
    await hers.getByText("在岗").first().waitFor();
    const second = await city.person("田禾", { unit: city.east, duty: "coordinator" });
    await db().person.update({
      where: { id: second.personId },
      data: { passwordHash: await hashPassword(world.password) },
    });
    const { shiftId } = await zhou.must("plan-shift", {
      ...{ ...day, name: "夜班", personId: second.personId, startsAt: soon(120), endsAt: soon(600) },
    });
    await hers.goto(`${world.portal.address}/incidents/shifts/${shiftId}`);
    await hers.getByRole("textbox", { name: "交班说明" }).fill("卫健局未接受");
    await hers.getByRole("button", { name: "交班", exact: true }).click();
    await hers.getByText("卫健局未接受").first().waitFor();
    const his = await open(second, `/incidents/shifts/${shiftId}`, plain);
    await his.getByRole("textbox", { name: "问交班人一句" }).fill("谁守夜？");
    await his.getByRole("button", { name: "发问" }).click();
    await his.getByText("谁守夜？").waitFor();
    await his.getByRole("button", { name: "接受交班" }).click();
    await his
      .getByText(/起负责/)
      .first()
      .waitFor();
    expect(await db().dutyShift.findUniqueOrThrow({ where: { id: shiftId } })).toMatchObject({ state: "accepted" });
  });

  it("a time to accept is changed, a refusal says why; a gateway's secret is shown once", async () => {
    const page = await open(convener, "/admin/notices", plain);
    const row = page.locator("form", { has: page.locator("input[name=level][value='2']") });
    await row.locator("[name=minutes]").fill("25");
    await row.locator("[name=reason]").fill("");
    await row.getByRole("button", { name: "保存" }).click();
    await page.getByText(/理由/).first().waitFor();
    await row.locator("[name=minutes]").fill("25");
    await row.locator("[name=reason]").fill("夜间路远");
    await row.getByRole("button", { name: "保存" }).click();
    await expect.poll(async () => (await db().acceptLimit.findUniqueOrThrow({ where: { level: 2 } })).minutes).toBe(25);

    const admin = await open(keeper, "/admin/notices", plain);
    const add = admin.getByRole("form", { name: "添加网关" });
    await add.locator("[name=unitId]").selectOption({ index: 1 });
    await add.locator("[name=url]").fill("https://sms.example.cn/in");
    await add.getByRole("button", { name: "添加" }).click();
    await admin.getByText("签名密钥，只显示这一次").waitFor();

    // The report's form says the edited time, without scripts as well.
    const board = await open(people.coordinator, "/incidents?report=1", plain);
    expect(await words(board)).toContain("25 分钟内接受");
  });

  it("who is signed in stands in the bar, with a way out", async () => {
    const page = await open(people.coordinator, "/incidents/shifts", plain);
    const out = page.locator("form", { has: page.getByRole("button", { name: "退出登录" }) });
    expect(await out.textContent()).toContain(people.coordinator.name);
    await out.getByRole("button").click();
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${world.portal.address}/incidents/shifts`);
    await page.waitForURL(/\/sign-in/);
  });

  it("a template is shown, and that changing it needs scripts", async () => {
    const body = { ...emptyBody, demands: [] };
    const { templateId } = (await execute(
      templateCommands["add-template"],
      convener,
      { unitId: city.city.id, kind: "欠薪", body },
      { commandId: newId() },
    )) as { templateId: string };
    const page = await open(convener, `/admin/templates?id=${templateId}`, plain);
    expect(await words(page)).toContain("修改模板要用脚本");
    expect(await page.getByRole("button", { name: "保存" }).count()).toBe(0);
  });

  it("a post is accepted, an instruction reported back and settled by forms", async () => {
    const { incidentId } = await zhou.must("report", {
      ...{ title: "无脚本的批示", level: 2, countyId: city.east.id, place: "村口", occurredAt: soon(-60) },
    });
    await zhou.must("dispatch", { incidentId, units: [{ unitId: city.health.id, role: "lead" }] });
    await zhou.must("offer-post", { incidentId, post: "liaison", personId: people.liaison.personId });
    await zhou.must("give-instruction", {
      ...{ incidentId, text: "先停夜间生产", via: "paper", leaderName: "贺维", unitId: city.health.id },
      dueAt: soon(120),
    });
    const his = await open(people.liaison, `/incidents/${incidentId}`, plain);
    const offer = his.locator("form", { has: his.locator("input[name=intent][value=accept-post]") });
    await offer.getByRole("button", { name: "接受" }).click();
    await expect.poll(() => db().incidentPost.count({ where: { incidentId, state: "held" } })).toBe(1);
    await his.locator("textarea[aria-label=办理情况]").fill("十七时已停");
    const report = his.locator("form", { has: his.locator("input[name=intent][value=report-instruction]") });
    await report.getByRole("button").click();
    await his.getByText("十七时已停").first().waitFor();
    const hers = await open(people.coordinator, `/incidents/${incidentId}`, plain);
    await hers.getByRole("button", { name: "办结批示" }).click();
    await hers.getByText("十七时已停").first().waitFor();
    expect(await db().instruction.count({ where: { incidentId, state: "settled" } })).toBe(1);
  });
});
