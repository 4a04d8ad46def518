import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { InboxItem, InboxItemOf } from "#domain/inbox/inbox.ts";
import { posts } from "#domain/incidents/post-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { shiftDuties } from "#domain/shifts/shift-duties.ts";
import { useLocale } from "../../ui/use-format.ts";

type DutyKind = "post" | "instruction" | "instructionBack" | "shift" | "shiftBack" | "shiftClimbed";
export type DutyItem = InboxItemOf<DutyKind>;
export const isDutyItem = (item: InboxItem): item is DutyItem =>
  ["post", "instruction", "instructionBack", "shift", "shiftBack", "shiftClimbed"].includes(item.kind);
export const isShiftItem = (item: InboxItem): item is InboxItemOf<"shift" | "shiftBack" | "shiftClimbed"> =>
  item.kind === "shift" || item.kind === "shiftBack" || item.kind === "shiftClimbed";

/** What a row of these kinds says. */
export function dutyWords(item: DutyItem, title: string, t: TFunction<"inbox">, locale: string) {
  const joined = (...parts: string[]) => parts.filter(Boolean).join("　");
  const named = (one: { name: string; duty: keyof typeof shiftDuties }) =>
    `${one.name}${locale === "en" ? " " : ""}${inLanguage(shiftDuties[one.duty], locale)}`;
  switch (item.kind) {
    case "post":
      return {
        title: joined(t("duty.post", { post: inLanguage(posts[item.post], locale) }), title),
        line: t(item.holder ? "duty.postAfter" : "duty.postLine", { name: item.by, holder: item.holder ?? "" }),
      };
    case "instruction":
      return {
        title: joined(t("duty.instruction", { no: item.no, name: item.leaderName }), item.text),
        line: joined(title, item.returned ? t("duty.returned", { reason: item.returned }) : item.unitName),
      };
    case "instructionBack":
      return {
        title: joined(t("duty.instructionBack", { no: item.no }), item.by),
        line: joined(title, item.text),
      };
    case "shift":
      return {
        title: t("duty.shift", { name: named(item) }),
        line: t("duty.shiftLine", { unit: item.byUnit, name: item.by }),
      };
    case "shiftBack":
      return { title: t("duty.shiftBack", { name: named(item) }), line: joined(item.by, item.text) };
    case "shiftClimbed":
      return {
        title: t("duty.shiftClimbed", { name: named(item) }),
        line: t("duty.shiftClimbedLine", { next: item.personName, before: item.by }),
      };
  }
}

/** What happens if one does it, and if not. */
export function DutyText({ item }: { item: DutyItem }) {
  const { t } = useTranslation("inbox");
  const locale = useLocale();
  const { line } = dutyWords(item, "", t, locale);
  const text = item.kind === "instruction" || item.kind === "instructionBack" ? item.text : line;
  return (
    <>
      <p className="font-bold whitespace-pre-wrap">{text}</p>
      {item.kind === "instruction" && item.returned ? (
        <p className="text-warn">{t("duty.returned", { reason: item.returned })}</p>
      ) : null}
      <p className="text-text-2">{t(`duty.if.${item.kind}`)}</p>
    </>
  );
}
