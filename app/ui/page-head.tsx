import { Link } from "@remix-run/react";
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./class-names.ts";
import { useDrill } from "./drill.tsx";
import { Icon } from "./icons.tsx";
import { DrillTag } from "./tag.tsx";

export interface Crumb {
  label: ReactNode;
  /** Without it the crumb is only a word: the number of what the title names. */
  to?: string;
}

/** Where this page is. The page itself is the title beside it, not a crumb; a top page has none. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useTranslation("ui");
  if (crumbs.length === 0) return null;
  return (
    <nav aria-label={t("crumbs")} className="shrink-0 phone:hidden">
      <ol className="flex items-center gap-2 text-13 text-text-2">
        {crumbs.map((crumb, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs have a fixed order
          <Fragment key={i}>
            {i > 0 ? <Icon name="chevron-right" size={12} className="text-text-3" /> : null}
            <li>
              {crumb.to ? (
                <Link to={crumb.to} className="inline-block py-0.5 hover:text-act hover:underline">
                  {crumb.label}
                </Link>
              ) : (
                crumb.label
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}

export interface PageHeadProps {
  title: ReactNode;
  crumbs?: readonly Crumb[];
  /** Between crumbs and title: the level of an incident, 演练. */
  mark?: ReactNode;
  /** Right of the title: `Figure`s, a `SegmentedLinks`. Where one has `data-desk-only`, a phone shows none of them. */
  figures?: ReactNode;
  /** Outline buttons; the filled one is `primary`. */
  actions?: ReactNode;
  /** The page's one filled button; on a phone it lies across the foot. */
  primary?: ReactNode;
  /** On a phone: where ‹ leads, in place of the menu button. */
  backTo?: string;
  /** At the very right, on a phone inside the top bar: ⋯ */
  more?: ReactNode;
}

/** The head of a page, 40 px; inside a DrillScope it says that this is an exercise. On a phone its title stands in the top bar. */
export function PageHead({ title, crumbs = [], mark, figures, actions, primary, backTo, more }: PageHeadProps) {
  const { t } = useTranslation("ui");
  const drill = useDrill();
  return (
    <div className="flex min-h-head shrink-0 items-center gap-x-4 border-b border-line bg-surface px-4 phone:min-h-0 phone:flex-wrap phone:gap-y-1 phone:py-0 print:border-0">
      {backTo ? (
        <Link
          to={backTo}
          data-phone-back
          aria-label={t("back")}
          className="on-bar fixed top-0 left-0 z-40 hidden size-11 place-content-center text-bar-text phone:grid"
        >
          <Icon name="chevron-left" size={20} />
        </Link>
      ) : null}
      <div className="flex min-w-0 items-center gap-3 phone:contents">
        <Breadcrumbs crumbs={crumbs} />
        {crumbs.at(-1)?.to ? <Icon name="chevron-right" size={12} className="-mx-1 text-text-3 phone:hidden" /> : null}
        <span className="contents phone:hidden">
          {mark}
          {drill ? <DrillTag /> : null}
        </span>
        <h1 className="truncate text-16 phone:fixed phone:top-0 phone:right-28 phone:left-13 phone:z-40 phone:h-bar phone:text-bar-text phone:leading-[44px]">
          {title}
        </h1>
      </div>
      {drill ? (
        <span className="hidden phone:block phone:py-1.5 print:hidden">
          <DrillTag />
        </span>
      ) : null}
      {figures ? (
        <div className="flex min-w-0 flex-wrap items-center gap-x-5 gap-y-1 text-13 text-text-2 phone:py-2 phone:has-[>[data-desk-only]]:hidden">
          {figures}
        </div>
      ) : null}
      <div
        className="ml-auto flex shrink-0 items-center gap-3 phone:ml-0 phone:w-full phone:flex-wrap phone:gap-2 phone:[&>:not([data-phone-fixed])]:my-1.5"
        data-frame
      >
        {actions}
        {primary ? (
          <div
            className="phone:fixed phone:inset-x-0 phone:bottom-0 phone:z-20 phone:border-t phone:border-line-2 phone:bg-surface phone:px-4 phone:py-2.5 phone:[&>*]:h-12 phone:[&>*]:w-full phone:[&>*]:text-16"
            data-phone-primary
            data-phone-fixed
          >
            {primary}
          </div>
        ) : null}
        {more ? (
          <div className="phone:fixed phone:top-0 phone:right-0 phone:z-40" data-phone-fixed>
            {more}
          </div>
        ) : null}
      </div>
    </div>
  );
}

/** A figure in the head: `现场 434 人`; red when it is a reproach (超时未接受 1). */
export function Figure({
  label,
  value,
  unit,
  tone,
}: {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  tone?: "bad" | "warn";
}) {
  return (
    <span className={cx("whitespace-nowrap", tone === "bad" && "text-bad", tone === "warn" && "text-warn")}>
      {label} <b className={tone ? undefined : "text-text"}>{value}</b> {unit}
    </span>
  );
}
