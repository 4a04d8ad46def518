import { useTranslation } from "react-i18next";
import { HeadCountChart, HeadCountLegend } from "../../../ui/head-count-chart.tsx";
import { Panel } from "./panel.tsx";
import { useMayNow, useRoom, useRoomState } from "./room-context.ts";

/** So many observers stand beside the title; more have a line of their own. */
const MOST_BESIDE = 2;

/** How many are on the spot, as observers counted; struck counts are left out. */
export function HeadCountPanel() {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const all = useRoomState("headCounts");
  const mayRecord = useMayNow("incidents.head-count.record");
  const counts = all
    .filter((one) => !one.struck)
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
              can: reachable,
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
    </Panel>
  );
}
