import { useTranslation } from "react-i18next";
import type { BoardCard } from "#domain/incidents/board.ts";
import { cx } from "../../../ui/class-names.ts";
import { useClock } from "../../../ui/clock.ts";
import { TimerMark } from "../../../ui/icons.tsx";
import { worstFace } from "./card-facts.ts";

/** The mark of a phase's most pressing timer, on a rail and on a phone's tab. Nothing while all are calm. */
export function WorstTimer({ cards, bare }: { cards: readonly BoardCard[]; bare?: boolean }) {
  const { t } = useTranslation("ui");
  const face = useClock((now) => worstFace(cards, now) ?? "");
  if (face === "") return null;
  const over = face === "over";
  return (
    <span
      className={cx(
        "inline-grid size-5 place-content-center rounded-tag",
        over ? (bare ? "text-bad" : "bg-bad-solid text-on-bad") : cx("text-warn", !bare && "bg-warn-tint"),
      )}
    >
      <TimerMark face={face} size={14} label={t(`timer.${face}`)} />
    </span>
  );
}
