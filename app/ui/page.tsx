import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

export interface PageProps {
  /** `PageHead`. */
  head: ReactNode;
  /** `QueryBar`, `SelectionBar`, `Band`: what stands between head and list. */
  bar?: ReactNode;
  /** `KeyPager` or the keys of the page. */
  foot?: ReactNode;
  /** `Drawer`: beside the list, over it on narrow screens. */
  drawer?: ReactNode;
  /** The content scrolls by itself in columns of its own (board, room): no scrolling of the whole. */
  ownScroll?: boolean;
  /** Grey ground instead of the white of lists. */
  ground?: "surface" | "page";
  className?: string;
  children: ReactNode;
}

/** A page inside the shell: head, bars, a part that scrolls, foot, and the drawer at the right. */
export function Page({ head, bar, foot, drawer, ownScroll, ground = "surface", className, children }: PageProps) {
  return (
    <div className="flex h-full min-h-0 phone:block phone:h-auto print:block print:h-auto">
      <div
        className={cx(
          "flex h-full min-w-0 flex-1 flex-col phone:block phone:h-auto phone:min-h-[calc(100dvh-44px)] phone:has-[[data-phone-primary]]:pb-20 print:block print:h-auto",
          ground === "page" ? "bg-page" : "bg-surface",
        )}
      >
        {head}
        {bar}
        <div
          className={cx(
            "min-h-0 flex-1",
            ownScroll
              ? "flex overflow-hidden phone:block phone:overflow-visible"
              : "overflow-auto phone:overflow-visible",
            className,
          )}
          data-scroll
        >
          {children}
        </div>
        {foot ? (
          <div className="shrink-0 border-t border-line bg-surface" data-frame>
            {foot}
          </div>
        ) : null}
      </div>
      {drawer}
    </div>
  );
}

/** A titled group on a page or in a panel: 14 px head, actions right. */
export function Section(props: {
  title: ReactNode;
  count?: ReactNode;
  aside?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const { title, count, aside, actions, level = 2, className, children } = props;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={className}>
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <Heading className="text-14">{title}</Heading>
        {count === undefined ? null : <span className="text-text-3 tabular-nums">{count}</span>}
        {aside ? <span className="text-12 text-text-2">{aside}</span> : null}
        {actions ? <span className="ml-auto inline-flex items-center gap-2">{actions}</span> : null}
      </div>
      {children}
    </section>
  );
}

/** A framed card with a grey head, as on the pages of parts and forms. */
export function Card({
  title,
  actions,
  className,
  children,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cx("rounded-control border border-line bg-surface", className)}>
      {title ? (
        <div className="flex h-thead items-center gap-2 rounded-t-control border-b border-line bg-sunken px-3.5">
          <h2 className="text-12 text-text-2">{title}</h2>
          {actions ? <span className="ml-auto inline-flex gap-2">{actions}</span> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

/** Words and values in two columns: 阶段 调度. */
export function Facts({
  items,
  className,
}: {
  items: readonly { label: ReactNode; value: ReactNode }[];
  className?: string;
}) {
  return (
    <dl className={cx("grid grid-cols-[max-content_minmax(0,1fr)] gap-x-5 gap-y-1", className)}>
      {items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts have a fixed order
        <div key={i} className="contents">
          <dt className="text-text-3">{item.label}</dt>
          <dd className="min-w-0">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
