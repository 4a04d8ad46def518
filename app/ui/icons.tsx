import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { type IconName, iconPaths } from "./icon-paths.ts";

export type { IconName } from "./icon-paths.ts";

export interface IconProps {
  name: IconName;
  /** Edge in px; 16 unless said otherwise. */
  size?: 12 | 14 | 16 | 20 | 24;
  className?: string;
  /** What the icon says when no word stands beside it; without it the icon is decoration. */
  label?: string;
}

/** One drawing of the set, in the colour of the text around it. */
export function Icon({ name, size = 16, className, label }: IconProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: said() hides it or names it
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={cx("shrink-0", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...said(label)}
    >
      {iconPaths[name].map((path) =>
        path.startsWith("!") ? (
          <path key={path} d={path.slice(1)} fill="currentColor" stroke="none" />
        ) : (
          <path key={path} d={path} />
        ),
      )}
    </svg>
  );
}

type MarkProps = { size?: number; className?: string; label?: string };

function Mark({ size = 16, className, label, children }: MarkProps & { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: said() hides it or names it
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={cx("mark shrink-0", className)}
      fill="currentColor"
      {...said(label)}
    >
      {children}
    </svg>
  );
}

/** The four levels by shape: 1 octagon, 2 triangle, 3 diamond, 4 ring. */
export function LevelMark({ level, ...rest }: MarkProps & { level: 1 | 2 | 3 | 4 }) {
  return (
    <Mark {...rest}>
      {level === 1 ? <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5z" /> : null}
      {level === 2 ? <path d="M8 2.2 14.5 13.5h-13z" /> : null}
      {level === 3 ? <path d="M8 1.8 14.2 8 8 14.2 1.8 8z" /> : null}
      {level === 4 ? <circle cx="8" cy="8" r="4.7" fill="none" stroke="currentColor" strokeWidth="2" /> : null}
    </Mark>
  );
}

/** The four faces of a timer: hollow clock, half-filled clock, filled exclamation mark, tick. */
export function TimerMark({ face, ...rest }: MarkProps & { face: "calm" | "soon" | "over" | "done" }) {
  if (face === "calm" || face === "done") {
    return <Icon name={face === "calm" ? "clock" : "check"} className={rest.className} label={rest.label} />;
  }
  return (
    <Mark {...rest}>
      {face === "soon" ? (
        <>
          <circle cx="8" cy="8" r="5.7" fill="none" stroke="currentColor" strokeWidth="1.3" />
          <path d="M8 2.3a5.7 5.7 0 0 1 0 11.4z" />
        </>
      ) : (
        <path fillRule="evenodd" d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM7.2 4.7v4.2h1.6V4.7zM7.2 10v1.6h1.6V10z" />
      )}
    </Mark>
  );
}

/** A state in a dense table: ring (not begun), half (under way), full (done). */
export function DotMark({ fill, ...rest }: MarkProps & { fill: "ring" | "half" | "full" }) {
  return (
    <Mark size={10} {...rest}>
      {fill === "full" ? <circle cx="8" cy="8" r="6.5" /> : null}
      {fill !== "full" ? <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="2.6" /> : null}
      {fill === "half" ? <path d="M8 2.8a5.2 5.2 0 0 1 0 10.4z" /> : null}
    </Mark>
  );
}

/** The mark of the portal: a table seen from above, with seats on its four sides. */
export function PortalMark({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} fill="currentColor" aria-hidden="true" className="shrink-0">
      <rect x="6" y="8.2" width="12" height="7.6" rx="1.8" fill="none" stroke="currentColor" strokeWidth="2.2" />
      <path d="M7.3 3.7h2.4v2.4H7.3zM10.8 3.7h2.4v2.4h-2.4zM14.3 3.7h2.4v2.4h-2.4zM7.3 17.9h2.4v2.4H7.3zM10.8 17.9h2.4v2.4h-2.4zM14.3 17.9h2.4v2.4h-2.4z" />
      <circle cx="2.3" cy="12" r="1.5" />
      <circle cx="21.7" cy="12" r="1.5" />
    </svg>
  );
}

function said(label: string | undefined) {
  return label ? ({ role: "img", "aria-label": label } as const) : ({ "aria-hidden": true } as const);
}
