import { useTranslation } from "react-i18next";
import { HeadCountChart, HeadCountLegend } from "../../../ui/head-count-chart.tsx";
import { Panel } from "./panel.tsx";
import { useMayNow, useRoom, useRoomState } from "./room-context.ts";

/** How many are on the spot, as observers counted; struck counts are left out. */
export function HeadCountPanel() {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const all = useRoomState("headCounts");
  const mayRecord = useMayNow("incidents.head-count.record");
  const counts = all
    .filter((one) => !one.struck)
    .map((one) => ({ id: one.id, at: one.observedAt, count: one.count, by: one.observer }));
  return (
    <Panel
      title={t("headCount.title")}
      aside={counts.length > 0 ? <HeadCountLegend counts={counts} /> : null}
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
        <HeadCountChart counts={counts} caption={t("headCount.caption")} />
      )}
    </Panel>
  );
}
