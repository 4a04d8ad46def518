import type { TFunction } from "i18next";
import type { ShownCard } from "#domain/incidents/board-reducer.ts";
import { cx } from "../../../ui/class-names.ts";
import type { Locale } from "../../../ui/format.ts";
import { TimerLook } from "../../../ui/timer.tsx";
import type { CardClock } from "./card-facts.ts";

/** What the lines of a card are written with. They are functions, not components: hundreds of cards cost what their HTML costs. */
export type Writing = { card: ShownCard; t: TFunction<"board">; locale: Locale; clock: CardClock };

/** The next limit: whose, or what it is about, and how long it still is. */
export function nextTimer({ card, t, locale, clock }: Writing) {
  const { timer } = card;
  if (!timer) return <span className="text-12 text-text-3">{t("timer.none")}</span>;
  const name = (
    <span
      className={cx(
        "inline-block truncate align-bottom phone:max-w-[120px]",
        locale === "en" ? "max-w-[52px]" : "max-w-[86px]",
      )}
    >
      {timer.label}
    </span>
  );
  return (
    <TimerLook
      hanging
      face={clock.face}
      text={clock.left}
      label={
        timer.kind === "accept" ? (
          <>
            {name}
            {t("timer.accept")}
          </>
        ) : timer.kind === "task" ? (
          name
        ) : timer.kind === "demand" ? (
          t("timer.demand", { no: timer.label })
        ) : timer.kind === "instruction" ? (
          t("timer.instruction", { no: timer.label })
        ) : timer.kind === "promise" ? (
          t("timer.promise", { no: timer.label })
        ) : timer.kind === "report" ? (
          t(`timer.report.${timer.label}`)
        ) : (
          t("timer.verify")
        )
      }
    />
  );
}
