import { useTranslation } from "react-i18next";
import type { Locale } from "./format.ts";

/** The reader's language as the formatter knows it. */
export function useLocale(): Locale {
  const { i18n } = useTranslation("ui");
  return i18n.language?.startsWith("en") ? "en" : "zh-CN";
}
