import { Form, Link } from "@remix-run/react";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { useNow } from "../../ui/clock.ts";
import { formatShort } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import type { useRowKeys } from "../../ui/row-keys.ts";
import { DrillTag, LevelTag } from "../../ui/tag.tsx";
import { Timer } from "../../ui/timer.tsx";
import { useInboxActs } from "./inbox-context.ts";
import { itemIcons, placeOf, useItemWords } from "./item-words.ts";
import type { ShownItem } from "./shown-items.ts";

type Props = {
  row: ShownItem;
  /** Address of the page with this item in the pane. */
  to: string;
  isOpen: boolean;
  onSelect: () => void;
  rowProps: ReturnType<ReturnType<typeof useRowKeys>["rowProps"]>;
};

/** One thing that waits: what, who and why, until when, and the way to it. */
export function InboxRow({ row, to, isOpen, onSelect, rowProps }: Props) {
  const { item, gone } = row;
  const acts = useInboxActs();
  const words = useItemWords();
  const incident = acts.incidentOf(item);
  if (gone?.fate === "hidden") return <LeftRow />;
  const { title, line } = words(item, incident);
  const select = (event: MouseEvent) => {
    if ((event.target as Element).closest("button, [data-way], form")) return;
    // A tap on a phone follows the link to the pane's own page.
    if (event.ctrlKey || event.metaKey || event.shiftKey || window.matchMedia("(max-width: 759px)").matches) return;
    event.preventDefault();
    onSelect();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside has the keys
    <li
      onClick={select}
      data-item={row.key}
      aria-current={isOpen || undefined}
      className={cx(
        "group relative flex min-h-[52px] cursor-pointer items-center gap-3 border-b border-line py-1 pr-4 pl-4 hover:bg-hover has-[a[data-main]:focus-visible]:outline-2 has-[a[data-main]:focus-visible]:-outline-offset-2 has-[a[data-main]:focus-visible]:outline-act phone:items-start phone:py-2.5",
        isOpen && "bg-act-tint! shadow-[inset_3px_0_0_var(--act)] phone:bg-surface! phone:shadow-none",
        gone && "text-text-3",
      )}
    >
      <Icon name={itemIcons[item.kind]} className="ml-0.5 shrink-0 text-text-2 phone:mt-1" />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-center gap-2 phone:items-start">
          {incident && item.kind !== "mention" ? <LevelTag level={incident.level} /> : null}
          {incident?.drill ? <DrillTag /> : null}
          {item.kind === "mention" && !gone ? <Unread /> : null}
          <Link
            {...rowProps}
            to={to}
            preventScrollReset
            data-main
            className={cx(
              "min-w-0 truncate font-bold outline-none phone:whitespace-normal",
              gone && "font-normal line-through",
            )}
          >
            {title}
          </Link>
        </p>
        <p
          className={cx(
            "truncate text-12 phone:line-clamp-2 phone:whitespace-normal",
            gone ? "text-text-3" : "text-text-2",
          )}
        >
          {line}
        </p>
        {/* On a phone time and button take a line of their own. */}
        <div className="hidden items-center gap-3 pt-1.5 phone:flex">
          <End row={row} />
        </div>
      </div>
      <div className="flex shrink-0 items-center gap-6 phone:hidden">
        <End row={row} />
      </div>
    </li>
  );
}

function End({ row: { item, gone, key } }: { row: ShownItem }) {
  const { t } = useTranslation("inbox");
  const now = useNow();
  if (gone) {
    const by = typeof gone.fate === "object" ? gone.fate.by : null;
    return (
      <span role="status" className="text-12">
        {gone.fate === "unknown" ? "" : by ? t("rows.by", { name: by }) : t("rows.done")}
      </span>
    );
  }
  if (item.kind === "mention") {
    return (
      <time dateTime={item.since} className="text-12 text-text-2 tabular-nums">
        {formatShort(item.since, now)}
      </time>
    );
  }
  return (
    <>
      {item.due ? <Timer dueAt={item.due.at} startedAt={item.due.from} show="due" /> : null}
      <Way item={item} itemKey={key} />
    </>
  );
}

/** The button of a row: accepting is done here, everything else where it belongs. */
function Way({ item, itemKey }: { item: ShownItem["item"]; itemKey: string }) {
  const { t } = useTranslation("inbox");
  const acts = useInboxActs();
  const place = placeOf(item);
  if (item.kind === "assignment") {
    return (
      <Form
        method="post"
        action="/inbox"
        onSubmit={(event) => {
          event.preventDefault();
          acts.accept(item);
        }}
      >
        <input type="hidden" name="intent" value="accept" />
        <input type="hidden" name="assignmentId" value={item.id} />
        <Button type="submit" busy={acts.busy.has(itemKey)} can={acts.reachable}>
          {t("act.accept")}
        </Button>
      </Form>
    );
  }
  // What has no place of its own is done in the pane: its link only opens that.
  return (
    <span data-way={place ? "" : undefined}>
      <ButtonLink to={place ?? `/inbox?item=${encodeURIComponent(itemKey)}`}>{t(`act.${item.kind}`)}</ButtonLink>
    </span>
  );
}

function Unread() {
  const { t } = useTranslation("inbox");
  return (
    <span className="size-2 shrink-0 rounded-full bg-act phone:mt-2">
      <span className="sr-only">{t("rows.unread")}</span>
    </span>
  );
}

/** A place that is kept while nothing may move; what stood there is none of the reader's business any more. */
function LeftRow() {
  const { t } = useTranslation("inbox");
  return (
    <li className="flex min-h-[52px] items-center border-b border-line pl-[52px] text-12 text-text-3">
      {t("rows.left")}
    </li>
  );
}
