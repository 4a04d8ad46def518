import { useTranslation } from "react-i18next";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatTime } from "../../../ui/format.ts";
import { useLive } from "../../live/live.tsx";
import { useRoomState } from "./room-context.ts";

/** A blip shorter than this is not worth a band. */
const PATIENCE_MS = 3000;

/** While the connection is away: since when, up to which entry, what still works, and when the next try comes. */
export function OfflineBand() {
  const { since } = useLive();
  return since === null ? null : <Away since={since} />;
}

function Away({ since }: { since: number }) {
  const { t } = useTranslation("room");
  const { retryAt, serverOffset, retryNow } = useLive();
  const seq = useRoomState("seq");
  const now = useNow("second");
  if (now - since - serverOffset < PATIENCE_MS) return null;
  const seconds = retryAt === null ? null : Math.max(0, Math.ceil((retryAt + serverOffset - now) / 1000));
  return (
    <Band
      shape="strip"
      tone="warn"
      icon="wifi-off"
      live
      title={t("offline.since", { time: formatTime(since + serverOffset) })}
      actions={
        <>
          <span className="text-12 text-text-2 phone:hidden">
            {t("offline.needs")}
            {seconds === null ? null : ` · ${t("offline.next", { count: seconds })}`}
          </span>
          <Button icon="refresh" onClick={retryNow}>
            {t("offline.retry")}
          </Button>
        </>
      }
    >
      {t("offline.held", { seq })}
    </Band>
  );
}
