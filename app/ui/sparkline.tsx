import { cx } from "./class-names.ts";
import { linePoints } from "./line-points.ts";

/** The course of a figure in 44 × 12, neutral grey in both directions. Decoration beside the figure: say the figure in text. */
export function Sparkline({ values, className }: { values: readonly number[]; className?: string }) {
  if (values.length === 0) return null;
  const points = linePoints(values.length === 1 ? [values[0] as number, values[0] as number] : values, {
    width: 40,
    height: 8,
  });
  const last = points[points.length - 1] as { x: number; y: number };
  return (
    <svg
      viewBox="-1 -2 45 12"
      width="45"
      height="12"
      aria-hidden="true"
      className={cx("shrink-0 text-text-2", className)}
    >
      <polyline
        points={points.map((p) => `${p.x},${p.y}`).join(" ")}
        fill="none"
        stroke="currentColor"
        strokeLinejoin="round"
      />
      <circle cx={last.x} cy={last.y} r="2" fill="currentColor" />
    </svg>
  );
}
