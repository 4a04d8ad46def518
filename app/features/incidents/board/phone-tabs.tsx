import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { BoardView } from "#domain/incidents/board.ts";
import { type Phase, phaseNames, phases } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { IconButton } from "../../../ui/button.tsx";
import { TabLinks } from "../../../ui/tabs.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { WorstTimer } from "./worst-timer.tsx";

/** On a phone the phases are a row of tabs that scrolls, each with its count and the mark of its most pressing timer. */
export function PhoneTabs({
  view,
  phase,
  pathOf,
}: {
  view: BoardView;
  phase: Phase;
  pathOf: (phase: Phase) => string;
}) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  const row = useRef<HTMLDivElement>(null);
  const scroll = () => row.current?.querySelector("nav")?.scrollBy({ left: 160, behavior: "smooth" });
  return (
    <div ref={row} className="sticky top-bar z-10 hidden border-b border-line-2 bg-surface phone:flex print:hidden">
      <TabLinks
        label={t("phases")}
        value={phase}
        className="min-w-0 flex-1 !gap-0 border-b-0"
        items={phases.map((one) => ({
          id: one,
          to: pathOf(one),
          label: inLanguage(phaseNames[one], locale),
          count: view.counts[one],
          mark: <WorstTimer bare cards={view.cards.filter((card) => card.phase === one)} />,
        }))}
      />
      <span className="border-l border-line">
        <IconButton icon="chevron-right" size="phone" label={t("morePhases")} onClick={scroll} />
      </span>
    </div>
  );
}
