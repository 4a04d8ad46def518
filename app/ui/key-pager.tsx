import { useNavigate } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "./button.tsx";
import { Select } from "./field.tsx";
import { formatCount } from "./format.ts";
import { KeyHint } from "./kbd.tsx";

export interface KeyPagerProps {
  /** How many in all; null while it is being counted, undefined where nobody counts. Above 10,000 it reads 10,000+. */
  total?: number | null;
  /** The page with its count, for a browser without scripts that nobody counts for. */
  countTo?: string;
  /** 条 unless said otherwise (件). */
  unit?: string;
  /** Where the previous and the next page are; null at the ends. Paging is by key: no page numbers. */
  previousTo: string | null;
  nextTo: string | null;
  pageSize?: number;
  pageSizes?: readonly number[];
  /** The URL with another page size. */
  pageSizeTo?: (size: number) => string;
  /** Keys that act in the list, at the left. */
  hints?: readonly { keys: string[]; label: string }[];
  children?: ReactNode;
}

/** The foot of a list. */
export function KeyPager(props: KeyPagerProps) {
  const {
    total,
    countTo,
    unit,
    previousTo,
    nextTo,
    pageSize,
    pageSizes = [20, 50, 100],
    pageSizeTo,
    hints,
    children,
  } = props;
  const { t } = useTranslation("ui");
  const navigate = useNavigate();
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-4 px-4 py-1 text-12 text-text-2">
      {total === undefined ? null : (
        // As wide as the longest count: what follows does not move when it comes.
        <span className="min-w-28 whitespace-nowrap tabular-nums" aria-busy={total === null || undefined}>
          {t("pager.total", { total: total === null ? "…" : formatCount(total), unit: unit ?? t("pager.unit") })}
          {total === null && countTo ? (
            <noscript>
              <a href={countTo} className="ml-2 text-act underline">
                {t("pager.count")}
              </a>
            </noscript>
          ) : null}
        </span>
      )}
      <span className="inline-flex gap-4 phone:hidden">
        {hints?.map((hint) => (
          <KeyHint key={hint.label} keys={hint.keys}>
            {hint.label}
          </KeyHint>
        ))}
      </span>
      {children}
      <nav aria-label={t("pager.label")} className="ml-auto inline-flex items-center gap-3">
        {pageSize && pageSizeTo ? (
          <span className="inline-flex items-center gap-1.5 phone:hidden">
            <span aria-hidden="true" className="whitespace-nowrap">
              {t("pager.size")}
            </span>
            <Select
              aria-label={t("pager.size")}
              value={String(pageSize)}
              onChange={(event) => navigate(pageSizeTo(Number(event.target.value)))}
              options={pageSizes.map((size) => ({ value: String(size), label: String(size) }))}
              className="w-16"
            />
          </span>
        ) : null}
        <Step to={previousTo} icon="chevron-left" none={t("pager.isFirst")}>
          {t("pager.previous")}
        </Step>
        <Step to={nextTo} iconEnd="chevron-right" none={t("pager.isLast")}>
          {t("pager.next")}
        </Step>
      </nav>
    </div>
  );
}

function Step({
  to,
  none,
  children,
  ...icons
}: {
  to: string | null;
  none: string;
  children: ReactNode;
  icon?: "chevron-left";
  iconEnd?: "chevron-right";
}) {
  if (to === null) {
    return (
      <Button {...icons} can={none}>
        {children}
      </Button>
    );
  }
  return (
    <ButtonLink {...icons} to={to}>
      {children}
    </ButtonLink>
  );
}
