import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { Facts } from "../../ui/page.tsx";
import type { Values } from "./panel-form.tsx";
import { useTexts } from "./texts.ts";

export type StaleBandProps = {
  current: Record<string, unknown>;
  values: Values;
  /** Words of the fields; only these are compared. */
  labels: Record<string, string>;
  onMine: () => void;
  onTheirs: () => void;
  mineChosen: boolean;
};

/** 他人已先保存: what is there now where it differs, and the two ways on. What one wrote stays in the fields below. */
export function StaleBand({ current, values, labels, onMine, onTheirs, mineChosen }: StaleBandProps) {
  const t = useTexts();
  const different = Object.keys(labels).filter((name) => shown(current[name]) !== (values[name] ?? ""));
  return (
    <Band tone="warn" title={t("stale.title")} live>
      <p className="text-12">{mineChosen ? t("stale.mineChosen") : t("stale.text")}</p>
      <Facts
        className="mt-1"
        items={different.map((name) => ({ label: labels[name], value: shown(current[name]) || t("stale.empty") }))}
      />
      <div className="mt-2 flex gap-2">
        {mineChosen ? null : (
          <Button size="small" onClick={onMine}>
            {t("stale.mine")}
          </Button>
        )}
        <Button size="small" onClick={onTheirs}>
          {t("stale.theirs")}
        </Button>
      </div>
    </Band>
  );
}

const shown = (value: unknown): string =>
  value === true ? "on" : value === false || value == null ? "" : String(value);
