import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { Icon } from "./icons.tsx";
import { type BlockState, type RungTime, rungCells, summarise } from "./ladder-blocks.ts";

export type { BlockState, RungTime } from "./ladder-blocks.ts";

const outline: Record<BlockState, string> = {
  empty: "var(--control)",
  half: "var(--ok-fill)",
  full: "var(--ok-fill)",
  climbing: "var(--warn-fill)",
  objected: "var(--bad-fill)",
};

/** One block of the ladder, 8 × 10. */
export function LadderBlock({ state }: { state: BlockState }) {
  const color = outline[state];
  return (
    <svg viewBox="0 0 8 10" width="8" height="10" aria-hidden="true" className="block-mark shrink-0">
      <rect
        x=".5"
        y=".5"
        width="7"
        height="9"
        rx="1"
        fill={state === "full" ? color : "var(--surface)"}
        stroke={color}
      />
      {state === "half" || state === "climbing" ? (
        <path d="M.5 5.2h7v3.8a.5.5 0 0 1-.5.5H1a.5.5 0 0 1-.5-.5z" fill={color} />
      ) : null}
      {state === "objected" ? <path d="M.8 6.2 5.6 .8M1.6 9.4 7.2 3.6" stroke={color} strokeWidth="1.5" /> : null}
    </svg>
  );
}

/** On a card: one block a unit, then accepted of all. `states` in any order. */
export function Ladder({ states, className }: { states: readonly BlockState[]; className?: string }) {
  const { t } = useTranslation("ui");
  const { blocks, accepted, total } = summarise(states);
  const count = (state: BlockState) => blocks.filter((one) => one === state).length;
  return (
    <span className={cx("inline-flex items-center gap-0.5 whitespace-nowrap", className)}>
      {blocks.map((state, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks are anonymous and ordered
        <LadderBlock key={i} state={state} />
      ))}
      <b className="ml-1 text-12" aria-hidden="true">
        {accepted}/{total}
      </b>
      <span className="sr-only">
        {t("ladder.summary", { accepted, total, climbing: count("climbing"), objected: count("objected") })}
      </span>
    </span>
  );
}

/** The five blocks and what they mean. */
export function LadderLegend() {
  const { t } = useTranslation("ui");
  const states: BlockState[] = ["empty", "half", "full", "climbing", "objected"];
  return (
    <span className="inline-flex flex-wrap gap-3 text-12 text-text-2">
      {states.map((state) => (
        <span key={state} className="inline-flex items-center gap-1.5">
          <LadderBlock state={state} />
          {t(`ladder.${state}`)}
        </span>
      ))}
    </span>
  );
}

export interface LadderRow {
  id: string;
  /** The unit, with its square before it. */
  name: ReactNode;
  /** One entry a step; null where it is not reached. */
  times: readonly (RungTime | null)[];
  /** Stands over the steps that are left: an objection (bad) or a climb (warn). */
  note?: { tone: "bad" | "warn"; children: ReactNode };
  /** A line below the row: the reason, buttons. */
  below?: ReactNode;
}

/** In the room: one row a unit with the times of its steps. `steps` are the words over the columns. */
export function LadderTable(props: {
  caption: string;
  nameHead: ReactNode;
  /** `short` stands where the word is wider than its column. */
  steps: readonly { name: string; short: string }[];
  rows: readonly LadderRow[];
}) {
  const { t } = useTranslation("ui");
  return (
    <table className="w-full table-fixed border-collapse text-12 tabular-nums">
      <caption className="sr-only">{props.caption}</caption>
      <thead>
        <tr className="text-text-3">
          <th scope="col" className="h-6 w-[106px] text-left font-normal">
            {props.nameHead}
          </th>
          {props.steps.map(({ name, short }) => (
            <th key={name} scope="col" className="font-normal">
              {short === name ? (
                name
              ) : (
                <abbr title={name} className="no-underline">
                  {short}
                </abbr>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Fragment key={row.id}>
            <tr className="h-7 border-t border-line">
              <th scope="row" className="truncate text-left font-normal">
                <span className="inline-flex max-w-full items-center gap-1.5">{row.name}</span>
              </th>
              <RowCells row={row} waiting={t("ladder.waiting")} byPhone={t("ladder.byPhone")} />
            </tr>
            {row.below ? (
              <tr>
                <td colSpan={props.steps.length + 1} className="pb-1 pl-6 text-text-2">
                  {row.below}
                </td>
              </tr>
            ) : null}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function RowCells({ row, waiting, byPhone }: { row: LadderRow; waiting: string; byPhone: string }) {
  const cells = rungCells(row.times);
  const shown = row.note ? cells.filter((cell) => cell.kind === "reached") : cells;
  return (
    <>
      {shown.map((cell, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have a fixed order
        <td key={i} className="p-0 text-center">
          {cell.kind === "reached" ? (
            <span
              className={cx(
                "flex h-[22px] items-center justify-center bg-ok-tint text-ok",
                cell.last && "border-r-2 border-ok-fill font-bold",
              )}
            >
              {cell.phone ? <Icon name="phone" size={14} label={`${byPhone} ${cell.text}`} /> : cell.text}
            </span>
          ) : null}
          {cell.kind === "waiting" ? (
            <span className="flex h-[22px] items-center justify-center border border-dashed border-line-2 text-text-3">
              {waiting}
            </span>
          ) : null}
        </td>
      ))}
      {row.note ? (
        <td colSpan={cells.length - shown.length} className="p-0">
          <span
            className={cx(
              "flex h-[22px] items-center justify-center gap-1.5 font-bold",
              row.note.tone === "bad" ? "bg-bad-tint text-bad" : "bg-warn-tint text-warn",
            )}
          >
            <Icon name={row.note.tone === "bad" ? "ban" : "climb"} size={14} />
            {row.note.children}
          </span>
        </td>
      ) : null}
    </>
  );
}

export interface LadderStep {
  label: string;
  /** The time under the word when it is reached. */
  text?: string;
  reached: boolean;
  /** Written down here, not at the server yet. */
  waits?: boolean;
}

/** On a phone: the steps as a line of circles; the first unreached is the next one. */
export function LadderLine({ steps }: { steps: readonly LadderStep[] }) {
  const { t } = useTranslation("ui");
  const next = steps.findIndex((step) => !step.reached);
  return (
    <ol className="isolate flex text-12 tabular-nums">
      {steps.map((step, i) => (
        <li key={step.label} aria-current={i === next ? "step" : undefined} className="relative flex-1 text-center">
          {i > 0 ? (
            <span
              className={cx(
                "absolute top-[6px] right-1/2 h-0.5 w-full",
                step.reached || i === next ? "bg-ok-fill" : "bg-line-2",
              )}
            />
          ) : null}
          <span
            className={cx(
              "relative z-10 mx-auto grid size-3.5 place-content-center rounded-full",
              step.reached
                ? cx("text-surface", step.waits ? "bg-warn" : "bg-ok")
                : cx("border-2 bg-surface", i === next ? "border-act" : "border-line-2"),
            )}
          >
            {step.reached ? <Icon name="check" size={12} /> : null}
          </span>
          <span
            className={cx(
              "mt-1 block",
              step.reached ? (step.waits ? "text-warn" : "text-ok") : i === next ? "font-bold text-act" : "text-text-3",
            )}
          >
            {step.label}
          </span>
          <span
            className={cx(
              "block",
              step.reached ? (step.waits ? "text-warn" : "text-ok") : i === next ? "text-act" : "text-text-3",
            )}
          >
            {step.reached ? step.text : i === next ? t("ladder.next") : "—"}
          </span>
        </li>
      ))}
    </ol>
  );
}
