import { Form } from "@remix-run/react";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "./button.tsx";
import { Checkbox } from "./choice.tsx";
import { cx } from "./class-names.ts";

export interface QueryBarProps {
  /** `BarField`s and other controls. */
  children: ReactNode;
  /** The URL without conditions. */
  resetTo: string;
  /** The filters act at once (the board): 重置 only. */
  atOnce?: boolean;
  /** A selection is active and its bar has the fill: 查询 is outline. */
  quiet?: boolean;
  busy?: boolean;
  /** On a phone the fields fold behind 筛选; this says what is set: 全部县区，全部等级. */
  summary?: ReactNode;
  /** At the right, before 重置; on a phone it stays visible. */
  end?: ReactNode;
}

/** Conditions of a list: posts nothing, lives in the URL (GET). */
export function QueryBar({ children, resetTo, atOnce, quiet, busy, summary, end }: QueryBarProps) {
  const { t } = useTranslation("ui");
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Form
      method="get"
      role="search"
      aria-label={t("query.label")}
      data-frame
      className="flex min-h-query shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-2"
    >
      <div className="hidden items-center gap-2 phone:flex phone:min-w-0 phone:flex-1">
        <Button icon="filter" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
          {t("query.filter")}
        </Button>
        <span className="truncate text-12 text-text-2">{summary}</span>
      </div>
      <div
        id={id}
        className={cx(
          "flex flex-wrap items-center gap-x-3 gap-y-2 phone:order-last phone:w-full phone:flex-col phone:items-stretch",
          !open && "phone:hidden",
        )}
      >
        {children}
        {atOnce ? null : (
          <Button type="submit" kind={quiet ? "outline" : "filled"} busy={busy}>
            {t("query.submit")}
          </Button>
        )}
        {atOnce ? null : (
          <ButtonLink to={resetTo} kind="text">
            {t("query.reset")}
          </ButtonLink>
        )}
      </div>
      <div className="ml-auto flex items-center gap-2">
        {end}
        {atOnce ? (
          <ButtonLink to={resetTo} kind="text" className="phone:hidden">
            {t("query.reset")}
          </ButtonLink>
        ) : null}
      </div>
    </Form>
  );
}

/** A control of the bar with its word at the left. */
export function BarField({ label, width, children }: { label: ReactNode; width?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="inline-flex items-center gap-1.5 whitespace-nowrap text-13 text-text-2">
      {label}
      <span className={cx("block phone:flex-1", width ?? "w-32")}>{children}</span>
    </label>
  );
}

export interface SelectionBarProps {
  count: number;
  unit?: string;
  onClear: () => void;
  /** One filled button, then outline ones. */
  children: ReactNode;
  /** At the right: what the selection spans. */
  note?: ReactNode;
}

/** Takes the place of the toolbar while rows are selected, so that no row moves. */
export function SelectionBar({ count, unit, onClear, children, note }: SelectionBarProps) {
  const { t } = useTranslation("ui");
  return (
    <div className="flex min-h-query shrink-0 flex-wrap items-center gap-2.5 border-b border-act-line bg-act-tint px-4 py-1">
      <Checkbox indeterminate checked onChange={onClear} aria-label={t("table.clear")} className="-mx-1" />
      <span role="status">
        {t("table.selectedBefore")} <b className="text-act">{count}</b> {unit ?? t("pager.unit")}
      </span>
      {children}
      <Button kind="text" onClick={onClear}>
        {t("table.clear")}
      </Button>
      {note ? <span className="ml-auto text-12 text-text-2">{note}</span> : null}
    </div>
  );
}
