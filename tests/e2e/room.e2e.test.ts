import { describe, expect, it } from "vitest";
import { db } from "../../domain/kernel/db.server.ts";
import { openBrowser } from "../support/browser.ts";
import { composer, entries, entry, live, numbers, post, roomCity, roomOpener } from "../support/room-browser.ts";

const world = await roomCity();
const { city, people } = world;
const browser = await openBrowser();
const open = roomOpener(world, browser);
const hers = await world.client(people.coordinator);
const theirs = await world.client(people.recorder);
const unitsOwn = await world.client(people.liaison);

async function incident(title = "搅拌站扬尘噪声"): Promise<string> {
  const { incidentId } = await hers.must("report", {
    title,
    level: 2,
    countyId: city.east.id,
    place: "西河村口",
    cause: "夜间生产",
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
  });
  return incidentId!;
}
const say = (incidentId: string, text: string, who = theirs) => who.must("post", { incidentId, text });
async function sayMany(incidentId: string, from: number, to: number): Promise<void> {
  for (let i = from; i <= to; i++) await say(incidentId, `第 ${i} 条`);
}

describe("writing", () => {
  it("shows what each of two writes to the other at once, and the same after a reload", async () => {
    const id = await incident();
    const [a, b] = [await open(people.coordinator, id), await open(people.recorder, id)];
    await post(a, "现场清点完毕");
    await entry(b, "现场清点完毕").waitFor();
    await post(b, "已转告镇里");
    await entry(a, "已转告镇里").waitFor();
    expect(await numbers(a)).toEqual([1, 2, 3]);
    await a.reload();
    await live(a);
    expect(await numbers(a)).toEqual([1, 2, 3]);
    expect(await entry(a, "已转告镇里").textContent()).toContain("林佳");
  });

  it("takes a second press for the same entry", async () => {
    const id = await incident();
    const page = await open(people.coordinator, id);
    await composer(page).fill("只此一条");
    await page.getByRole("button", { name: "记入" }).dblclick();
    await entry(page, "只此一条").waitFor();
    await page.waitForTimeout(400);
    expect(await entry(page, "只此一条").count()).toBe(1);
    expect(await page.getByText("请写点内容").count()).toBe(0);
  });

  it("says so when there is nothing to record", async () => {
    const page = await open(people.coordinator, await incident());
    await page.getByRole("button", { name: "记入" }).click();
    await page.getByText("请写点内容或添附件").waitFor();
  });

  it("keeps caret, composition and text while somebody else writes", async () => {
    const id = await incident();
    const page = await open(people.coordinator, id);
    const cdp = await page.context().newCDPSession(page);
    await composer(page).click();
    await composer(page).pressSequentially("前面");
    const handle = await composer(page).elementHandle();
    for (const text of ["x", "xi", "xi'", "xi'he"]) {
      await cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await say(id, `别人写的 ${text}`);
      await entry(page, `别人写的 ${text}`).first().waitFor();
      expect(await composer(page).inputValue()).toBe(`前面${text}`);
    }
    // Neither Enter nor a letter acts while composing, even with Ctrl.
    await page.keyboard.press("Control+Enter");
    expect(await composer(page).inputValue()).toBe("前面xi'he");
    await cdp.send("Input.insertText", { text: "西河" });
    expect(await composer(page).inputValue()).toBe("前面西河");
    expect(await composer(page).evaluate((now, before) => now === before, handle)).toBe(true);
    expect(await composer(page).evaluate((area) => (area as HTMLTextAreaElement).selectionStart)).toBe(4);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  });

  it("offers to mention exactly those who may read it, found by pinyin", async () => {
    const id = await incident();
    const page = await open(people.coordinator, id);
    await composer(page).click();
    await composer(page).pressSequentially("请 @lj");
    await page.getByRole("option", { name: /林佳/ }).waitFor();
    await page.keyboard.press("Enter");
    expect(await composer(page).inputValue()).toBe("请 @林佳 ");
    await composer(page).pressSequentially("到场");
    await page.keyboard.press("Control+Enter");
    await entry(page, "到场").waitFor();
    expect(await entry(page, "到场").locator("b", { hasText: "@林佳" }).count()).toBe(1);
    expect(await db().mention.count({ where: { incidentId: id, personId: people.recorder.personId } })).toBe(1);
    await composer(page).pressSequentially("@外");
    await page.getByText("没有找到「外」").waitFor();
  });

  it("marks what is recorded later than it happened", async () => {
    const page = await open(people.coordinator, await incident());
    await composer(page).fill("刚才的事");
    await page.getByRole("button", { name: /^事发/ }).click();
    const early = new Date(Date.now() - 20 * 60_000 + 8 * 3_600_000).toISOString().slice(0, 16);
    await page.locator("input[type=datetime-local]").fill(early);
    await page.getByRole("button", { name: "确定" }).click();
    await page.getByRole("button", { name: "记入" }).click();
    await entry(page, "刚才的事").getByText("补录", { exact: true }).waitFor();
    expect(await entry(page, "刚才的事").locator("time").first().textContent()).toBe(early.slice(11));
  });

  it("keeps a draft over a reload, and an entry that the network kept back until it is there again", async () => {
    const id = await incident();
    const page = await open(people.coordinator, id);
    await composer(page).pressSequentially("写了一半");
    await page.getByText("草稿已存本机").waitFor();
    await page.reload();
    await live(page);
    expect(await composer(page).inputValue()).toBe("写了一半");
    await page.context().setOffline(true);
    await page.keyboard.press("Escape");
    await composer(page).click();
    await page.keyboard.press("Control+Enter");
    const waits = page.getByRole("region", { name: "没有发出的" }).getByText("待发送", { exact: true });
    await waits.waitFor({ timeout: 20_000 });
    await say(id, "断线时的记录");
    await page.context().setOffline(false);
    await live(page);
    await entry(page, "写了一半").waitFor({ timeout: 20_000 });
    await waits.waitFor({ state: "detached" });
    expect(await entry(page, "写了一半").count()).toBe(1);
    await page.getByText("1 条新记录").waitFor();
  });

  it("keeps what was refused, with the reason", async () => {
    const id = await incident();
    const page = await open(people.coordinator, id);
    await composer(page).fill("办结之后写的");
    await page.context().setOffline(true);
    await page.keyboard.press("Control+Enter");
    await page.getByText("待发送", { exact: true }).waitFor({ timeout: 20_000 });
    await hers.must("close", { incidentId: id, outcome: "已了结" });
    await page.context().setOffline(false);
    await page.getByText("未发出").waitFor({ timeout: 20_000 });
    await page.getByText(/已办结。要继续处置/).waitFor();
    await page.getByText(/办结，不再记新条目/).waitFor();
  });
});

describe("reading", () => {
  it("brings older entries on the way up without a jump", async () => {
    const id = await incident();
    await sayMany(id, 2, 150);
    const page = await open(people.coordinator, id);
    expect((await numbers(page))[0]).toBe(51);
    const scroller = page.locator("[data-timeline]");
    await scroller.evaluate((box) => {
      box.scrollTop = -(box.scrollHeight - box.clientHeight) + 500;
    });
    const place = () =>
      scroller.evaluate((box) => {
        const top = box.getBoundingClientRect().top;
        const row = [...box.querySelectorAll<HTMLElement>("[data-seq]")].find(
          (one) => one.getBoundingClientRect().bottom > top,
        );
        return { seq: row?.dataset.seq, top: Math.round(row!.getBoundingClientRect().top - top) };
      });
    const before = await place();
    await scroller.evaluate((box) => {
      box.scrollTop -= 150;
    });
    const asked = await place();
    await page.locator('[data-seq="1"]').waitFor({ state: "attached" });
    const after = await place();
    expect(before.seq).not.toBe(asked.seq);
    expect(after).toEqual(asked);
    expect(await numbers(page)).toEqual(Array.from({ length: 150 }, (_, i) => i + 1));
  });

  it("does not scroll by itself further up, and says how many came", async () => {
    const id = await incident();
    await sayMany(id, 2, 60);
    const page = await open(people.coordinator, id);
    const scroller = page.locator("[data-timeline]");
    await scroller.evaluate((box) => {
      box.scrollTop = -600;
    });
    const top = () => page.locator('[data-seq="30"]').evaluate((row) => Math.round(row.getBoundingClientRect().top));
    const before = await top();
    await sayMany(id, 61, 63);
    await page.getByRole("button", { name: /3 条新记录/ }).waitFor();
    expect(await top()).toBe(before);
    await page.getByRole("button", { name: /3 条新记录/ }).click();
    await page.locator('[data-seq="63"]').waitFor();
    expect(await page.getByRole("button", { name: /条新记录/ }).count()).toBe(0);
  });

  it("divides what came while the reader was away, and counts exactly that", async () => {
    const id = await incident();
    await sayMany(id, 2, 4);
    const first = await open(people.coordinator, id);
    await first.locator('[data-seq="4"]').waitFor();
    await first.goto(`${world.portal.address}/incidents`);
    await expect.poll(() => db().roomVisit.findFirst({ where: { incidentId: id } })).toMatchObject({ lastSeq: 4 });
    await sayMany(id, 5, 7);
    const page = await open(people.coordinator, id);
    await page.getByText(/你离开的.*3 条新记录/).waitFor();
    const order = await page.$$eval("[data-seq], [data-absence]", (rows) =>
      rows.map((row) => (row as HTMLElement).dataset.seq ?? "|"),
    );
    expect(order.join(" ")).toBe("1 2 3 4 | 5 6 7");
    await post(page, "我回来了");
    await page.getByText(/你离开的/).waitFor({ state: "detached" });
  });

  it("filters with counts, searches all entries, and finds the pinned one", async () => {
    const id = await incident();
    await sayMany(id, 2, 4);
    await say(id, "接谈地点在二楼");
    await sayMany(id, 6, 130);
    await hers.must("pin", { incidentId: id, seq: 5 });
    const page = await open(people.coordinator, id);
    await page.getByText("全部131", { exact: false }).first().waitFor();
    expect(await page.locator('[data-seq="5"]').count()).toBe(0);
    await page.getByRole("button", { name: "在记录中查找" }).click();
    await page.getByRole("searchbox", { name: "在记录中查找" }).pressSequentially("接谈 二楼");
    await expect.poll(async () => (await numbers(page)).join(" "), { timeout: 10_000 }).toBe("5");
    await page.getByRole("button", { name: "结束查找" }).click();
    await page.getByRole("radio", { name: /系统/ }).check();
    await expect.poll(async () => (await numbers(page)).join(" "), { timeout: 10_000 }).toBe("1 131");
    await page.getByRole("radio", { name: /全部/ }).check();
    await page.getByRole("button", { name: /置顶 #5/ }).click();
    await page.locator('[data-seq="5"]').waitFor();
    await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).dataset.seq)).toBe("5");
  });

  it("goes from entry to entry by keys, pins, and writes on n; letters in fields stay letters", async () => {
    const id = await incident();
    await sayMany(id, 2, 3);
    const page = await open(people.coordinator, id);
    await page.locator("h1").click();
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.seq)).toBe("2");
    await page.keyboard.press("p");
    await page.getByRole("button", { name: /置顶 #2/ }).waitFor();
    await page.keyboard.press("n");
    await page.keyboard.type("njkp");
    expect(await composer(page).inputValue()).toBe("njkp");
    await page.locator("h1").click();
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("置顶这一条").waitFor();
  });

  it("strikes an entry with a reason; it stays legible for all", async () => {
    const id = await incident();
    await say(id, "现场约八十人", hers);
    const [a, b] = [await open(people.coordinator, id), await open(people.recorder, id)];
    await entry(a, "现场约八十人").hover();
    await entry(a, "现场约八十人").getByRole("button", { name: "#2 的操作" }).click();
    await a.getByRole("menuitem", { name: "划销" }).click();
    await a.getByRole("alertdialog").getByRole("button", { name: "划销" }).click();
    await a.getByText("还没有写理由").waitFor();
    await a.getByRole("alertdialog").getByRole("textbox").fill("与清点数不符");
    await a.getByRole("alertdialog").getByRole("button", { name: "划销" }).click();
    for (const page of [a, b]) {
      await page
        .getByText(/周敏 .*划销：与清点数不符/)
        .first()
        .waitFor();
      expect(await page.locator("s", { hasText: "现场约八十人" }).count()).toBe(1);
    }
  });

  it("tells who is here and who is writing", async () => {
    const id = await incident();
    const [a, b] = [await open(people.coordinator, id), await open(people.recorder, id)];
    await a.getByText("在场 2").waitFor();
    await composer(b).pressSequentially("正在");
    await a.getByText("林佳 正在输入").waitFor();
    await b.goto(`${world.portal.address}/incidents`);
    await a.getByText("在场 1").waitFor();
  });
});

describe("rights", () => {
  it("shows a reader everything and no way to write", async () => {
    const id = await incident();
    await say(id, "读得到");
    const page = await open(people.reader, id);
    await entry(page, "读得到").waitFor();
    expect(await composer(page).count()).toBe(0);
    await page.getByText("你可以看这件事，但没有记录的授权").waitFor();
    expect(await page.getByRole("button", { name: /移至|交办单位|添加|派任务|记人数/ }).count()).toBe(0);
  });

  it("no address of a room says anything to an outsider, or without a session", async () => {
    const id = await incident();
    const outsider = await world.client(people.outsider);
    const unit = city.health.id;
    const asked = [
      "events?after=0",
      "events?before=9",
      "events?before=9&q=a",
      "people?q=",
      `people?unit=${unit}`,
      "rights",
      "submissions?q=",
      `attachments/${id}`,
    ];
    for (const path of ["", ...asked.map((one) => `/${one}`)]) {
      expect((await outsider.get(`/incidents/${id}${path}`)).status, path).toBe(404);
      const answer = await fetch(`${world.portal.address}/incidents/${id}${path}`, {
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
      expect([302, 401], path).toContain(answer.status);
    }
    const upload = {
      method: "POST",
      body: new FormData(),
      headers: { Cookie: outsider.cookie, Origin: world.portal.address },
    };
    expect((await fetch(`${world.portal.address}/incidents/${id}/attachments`, upload)).status).toBe(404);
  });

  it("replaces the page within five seconds when the right ends, and offers what was not sent", async () => {
    const id = await incident();
    await hers.must("dispatch", { incidentId: id, units: [{ unitId: city.health.id, role: "support" }] });
    const page = await open(people.liaison, id);
    await composer(page).pressSequentially("还没发出的话");
    await page.getByText("草稿已存本机").waitFor();
    const { id: assignmentId } = await db().assignment.findFirstOrThrow({ where: { incidentId: id } });
    const begun = Date.now();
    await hers.must("withdraw", { assignmentId, reason: "派错了" });
    await page.getByText("没有这个页面，或者你看不到它").waitFor({ timeout: 5000 });
    expect(Date.now() - begun).toBeLessThan(5000);
    await page.getByText("还没发出的话").waitFor();
    await page.getByRole("button", { name: "复制全部" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("还没发出的话");
    expect(await entries(page).count()).toBe(0);
    expect((await unitsOwn.get(`/incidents/${id}/events?after=0`)).status).toBe(404);
  });
});
