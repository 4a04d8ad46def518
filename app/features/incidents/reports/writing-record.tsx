import { useTranslation } from "react-i18next";
import { Dialog } from "../../../ui/dialog.tsx";
import { formatNear, formatTime } from "../../../ui/format.ts";
import { Tag } from "../../../ui/tag.tsx";
import { useReport } from "./use-report.ts";

type Line = { key: string; at: string; until?: string; by: string; what: string };

/** 写作记录: who wrote in which version and when, and the steps of the office between. */
export function WritingRecord({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("reports");
  const { view } = useReport();
  const step = (key: string, what: string, done: { by: string; at: string } | null): Line[] =>
    done ? [{ key, at: done.at, by: done.by, what }] : [];
  const lines: Line[] = [
    ...step("drafted", t("state.draft"), view.drafted),
    ...step("checked", t("state.check"), view.checked),
    ...step("returned", t("act.sendBack"), view.returned),
    ...step("frozen", t("state.freeze"), view.frozen),
    ...step("signed", t("state.sign"), view.signed),
    ...view.writings.map((one) => ({
      ...{ key: one.id, at: one.from, until: one.until, by: one.by },
      what: t("writings.wrote", { version: one.version }),
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  return (
    <Dialog open onClose={onClose} size="small" icon="history" title={t("writings.title")} lead={t("writings.lead")}>
      <ol className="text-13" data-writings>
        {lines.map(({ key, at, until, by, what }, index) => (
          <li key={key} className="flex items-center gap-3 border-b border-line py-1.5 last:border-b-0">
            <span className="w-38 shrink-0 text-12 text-text-2 tabular-nums">
              {formatNear(at, lines[index - 1]?.at ?? 0)}
              {until && formatTime(until) !== formatTime(at) ? `–${formatNear(until, at)}` : ""}
            </span>
            <b>{by}</b>
            <span className="ml-auto">
              {until ? <span className="text-12 text-text-2">{what}</span> : <Tag>{what}</Tag>}
            </span>
          </li>
        ))}
      </ol>
      {view.writings.length === 0 ? <p className="pt-2 text-12 text-text-2">{t("writings.none")}</p> : null}
    </Dialog>
  );
}
