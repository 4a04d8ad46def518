import type { Locale } from "#domain/kernel/sentence.ts";
import { cookie, readCookie } from "./cookies.server.ts";

const LOCALE_COOKIE = "lianxi_locale";

export const isLocale = (value: unknown): value is Locale => value === "zh-CN" || value === "en";

/** The language of somebody who is not signed in: what this browser chose, else Chinese. */
export function cookieLocale(request: Request): Locale {
  const chosen = readCookie(request, LOCALE_COOKIE);
  return isLocale(chosen) ? chosen : "zh-CN";
}

export const localeCookie = (locale: Locale): string => cookie(LOCALE_COOKIE, locale, { maxAge: 365 * 24 * 3600 });
