import type { MetaArgs, MetaDescriptor } from "@remix-run/react";
import { textsIn } from "./i18n.ts";

type RootData = { locale?: "zh-CN" | "en" } | undefined;

/** The `meta` of a page whose title is one text: "登录 - 联席". */
export const titled =
  (namespace: string, key: string) =>
  ({ matches }: Pick<MetaArgs, "matches">): MetaDescriptor[] => {
    const root = matches.find((match) => match.id === "root")?.data as RootData;
    return titleOf(root?.locale ?? "zh-CN", textsIn(root?.locale ?? "zh-CN").t(key, { ns: namespace }));
  };

/** A title that is no fixed text (the name of an incident); that of an exercise begins with 演练. */
export const titleOf = (
  locale: "zh-CN" | "en",
  words: string,
  { drill = false }: { drill?: boolean } = {},
): MetaDescriptor[] => {
  const mark = drill ? `${textsIn(locale).t("drill", { ns: "ui" })} ` : "";
  return [{ title: `${mark}${words} - ${locale === "en" ? "Lianxi" : "联席"}` }];
};
