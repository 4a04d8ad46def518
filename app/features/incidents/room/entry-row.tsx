import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { entrySentence, isHuman } from "#domain/incidents/entry-kinds.ts";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { cx } from "../../../ui/class-names.ts";
import { formatDateTime, formatNear, formatTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { InstructionBox } from "../duty/instruction-box.tsx";
import { AttachmentChip } from "./attachment-chip.tsx";
import { EntryMenu } from "./entry-menu.tsx";
import { EntryText, SystemText } from "./entry-texts.tsx";

export type EntryRowProps = {
  entry: RoomEntry;
  late: boolean;
  missed: boolean;
  pinned: boolean;
  /** The one entry that Tab reaches. */
  current: boolean;
  query: string;
};

/** One entry: people with a face and two lines, the portal in one grey line. Struck ones stay legible. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { entry, missed, current } = props;
  const human = isHuman(entry);
  // The menu is made when somebody comes near: a hundred of them would weigh on every page.
  const [near, setNear] = useState(false);
  return (
    <li
      data-seq={entry.seq}
      tabIndex={current ? 0 : -1}
      onPointerEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      className={cx(
        "group/entry relative grid grid-cols-[40px_26px_minmax(0,1fr)_auto] gap-x-2 px-3.5 text-13 outline-offset-[-2px] focus-visible:outline-2 focus-visible:!outline-act focus-visible:outline-solid hover:bg-hover phone:block phone:border-b phone:border-line phone:px-4 phone:text-14",
        human ? "py-1 phone:py-2" : "py-[1px] phone:py-2",
      )}
    >
      <time
        dateTime={entry.eventTime}
        title={formatDateTime(entry.eventTime)}
        className={cx("text-text-2 tabular-nums phone:float-left phone:mr-2", human && "pt-0.5")}
      >
        {formatTime(entry.eventTime)}
      </time>
      <Rail
        human={human}
        stamped={entry.name === "incidents.instruction.given"}
        missed={missed}
        name={entry.actor?.name ?? ""}
      />
      {entry.name === "incidents.instruction.given" ? (
        <InstructionBox entry={entry} />
      ) : human ? (
        <HumanBody {...props} />
      ) : (
        <SystemBody {...props} />
      )}
      {near ? <EntryMenu entry={entry} /> : null}
      <span
        className={cx(
          "w-9 text-right text-12 leading-5 text-text-3 phone:absolute phone:top-1 phone:right-4",
          human && "pt-0.5",
        )}
      >
        #{entry.seq}
      </span>
    </li>
  );
});

function Rail(props: { human: boolean; stamped: boolean; missed: boolean; name: string }) {
  const { human, stamped, missed, name } = props;
  return (
    <span aria-hidden="true" className="relative flex justify-center phone:hidden">
      <span
        className={cx(
          "absolute -top-1 -bottom-1 left-1/2 -translate-x-1/2",
          missed ? "w-0.5 bg-act-fill" : "w-px bg-line-2",
        )}
      />
      {stamped ? (
        <span className="relative mt-1 grid size-6 place-content-center rounded-control bg-act text-on-act">
          <Icon name="stamp" size={14} />
        </span>
      ) : human ? (
        <span className="relative size-6 rounded-full bg-surface">
          <Avatar name={name} decorative />
        </span>
      ) : (
        <span
          className={cx(
            "relative mt-[7px] size-[7px] rounded-full border",
            missed ? "border-act-fill bg-act-fill" : "border-control bg-surface",
          )}
        />
      )}
    </span>
  );
}

function SystemBody({ entry, query, late }: EntryRowProps) {
  const { t, i18n } = useTranslation("room");
  // Some events name units, others count them.
  const data = entry.data as { unitName?: string; units?: { unitName: string }[] | number };
  const units = Array.isArray(data.units) ? data.units : [];
  const bold = [...(data.unitName ? [data.unitName] : []), ...units.map((unit) => unit.unitName)];
  return (
    <div className="min-w-0 break-words text-text-2 phone:pr-9">
      <SystemText text={inLanguage(entrySentence(entry), i18n.language)} bold={bold} query={query} />
      {late ? <LateTag entry={entry} label={t("entry.late")} /> : null}
    </div>
  );
}

function LateTag({ entry, label }: { entry: RoomEntry; label: string }) {
  const { t } = useTranslation("room");
  const times = { recorded: formatNear(entry.recordedAt, entry.eventTime), happened: formatTime(entry.eventTime) };
  return (
    <span className="ml-2 inline-flex items-center gap-2 align-top">
      <Tag tone="warn">{label}</Tag>
      <span className="text-12 text-text-2">{t("entry.lateTimes", times)}</span>
    </span>
  );
}

function HumanBody({ entry, query, late, pinned }: EntryRowProps) {
  const { t } = useTranslation("room");
  const struck = entry.struck;
  const inline = entry.name === "incidents.head-count.recorded" && !struck;
  const about =
    entry.name === "incidents.demand.answered"
      ? t("entry.answers", { no: entry.data.no })
      : entry.name === "incidents.assignment.reported"
        ? t("entry.reportsBack")
        : entry.name === "incidents.instruction.reported-back"
          ? t("entry.reportsInstruction", { no: entry.data.no })
          : null;
  return (
    <div className={cx("min-w-0 break-words", inline && "pt-0.5")}>
      <div className={cx("flex flex-wrap items-center gap-x-2 gap-y-0.5", !inline && "min-h-6")}>
        <b>{entry.actor?.name}</b>
        <span className="text-text-2">
          {entry.actor?.unitName}
          {about ? ` · ${about}` : null}
        </span>
        {struck ? <Tag>{t("entry.struck")}</Tag> : null}
        {pinned ? (
          <Tag tone="act" icon="pushpin">
            {t("entry.pinned")}
          </Tag>
        ) : null}
        {late ? <LateTag entry={entry} label={t("entry.late")} /> : null}
        {inline ? (
          <span className="desk:pl-2 phone:w-full">
            <Content entry={entry} query={query} />
          </span>
        ) : null}
      </div>
      {inline ? null : struck ? (
        <div className="flex flex-wrap gap-x-3">
          <s className="whitespace-pre-wrap text-text-3">
            <Content entry={entry} query={query} />
          </s>
          <span className="text-12 leading-5 text-text-2">
            {t("entry.struckBy", {
              by: struck.by,
              time: formatNear(struck.at, entry.recordedAt),
              reason: struck.reason,
            })}
          </span>
        </div>
      ) : (
        <div className="whitespace-pre-wrap">
          <Content entry={entry} query={query} />
        </div>
      )}
      {entry.name === "incidents.entry.posted" && entry.data.attachments.length > 0 ? (
        <div className="flex flex-wrap gap-2 py-1">
          {entry.data.attachments.map((file) => (
            <AttachmentChip key={file.id} file={file} struck={struck !== undefined} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Content({ entry, query }: { entry: RoomEntry; query: string }) {
  const { t } = useTranslation("room");
  switch (entry.name) {
    case "incidents.entry.posted":
      return <EntryText text={entry.data.text} names={entry.data.mentions.map((one) => one.name)} query={query} />;
    case "incidents.demand.answered":
      return <EntryText text={entry.data.answer} names={[]} query={query} />;
    case "incidents.assignment.reported":
    case "incidents.instruction.reported-back":
      return <EntryText text={entry.data.text} names={[]} query={query} />;
    case "incidents.head-count.recorded": {
      const { count, before } = entry.data;
      const change = before === null || before === count ? "same" : count > before ? "more" : "fewer";
      return (
        <>
          {t("entry.countedBefore")} <b>{t("entry.people", { count })}</b>
          {change === "same" ? null : t(`entry.${change}`, { count: Math.abs(count - (before ?? 0)) })}
        </>
      );
    }
    default:
      return null;
  }
}
