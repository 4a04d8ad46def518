import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Where the focus is, and whether somebody who looks at the screen sees it. */
export type Focus = { where: string; onBody: boolean; visible: boolean };

/**
 * Visible means a ring of at least 2 px on the element or on the box that stands for it (a card around its link, a frame around
 * its field); in menus and lists the ground of the row.
 */
export const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const isSeen = (colour: string) => colour !== "transparent" && !/, 0\)$/.test(colour);
    const hasRing = (one: Element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2 && isSeen(outlineColor);
    };
    const boxes: Element[] = [];
    for (let at: Element | null = element; at && boxes.length < 5; at = at.parentElement) boxes.push(at);
    const isRow = element.matches("[role=menuitem], [role=option], [cmdk-item]");
    const name = element.getAttribute("aria-label") ?? (element.textContent ?? "").trim().slice(0, 30);
    return {
      where: `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ""} ${name}`,
      onBody: element === document.body,
      visible: boxes.some(hasRing) || (isRow && isSeen(getComputedStyle(element).backgroundColor)),
    };
  });

/** Fails unless the focus is on something and can be seen. */
export async function seeFocus(page: Page): Promise<void> {
  await expect
    .poll(() => focusOf(page), { message: "the focus is on something and can be seen" })
    .toMatchObject({
      onBody: false,
      visible: true,
    });
}

/** Goes on by Tab (or back by Shift+Tab) until `target` has the focus; each stop on the way can be seen. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor();
  const passed: string[] = [];
  for (let i = 0; i < 80; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    passed.push(focus.where);
    // Leaving the page's last stop the focus goes to the browser's own bars and comes back.
    if (!focus.onBody && !focus.visible) throw new Error(`the focus cannot be seen on: ${focus.where}`);
  }
  throw new Error(`not reached by ${key}; passed: ${passed.join(" | ")}`);
}

/** Until a dialog has closed; the focus is then not lost. */
export async function closedWithFocus(page: Page, dialog: Locator): Promise<void> {
  await dialog.waitFor({ state: "detached" });
  await seeFocus(page);
}
