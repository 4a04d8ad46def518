import { createContext, type ReactNode, useContext } from "react";
import { cx } from "./class-names.ts";
import { DrillTag } from "./tag.tsx";

const Drill = createContext(false);

/** Everything inside belongs to an exercise where `on`: dialogs over it are marked by themselves. */
export const DrillScope = ({ on, children }: { on: boolean; children: ReactNode }) => (
  <Drill.Provider value={on}>{children}</Drill.Provider>
);

export const useDrill = (): boolean => useContext(Drill);

/** The frame that marks a page, a dialog or a print of an exercise: dashed violet, on paper as well. */
export const drillFrame = (on: boolean): string | false =>
  on &&
  "outline-2 -outline-offset-2 outline-dashed outline-drill-line print:border-2 print:border-dashed print:border-drill";

/** A page that is about one exercise where `on`: its frame, its head and its dialogs are marked. */
export const DrillPage = ({ on, children }: { on: boolean; children: ReactNode }) => (
  <DrillScope on={on}>
    <div className={cx("h-full phone:h-auto print:h-auto", drillFrame(on))}>{children}</div>
  </DrillScope>
);

/** 演练 before a title; nothing outside an exercise. */
export function DrillMark({ className }: { className?: string }) {
  return useDrill() ? <DrillTag className={cx("mr-2 align-middle", className)} /> : null;
}
