import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { formatTime, type Instant, millis } from "./format.ts";
import { linePoints, spreadX } from "./line-points.ts";

export interface HeadCount {
  id: string;
  at: Instant;
  count: number;
  /** Who counted. */
  by: string;
}

const width = 264;
const plot = { left: 20, width: 220, top: 22, height: 44 };

/** Counts on the spot over time; the first observer's points are filled, the others' are rings. A table says the same. */
export function HeadCountChart({
  counts,
  caption,
  className,
}: {
  counts: readonly HeadCount[];
  caption: string;
  className?: string;
}) {
  const { t } = useTranslation("ui");
  // Labels need 36 px; more points than fit keep their marks and lose their words from the oldest on.
  const shown = counts.slice(-40);
  const observers = observersOf(shown);
  const times = shown.map((one) => millis(one.at));
  const even = linePoints(
    shown.map((one) => one.count),
    plot,
    times,
  );
  const gap = Math.min(38, plot.width / Math.max(1, shown.length - 1));
  const points = spreadX(even, gap, plot.width).map(({ x, y }) => ({ x: x + plot.left, y: y + plot.top }));
  const labelled = new Set(shown.length <= 6 ? shown.keys() : [0, highest(shown), shown.length - 1]);
  if (shown.length === 0) return null;
  return (
    <figure className={className}>
      <svg viewBox={`0 0 ${width} 104`} className="block h-auto w-[264px] max-w-full text-text-2" aria-hidden="true">
        <path d={`M0 84h${width}`} stroke="var(--line-2)" />
        <polyline
          points={points.map((p) => `${p.x},${p.y}`).join(" ")}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.3"
        />
        {shown.map((one, i) => {
          const p = points[i] as { x: number; y: number };
          const first = observers[0] === one.by;
          return (
            <g key={one.id}>
              <circle
                cx={p.x}
                cy={p.y}
                r={3.2}
                fill={first ? "currentColor" : "var(--surface)"}
                stroke="currentColor"
                strokeWidth="1.6"
              />
              {labelled.has(i) ? (
                <>
                  <text x={p.x} y={p.y - 8} textAnchor="middle" className="fill-text text-12 font-bold">
                    {one.count}
                  </text>
                  <text x={p.x} y={99} textAnchor="middle" className="fill-text-2 text-12">
                    {formatTime(one.at)}
                  </text>
                </>
              ) : null}
            </g>
          );
        })}
      </svg>
      <table className="sr-only">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("chart.time")}</th>
            <th scope="col">{t("chart.count")}</th>
            <th scope="col">{t("chart.observer")}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map((one) => (
            <tr key={one.id}>
              <td>{formatTime(one.at)}</td>
              <td>{one.count}</td>
              <td>{one.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Who counted, with the mark of their points; stands beside the panel's title. */
export function HeadCountLegend({ counts }: { counts: readonly HeadCount[] }) {
  return (
    <span className="inline-flex gap-2 text-12 text-text-2">
      {observersOf(counts).map((name, i) => (
        <span key={name} className="inline-flex items-center gap-0.5">
          <span className={cx("size-2 rounded-full border-2 border-text-2", i === 0 && "bg-text-2")} />
          {name}
        </span>
      ))}
    </span>
  );
}

const observersOf = (counts: readonly HeadCount[]) => [...new Set(counts.map((one) => one.by))];

function highest(counts: readonly HeadCount[]): number {
  let at = 0;
  counts.forEach((one, i) => {
    if (one.count > (counts[at] as HeadCount).count) at = i;
  });
  return at;
}
