import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { root } from "../../cli/paths.ts";

/**
 * What axe finds against WCAG 2.2 AA, one line a rule with the places. Another colour scheme changes colours alone: `only`
 * looks at these.
 */
export async function axeFindings(page: Page, only?: "colours"): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  const { violations } = await (only
    ? axe.withRules(["color-contrast", "link-in-text-block"])
    : axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
  ).analyze();
  return violations.map(({ id, nodes }) => {
    const places = nodes
      .slice(0, 4)
      .map((node) => `${node.target.join(" ")}: ${node.failureSummary?.split("\n")[1]?.trim()}`);
    return `${id} (${nodes.length}) ${places.join(" | ")}`;
  });
}

/** A page has one title of the first order that one sees, and a title in the window. */
export async function brokenHead(page: Page, portalName: string): Promise<string[]> {
  const heads = await page.locator("h1").filter({ visible: true }).allTextContents();
  const title = await page.title();
  return [
    ...(heads.length === 1 ? [] : [`${heads.length} h1: ${heads.join(", ")}`]),
    ...(heads.every((head) => head.trim() !== "") ? [] : ["an empty h1"]),
    // How much waits stands before it: (3).
    ...(new RegExp(`^(\\(\\d+\\) )?[^\\s(].* - ${portalName}$`).test(title) ? [] : [`title "${title}"`]),
  ];
}

/**
 * What does not fit into the width: the page scrolls sideways, or something one acts with stands outside the screen where
 * nothing scrolls to it. Columns of the board come into sight by whole columns, by a wheel or their rails.
 */
export const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth} px wide, the screen ${innerWidth}`);
    const scrolls = (element: Element) => {
      for (let at = element.parentElement; at; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if ((overflowX === "auto" || overflowX === "scroll") && at.scrollWidth > at.clientWidth) return true;
      }
      return false;
    };
    for (const element of document.querySelectorAll(
      "a[href], button, input:not([type=hidden]), select, textarea, summary",
    )) {
      const { left, right, width } = element.getBoundingClientRect();
      const isDrawn = width > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      if (!isDrawn || (left >= -1 && right <= innerWidth + 1)) continue;
      if (element.closest("[data-phase]") || scrolls(element)) continue;
      const name = element.getAttribute("aria-label") ?? element.textContent ?? "";
      found.push(
        `out of reach: ${element.tagName.toLowerCase()} "${name.trim().slice(0, 30)}" from ${left} to ${right}`,
      );
    }
    return found;
  });

/** Every piece of text that somebody sees or hears: text, and names, titles and placeholders of elements. */
// A document in a language of its own (a report on its sheet) is no text of the interface.
export const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts: string[] = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const parent = walk.currentNode.parentElement!;
      if (parent.closest("script, style, noscript, template, article[lang]") || !parent.checkVisibility()) continue;
      texts.push(walk.currentNode.textContent ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [alt], [aria-description]"))
      if (element.checkVisibility())
        for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description"])
          texts.push(element.getAttribute(name) ?? "");
    return [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
  });

/** Words of every Chinese screen: names of the portal, of formats, of keys, and the switch to English. */
const latin =
  /^(Lianxi|English|Excel|xlsx|docx|PDF|Ctrl|Enter|Esc|Shift|Tab|Home|End|Alt|KB|MB|GB|IP|TOTP|Word|Chrome|Firefox|Edge|Safari|Linux|Windows|macOS|Android|iOS)$/i;
/** Names of files and commands, numbers of things, references of answers and check sums. */
const names =
  /LIANXI_\w+=\w+|lianxi user add|lianxi-demo|\b[A-Z]{1,3}\d{2}-\d+|\S+\.(xlsx|pdf|jpe?g|png|m4a|mp[34]|docx?|txt)\b|https?:\S+|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{4}[-…][0-9a-f]{4}\b|\bv\d[\w.-]*/gi;

/** English words on a Chinese page. `known`: logins and other data in Latin letters. */
export function englishWords(texts: readonly string[], known: ReadonlySet<string>): string[] {
  return texts.flatMap((text) => {
    const words = text.replace(names, " ").match(/[A-Za-z][A-Za-z'’-]+/g) ?? [];
    const odd = words.filter((word) => !latin.test(word) && !known.has(word));
    return odd.length > 0 ? [`${odd.join(" ")} in "${text.slice(0, 80)}"`] : [];
  });
}

/** Names of texts where the texts should be: `room.head.dispatch`, `shell:menu.open`. */
export const rawKeys = (texts: readonly string[]): string[] =>
  texts.filter((text) => /^[a-z][A-Za-z]*([.:][A-Za-z][A-Za-z0-9_-]*)+$/.test(text) && !/\.[a-z]{2,4}$/.test(text));

/** The portal's own Chinese words, as patterns over a whole text: of the interface and of what the domain says. */
export function ownChinese(): (text: string) => boolean {
  const said: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") said.push(value.replace(/\{\{[^}]+\}\}/g, "\0"));
    else if (value && typeof value === "object") Object.values(value).forEach(collect);
  };
  const folder = join(root, "app/locales/zh-CN");
  for (const file of readdirSync(folder)) collect(JSON.parse(readFileSync(join(folder, file), "utf8")));
  const domain = join(root, "domain");
  for (const file of readdirSync(domain, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts")) continue;
    const source = readFileSync(join(domain, file), "utf8");
    for (const [, plain, template] of source.matchAll(/\bsay\(\s*(?:"([^"]+)"|`([^`]+)`)/g))
      collect(plain ?? template!.replace(/\$\{[^}]*\}/g, "\0"));
  }
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
  const whole = new Set(said.filter((text) => !text.includes("\0") && isChinese(text)).map((text) => text.trim()));
  // A language is called by its own name in every language.
  whole.delete("中文");
  const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const patterns = said
    .filter((text) => text.includes("\0") && (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 2)
    .map((text) => new RegExp(`^${text.trim().split("\0").map(literally).join("\\S{1,12}")}$`));
  return (text) => whole.has(text) || patterns.some((pattern) => pattern.test(text));
}

/** Where the links of a page lead within the portal. */
export const linksOf = (page: Page): Promise<string[]> =>
  page.locator("a[href]").evaluateAll((links) => [
    ...new Set(
      links
        .map((link) => new URL((link as HTMLAnchorElement).href))
        .filter((url) => url.origin === location.origin)
        .map((url) => url.pathname + url.search),
    ),
  ]);
