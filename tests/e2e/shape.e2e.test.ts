import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../domain/people/actor.ts";
import { openBrowser } from "../support/browser.ts";
import { roomCity, roomOpener } from "../support/room-browser.ts";

const room = await roomCity();
const { city, people, client, portal, now } = room;
let open: (who: Actor, incidentId: string) => Promise<Page>;
beforeAll(async () => {
  open = roomOpener(room, await openBrowser());
});

const zhou = await client(people.coordinator);
async function incident(title: string, level: number, place: string) {
  const { incidentId } = await zhou.must("report", { title, level, countyId: city.east.id, place, occurredAt: now });
  return incidentId as string;
}
async function pair() {
  const a = await incident("搅拌站扬尘噪声", 3, "西河村口");
  const b = await incident("罐车压坏路面", 2, "上坪村路口");
  await zhou.must("add-demand", { incidentId: a, text: "公布监测数据", unitId: city.health.id });
  await zhou.must("add-demand", { incidentId: b, text: "公开监测数据", unitId: city.health.id });
  await zhou.must("dispatch", { incidentId: b, units: [{ unitId: city.health.id, role: "lead" }] });
  await zhou.must("post", { incidentId: b, text: "路面已拍照" });
  await zhou.must("head-count", { incidentId: b, count: 12 });
  return { a, b };
}
const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((one) => `${one.id} ${one.nodes[0]?.target}`)).toEqual([]);
};
const to = (path: string) => `${portal.address}${path}`;

describe("two incidents that turn out to be one", () => {
  it("are merged by keyboard while two others watch both rooms, and split again with a choice for each later entry", async () => {
    const { a, b } = await pair();
    const watchA = await open(people.recorder, a);
    const watchB = await open(people.liaison, b);
    const page = await open(people.coordinator, a);

    await page.getByRole("button", { name: "更多" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "合并事件" }).focus();
    await page.keyboard.press("Enter");
    await page
      .getByRole("link", { name: /罐车压坏路面/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "合并事件" }).waitFor();
    await page.getByText("从高，不降").waitFor();
    expect(await page.getByRole("row", { name: /等级/ }).textContent()).toContain("二级");
    expect(await page.getByRole("row", { name: /现场人数/ }).textContent()).toContain("不相加");
    await axe(page);
    const same = page.getByRole("combobox", { name: /乙的诉求 1/ });
    await same.focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.getByRole("row", { name: /^诉求/ }).textContent()).toContain("1 项");
    await page.getByRole("checkbox", { name: "上坪村路口" }).focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Space");

    const reason = page.getByRole("textbox", { name: "理由" });
    await reason.focus();
    await page.keyboard.press("Control+Enter");
    await page.getByText("请填写理由").first().waitFor();
    await reason.focus();
    await page.keyboard.type("同一搅拌站、同一批车辆所致");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(to(`/incidents/${a}`));

    // Both rooms hear.
    await watchA.getByText(/并入。同一搅拌站/).waitFor();
    await watchA.getByText("与诉求 1 为同一项").waitFor();
    await watchA.getByText("12 人").first().waitFor({ state: "attached" });
    await watchB
      .getByText(/已并入 群/)
      .first()
      .waitFor();
    await watchB.getByText("路面已拍照").waitFor();
    expect(await watchB.getByRole("textbox", { name: "记录内容" }).count()).toBe(0);
    await axe(watchB);
    // The unit's part went along: its liaison works on in the survivor.
    await watchB.getByRole("link", { name: /到 群 .* 继续/ }).focus();
    await watchB.keyboard.press("Enter");
    await watchB.waitForURL(to(`/incidents/${a}`));
    await watchB.getByRole("textbox", { name: "记录内容" }).waitFor();
    await watchB.getByRole("textbox", { name: "记录内容" }).fill("路面今晚开工");
    await watchB.keyboard.press("Control+Enter");
    await watchA.getByText("路面今晚开工").waitFor();

    // The board shows one card, and no card of the other.
    await page.goto(to("/incidents"));
    await page.getByText("搅拌站扬尘噪声").first().waitFor();
    expect(await page.getByText("罐车压坏路面").count()).toBe(0);

    // Split again: the later entry goes to where it belongs.
    await page.goto(to(`/incidents/${a}`));
    await page.getByRole("link", { name: "合并记录" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "拆回" }).waitFor();
    await page.getByRole("radio", { name: /甲/ }).first().waitFor();
    await axe(page);
    const later = page.getByRole("listitem").filter({ hasText: "路面今晚开工" }).first();
    await later.getByRole("radio").first().focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("textbox", { name: "理由" }).focus();
    await page.keyboard.type("成因不同，分开处置");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(to(`/incidents/${b}`));
    await page.getByText(/从 群 .* 拆回：成因不同/).waitFor();
    await page.getByText(/#\d+：.*路面今晚开工/).waitFor();
    await page.getByRole("textbox", { name: "记录内容" }).waitFor();
    await watchA.getByText(/拆回 群/).waitFor();
    // The unit's part has left: its liaison's page of the survivor is gone within seconds.
    await watchB
      .getByText(/没有这个内容|未找到|看不到它/)
      .first()
      .waitFor();
  });

  it("merging is refused with the reason when somebody was quicker, and what was typed stays", async () => {
    const { a, b } = await pair();
    const page = await open(people.coordinator, a);
    await page.goto(to(`/incidents/${a}/merge?with=${b}`));
    await page.getByRole("textbox", { name: "理由" }).fill("同一件事");
    await zhou.must("merge", {
      ...{ incidentId: b, otherId: a, survivorVersion: 1, absorbedVersion: 1, choices: {}, reason: "先合" },
    });
    await page.getByRole("button", { name: "合并", exact: true }).click();
    await page
      .getByText(/已并入 群/)
      .first()
      .waitFor();
    expect(await page.getByRole("textbox", { name: "理由" }).inputValue()).toBe("同一件事");
  });
});

describe("one incident that turns out to be two", () => {
  it("is split: what is chosen goes to a new incident", async () => {
    const { b } = await pair();
    const page = await open(people.coordinator, b);
    await page.goto(to(`/incidents/${b}/split`));
    await page.getByRole("textbox", { name: "新事件标题" }).fill("监测数据未公开");
    await page.getByRole("textbox", { name: "理由" }).fill("另一个责任单位");
    await page.keyboard.press("Control+Enter");
    await page.getByText("请至少选一项").first().waitFor();
    await axe(page);
    await page.getByRole("checkbox", { name: /公开监测数据/ }).check();
    await page.keyboard.press("Control+Enter");
    await page.getByText(/拆出：另一个责任单位/).waitFor();
    await page.getByText("公开监测数据").first().waitFor();
    await page.getByText(/来自 群/).waitFor();
  });
});

describe("the level", () => {
  it("is changed with a reason, says whose time changes, and is changed back by one press", async () => {
    const { b } = await pair();
    const watch = await open(people.recorder, b);
    const page = await open(people.coordinator, b);
    const dialog = async () => {
      await page.getByRole("button", { name: "更多" }).click();
      await page.getByRole("menuitem", { name: "调整等级" }).click();
    };
    await dialog();
    await page.getByRole("radio", { name: /一级/ }).check();
    await page.getByRole("dialog").getByText("东县卫健局").waitFor();
    await page.getByRole("dialog").getByRole("textbox").fill("人数增加");
    await page.getByRole("button", { name: "调整", exact: true }).click();
    await watch.getByText(/提高等级：二级 → 一级/).waitFor();
    await dialog();
    await page.getByRole("dialog").getByRole("textbox").fill("已平稳");
    await page.getByRole("button", { name: "改回二级" }).click();
    await watch.getByText(/降低等级：一级 → 二级/).waitFor();
  });
});
