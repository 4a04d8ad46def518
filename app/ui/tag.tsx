import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { DotMark, Icon, type IconName, LevelMark } from "./icons.tsx";

export type TagTone = "neutral" | "act" | "ok" | "warn" | "bad" | "drill";

const tones: Record<TagTone, string> = {
  neutral: "border-line-2 bg-surface text-text-2",
  act: "border-act-line bg-act-tint text-act",
  ok: "border-ok-line bg-ok-tint text-ok",
  warn: "border-warn-line bg-warn-tint text-warn",
  bad: "border-bad-line bg-bad-tint text-bad",
  drill: "border-drill-line bg-drill-tint text-drill border-dashed font-bold",
};

const shape = "inline-flex h-tag shrink-0 items-center gap-1 whitespace-nowrap rounded-tag border px-1.5 text-12";

export interface TagProps {
  tone?: TagTone;
  icon?: IconName;
  className?: string;
  title?: string;
  children: ReactNode;
}

/** Status = tag + text, with an icon where it is a state. */
export function Tag({ tone = "neutral", icon, className, title, children }: TagProps) {
  return (
    <span className={cx(shape, tones[tone], className)} title={title}>
      {icon ? <Icon name={icon} size={12} /> : null}
      {children}
    </span>
  );
}

export type Level = 1 | 2 | 3 | 4;

const levelLooks: Record<Level, string> = {
  1: "px-[5px]! border-transparent bg-bad-solid text-on-bad font-bold",
  2: "px-[5px]! border-l2-line bg-l2-tint text-l2 font-bold",
  3: "border-transparent text-l3 font-bold !px-0",
  4: "border-transparent text-l4 !px-0",
};

export interface LevelTagProps {
  level: Level;
  /** On a card: the mark stands on the text edge, the tint hangs out by 6 px. */
  hanging?: boolean;
  className?: string;
}

/** Level = shape + text; the weight falls with the level. */
export function LevelTag({ level, hanging, className }: LevelTagProps) {
  const { t } = useTranslation("ui");
  return (
    <span className={cx(shape, levelLooks[level], hanging && level < 3 && "-ml-1.5", className)}>
      <LevelMark level={level} size={12} />
      {t(`level.${level}`)}
    </span>
  );
}

/** An exercise and nothing else: dashed violet. */
export function DrillTag({ className }: { className?: string }) {
  const { t } = useTranslation("ui");
  return (
    <Tag tone="drill" className={className}>
      {t("drill")}
    </Tag>
  );
}

const dotTones: Record<TagTone, string> = {
  neutral: "text-text-3",
  act: "text-act",
  ok: "text-ok-fill",
  warn: "text-warn-fill",
  bad: "text-bad",
  drill: "text-drill",
};

/** A status in a dense table: a dot with three fills and the word. */
export function StatusDot(props: { fill: "ring" | "half" | "full"; tone?: TagTone; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <DotMark fill={props.fill} className={dotTones[props.tone ?? "neutral"]} />
      {props.children}
    </span>
  );
}

/** A small square with one character, as 牵 and 配 before a unit; `strong` is filled. */
export function SquareTag({ strong, children, title }: { strong?: boolean; children: ReactNode; title?: string }) {
  return (
    <span
      title={title}
      className={cx(
        "inline-grid size-[18px] shrink-0 place-content-center rounded-tag border text-12 leading-none",
        strong ? "border-act bg-act font-bold text-on-act" : "border-line-2 text-text-2",
      )}
    >
      {children}
    </span>
  );
}

/** How many wait: blue in the menu, red on the bell. Nothing at 0; 99+ above 99. `label` says what is counted. */
export function CountBadge({ count, label, tone = "act", className }: CountBadgeProps) {
  if (count <= 0) return null;
  return (
    <span
      className={cx(
        "inline-grid place-content-center rounded-full text-12 font-bold leading-none",
        tone === "act" ? "h-[18px] min-w-5 bg-act px-1.5 text-on-act" : "h-4 min-w-4 bg-bad-solid px-1 text-on-bad",
        className,
      )}
    >
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}

export interface CountBadgeProps {
  count: number;
  label: string;
  tone?: "act" | "bad";
  className?: string;
}
