import { Link } from "@remix-run/react";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { ClimbStep } from "#domain/incidents/climb.ts";
import { instructionStateNames } from "#domain/incidents/instruction-machine.ts";
import { addresseeNames, kindName } from "#domain/incidents/reports/report-kinds.ts";
import { taskKinds } from "#domain/incidents/task-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { type SheetGroup, type SheetRow, sheetGroups } from "#domain/shifts/sheet.ts";
import { cx } from "../../ui/class-names.ts";
import { useNow } from "../../ui/clock.ts";
import { formatNear } from "../../ui/format.ts";
import { DotMark, Icon } from "../../ui/icons.tsx";
import type { useRowKeys } from "../../ui/row-keys.ts";
import { DrillTag, LevelTag, Tag } from "../../ui/tag.tsx";
import { Timer } from "../../ui/timer.tsx";

type Rows = ReturnType<typeof useRowKeys>;

/** Five groups in the order of harm. A group with nothing keeps its head and says so. */
export function SheetGroups(props: {
  rows: readonly SheetRow[];
  nextName: string;
  keys: Rows;
  /** Opens the incident of a row; null: only a link. */
  onOpen: (row: SheetRow) => void;
}) {
  const { rows, nextName, keys, onOpen } = props;
  const { t } = useTranslation("shifts");
  return (
    <>
      {sheetGroups.map((group) => {
        const list = rows.filter((row) => row.group === group);
        return (
          <section key={group} aria-label={t(`sheet.groups.${group}`)}>
            <h2 className="flex h-7 items-center gap-2 border-b border-line bg-sunken px-4 text-13">
              {t(`sheet.groups.${group}`)}
              <span className="font-normal text-text-3 tabular-nums">{list.length}</span>
              <span className="ml-auto text-12 font-normal text-text-2">{asideOf(group, t, nextName)}</span>
            </h2>
            {list.length === 0 ? (
              <p className="border-b border-line px-4 py-1 text-text-3">{t("sheet.nothing")}</p>
            ) : null}
            <ul>
              {list.map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  current={keys.current === rows.indexOf(row)}
                  rowProps={keys.rowProps(rows.indexOf(row))}
                  onOpen={() => onOpen(row)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

const asideOf = (group: SheetGroup, t: TFunction<"shifts">, name: string) =>
  group === "unit"
    ? t("sheet.byDue")
    : group === "task"
      ? t("sheet.passesOn", { name })
      : group === "promise"
        ? t("sheet.promiseHint")
        : null;

function Row(props: { row: SheetRow; current: boolean; rowProps: ReturnType<Rows["rowProps"]>; onOpen: () => void }) {
  const { row, current, rowProps, onOpen } = props;
  const { t, i18n } = useTranslation("shifts");
  const now = useNow("minute");
  const [head, text] = wordsOf(row, t, i18n.language, now);
  return (
    <li
      {...rowProps}
      data-row={row.key}
      className={cx(
        "grid min-h-7 grid-cols-[16px_128px_minmax(0,1.4fr)_minmax(0,1fr)_152px] narrow:grid-cols-[16px_110px_minmax(0,1fr)_minmax(0,1fr)_140px] items-center gap-x-3 border-b border-line px-4 py-0.5 text-13 outline-offset-[-2px] hover:bg-hover focus-visible:outline-2 focus-visible:!outline-act",
        "phone:!grid-cols-[16px_minmax(0,1fr)_auto] phone:py-2 phone:text-14",
        current && "bg-act-tint shadow-[inset_3px_0_0_var(--color-act)]",
      )}
    >
      {row.opened ? (
        <span className="text-ok" title={t("sheet.opened")}>
          <Icon name="check" size={14} />
          <span className="sr-only">{t("sheet.opened")}</span>
        </span>
      ) : (
        <span className="text-act" title={t("sheet.unopened")}>
          <DotMark fill="ring" />
          <span className="sr-only">{t("sheet.unopened")}</span>
        </span>
      )}
      <b className="min-w-0 truncate phone:col-start-2" title={head}>
        {head}
      </b>
      <span
        className="min-w-0 truncate text-text-2 phone:col-span-2 phone:col-start-2 phone:whitespace-normal"
        title={text}
      >
        {text}
      </span>
      <span className="flex min-w-0 items-center gap-2 phone:col-span-2 phone:col-start-2">
        <span className="w-[54px] shrink-0">
          <LevelTag level={row.level} />
        </span>
        {row.drill ? <DrillTag /> : null}
        <Link
          to={`/incidents/${row.incidentId}`}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onOpen();
          }}
          className="min-w-0 truncate py-0.5 hover:text-act hover:underline"
        >
          {row.title}
        </Link>
      </span>
      <span className="flex items-center justify-end gap-2 phone:col-start-3 phone:row-start-1">
        {row.group === "instruction" ? (
          <Tag tone={row.state === "given" ? "warn" : "act"}>
            {inLanguage(instructionStateNames[row.state], i18n.language)}
          </Tag>
        ) : null}
        {row.due ? (
          <Timer dueAt={row.due.at} startedAt={row.due.from ?? undefined} show="due" />
        ) : (
          <span className="text-12 text-text-3">{t("sheet.noDue")}</span>
        )}
      </span>
    </li>
  );
}

/** Bold word and line of a row. */
function wordsOf(row: SheetRow, t: TFunction<"shifts">, language: string, now: number): [string, string] {
  const at = (time: string) => formatNear(time, now);
  const climbed = (step: ClimbStep, names: string[]) =>
    names.length > 0
      ? t(`sheet.climbed.${step}`, { names: names.join(language === "en" ? ", " : "、") })
      : t(`sheet.climbedToNobody.${step}`);
  switch (row.group) {
    case "unit":
      return [
        row.unitName,
        row.state === "objected"
          ? t("sheet.objected", { reason: row.objection ?? "" })
          : [
              row.seenAt
                ? t("sheet.seen", { time: at(row.seenAt) })
                : row.deliveredAt
                  ? t("sheet.delivered", { time: at(row.deliveredAt) })
                  : t("sheet.sent", { time: at(row.sentAt) }),
              ...(row.climbed ? [climbed(row.climbed, row.climbedTo)] : []),
            ].join(language === "en" ? ", " : "，"),
      ];
    case "task":
      return [
        `${inLanguage(taskKinds[row.kind], language)}　${row.ownerName ?? row.unitName}`,
        row.state === "handed_back" ? t("sheet.handedBack", { text: row.text }) : row.text,
      ];
    case "report":
      return [
        inLanguage(kindName(row.kind), language),
        row.draftedBy
          ? t("sheet.drafting", { names: row.draftedBy })
          : t("sheet.reportsTo", {
              names: row.addressees
                .map((one) => inLanguage(addresseeNames[one], language))
                .join(language === "en" ? ", " : "、"),
            }),
      ];
    case "promise":
      return [
        t("sheet.to", { whom: row.toWhom }),
        `${row.by}${language === "en" ? ": " : "："}${row.text}${row.fromSeq === null ? "" : `　#${row.fromSeq}`}`,
      ];
    case "instruction":
      return [
        t("sheet.instruction", { no: row.no, name: row.leaderName }),
        t("sheet.instructed", { text: row.text, owner: row.owner }),
      ];
  }
}
