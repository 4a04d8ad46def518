import { createInstance } from "i18next";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { I18nextProvider, useTranslation } from "./translation.tsx";

const i18n = createInstance();
void i18n.init({
  lng: "en",
  resources: {
    en: {
      a: {
        plain: "Words",
        deep: { count: "{{ count }} of {{all}}", dash: "{{- raw}}!" },
        left_one: "{{count}} day",
        left_other: "{{count}} days",
        nested: "see $t(plain)",
      },
      b: { plain: "Others" },
    },
  },
  interpolation: { escapeValue: false },
  initAsync: false,
});

type Asked = { text: string; values?: Record<string, unknown> };
function Part({ text, values }: Asked) {
  const { t } = useTranslation("a");
  return <>{String(t(text, values as never))}</>;
}

function said(text: string, values?: Record<string, unknown>): string {
  const once = () =>
    renderToString(
      <I18nextProvider i18n={i18n}>
        <Part text={text} values={values} />
      </I18nextProvider>,
    );
  const first = once();
  // The second time the text comes from memory.
  expect(once()).toBe(first);
  return first;
}

test("says what i18next itself would say", () => {
  const asked: [string, Record<string, unknown>?][] = [
    ["plain"],
    ["deep.count", { count: 3, all: 7 }],
    ["deep.count", { count: 0, all: "" }],
    ["deep.dash", { raw: "x" }],
    ["left", { count: 1 }],
    ["left", { count: 2 }],
    ["nested"],
    ["plain", { ns: "b" }],
  ];
  const full = i18n.getFixedT("en", "a");
  for (const [key, values] of asked) expect(said(key, values), key).toBe(full(key, values as never));
  expect(said("deep.count", { count: 3, all: 7 })).toBe("3 of 7");
});

test("a value never brings a text of its own", () => {
  expect(said("deep.count", { count: "$t(plain)", all: "{{count}}" })).toBe("$t(plain) of {{count}}");
});
