import type { Page, WebSocketRoute } from "playwright-core";
import { expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { anIncidentOf, peopleAt, timelineOf, untilLive } from "../support/person.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const sit = peopleAt(portal.address, await openBrowser());
const zhong = await sit.clientOf("zhongyingxue");

/** A page whose network can be taken away: no request goes out and the socket that is open breaks. */
async function cuttable(login: string, path: string) {
  const sockets: WebSocketRoute[] = [];
  const person = await sit(login, "/me", { live: false });
  await person.page.routeWebSocket(/\/live/, (socket) => {
    sockets.push(socket);
    socket.connectToServer();
  });
  await person.page.goto(`${portal.address}${path}`);
  await untilLive(person.page);
  return {
    ...person,
    async cut() {
      await person.context.setOffline(true);
      for (const socket of sockets.splice(0)) await socket.close({ code: 1011 });
      await person.page.getByRole("status").getByText("离线").first().waitFor();
    },
    async mend() {
      await person.context.setOffline(false);
      await untilLive(person.page);
    },
  };
}

/** The divider's words and the entries below it, by number. */
const underDivider = (page: Page) =>
  page.locator("[data-timeline] ol").evaluate((list) => {
    const rows = [...list.children] as HTMLElement[];
    const at = rows.findIndex((row) => row.dataset.absence);
    const below = at < 0 ? [] : rows.slice(at + 1).filter((row) => row.dataset.seq);
    return { words: rows[at]?.textContent ?? null, seqs: below.map((row) => Number(row.dataset.seq)) };
  });

it("what others wrote meanwhile stands below the divider, once each; what one was writing is still there", async () => {
  const { incidentId } = await anIncidentOf(zhong, "断线时来了两条");
  await zhong.must("post", { incidentId, text: "断线以前的一条" });
  const { page, cut, mend } = await cuttable("shixiaoman", `/incidents/${incidentId}`);
  await page.getByText("断线以前的一条").waitFor();
  const field = page.getByRole("textbox", { name: "记录内容" });
  await field.fill("村口现在有人在");
  await field.evaluate((element) => (element as HTMLTextAreaElement).setSelectionRange(3, 3));
  const before = await timelineOf(page);

  await cut();
  const { seq: first } = await zhong.must<{ seq: number }>("post", { incidentId, text: "不在时第一条" });
  const { seq: second } = await zhong.must<{ seq: number }>("post", { incidentId, text: "不在时第二条" });
  await page
    .getByRole("alert")
    .or(page.getByText(/起离线/))
    .first()
    .waitFor();
  expect(await timelineOf(page)).toEqual(before);

  await mend();
  await expect
    .poll(() => underDivider(page), { timeout: 15_000 })
    .toEqual({
      words: expect.stringMatching(/^你离开的.+ · 2 条新记录$/),
      seqs: [first, second],
    });
  const after = await timelineOf(page);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length)).toEqual([
    { seq: first, text: expect.stringContaining("不在时第一条") },
    { seq: second, text: expect.stringContaining("不在时第二条") },
  ]);
  expect(
    await field.evaluate((element) => {
      const area = element as HTMLTextAreaElement;
      return [area.value, area.selectionStart, document.activeElement === area];
    }),
  ).toEqual(["村口现在有人在", 3, true]);

  // The divider goes when the reader posts.
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => underDivider(page), { timeout: 15_000 }).toEqual({ words: null, seqs: [] });
  await expect.poll(async () => (await timelineOf(page)).at(-1)!.text).toContain("村口现在有人在");
});

it("what one writes without a network waits and is recorded once, in the order of writing; a reload does not lose it", async () => {
  const { incidentId } = await anIncidentOf(zhong, "断线时自己写了三条");
  const { page, cut, mend } = await cuttable("shixiaoman", `/incidents/${incidentId}`);
  const field = page.getByRole("textbox", { name: "记录内容" });
  const write = async (text: string) => {
    await field.fill(text);
    await page.keyboard.press("Control+Enter");
  };
  const waits = (text: string) =>
    page.getByRole("listitem").filter({ hasText: text }).getByText("待发送").waitFor({ timeout: 20_000 });
  const recorded = async () => (await timelineOf(page)).flatMap(({ text }) => /断网写的./.exec(text) ?? []);
  await cut();
  await write("断网写的甲");
  await write("断网写的乙");
  await Promise.all(["断网写的甲", "断网写的乙"].map(waits));
  expect(await recorded()).toEqual([]);
  await mend();
  await expect.poll(recorded, { timeout: 15_000 }).toEqual(["断网写的甲", "断网写的乙"]);

  await page.route("**/commands", (route) => route.abort());
  await write("断网写的丙");
  await waits("断网写的丙");
  await page.reload();
  await untilLive(page);
  expect(await recorded()).toEqual(["断网写的甲", "断网写的乙"]);
  await page.getByRole("listitem").filter({ hasText: "断网写的丙" }).waitFor();
  await page.unroute("**/commands");
  await expect.poll(recorded, { timeout: 20_000 }).toEqual(["断网写的甲", "断网写的乙", "断网写的丙"]);
  await expect.poll(() => page.getByText("断网写的丙").count()).toBe(1);
});

it("of two pages entered in the same moment the later counts", async () => {
  const { incidentId } = await anIncidentOf(zhong, "一进一出");
  const socket = await (await sit.clientOf("feiqihang")).connect();
  const cards = () => socket.got.cards.flat().filter((card) => card.id === incidentId).length;
  for (let round = 1; round <= 5; round++) {
    socket.emit("here", { page: "incident", incidentId }, () => {});
    socket.emit("here", { page: "other" }, () => {});
    expect(await socket.here({ page: "board" })).toEqual({ ok: true, seq: 0 });
    const before = cards();
    await zhong.must("post", { incidentId, text: `第 ${round} 次` });
    await expect.poll(cards).toBe(before + 1);
    socket.emit("here", { page: "other" }, () => {});
    expect((await socket.here({ page: "incident", incidentId })).ok).toBe(true);
    const { seq } = await zhong.must<{ seq: number }>("post", { incidentId, text: `又第 ${round} 次` });
    await expect.poll(() => socket.events().map((event) => event.seq)).toContain(seq);
  }
  socket.disconnect();
});
