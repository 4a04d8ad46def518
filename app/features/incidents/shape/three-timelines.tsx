import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import { entrySentence } from "#domain/incidents/entry-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Segmented } from "../../../ui/choice.tsx";
import { cx } from "../../../ui/class-names.ts";
import { useNow } from "../../../ui/clock.ts";
import { formatNear } from "../../../ui/format.ts";

type Side = "survivor" | "absorbed";
type Line = { side: Side; event: RecordedEvent };
type Tab = Side | "both";

/** Entries of both by event time; each keeps its own number. */
export function interleaved(survivor: readonly RecordedEvent[], absorbed: readonly RecordedEvent[]): Line[] {
  const line = (side: Side) => (event: RecordedEvent) => ({ side, event });
  return [...survivor.map(line("survivor")), ...absorbed.map(line("absorbed"))].sort(
    (a, b) => a.event.eventTime.localeCompare(b.event.eventTime) || a.event.seq - b.event.seq,
  );
}

type Props = {
  survivor: readonly RecordedEvent[];
  absorbed: readonly RecordedEvent[];
  /** Entries of the survivor after this one are not part of its own timeline before the merge. */
  mergedAt?: number;
  note: ReactNode;
  foot?: ReactNode;
};

/** 时间线: each as it was before, and both together. */
export function ThreeTimelines({ survivor, absorbed, mergedAt, note, foot }: Props) {
  const { t } = useTranslation("shape");
  const [tab, setTab] = useState<Tab>("both");
  const before = mergedAt === undefined ? survivor : survivor.filter((event) => event.seq < mergedAt);
  const last = (list: readonly RecordedEvent[]) => list.at(-1)?.seq ?? 0;
  const first = (list: readonly RecordedEvent[]) => list[0]?.seq ?? 1;
  const count = { survivor: last(before), absorbed: last(absorbed), both: last(survivor) + last(absorbed) };
  const lines =
    tab === "both"
      ? interleaved(survivor, absorbed)
      : interleaved(tab === "survivor" ? before : [], tab === "absorbed" ? absorbed : []);
  const earlier = (tab === "absorbed" ? 0 : first(survivor) - 1) + (tab === "survivor" ? 0 : first(absorbed) - 1);
  return (
    <aside
      aria-label={t("timeline.title")}
      className="flex min-h-0 w-[470px] shrink-0 flex-col border-l border-line bg-surface narrow:w-[400px] phone:!w-full phone:border-t phone:border-l-0"
    >
      <div className="flex min-h-10 flex-wrap items-center gap-3 border-b border-line px-4 py-1" data-frame>
        <h2 className="text-13 font-bold">{t("timeline.title")}</h2>
        <Segmented
          label={t("timeline.title")}
          name="timeline"
          size="small"
          value={tab}
          onChange={(value) => setTab(value as Tab)}
          options={(["survivor", "absorbed", "both"] as const).map((value) => ({
            value,
            label: t(`timeline.${value}`),
            count: count[value],
          }))}
        />
        <span className="ml-auto text-12 text-text-3">{note}</span>
      </div>
      <section
        className="min-h-0 flex-1 overflow-y-auto phone:overflow-visible"
        data-scroll
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it
        tabIndex={0}
        aria-label={t(`timeline.${tab}`)}
      >
        {earlier > 0 ? (
          <p className="px-4 py-1 text-12 text-text-3">{t("timeline.earlier", { count: earlier })}</p>
        ) : null}
        <ol>
          {lines.map(({ side, event }) => (
            <Entry key={`${side} ${event.seq}`} side={side} event={event} />
          ))}
        </ol>
      </section>
      {foot ? <div className="border-t border-line p-3 text-12 text-text-2">{foot}</div> : null}
    </aside>
  );
}

function Entry({ side, event }: Line) {
  const { t, i18n } = useTranslation("shape");
  const now = useNow("minute");
  return (
    <li
      className={cx(
        "grid grid-cols-[84px_40px_40px_minmax(0,1fr)] items-start gap-x-1 px-4 py-0.5 text-12",
        event.name === "incidents.merged" && "bg-act-tint text-act",
      )}
    >
      <time dateTime={event.eventTime} className="text-text-2">
        {formatNear(event.eventTime, now)}
      </time>
      <span
        className={cx(
          "rounded-tag border px-1 text-center",
          side === "survivor" ? "col-start-2 border-line-2" : "col-start-3 border-act-line bg-act-tint text-act",
        )}
      >
        <span className="sr-only">{t(`timeline.${side}`)} </span>#{event.seq}
      </span>
      <span className="col-start-4 break-words">{inLanguage(entrySentence(event), i18n.language)}</span>
    </li>
  );
}
