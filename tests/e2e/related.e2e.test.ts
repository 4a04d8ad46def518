import { describe, expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { openBrowser } from "../support/browser.ts";
import { axeFindings, pageOpener } from "../support/portal-pages.ts";
import { entry, live, roomCity } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people, now } = world;
const open = pageOpener(world, await openBrowser());
const zhou = await world.client(people.coordinator);

async function incident(title: string): Promise<string> {
  const { incidentId } = await zhou.must("report", {
    ...{ title, level: 2, countyId: city.east.id, place: "西河村口", cause: "", occurredAt: now },
  });
  return incidentId!;
}
/** A letter about the county, received by its office a moment ago. */
const letter = (title: string) =>
  zhou.must("receive", {
    ...{ unitId: city.east.id, channel: "letter", receivedAt: new Date(), petitioner: "某", title, body: "正文" },
    countyId: city.east.id,
  });

describe("new submissions that may belong to an incident", () => {
  it("are told of in the room as they come, listed, linked by whoever reads them, and put away until newer ones come", async () => {
    const id = await incident("搅拌站扬尘噪声");
    const page = await open(people.recorder, `/incidents/${id}`);
    const reader = await open(people.reader, `/incidents/${id}`);
    const hint = (n: number) => page.getByText(`${n} 件新来信可能相关`);
    await page.getByRole("heading", { name: "关联信访件" }).waitFor();
    expect(await page.getByText("新来信可能相关").count()).toBe(0);

    await letter("搅拌站夜里扬尘");
    await hint(1).waitFor();
    await letter("供水管网改造");
    await letter("搅拌站噪声太大");
    await hint(2).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    // By keyboard: the list holds them and nothing else, nothing is ticked, and linking asks a reason.
    await page.getByRole("button", { name: "看一看" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("是不是同一件事，由你看过决定").waitFor();
    const boxes = dialog.getByRole("checkbox");
    await expect.poll(() => boxes.count()).toBe(2);
    for (const box of await boxes.all()) expect(await box.isChecked()).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("checkbox", { name: /搅拌站夜里扬尘/ }).focus();
    await page.keyboard.press("Space");
    await dialog.getByRole("button", { name: "关联 1 件" }).click();
    await dialog.getByText("请填写理由").first().waitFor();
    await dialog.getByRole("textbox", { name: "理由" }).fill("同一家搅拌站");
    await dialog.getByRole("button", { name: "关联 1 件" }).click();
    await entry(page, "关联信访件 1 件：同一家搅拌站").waitFor();
    await hint(1).waitFor();

    await page.getByRole("button", { name: /收起提示/ }).click();
    await expect.poll(() => page.getByText("新来信可能相关").count()).toBe(0);
    await page.reload();
    await page.getByRole("heading", { name: "关联信访件" }).waitFor();
    await letter("搅拌站早上又扬尘");
    // Only the newer one.
    await hint(1).waitFor();

    // Who may not link hears nothing of it.
    await entry(reader, "关联信访件 1 件").waitFor();
    expect(await reader.getByText("新来信可能相关").count()).toBe(0);
  });
});

describe("a card of the board", () => {
  it("says what happened last in the reader's language, as the page opens and as it goes on", async () => {
    const id = await incident("Gate of the yard");
    const admin = await db().person.findUniqueOrThrow({ where: { id: people.recorder.personId } });
    const english = await city.person("Grey", { unit: city.east, duty: "supervisor" });
    await db().person.update({
      where: { id: english.personId },
      data: { passwordHash: admin.passwordHash, locale: "en" },
    });
    const [chinese, page] = [
      await open(people.coordinator, "/incidents"),
      await open(english, "/incidents", { locale: "en" }),
    ];
    const last = (of: typeof page) => of.locator(`[data-card="${id}"] p`).last();
    await expect.poll(() => last(page).textContent()).toContain("reported the incident");
    await expect.poll(() => last(chinese).textContent()).toContain("报告事件");
    await zhou.must("verify", { incidentId: id, note: "true" });
    await expect.poll(() => last(page).textContent()).toContain("verified: true");
    await zhou.must("dispatch", { incidentId: id, units: [{ unitId: city.health.id, role: "lead" }] });
    await expect.poll(() => last(page).textContent()).toContain("周敏 dispatched 东县卫健局 (lead)");
    await expect.poll(() => last(chinese).textContent()).toContain("周敏 交办 东县卫健局（牵头）");
    // Besides names there is nothing Chinese on it.
    await page.reload();
    await live(page);
    const text = (await page.locator(`[data-card="${id}"]`).textContent())!
      .replaceAll("东县卫健局", "")
      .replaceAll("周敏", "")
      .replaceAll("东县", "")
      .replaceAll("西河村口", "");
    expect(text).not.toMatch(/\p{Script=Han}/u);
    // What people typed stays as they typed it.
    await zhou.must("post", { incidentId: id, text: "现场平稳" });
    await expect.poll(() => last(page).textContent()).toContain("周敏: 现场平稳");
  });

  it("that is closed shows the final report it still owes; an instruction with a time is its next limit", async () => {
    const id = await incident("罐车压坏路面");
    await zhou.must("verify", { incidentId: id, note: "属实" });
    const page = await open(people.coordinator, "/incidents");
    const card = page.locator(`[data-card="${id}"]`);
    await zhou.must("dispatch", { incidentId: id, units: [{ unitId: city.health.id, role: "lead" }] });
    await zhou.must("give-instruction", {
      ...{ incidentId: id, text: "当晚修好", via: "phone", leaderName: "林副市长", unitId: city.health.id },
      dueAt: new Date(Date.now() + 5 * 60_000),
    });
    await card.getByText("批示 1 号 余").last().waitFor();
    await zhou.must("close", { incidentId: id, outcome: "已修好" });
    await page.goto(`${world.portal.address}/incidents`);
    const closed = page.locator(`[data-card="${id}"]`);
    await closed.getByText("终报").first().waitFor({ state: "attached" });
    expect(await axeFindings(page)).toEqual([]);
  });
});
