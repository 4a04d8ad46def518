import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const app = new URL("..", import.meta.url).pathname;
const folder = join(app, "locales");
type Texts = { [key: string]: string | Texts };

const read = (locale: string, namespace: string) =>
  JSON.parse(readFileSync(join(folder, locale, `${namespace}.json`), "utf8")) as Texts;
const flat = (texts: Texts, prefix = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${prefix}${key}`, value] as [string, string]] : flat(value, `${prefix}${key}.`),
  );

const namespaces = (locale: string) =>
  readdirSync(join(folder, locale))
    .map((file) => file.replace(/\.json$/, ""))
    .sort();
const placeholders = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((match) => match[1]).sort();
/** English has plural forms that Chinese has not: `count_one` and `count_other` are one text. */
const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, "");

test("both languages have the same namespaces", () => {
  expect(namespaces("en")).toEqual(namespaces("zh-CN"));
});

test.each(namespaces("zh-CN"))("%s has the same texts in both languages", (namespace) => {
  const zh = flat(read("zh-CN", namespace));
  const en = flat(read("en", namespace));
  expect([...new Set(en.map(([key]) => base(key)))].sort()).toEqual([...new Set(zh.map(([key]) => base(key)))].sort());
  const chinese = new Map(zh.map(([key, text]) => [base(key), text]));
  for (const [key, text] of en) {
    const same = key !== base(key) || placeholders(text).join() === placeholders(chinese.get(base(key)) ?? "").join();
    expect(same, `${namespace}:${key} has other placeholders than its Chinese text`).toBe(true);
  }
});

test.each(namespaces("zh-CN"))("%s is Chinese in Chinese", (namespace) => {
  for (const [key, text] of flat(read("zh-CN", namespace))) {
    const words = text.replace(/\{\{.*?\}\}/g, "");
    const english = /[A-Za-z]{2,}/.test(words) && !/\p{Script=Han}/u.test(words);
    expect(text.trim(), `${namespace}:${key}`).not.toBe("");
    expect(
      english && words !== "English" && !/^[A-Z]{2,5}$/.test(words.trim()),
      `${namespace}:${key} is "${text}"`,
    ).toBe(false);
  }
});

const sources = readdirSync(app, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"),
);

const textOf = new Map(sources.map((file) => [file, readFileSync(join(app, file), "utf8")]));
/** "features/people": each feature may have a hook of its own that gives the texts of its namespace. */
const featureOf = (file: string) => file.split("/").slice(0, 2).join("/");
const hooks = new Map<string, string>();
for (const [file, text] of textOf)
  for (const [, hook, namespace] of text.matchAll(/(use\w+) = \(\) => useTranslation\("([\w-]+)"\)\.t\b/g))
    hooks.set(`${featureOf(file)}:${hook}`, namespace!);

/** The namespaces that `t` stands for in a file; null when it comes from elsewhere. */
function namespacesOf(file: string, text: string): Set<string> | null {
  const found = [...text.matchAll(/\bconst \{[^}]*\bt\b[^}]*\} = useTranslation\("([\w-]+)"\)/g)].map(
    (match) => match[1]!,
  );
  const imported = /from "(?:\.\.\/)+(features\/[\w-]+)\/[\w-]+\.tsx?"/.exec(text)?.[1];
  for (const [, hook] of text.matchAll(/\bconst t = (use\w+)\(/g)) {
    const namespace = hooks.get(`${featureOf(file)}:${hook}`) ?? hooks.get(`${imported}:${hook}`);
    if (!namespace) return null;
    found.push(namespace);
  }
  return new Set(found);
}

test("every text that a component asks for by name is there", () => {
  const missing: string[] = [];
  for (const [file, text] of textOf) {
    const asked = namespacesOf(file, text);
    if (asked?.size !== 1) continue;
    const [namespace = ""] = asked;
    const known = namespaces("zh-CN").includes(namespace)
      ? flat(read("zh-CN", namespace)).map(([key]) => base(key))
      : [];
    for (const [, key] of text.matchAll(/\bt\("([\w.-]+)"/g))
      if (!known.includes(key!)) missing.push(`${file}: ${namespace}:${key}`);
  }
  expect(missing).toEqual([]);
});
