import type { BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { newId } from "../../domain/kernel/id.ts";
import { hashPassword } from "../../domain/people/password.server.ts";
import { openBrowser } from "../support/browser.ts";
import { type Portal, startPortal } from "../support/portal.ts";
import { pageOpener } from "../support/portal-pages.ts";
import { composer, entry, live, numbers, roomCity } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people, password } = world;
const { address, databaseUrl } = world.portal;
let portal: Portal = world.portal;

/** Somebody else who works in the county, with the password of all. */
async function colleague(
  name: string,
  duty: "coordinator" | "convener" | "unit_head",
  unit: { id: string; path: string },
) {
  const actor = await city.person(name, { unit: unit as never, duty });
  await db().person.update({ where: { id: actor.personId }, data: { passwordHash: await hashPassword(password) } });
  return actor;
}
const day = await colleague("田禾", "coordinator", city.east);
const convener = await colleague("贺维", "convener", city.east);
const head = await colleague("陈立", "unit_head", city.health);
const officeId = newId();
await db().unit.create({
  data: {
    ...{ id: officeId, name: "东县联席办", shortName: "东县联席办", kind: "office", parentId: city.east.id },
    ...{ path: `${city.east.path}${officeId}/`, pinyin: "", initials: "" },
  },
});

const browser = await openBrowser();
const open = pageOpener(world, browser);
const zhou = await world.client(people.coordinator);
const tian = await world.client(day);

const dialog = (page: Page) => page.getByRole("dialog").last();
const write = async (page: Page, text: string) => {
  await composer(page).fill(text);
  await page.keyboard.press("Control+Enter");
};
async function choose(page: Page, label: string, name: string) {
  const box = dialog(page).getByRole("combobox", { name: label });
  await box.fill(name);
  await page.getByRole("option", { name }).first().click();
}
const away = async (context: BrowserContext, page: Page) => {
  await context.setOffline(true);
  await page
    .getByText(/起离线/)
    .filter({ visible: true })
    .first()
    .waitFor();
};
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);
/** A picture of one point. */
const photo = {
  name: "现场照片.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkM+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
};

/** Every entry once, by number, on every screen; and no screen has one that another lacks. */
async function sameEverywhere(incidentId: string, ...pages: Page[]): Promise<void> {
  const { seq } = await db().stream.findUniqueOrThrow({ where: { id: incidentId } });
  const all = Array.from({ length: seq }, (_, i) => i + 1);
  for (const page of pages) await expect.poll(() => numbers(page), { timeout: 30_000 }).toEqual(all);
}

it("a bad day: no network, a silent unit, a new shift, two incidents that are one, a server that dies; every entry is there once", {
  retry: 0,
}, async () => {
  const occurredAt = later(-120).toISOString();
  const report = async (title: string, level: number, place: string) =>
    (await zhou.must<{ incidentId: string }>("report", { title, level, countyId: city.east.id, place, occurredAt }))
      .incidentId;
  const id = await report("搅拌站扬尘噪声", 2, "西河村口");
  const other = await report("罐车压坏路面", 3, "上坪村路口");
  await zhou.must("verify", { incidentId: id, note: "镇里已核" });
  await zhou.must("dispatch", { incidentId: id, units: [{ unitId: city.health.id, role: "lead" }] });
  await zhou.must("post", { incidentId: other, text: "路面已拍照" });

  const hers = await open(people.coordinator, `/incidents/${id}`);
  const phone = await open(people.liaison, `/incidents/${id}`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  const theirs = await open(people.recorder, `/incidents/${id}`);

  // The unit is silent: it climbs to its head, then to the convener, on every screen.
  const part = await db().assignment.findFirstOrThrow({ where: { incidentId: id } });
  const acceptBy = new Date();
  await db().assignment.update({
    where: { id: part.id },
    data: { acceptBy, climbAt: acceptBy, sentAt: new Date(acceptBy.getTime() - 20 * 60_000) },
  });
  for (const page of [hers, theirs]) await expect.poll(() => entry(page, "升级").count()).toBe(1);
  await db().assignment.update({ where: { id: part.id }, data: { climbAt: new Date() } });
  for (const page of [hers, theirs]) await expect.poll(() => entry(page, "升级").count()).toBe(2);
  const steps = await db().assignmentClimb.findMany({ where: { incidentId: id }, orderBy: { firedAt: "asc" } });
  expect(steps.map(({ step }) => step)).toEqual(["head", "convener"]);
  expect((steps[0]!.people as { name: string }[]).map(({ name }) => name)).toEqual([head.name]);

  // On site the network is gone: two entries and a photo wait on the phone.
  await away(phone.context(), phone);
  await write(phone, "救护车停村口北侧，现场无伤病。");
  await phone.locator("input[type=file]").setInputFiles(photo);
  await phone.getByText("存在本机，记入后联网再上传").waitFor();
  await write(phone, "休息点设在村委会一楼。");
  const waiting = phone.getByRole("listitem").filter({ hasText: "待发送" });
  await expect.poll(() => waiting.count()).toBe(2);

  // The leader writes an instruction; it is answered at the desk of the recorder for the unit.
  const his = await open(convener, `/incidents/${id}`);
  await his.locator("label", { hasText: "批示" }).last().click();
  await dialog(his).getByLabel("批示内容").fill("先停夜间生产，今晚前讲清数据");
  await choose(his, "承办单位", "东县卫健局");
  await dialog(his).getByRole("button", { name: "记入批示" }).click();
  const box = entry(hers, "先停夜间生产").first();
  await box.waitFor();

  // The server is killed in the middle of it all, and comes back at the same address.
  await portal.kill();
  await hers
    .getByText(/重连|离线/)
    .filter({ visible: true })
    .first()
    .waitFor();
  portal = await startPortal({
    env: { DATABASE_URL: databaseUrl, LIANXI_MODE: "test", PORT: new URL(address).port },
  });
  for (const page of [hers, theirs, his]) await live(page);

  // The phone is back in the network: what waited is recorded once, with its photo.
  await phone.context().setOffline(false);
  await live(phone);
  await entry(hers, "休息点设在村委会一楼").getByText("现场照片.png").waitFor();
  await expect.poll(() => waiting.count()).toBe(0);
  await phone.getByRole("button", { name: /^接受/ }).click();
  await entry(hers, "东县卫健局").getByText(/接受/).last().waitFor();
  const instruction = await db().instruction.findFirstOrThrow({ where: { incidentId: id } });
  const liaison = await world.client(people.liaison);
  await liaison.must("report-instruction", { instructionId: instruction.id, text: "十七时已停" });
  await box.getByText("已回报").waitFor();
  await box.getByRole("button", { name: "办结批示" }).click();
  await box.getByText("办结", { exact: true }).waitFor();

  // The shift changes: handed over with what is open, accepted by the next.
  const shift = (personId: string, from: number, name: string) => ({
    ...{ unitId: officeId, duty: "coordinator", name, personId },
    ...{ startsAt: later(from).toISOString(), endsAt: later(from + 480).toISOString() },
  });
  const begun = await tian.must("plan-shift", shift(day.personId, -60, "白班"));
  await tian.must("begin-shift", begun);
  const { shiftId } = await tian.must("plan-shift", shift(people.coordinator.personId, 90, "夜班"));
  await tian.must("hand-over-shift", { shiftId, notes: "搅拌站的承诺只有口头" });
  const sheet = await open(people.coordinator, `/incidents/shifts/${shiftId}`);
  await sheet.getByText("搅拌站的承诺只有口头").waitFor();
  await sheet.getByRole("button", { name: "接受交班" }).click();
  await dialog(sheet).getByRole("button", { name: /接受/ }).click();
  await sheet
    .getByText(/起负责/)
    .first()
    .waitFor();
  await entry(hers, "协调员 田禾 → 周敏").waitFor();

  // The second incident turns out to be the same one.
  await sheet.goto(`${address}/incidents/${id}/merge?with=${other}`);
  await sheet.getByRole("textbox", { name: "理由" }).fill("同一搅拌站、同一批车辆所致");
  await sheet.getByRole("button", { name: "合并", exact: true }).click();
  await sheet.waitForURL(`${address}/incidents/${id}`);
  await entry(hers, "并入").first().waitFor();

  // A report goes up: drafted, frozen, signed, printed.
  const { reportId } = await zhou.must<{ reportId: string }>("draft-report", { incidentId: id });
  await zhou.must("check-report", { reportId });
  await zhou.must("freeze-report", { reportId });
  const { version } = await db().incidentReport.findUniqueOrThrow({ where: { id: reportId } });
  await (await world.client(convener)).must("sign-report", { reportId, version });
  const paper = await open(people.coordinator, `/incidents/${id}/reports/${reportId}/print`);
  await paper
    .getByText(/联办报〔\d{4}〕\d+号/)
    .first()
    .waitFor();

  // Every entry once, on every screen.
  await sameEverywhere(id, hers, theirs, his, phone);
  for (const words of ["救护车停村口北侧", "休息点设在村委会一楼"])
    for (const page of [hers, theirs, his, phone]) expect(await entry(page, words).count(), words).toBe(1);

  // Closed, looked back on, and the review is frozen.
  await zhou.must("close", { incidentId: id, outcome: "夜间停产，损失已核" });
  const review = await open(people.coordinator, `/incidents/${id}/review`);
  await review.getByRole("button", { name: "开始复盘" }).click();
  await review.getByText("升级").first().waitFor();
  const climbed = await db().event.findFirstOrThrow({
    where: { streamId: id, name: "incidents.assignment.climbed" },
  });
  await zhou.must("review-add-lesson", { incidentId: id, text: "联络员要有替班", sources: [climbed.seq] });
  await review.getByText("联络员要有替班").waitFor();
  await review.getByRole("button", { name: "定稿" }).click();
  await dialog(review).getByRole("button", { name: "定稿" }).click();
  await review.getByText(/\d 定稿$/).waitFor();
  await sameEverywhere(id, hers, theirs, his, phone);
});
