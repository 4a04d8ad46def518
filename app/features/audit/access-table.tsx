import { Link } from "@remix-run/react";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { type AccessLine, asksReason, dutyText, noReasonAsked, subjectText } from "#domain/audit/access-log.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { cx } from "../../ui/class-names.ts";
import { dayNumber, formatDate, formatSeconds } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { useRowKeys } from "../../ui/row-keys.ts";
import { Tag } from "../../ui/tag.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { ActionMark } from "./action-mark.tsx";

type Props = {
  rows: readonly AccessLine[];
  openId: string | null;
  /** The address of one entry. */
  to: (id: string) => string;
  onOpen: (id: string) => void;
};

const widths = ["w-[86px]", "w-[74px]", "w-[158px]", "w-[98px]", "w-[224px]", ""];
const cell = "border-b border-line px-2 phone:border-0 phone:p-0";

/** The log by day, newest first. A row opens its drawer; the time is the link without scripts. */
export function AccessTable({ rows, openId, to, onOpen }: Props) {
  const { t } = useTranslation("audit");
  const locale = useLocale();
  const keys = useRowKeys({ count: rows.length, onOpen: (index) => onOpen(rows[index]!.id) });
  const heads = [
    t("column.at"),
    t("column.person"),
    t("column.unit"),
    t("column.action"),
    t("column.subject"),
    t("column.reason"),
  ];
  const click = (id: string) => (event: MouseEvent) => {
    if ((event.target as Element).closest("a") || String(getSelection() ?? "") !== "") return;
    onOpen(id);
  };
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 text-13 phone:block">
      <caption className="sr-only">{t("list.caption")}</caption>
      <thead className="phone:hidden">
        <tr className="sticky top-0 z-10 h-thead bg-sunken text-text-2">
          {heads.map((head, i) => (
            <th
              key={head}
              scope="col"
              aria-sort={i === 0 ? "descending" : undefined}
              className={cx("truncate border-b border-line-2 px-2 text-left text-12 first:pl-4 last:pr-4", widths[i])}
            >
              <span className="inline-flex items-center gap-1">
                {head}
                {i === 0 ? <Icon name="down" size={12} /> : null}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      {byDay(rows).map(({ day, first, lines }) => (
        <tbody key={day} className="phone:block">
          <tr className="phone:block">
            <th
              scope="rowgroup"
              colSpan={heads.length}
              className="h-[26px] border-b border-line bg-page px-4 text-left text-12 text-text-2 phone:block phone:leading-[26px]"
            >
              {formatDate(lines[0]!.at)} {t(`weekday.${(dayNumber(lines[0]!.at) + 4) % 7}`)}
            </th>
          </tr>
          {lines.map((line, i) => (
            <tr
              key={line.id}
              {...keys.rowProps(first + i)}
              onClick={click(line.id)}
              aria-current={line.id === openId || undefined}
              className={cx(
                "h-row cursor-pointer hover:bg-hover focus-visible:-outline-offset-2",
                "phone:flex phone:h-auto phone:flex-wrap phone:gap-x-3 phone:gap-y-0.5 phone:border-b phone:border-line phone:px-4 phone:py-2.5 phone:text-14",
                line.id === openId && "!bg-act-tint",
              )}
            >
              <td className={cx(cell, "pl-4 tabular-nums", line.id === openId && "shadow-[inset_3px_0_0_var(--act)]")}>
                <Link
                  to={to(line.id)}
                  preventScrollReset
                  className="inline-block min-h-6 py-0.5 hover:text-act hover:underline"
                >
                  {formatSeconds(line.at)}
                </Link>
              </td>
              <td className={cx(cell, "truncate font-bold")}>{line.personName}</td>
              <td
                className={cx(cell, "truncate text-12 text-text-2")}
                title={`${line.unitName} ${dutyText(line.duty, locale)}`}
              >
                {line.unitName} {dutyText(line.duty, locale)}
              </td>
              <td className={cx(cell, "truncate")}>
                <ActionMark action={line.action} />
              </td>
              <td className={cx(cell, "truncate phone:basis-full")} title={subjectText(line, locale)}>
                {subjectText(line, locale)}
              </td>
              <td className={cx(cell, "pr-4 phone:basis-full")}>
                <ReasonOf line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** The reason as it was given; 未写明 where it says nothing, grey where none is asked. */
export function ReasonOf({ line }: { line: AccessLine }) {
  const { t } = useTranslation("audit");
  const locale = useLocale();
  if (!asksReason(line.action)) return <span className="text-text-3">{inLanguage(noReasonAsked, locale)}</span>;
  return (
    <span className="flex min-w-0 items-center gap-2" title={line.reason ?? ""}>
      <span className="truncate">{line.reason}</span>
      {line.unstated ? <Tag tone="warn">{t("list.unstated")}</Tag> : null}
    </span>
  );
}

/** Consecutive lines of one day in Shanghai, with the place of the first among all. */
function byDay(rows: readonly AccessLine[]): { day: string; first: number; lines: AccessLine[] }[] {
  const days: { day: string; first: number; lines: AccessLine[] }[] = [];
  for (const [index, line] of rows.entries()) {
    const day = formatDate(line.at);
    if (days.at(-1)?.day === day) days.at(-1)!.lines.push(line);
    else days.push({ day, first: index, lines: [line] });
  }
  return days;
}
