import type { i18n as I18n, Namespace, TFunction } from "i18next";
import { createContext, type ReactNode, useContext } from "react";

/**
 * Stands in for `react-i18next` (an alias in vite.config.ts, vitest.config.ts and tsconfig.json): the same names with one context
 * read a component. A page's language never changes under it, so nothing is subscribed to (docs/decisions/texts-without-subscriptions.md).
 */
const Texts = createContext<I18n | null>(null);

export function I18nextProvider({ i18n, children }: { i18n: I18n; children: ReactNode }) {
  return <Texts.Provider value={i18n}>{children}</Texts.Provider>;
}

type Translation<Ns extends Namespace> = { t: TFunction<Ns>; i18n: I18n };

/** The texts of one namespace in the page's language; for a part that needs the language alone, of any. */
export function useTranslation<Ns extends string = "shell">(namespace = "shell" as Ns): Translation<Ns> {
  const i18n = useContext(Texts);
  if (!i18n) throw new Error("useTranslation() needs an I18nextProvider around it");
  return translationOf(i18n, namespace) as Translation<Ns>;
}

const made = new WeakMap<I18n, Map<string, Translation<string>>>();

function translationOf(i18n: I18n, namespace: string): Translation<string> {
  let ofLanguage = made.get(i18n);
  if (!ofLanguage) {
    ofLanguage = new Map();
    made.set(i18n, ofLanguage);
  }
  let translation = ofLanguage.get(namespace);
  if (!translation) {
    translation = { t: compiled(i18n, namespace), i18n };
    ofLanguage.set(namespace, translation);
  }
  return translation;
}

type Values = Record<string, unknown>;
/** A text in pieces: words, and at odd places the names of values. Null: a text that only i18next itself can tell (plurals, nesting). */
type Pieces = readonly string[] | null;

/** `t` with every text taken apart once. What needs more than putting values into a text goes to i18next. */
function compiled(i18n: I18n, namespace: string): TFunction<string> {
  const full = i18n.getFixedT(i18n.language, namespace);
  const known = new Map<string, Pieces>();
  const pieces = (key: string): Pieces => {
    let found = known.get(key);
    if (found === undefined) {
      found = takeApart(i18n.getResourceBundle(i18n.language, namespace), key);
      known.set(key, found);
    }
    return found;
  };
  const t = (key: string, values?: Values): string => {
    const text = typeof key === "string" && (values === undefined || !("ns" in values)) ? pieces(key) : null;
    if (text === null) return String(full(key, values as never));
    if (text.length === 1) return text[0]!;
    let said = text[0]!;
    for (let i = 1; i < text.length; i += 2) said += String(values?.[text[i]!] ?? "") + text[i + 1]!;
    return said;
  };
  return t as unknown as TFunction<string>;
}

function takeApart(texts: unknown, key: string): Pieces {
  const path = key.split(".");
  const last = path.pop()!;
  let at = texts as Record<string, unknown> | undefined;
  for (const step of path) at = at?.[step] as Record<string, unknown> | undefined;
  const text = at?.[last];
  if (typeof text !== "string" || /\$t\(/.test(text)) return null;
  // Plurals and contexts have texts of their own beside this one.
  if (Object.keys(at!).some((other) => other.startsWith(`${last}_`))) return null;
  const found = text.split(/\{\{\s*([\w-]+)\s*\}\}/);
  return found.some((piece, i) => i % 2 === 0 && piece.includes("{{")) ? null : found;
}
