import type { CDPSession, Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { anIncidentOf, type Person, peopleAt, timelineOf } from "../support/person.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const sit = peopleAt(portal.address, await openBrowser());

/** An input method at a page: what is being composed stands underlined in the field and is not its value yet for anybody else. */
async function inputMethod(page: Page) {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  return {
    /** Shows `text` as being composed, with the caret after it. */
    compose: (text: string) =>
      cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    commit: (text: string) => cdp.send("Input.insertText", { text }),
    /** A key that the input method takes for itself: browsers give it to the page as 229. */
    async key(key: string, code: string, modifiers = 0) {
      for (const windowsVirtualKeyCode of [229, key === "Enter" ? 13 : key.toUpperCase().charCodeAt(0)]) {
        await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code, modifiers, windowsVirtualKeyCode });
        await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, code, modifiers, windowsVirtualKeyCode });
      }
    },
  };
}

/** What an input method and its owner would notice: value, caret, focus, and how often a composition began or ended. */
async function watched(field: Locator) {
  await field.evaluate((element) => {
    const counts = { started: 0, ended: 0, blurred: 0 };
    (window as unknown as { counts: typeof counts }).counts = counts;
    element.addEventListener("compositionstart", () => counts.started++);
    element.addEventListener("compositionend", () => counts.ended++);
    element.addEventListener("blur", () => counts.blurred++);
  });
  return () =>
    field.evaluate((element) => {
      const { value, selectionStart, selectionEnd } = element as HTMLTextAreaElement;
      return {
        value,
        caret: [selectionStart, selectionEnd],
        focused: document.activeElement === element,
        ...(window as unknown as { counts: { started: number; ended: number; blurred: number } }).counts,
      };
    });
}

const CTRL = 2;
const letters = ["n", "m", "a", "o", "j", "k", "p"];

/** Five entries by somebody else, each seen on the page before the next. */
async function fiveEntries({ client }: Person, incidentId: string, seen: (text: string) => Promise<unknown>) {
  for (let i = 1; i <= 5; i++) {
    await client.must("post", { incidentId, text: `旁人第 ${i} 条` });
    await seen(`旁人第 ${i} 条`);
  }
}

const anIncident = async (title: string) => (await anIncidentOf(await sit.clientOf("zhongyingxue"), title)).incidentId;

describe("while an input method composes", () => {
  it("five entries come into the room and nothing in the composer moves; then the text goes out whole", async () => {
    const incidentId = await anIncident("选字时来了记录");
    const [mine, other] = [
      await sit("zhongyingxue", `/incidents/${incidentId}`),
      await sit("shixiaoman", `/incidents/${incidentId}`),
    ];
    const field = mine.page.getByRole("textbox", { name: "记录内容" });
    const ime = await inputMethod(mine.page);
    await field.click();
    await mine.page.keyboard.type("已到");
    const state = await watched(field);
    await ime.compose("xianchang");
    const before = await state();
    expect(before).toEqual({
      value: "已到xianchang",
      caret: [11, 11],
      focused: true,
      started: 1,
      ended: 0,
      blurred: 0,
    });

    await fiveEntries(other, incidentId, (text) => mine.page.getByText(text).waitFor());
    expect(await state()).toEqual(before);
    for (const letter of letters) await ime.key(letter, `Key${letter.toUpperCase()}`);
    await ime.key("Enter", "Enter", CTRL);
    await ime.key("Enter", "Enter");
    expect(await state()).toEqual(before);
    expect(await mine.page.getByRole("dialog").count()).toBe(0);
    expect((await timelineOf(mine.page)).filter(({ text }) => text.includes("已到"))).toEqual([]);

    // The person goes on choosing, then takes the words.
    await ime.compose("xian chang");
    await ime.commit("现场");
    expect(await state()).toMatchObject({ value: "已到现场", caret: [4, 4], focused: true, started: 1, ended: 1 });
    await mine.page.keyboard.press("Control+Enter");
    await expect.poll(() => field.inputValue()).toBe("");
    for (const { page } of [mine, other])
      await expect
        .poll(async () => (await timelineOf(page)).filter(({ text }) => /已到|xian/.test(text)).map(({ text }) => text))
        .toEqual([expect.stringMatching(/已到现场/)]);
  });

  it("the list of people leaves the input method its keys, and Enter never takes one of an older list", async () => {
    const incidentId = await anIncident("选字时提到同事");
    const { page } = await sit("zhongyingxue", `/incidents/${incidentId}`);
    const field = page.getByRole("textbox", { name: "记录内容" });
    const ime = await inputMethod(page);
    await field.click();
    await page.keyboard.type("请 @");
    await page.getByRole("listbox").waitFor();
    const state = await watched(field);
    await ime.compose("shi");
    await ime.key("Enter", "Enter");
    await ime.key("ArrowDown", "ArrowDown");
    expect(await state()).toMatchObject({ value: "请 @shi", focused: true, started: 1, ended: 0 });
    await ime.commit("施");
    expect(await field.inputValue()).toBe("请 @施");
    await page.getByRole("option", { name: /施小满/ }).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => field.inputValue()).toBe("请 @施小满 ");
  });

  it("the board changes behind the report dialog and its field stays as it is; Ctrl+Enter reports nothing", async () => {
    const incidentId = await anIncident("看板在后面变");
    const [mine, other] = [await sit("zhongyingxue", "/incidents"), await sit("shixiaoman", "/me")];
    await mine.page.keyboard.press("n");
    const dialog = mine.page.getByRole("dialog", { name: "报告事件" });
    const field = dialog.getByLabel("标题");
    const ime = await inputMethod(mine.page);
    await field.click();
    await mine.page.keyboard.type("三号厂房");
    await mine.page.keyboard.press("ArrowLeft");
    await mine.page.keyboard.press("ArrowLeft");
    const state = await watched(field);
    await ime.compose("qianxin");
    const before = await state();
    expect(before).toMatchObject({ value: "三号qianxin厂房", caret: [9, 9], focused: true, started: 1, ended: 0 });

    const card = mine.page.locator(`[data-card="${incidentId}"]`);
    await fiveEntries(other, incidentId, (text) =>
      expect.poll(() => card.textContent(), { timeout: 10_000 }).toContain(text),
    );
    for (const letter of letters) await ime.key(letter, `Key${letter.toUpperCase()}`);
    await ime.key("Enter", "Enter", CTRL);
    await ime.key("Enter", "Enter");
    expect(await state()).toEqual(before);
    expect(await dialog.getByRole("alert").count()).toBe(0);

    await ime.commit("欠薪");
    expect(await state()).toMatchObject({ value: "三号欠薪厂房", caret: [4, 4], focused: true, ended: 1 });
    await mine.page.keyboard.press("Control+Enter");
    // Now it acts: what is missing is named.
    await dialog.getByRole("alert").first().waitFor();
    expect(await field.inputValue()).toBe("三号欠薪厂房");
  });
});
