import { useTranslation } from "react-i18next";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { useClock } from "../../../ui/clock.ts";
import { formatNear } from "../../../ui/format.ts";
import { climbOf } from "../board/card-facts.ts";

/** Behind the overdue acceptance: with whom it is, or when it climbs to the convener. */
export function NextClimb({ card }: { card: ShownCard }) {
  const { t } = useTranslation("escalation");
  const climb = climbOf(card);
  const time = useClock((now) => (climb?.at ? formatNear(climb.at, now) : ""));
  if (!climb) return null;
  const text = climb.at ? t("card", { time }) : t(`with.${climb.to}`);
  return (
    <span className="flex h-[18px] min-w-0 flex-1 flex-wrap justify-end overflow-hidden text-12 text-warn" title={text}>
      {/* Where the words do not fit whole they go to a second line, which is not shown. */}
      <span className="h-full w-px" />
      <span className="whitespace-nowrap">{text}</span>
    </span>
  );
}
