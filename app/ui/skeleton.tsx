import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";

/** True once something has been pending for a second; false at once when it ends. Under a second nothing is shown. */
export function useSlow(pending: boolean, afterMs = 1000): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!pending) {
      setSlow(false);
      return;
    }
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => clearTimeout(timer);
  }, [pending, afterMs]);
  return slow;
}

const widths = ["w-16", "w-40", "w-28", "w-20"];

/** Rows as grey bars at true height. */
export function SkeletonRows({ rows = 8, columns = 4, tall }: { rows?: number; columns?: number; tall?: boolean }) {
  const { t } = useTranslation("ui");
  return (
    <div role="status" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: bars are all alike
          key={row}
          className={cx("flex items-center gap-6 border-b border-line px-4", tall ? "h-row-tall" : "h-row")}
        >
          {Array.from({ length: columns }, (_, column) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: bars are all alike
              key={column}
              className={cx("h-2 rounded-tag border border-line bg-sunken", widths[column % widths.length])}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
