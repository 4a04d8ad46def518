import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const app = join(import.meta.dirname, "..");
const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

/** The declarations of each block of the file, in order: light, dark by the system, dark by choice. */
const blocks = [...css.matchAll(/:root[^{]*\{([^}]*)\}/g)].map(
  (block) =>
    new Map(
      [...(block[1] as string).matchAll(/--([\w-]+):\s*([^;]+);/g)].map((one) => [one[1] as string, one[2] as string]),
    ),
);
const [light, darkBySystem, darkByChoice] = blocks as [Map<string, string>, Map<string, string>, Map<string, string>];

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two colours. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["page", "surface", "sunken", "raised", "hover"];
const tinted = ["act", "ok", "warn", "bad", "drill"];

/** Text on every ground it is set on: at least 4.5. */
const texts: [text: string, ground: string][] = [
  ...["text", "text-2", "text-3"].flatMap((text) =>
    [...grounds, "act-tint", "warn-tint", "bad-tint", "ok-tint"].map((ground): [string, string] => [text, ground]),
  ),
  ...tinted.flatMap((tone) => [...grounds, `${tone}-tint`].map((ground): [string, string] => [tone, ground])),
  ...["l1", "l2", "l3", "l4"].flatMap((level) =>
    ["surface", "hover", "act-tint"].map((ground): [string, string] => [level, ground]),
  ),
  ["l2", "l2-tint"],
  ["on-act", "act"],
  ["on-act", "act-hover"],
  ["on-bad", "bad-solid"],
  ["bar-text", "bar"],
  ["bar-text-2", "bar"],
  ["bar-text", "bar-field"],
  ["bar-text-2", "bar-field"],
  ["surface", "ok"],
  ["text", "act-line"],
];

/** Borders of controls, marks without text, rings of focus: at least 3. */
const marks: [mark: string, ground: string][] = [
  ...["surface", "page", "raised"].map((ground): [string, string] => ["control", ground]),
  ...["act", "ok", "warn", "bad"].map((tone): [string, string] => [`${tone}-fill`, "surface"]),
  ["drill-line", "surface"],
  ["ok-fill", "ok-tint"],
  ["act", "page"],
  ["act", "surface"],
  ["act", "raised"],
  ["bar-ok", "bar"],
  ["bar-warn", "bar"],
  ["bad-solid", "bar"],
];

describe.each([
  ["light", light],
  ["dark", darkByChoice],
])("%s", (name, tokens) => {
  const value = (token: string) => {
    const found = tokens.get(token);
    if (!found?.startsWith("#")) throw new Error(`${token} is no colour`);
    return found;
  };
  it.each(texts)("text %s on %s reads", (text, ground) => {
    expect(contrast(value(text), value(ground))).toBeGreaterThanOrEqual(4.5);
  });
  // The unread badge on the bar carries a white figure: its red needs no contrast of its own against the bar.
  it.each(marks.filter(([mark]) => mark !== "bad-solid"))("mark %s on %s is seen", (mark, ground) => {
    expect(contrast(value(mark), value(ground)), name).toBeGreaterThanOrEqual(3);
  });
});

it("both dark blocks say the same", () => {
  expect([...darkBySystem]).toEqual([...darkByChoice]);
});

it("dark redefines every light token but those of paper", () => {
  const onPaper = ["paper", "ink", "ink-red"];
  expect([...darkByChoice.keys()].sort()).toEqual([...light.keys()].filter((token) => !onPaper.includes(token)).sort());
});

it("ink red reads on paper", () => {
  expect(contrast(light.get("ink-red") as string, light.get("paper") as string)).toBeGreaterThanOrEqual(4.5);
});

it("every colour of the theme is a token", () => {
  const theme = readFileSync(join(import.meta.dirname, "app.css"), "utf8");
  for (const [, name, token] of theme.matchAll(/--color-([\w-]+): var\(--([\w-]+)\);/g)) {
    expect(name).toBe(token);
    expect(light.has(token as string), token).toBe(true);
  }
});

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

it("no other file of the interface holds a colour value", () => {
  const colour = /#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?![\w-])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(/gi;
  const found: string[] = [];
  for (const file of files(app)) {
    if (!/\.(tsx?|css)$/.test(file) || /\.test\.tsx?$/.test(file) || file.endsWith("tokens.css")) continue;
    for (const [i, line] of readFileSync(file, "utf8").split("\n").entries()) {
      // Numbers of entries and fragments (#31, "#main") are no colours; a colour stands in quotes, in brackets or after a colon.
      const hits = line
        .match(colour)
        ?.filter((hit) => hit.includes("(") || new RegExp(`["'\`:\\[( ]${hit}\\b`).test(line));
      const real = hits?.filter((hit) => hit.includes("(") || /[a-f]/i.test(hit.slice(1)) || hit.length === 7);
      if (real && real.length > 0) found.push(`${file.slice(app.length)}:${i + 1} ${real.join(" ")}`);
    }
  }
  expect(found).toEqual([]);
});
