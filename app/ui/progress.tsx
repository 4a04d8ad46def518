import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { Icon, type IconName } from "./icons.tsx";

export interface ProgressBarProps {
  /** What is under way. */
  label: string;
  value: number;
  max: number;
  done?: boolean;
}

/** How far something is: a bar of 6 px. Its figures stand beside it as text. */
export function ProgressBar({ label, value, max, done }: ProgressBarProps) {
  const part = max > 0 ? Math.min(1, value / max) : 0;
  return (
    <svg
      viewBox="0 0 100 6"
      preserveAspectRatio="none"
      className="mark block h-1.5 w-full overflow-hidden rounded-full"
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
    >
      <rect width="100" height="6" fill="var(--line)" />
      <rect width={part * 100} height="6" fill={done ? "var(--ok-fill)" : "var(--act-fill)"} />
    </svg>
  );
}

export interface Step {
  id: string;
  label: string;
  state: "done" | "running" | "waiting" | "failed";
  value?: number;
  max?: number;
  /** At the right: 1,206 / 1,206 行. */
  note?: ReactNode;
}

/** The steps of something long, one below the other, each with its bar. */
export function Steps({ items }: { items: readonly Step[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {items.map((step, i) => (
        <li key={step.id} className="grid grid-cols-[18px_40px_minmax(0,1fr)_auto] items-center gap-2.5">
          <span
            className={cx(
              "grid size-[18px] place-content-center rounded-full text-12 leading-none",
              step.state === "done" && "bg-ok text-surface",
              step.state === "failed" && "bg-bad-solid text-on-bad",
              (step.state === "waiting" || step.state === "running") && "border border-control text-text-2",
            )}
          >
            {step.state === "done" ? (
              <Icon name="check" size={12} />
            ) : step.state === "failed" ? (
              <Icon name="x" size={12} />
            ) : (
              i + 1
            )}
          </span>
          <span>{step.label}</span>
          <ProgressBar
            label={step.label}
            value={step.state === "done" ? 1 : (step.value ?? 0)}
            max={step.state === "done" ? 1 : (step.max ?? 1)}
            done={step.state === "done"}
          />
          <span className="text-12 text-text-2 tabular-nums">{step.note}</span>
        </li>
      ))}
    </ol>
  );
}

export interface FigureItem {
  label: string;
  value: ReactNode;
  icon?: IconName;
  tone?: "ok" | "warn" | "bad";
}

const tones = { ok: "text-ok", warn: "text-warn", bad: "text-bad" };

/** Single figures side by side in a frame: 读入 1,206, 良好 1,171 … */
export function FigureRow({ items, className }: { items: readonly FigureItem[]; className?: string }) {
  return (
    <dl className={cx("flex flex-wrap rounded-control border border-line-2 bg-surface", className)}>
      {items.map((item) => (
        <div key={item.label} className="flex-1 border-l border-line px-2.5 py-1.5 first:border-l-0">
          <dt className="flex items-center gap-1 text-12 whitespace-nowrap text-text-2">
            {item.icon ? <Icon name={item.icon} size={14} /> : null}
            {item.label}
          </dt>
          <dd className={cx("text-20 font-bold", item.tone && tones[item.tone])}>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
