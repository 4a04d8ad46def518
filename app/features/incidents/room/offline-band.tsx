import { useTranslation } from "react-i18next";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatTime } from "../../../ui/format.ts";
import { useLive } from "../../live/live.tsx";
import { isUnsent, useItemsOf } from "../../offline/offline.tsx";
import { useRoom, useRoomState } from "./room-context.ts";

/** A blip shorter than this is not worth a band. */
const PATIENCE_MS = 3000;

/** While the connection is away: since when, up to which entry, what still works, and when the next try comes. */
export function OfflineBand() {
  const { asOf } = useRoom();
  return asOf === null ? null : <Away asOf={asOf} />;
}

function Away({ asOf }: { asOf: number }) {
  const { t } = useTranslation("room");
  const { incidentId } = useRoom();
  const { retryAt, tries, serverOffset, retryNow } = useLive();
  const seq = useRoomState("seq");
  const waiting = useItemsOf(incidentId).filter(isUnsent).length;
  const now = useNow("second");
  const time = formatTime(asOf);
  if (now - asOf < PATIENCE_MS) return null;
  const seconds = retryAt === null ? null : Math.max(0, Math.ceil((retryAt + serverOffset - now) / 1000));
  return (
    <Band
      shape="strip"
      tone="warn"
      icon="wifi-off"
      live
      title={
        <>
          <span className="phone:hidden">{t("offline.since", { time })}</span>
          <span className="desk:hidden">
            {waiting > 0 ? t("offline.sinceWaiting", { time, count: waiting }) : t("offline.since", { time })}
          </span>
        </>
      }
      actions={
        <>
          <span className="text-12 text-text-2 phone:hidden">
            {t("offline.needs")}
            {seconds === null ? null : (
              <span className="ml-3 border-l border-warn-line pl-3 tabular-nums">
                {t("offline.next", { tries, count: seconds })}
              </span>
            )}
          </span>
          <Button icon="refresh" onClick={retryNow}>
            <span className="phone:hidden">{t("offline.retry")}</span>
            <span className="desk:hidden">{t("offline.retryShort")}</span>
          </Button>
        </>
      }
    >
      <span className="phone:hidden">{t("offline.held", { seq })}</span>
      <span className="desk:hidden">{t("offline.waits")}</span>
    </Band>
  );
}
