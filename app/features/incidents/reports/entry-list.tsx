import { Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { entrySentence, isHuman, isLate } from "#domain/incidents/entry-kinds.ts";
import { maySayMore } from "#domain/incidents/reports/drawn.ts";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Segmented } from "../../../ui/choice.tsx";
import { cx } from "../../../ui/class-names.ts";
import { formatTime } from "../../../ui/format.ts";
import { Kbd } from "../../../ui/kbd.tsx";
import type { Verdict } from "../../../ui/reason.ts";
import { Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { useReport } from "./use-report.ts";

const filters = ["all", "drawn", "since", "instructions"] as const;
type Filter = (typeof filters)[number];

type EntryListProps = {
  drawn: readonly number[];
  /** Whether a tick can write now: the editor is there and may be written in. */
  can: Verdict;
  onDraw: (entry: RoomEntry) => void;
  onUnmark: (seq: number) => void;
};

/** The timeline in the order of the room. A tick writes the entry at the caret; struck ones cannot be picked. */
export function EntryList({ drawn, can, onDraw, onUnmark }: EntryListProps) {
  const { t } = useTranslation("reports");
  const { view } = useReport();
  const [filter, setFilter] = useState<Filter>("all");
  const entries = view.entries.filter(maySayMore);
  const matches: { [F in Filter]: (entry: RoomEntry) => boolean } = {
    all: () => true,
    drawn: (entry) => drawn.includes(entry.seq),
    since: (entry) => view.before !== null && entry.recordedAt > view.before.sentAt,
    instructions: (entry) => entry.name.startsWith("incidents.instruction."),
  };
  const shown = entries.filter(matches[filter]);
  const fresh = view.writing
    ? entries.filter((entry) => entry.seq > view.begunAtSeq && isHuman(entry) && !drawn.includes(entry.seq)).length
    : 0;
  return (
    <section
      aria-label={t("entries.label")}
      className="flex w-[428px] shrink-0 flex-col border-r border-line bg-surface narrow:w-[340px] phone:!w-full phone:border-r-0 phone:border-t"
      data-frame
    >
      <div className="flex min-h-thead flex-wrap items-center gap-2 border-b border-line px-3 py-1">
        <Segmented
          name="entries"
          label={t("entries.label")}
          size="small"
          value={filter}
          onChange={(value) => setFilter(value as Filter)}
          options={filters
            .filter((one) => one !== "since" || view.before !== null)
            .map((one) => ({ value: one, label: t(`entries.${one}`), count: entries.filter(matches[one]).length }))}
        />
        {fresh > 0 ? <span className="ml-auto text-12 text-text-2">{t("entries.fresh", { count: fresh })}</span> : null}
      </div>
      <ul className="relative min-h-0 flex-1 overflow-y-auto phone:max-h-[60dvh] phone:flex-none" data-scroll>
        {shown.map((entry) => (
          <EntryLine
            key={entry.seq}
            entry={entry}
            isDrawn={drawn.includes(entry.seq)}
            isNewer={view.writing && entry.seq > view.begunAtSeq}
            can={can}
            onDraw={onDraw}
            onUnmark={onUnmark}
          />
        ))}
        {shown.length === 0 ? <li className="p-3 text-13 text-text-2">{t("entries.none")}</li> : null}
      </ul>
      <p className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 border-t border-line px-3 py-1 text-12 text-text-2 phone:hidden">
        {view.writing && view.can["incidents.report.write"] === true ? (
          <>
            {t("entries.foot")}
            <span className="ml-auto inline-flex items-center gap-1">
              <Kbd>{t("entries.spaceKey")}</Kbd> {t("entries.space")}
            </span>
          </>
        ) : (
          t("entries.readOnly")
        )}
      </p>
    </section>
  );
}

type LineProps = Omit<EntryListProps, "drawn"> & { entry: RoomEntry; isDrawn: boolean; isNewer: boolean };

function EntryLine({ entry, isDrawn, isNewer, can, onDraw, onUnmark }: LineProps) {
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const { view } = useReport();
  const struck = entry.struckBySeq !== undefined;
  const change = () => {
    if (can !== true)
      return toast({ tone: "info", key: "reason", title: typeof can === "string" ? can : inLanguage(can, locale) });
    if (isDrawn) onUnmark(entry.seq);
    else onDraw(entry);
  };
  return (
    <li
      data-entry={entry.seq}
      className={cx(
        "flex gap-2 border-b border-line py-1.5 pr-3 pl-2.5",
        isDrawn && "bg-act-tint",
        isNewer && !isDrawn ? "border-l-3 border-l-warn-fill" : "border-l-3 border-l-transparent",
      )}
    >
      <input
        type="checkbox"
        className="box mt-1"
        checked={isDrawn}
        disabled={struck}
        aria-disabled={can !== true || undefined}
        onChange={change}
        aria-label={t(isDrawn ? "entries.undraw" : "entries.draw", { seq: entry.seq })}
      />
      <time dateTime={entry.eventTime} className="w-9 shrink-0 pt-0.5 text-12 text-text-2">
        {formatTime(entry.eventTime)}
      </time>
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-1.5 text-12 text-text-2">
          <b className="text-text">{entry.actor?.name}</b>
          <span className="truncate">{entry.actor?.unitName}</span>
          {struck ? <Tag>{t("entries.struck")}</Tag> : null}
          {isLate(entry) ? <Tag tone="warn">{t("entries.late")}</Tag> : null}
          {isNewer ? <span className="sr-only">{t("entries.newer")}</span> : null}
          <Link
            to={`/incidents/${view.incident.id}`}
            title={t("entries.enter")}
            className="ml-auto inline-flex min-h-6 min-w-6 items-center justify-end hover:text-act"
          >
            #{entry.seq}
          </Link>
        </div>
        <p className={cx("line-clamp-3 text-13", struck && "line-through")}>{wordsOf(entry, locale)}</p>
      </div>
    </li>
  );
}

const wordsOf = (entry: RoomEntry, locale: string): string =>
  entry.name === "incidents.entry.posted" && entry.data.text
    ? entry.data.text
    : inLanguage(entrySentence(entry), locale);
