import { useTranslation } from "react-i18next";
import { useNow } from "../../../ui/clock.ts";
import { formatNear } from "../../../ui/format.ts";
import { HeadCountChart, HeadCountLegend } from "../../../ui/head-count-chart.tsx";
import { Panel } from "./panel.tsx";
import { useMayNow, useRoom, useRoomState } from "./room-context.ts";

/** So many observers stand beside the title; more have a line of their own. */
const MOST_BESIDE = 2;

/** How many are on the spot, as observers counted; struck counts are left out. */
export function HeadCountPanel() {
  const { t } = useTranslation("room");
  const { openDialog } = useRoom();
  const all = useRoomState("headCounts");
  const mayRecord = useMayNow("incidents.head-count.record");
  const counts = all
    .filter((one) => !one.struck && one.place === null)
    .map((one) => ({ id: one.id, at: one.observedAt, count: one.count, by: one.observer }));
  const observers = new Set(counts.map((one) => one.by)).size;
  const legend = counts.length > 0 ? <HeadCountLegend counts={counts} /> : null;
  return (
    <Panel
      title={t("headCount.title")}
      aside={observers <= MOST_BESIDE ? legend : null}
      action={
        mayRecord
          ? {
              label: t("headCount.record"),
              icon: "plus",
              onPress: () => openDialog({ kind: "head-count" }),
            }
          : null
      }
    >
      {counts.length === 0 ? (
        <p className="text-12 text-text-3">{t("headCount.none")}</p>
      ) : (
        <>
          {observers > MOST_BESIDE ? <div className="[&>span]:flex-wrap">{legend}</div> : null}
          <HeadCountChart counts={counts} caption={t("headCount.caption")} />
        </>
      )}
      <Elsewhere />
    </Panel>
  );
}

/** Counts of other places since a merge: the last of each, beside the chart and never added to it. */
function Elsewhere() {
  const { t } = useTranslation("room");
  const now = useNow("minute");
  const counts = useRoomState("headCounts").filter((one) => !one.struck);
  const last = new Map(counts.flatMap((one) => (one.place === null ? [] : [[one.place, one] as const])));
  if (last.size === 0) return null;
  return (
    <ul aria-label={t("headCount.elsewhere")} className="mt-1 border-t border-line pt-1 text-12 text-text-2">
      {[...last].map(([place, one]) => (
        <li key={place} className="flex flex-wrap gap-x-2">
          <span className="min-w-0 break-words">{place}</span>
          <span className="ml-auto">
            <b className="text-text">{one.count}</b> {t("bar.persons")} {formatNear(one.observedAt, now)} {one.observer}
          </span>
        </li>
      ))}
    </ul>
  );
}
