import { expect, it } from "vitest";
import { openBrowser } from "../support/browser.ts";
import { startPortal } from "../support/portal.ts";

const portal = await startPortal();
const browser = await openBrowser();

it("a browser gets the sign-in page from a portal that has just started, and the portal ends in order", async () => {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  await page.goto(portal.address);
  await expect.poll(() => page.title()).toContain("联席");
  expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  expect(problems).toEqual([]);
  await page.close();
  await portal.stop();
  await expect(fetch(portal.address)).rejects.toThrow();
});
