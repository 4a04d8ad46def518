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

/** Something is under way: an arc that turns (it stands still under reduced motion; the words say the same). */
export function Spinner({ size = 16 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      strokeWidth="1.6"
      aria-hidden="true"
      className="shrink-0 animate-spin"
    >
      <circle cx="8" cy="8" r="5.7" stroke="var(--line-2)" />
      <path d="M8 2.3A5.7 5.7 0 0 1 13.7 8" stroke="var(--act)" strokeLinecap="round" />
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
  if (face === "done") return <Icon name="check" size={14} className={rest.className} label={rest.label} />;
  return (
    <Mark {...rest}>
      {face === "over" ? (
        <path
          fillRule="evenodd"
          d="M8 1.4a6.6 6.6 0 1 1 0 13.2A6.6 6.6 0 0 1 8 1.4zM7.1 4.4v4.6h1.8V4.4zM7.1 10.2v1.8h1.8v-1.8z"
        />
      ) : (
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
      )}
      {face === "soon" ? <path d="M8 2a6 6 0 0 1 0 12z" /> : null}
      {face === "calm" ? (
        <path d="M8 4.5V8l2.4 1.4" fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinecap="round" />
      ) : null}
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
