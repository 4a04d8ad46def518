import { useTranslation } from "react-i18next";
import { Band } from "../../ui/band.tsx";
import { useClock } from "../../ui/clock.ts";
import { formatTime } from "../../ui/format.ts";

/** Minutes until `until`, by the server's clock; 0 when it has come. */
export const useMinutesUntil = (until: string | null): number =>
  useClock((now) => (until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 60_000)) : 0));

/** How long this device is paused, until when, and what still works. */
export function PausedBand({
  until,
  minutes,
  wholeAddress,
}: {
  until: string;
  minutes: number;
  wholeAddress?: boolean;
}) {
  const { t } = useTranslation("account");
  return (
    <Band
      tone="bad"
      icon="lock"
      live
      title={t(wholeAddress ? "paused.addressTitle" : "paused.title", { count: minutes })}
    >
      {t(wholeAddress ? "paused.addressText" : "paused.text", { time: formatTime(until) })}
    </Band>
  );
}
