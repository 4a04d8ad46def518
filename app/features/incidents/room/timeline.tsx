import { useSearchParams } from "@remix-run/react";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryFilter } from "#domain/incidents/entry-kinds.ts";
import { Button, TextLink } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { formatDate, formatTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { useSlow } from "../../../ui/skeleton.tsx";
import { EntryRow } from "./entry-row.tsx";
import { useRoom, useRoomPart } from "./room-context.ts";
import { TimelineHead } from "./timeline-head.tsx";
import { type TimelineRow, timelineRows } from "./timeline-rows.ts";
import { useEntries } from "./use-entries.ts";
import { useEntryKeys } from "./use-entry-keys.ts";
import { useTimelineScroll } from "./use-timeline-scroll.ts";
import { OutboxRows } from "./waiting-list.tsx";

/** What happened, in order of number. At its end it follows; further up it stays still and says how many came. */
export function Timeline({ onComposerKey }: { onComposerKey: () => void }) {
  const { t } = useTranslation("room");
  const { store, me, asOf } = useRoom();
  const [filter, setFilter] = useState<EntryFilter>("all");
  const [query, setQuery] = useState("");
  const absence = useRoomPart((held) => held.absence);
  const seq = useRoomPart((held) => held.room.seq);
  const pinnedSeq = useRoomPart((held) => held.room.facts.pinnedSeq);
  const { entries, plain, older, loadMore, loadOlder } = useEntries(filter, query);
  const rows = useMemo(() => timelineRows(entries, absence, me.personId), [entries, absence, me.personId]);
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef<number | null>(null);
  const slow = useSlow(older === "loading");

  const { isAtEnd, unseen, firstUnseen, toEnd, toRow } = useTimelineScroll(scroller, {
    rows,
    newest: seq,
    onSeen: (last) => {
      if (plain) store.seenSeq = Math.max(store.seenSeq, last);
    },
    onNearTop: () => {
      if (older === "more") loadMore();
    },
  });
  useEffect(() => {
    store.following = plain && isAtEnd;
  }, [store, plain, isAtEnd]);
  const rowOf = (wantedSeq: number) =>
    scroller.current?.querySelector<HTMLElement>(`[data-seq="${wantedSeq}"]`) ?? null;

  // The page opens at the divider where more was missed than the screen holds, else at the end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the page came with
  useLayoutEffect(() => {
    const divider = scroller.current?.querySelector<HTMLElement>("[data-absence]");
    const box = scroller.current?.getBoundingClientRect();
    if (divider && box && divider.getBoundingClientRect().top < box.top) toRow(divider);
  }, []);

  /** Goes to an entry by number, loading what lies between. */
  const goTo = (wantedSeq: number) => {
    setFilter("all");
    setQuery("");
    wanted.current = wantedSeq;
    if ((store.held.room.entries[0]?.seq ?? 1) > wantedSeq) loadOlder();
    else setTimeout(land);
  };
  const land = () => {
    const row = wanted.current === null ? null : rowOf(wanted.current);
    if (!row) return;
    wanted.current = null;
    toRow(row, 60);
    row.focus({ preventScroll: true });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that comes brings the wanted entry nearer
  useEffect(() => {
    if (wanted.current === null) return;
    if ((entries[0]?.seq ?? 1) > wanted.current) loadOlder();
    else land();
  }, [entries]);

  // `?entry=58` (a source of a lesson) opens the room at that entry.
  const [search] = useSearchParams();
  const asked = Number(search.get("entry"));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once an address
  useEffect(() => {
    if (Number.isSafeInteger(asked) && asked > 0) goTo(asked);
  }, [asked]);

  const current = useEntryKeys({ entries, rowOf, onComposerKey });
  const last = entries.at(-1)?.seq ?? null;
  return (
    <>
      <TimelineHead filter={filter} onFilter={setFilter} query={query} onQuery={setQuery} onPinned={goTo} />
      <div className="relative flex min-h-0 flex-1 flex-col phone:group-data-[panel=main]/room:block phone:group-data-[panel=main]/room:flex-none">
        <div
          ref={scroller}
          data-scroll
          data-timeline
          className="relative flex min-h-0 flex-1 flex-col-reverse overflow-y-auto [overflow-anchor:none] phone:group-data-[panel=main]/room:block phone:group-data-[panel=main]/room:overflow-visible print:block"
        >
          <div className="mb-auto">
            <Older state={older} slow={slow} onMore={loadMore} found={plain ? null : entries.length} />
            <ol
              aria-label={t("timeline.label")}
              className="relative py-1 phone:group-data-[panel=main]/room:[&>li:nth-last-child(n+9)]:hidden"
            >
              {rows.map((row) => (
                <Row key={row.key} row={row} query={query} pinnedSeq={pinnedSeq} currentSeq={current ?? last} />
              ))}
              {plain ? <OutboxRows /> : null}
            </ol>
          </div>
        </div>
        {unseen > 0 ? (
          <div
            className="pointer-events-none absolute inset-x-0 bottom-2 z-10 flex justify-center phone:group-data-[panel=main]/room:hidden"
            data-frame
          >
            <button
              type="button"
              onClick={toEnd}
              className="pointer-events-auto inline-flex h-[30px] items-center gap-2 rounded-full border border-act bg-raised px-4 text-13 text-act shadow-float"
            >
              <Icon name="down" size={14} />
              <b>{t("timeline.unseen", { count: unseen })}</b>
              <span className="text-12 text-text-2">
                {t("timeline.unseenFrom", { from: firstUnseen, to: seq })}
                {asOf === null ? null : t("offline.before", { time: formatTime(asOf) })}
              </span>
            </button>
          </div>
        ) : null}
      </div>
    </>
  );
}

function Row({
  row,
  query,
  pinnedSeq,
  currentSeq,
}: {
  row: TimelineRow;
  query: string;
  pinnedSeq: number | null;
  currentSeq: number | null;
}) {
  const { t } = useTranslation("room");
  if (row.kind === "day") return <Divider label={formatDate(row.at)} />;
  if (row.kind === "absence") {
    const away = row.minutes > 0 ? t("timeline.away", { count: row.minutes }) : t("timeline.awayShort");
    return <Divider label={`${away} · ${t("timeline.missed", { count: row.count })}`} strong />;
  }
  const { entry, late, missed } = row;
  return (
    <EntryRow
      entry={entry}
      late={late}
      missed={missed}
      pinned={entry.seq === pinnedSeq}
      current={entry.seq === currentSeq}
      query={query}
    />
  );
}

function Divider({ label, strong }: { label: string; strong?: boolean }) {
  return (
    <li
      data-absence={strong || undefined}
      className={cx("flex items-center gap-2 px-3 py-1 text-12", strong ? "font-bold text-act" : "text-text-3")}
    >
      <span className={cx("h-px w-10", strong ? "bg-act-line" : "bg-line")} />
      {label}
      <span className={cx("h-px flex-1", strong ? "bg-act-line" : "bg-line")} />
    </li>
  );
}

function Older(props: {
  state: "more" | "loading" | "failed" | "none";
  slow: boolean;
  onMore: () => void;
  found: number | null;
}) {
  const { state, slow, onMore, found } = props;
  const { t } = useTranslation("room");
  if (state === "none" && found === 0)
    return <p className="px-4 py-6 text-center text-text-3">{t("timeline.nothing")}</p>;
  if (state === "none") return null;
  return (
    <div
      className="flex min-h-7 items-center justify-center gap-2 py-1 text-12 text-text-3 phone:group-data-[panel=main]/room:hidden"
      role="status"
      data-frame
    >
      {state === "failed" ? t("timeline.olderFailed") : null}
      {state === "loading" && slow ? t("timeline.olderComing") : null}
      {state === "loading" ? null : (
        <Button kind="text" size="small" icon="up" onClick={onMore}>
          {found === null ? t("timeline.older") : t("timeline.searchOlder")}
        </Button>
      )}
    </div>
  );
}

/** On a phone the room shows the last entries only; this leads to all. */
export function AllEntriesLink({ to }: { to: string }) {
  const { t } = useTranslation("room");
  const seq = useRoomPart((held) => held.room.seq);
  const last = useRoomPart((held) => held.room.entries.at(-1)?.recordedAt ?? null);
  return (
    <div className="flex h-phone items-center gap-2 border-y border-line bg-page px-4">
      <h2 className="text-14">{t("timeline.title")}</h2>
      {last ? <span className="text-text-2">{t("timeline.until", { time: formatTime(last) })}</span> : null}
      <TextLink to={to} className="ml-auto inline-grid h-phone place-content-center">
        {t("timeline.all", { count: seq })}
      </TextLink>
    </div>
  );
}
