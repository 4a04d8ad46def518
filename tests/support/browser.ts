import { type Browser, chromium } from "playwright-core";
import { atEndOfFile } from "./clean-up.ts";
import { chromiumPath } from "./programs.ts";

const flags = [
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A Chromium of its own for a test file; closed at its end. Throws when this machine has none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromiumPath();
  if (!executablePath)
    throw new Error("no Chromium on this machine: install chromium, or @sparticuz/chromium's system libraries");
  const asRoot = process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: asRoot ? [...flags, "--no-sandbox"] : flags });
  atEndOfFile(async () => {
    await browser.close();
    if (browser.isConnected()) throw new Error("the browser is still running");
  });
  return browser;
}
