import { createInstance, type i18n as I18n } from "i18next";
import type { Locale } from "#domain/kernel/sentence.ts";

/** Every text of the interface: app/locales/<language>/<namespace>.json, one namespace a feature. */
const files = import.meta.glob<Record<string, unknown>>("../locales/*/*.json", { eager: true, import: "default" });

const resources: Record<string, Record<string, Record<string, unknown>>> = {};
for (const [path, texts] of Object.entries(files)) {
  const [, locale, namespace] = /([^/]+)\/([^/]+)\.json$/.exec(path)!;
  resources[locale!] = { ...resources[locale!], [namespace!]: texts };
}

const made = new Map<Locale, I18n>();

/** The texts in one language. One instance a language and process: a page in another language is rendered with another instance. */
export function textsIn(locale: Locale): I18n {
  let i18n = made.get(locale);
  if (!i18n) {
    i18n = createInstance();
    void i18n.init({
      lng: locale,
      fallbackLng: "zh-CN",
      resources,
      defaultNS: "shell",
      initAsync: false,
      returnNull: false,
      interpolation: { escapeValue: false },
      saveMissing: true,
      missingKeyHandler: (_languages, namespace, key) => console.error(`No text ${namespace}:${key}`),
    });
    made.set(locale, i18n);
  }
  return i18n;
}
