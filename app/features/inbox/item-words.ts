import { useTranslation } from "react-i18next";
import type { InboxIncident, InboxItem, InboxKind } from "#domain/inbox/inbox.ts";
import { assignmentRoles } from "#domain/incidents/assignment-machine.ts";
import { kindName, reportName } from "#domain/incidents/reports/report-kinds.ts";
import { taskKinds } from "#domain/incidents/task-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { useNow } from "../../ui/clock.ts";
import { formatNear } from "../../ui/format.ts";
import type { IconName } from "../../ui/icons.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { dutyWords, isShiftItem } from "./duty-words.tsx";

/** What a row says: one line what, one line who and why. */
export type ItemWords = { title: string; line: string };

export const itemIcons: { [K in InboxKind]: IconName } = {
  assignment: "shield-check",
  climb: "climb",
  verify: "eye",
  objection: "ban",
  handedBack: "left",
  task: "file-text",
  demand: "message",
  post: "person",
  instruction: "stamp",
  instructionBack: "stamp",
  shift: "swap",
  shiftBack: "left",
  shiftClimbed: "climb",
  reportDue: "file-text",
  reportSign: "stamp",
  review: "book",
  mention: "at",
  inquiry: "history",
  check: "history",
};

/** The words of items in the reader's language. */
export function useItemWords(): (item: InboxItem, incident: InboxIncident | undefined) => ItemWords {
  const { t } = useTranslation("inbox");
  const locale = useLocale();
  const now = useNow();
  return (item, incident) => {
    const title = incident?.title ?? "";
    const joined = (...parts: string[]) => parts.filter(Boolean).join("　");
    switch (item.kind) {
      case "assignment": {
        const asks = t("row.assignment", {
          from: item.byUnit,
          unit: item.unitName,
          role: inLanguage(assignmentRoles[item.role], locale),
        });
        const when = item.deliveredAt
          ? t("rows.delivered", { time: formatNear(item.deliveredAt, now) })
          : t("rows.sent", { time: formatNear(item.sentAt, now) });
        const climbed = item.climbedAt ? t("row.climbedToMe", { time: formatNear(item.climbedAt, now) }) : "";
        return { title, line: joined(climbed, asks, when) };
      }
      case "climb": {
        const heads = item.heads.length > 0 ? t("row.climbHeads", { names: item.heads.join(t("list")) }) : "";
        return {
          title: joined(t("row.climb"), item.unitName),
          line: joined(title, t("row.climbLine", { count: item.minutes }) + heads),
        };
      }
      case "verify":
        return {
          title: joined(t("row.verify"), title),
          line: joined(t("row.verifyLine", { from: item.byUnit, name: item.by }), incident?.place ?? ""),
        };
      case "objection":
        return { title: joined(t("row.objection"), item.unitName), line: joined(title, item.reason) };
      case "handedBack":
        return {
          title: joined(t("row.handedBack"), item.title),
          line: joined(title, t("row.handedBackLine", { from: item.byUnit, name: item.by, reason: item.reason })),
        };
      case "task": {
        const given = item.mine ? "row.taskMine" : "row.taskUnit";
        return {
          title: joined(inLanguage(taskKinds[item.taskKind], locale), item.title),
          line: joined(title, t(given, { from: item.byUnit, name: item.by, unit: item.unitName })),
        };
      }
      case "demand":
        return {
          title: joined(t("row.demand", { no: item.no }), item.text),
          line: joined(title, t("row.demandLine", { unit: item.unitName })),
        };
      case "reportDue": {
        const name = inLanguage(kindName(item.report), locale);
        return {
          title: joined(t("row.reportDue", { name }), title),
          line: t(item.state ? "row.reportBegun" : "row.reportNone"),
        };
      }
      case "reportSign":
        return {
          title: joined(t("row.reportSign", { name: inLanguage(reportName(item.report, item.no), locale) }), title),
          line: t("row.reportFrozen", { name: item.by }),
        };
      case "review":
        return {
          title: joined(t("row.review"), title),
          line: t(item.finished ? "row.reviewFinished" : "row.reviewLine", { unit: item.unitName }),
        };
      case "mention":
        return { title: `${item.by}　${item.text}`, line: joined(title, `#${item.seq}`) };
      case "inquiry":
        return {
          title: t("row.inquiry"),
          line: t("row.inquiryLine", { from: item.byUnit, name: item.by, question: item.question }),
        };
      case "check":
        return { title: joined(t("row.check"), item.by), line: t("row.checkLine", { answer: item.answer }) };
      default:
        return dutyWords(item, title, t, locale);
    }
  };
}

/** Where an item is worked on; null where it is done in the inbox itself. */
export function placeOf(item: InboxItem): string | null {
  if (isShiftItem(item)) return `/incidents/shifts/${item.id}`;
  if ((item.kind === "reportDue" || item.kind === "reportSign") && item.reportId)
    return `/incidents/${item.incidentId}/reports/${item.reportId}`;
  if (item.kind === "review") return `/incidents/${item.incidentId}/review`;
  if ("incidentId" in item) {
    const panel =
      item.kind === "demand" ? "demands" : item.kind === "mention" ? "timeline" : item.kind === "post" ? "units" : null;
    return `/incidents/${item.incidentId}${panel ? `?panel=${panel}` : ""}`;
  }
  return item.kind === "check" ? `/oversight/access/${item.access.entryId}` : null;
}
