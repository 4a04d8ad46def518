import type { ReactNode } from "react";

/** The moment at which all samples stand. */
export const now = "2026-11-24T14:34:00+08:00";

/** An instant so many milliseconds after that moment. */
export const inMs = (ms: number) => new Date(new Date(now).getTime() + ms).toISOString();

export const minute = 60_000;

/** A word and the parts it names. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-start gap-4">
      <span className="w-12 shrink-0 pt-1 text-12 text-text-3">{label}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}
