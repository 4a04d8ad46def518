import { Link } from "@remix-run/react";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "./choice.tsx";
import { cx } from "./class-names.ts";
import { Icon } from "./icons.tsx";
import { useRowKeys } from "./row-keys.ts";
import type { Selection } from "./selection.ts";

export interface Column<T> {
  id: string;
  head: ReactNode;
  cell: (row: T) => ReactNode;
  /** A Tailwind width class: `w-[112px]`. One column without width takes the rest. */
  width?: string;
  align?: "left" | "right" | "center";
  /** Sorting lives in the URL: where a press on the head leads, and how the list is sorted by it now. */
  sortTo?: string;
  sorted?: "asc" | "desc";
  /** May be cut off with an ellipsis. */
  cut?: boolean;
  /** On a phone a row is a small card: `full` takes a line of its own, `hide` is left out. */
  phone?: "inline" | "full" | "hide";
  className?: string;
}

export interface TableProps<T> {
  /** What the table lists, for screen readers. */
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowId: (row: T) => string;
  /** Enter and a click on the row. The row's own link stays the way without JavaScript. */
  onOpen?: (row: T, index: number) => void;
  /** The row shown in the drawer. */
  openId?: string | null;
  /** From `useSelection(ids)`: adds the column of boxes. */
  selection?: Selection;
  /** Without JavaScript the boxes belong to this form, their values are the ids. */
  selectionForm?: { form: string; name: string };
  /** 40 px, for rows that hold a button. */
  tall?: boolean;
  /** Greyed rows: gone, revoked, taken by somebody else. */
  isFaded?: (row: T) => boolean;
  /** j, k and Shift with them: on unless two tables stand on a page. */
  keys?: boolean;
  /** Instead of rows. */
  empty?: ReactNode;
  className?: string;
}

const openMark = "shadow-[inset_3px_0_0_var(--act)]";
const aligned = { left: "text-left", right: "text-right", center: "text-center" };

/** A list as a table: sticky head, keyboard, selection. The parent scrolls. */
export function Table<T>(props: TableProps<T>) {
  const {
    caption,
    columns,
    rows,
    rowId,
    onOpen,
    openId,
    selection,
    selectionForm,
    tall,
    isFaded,
    keys = true,
    empty,
    className,
  } = props;
  const { t } = useTranslation("ui");
  const row = useRowKeys({
    count: rows.length,
    onOpen: onOpen ? (index) => onOpen(rows[index] as T, index) : undefined,
    onToggle: selection?.toggle,
    onRange: selection?.range,
    enabled: keys,
  });
  const click = (one: T, index: number) => (event: MouseEvent) => {
    const inner = (event.target as Element).closest("a, button, input, label, select, [data-no-open]");
    if (inner || !onOpen || String(getSelection() ?? "") !== "") return;
    onOpen(one, index);
  };
  if (rows.length === 0 && empty) return <>{empty}</>;
  return (
    <table className={cx("w-full table-fixed border-separate border-spacing-0 text-13 phone:block", className)}>
      <caption className="sr-only">{caption}</caption>
      <thead className="phone:hidden">
        <tr className="sticky top-0 z-10 h-thead bg-sunken text-text-2">
          {selection ? (
            <th scope="col" className="w-[38px] border-b border-line-2 p-0 print:hidden">
              <Checkbox
                className="flex! h-[31px] w-full justify-start! pl-4"
                aria-label={t("table.selectAll")}
                checked={selection.all}
                indeterminate={selection.some}
                onChange={selection.toggleAll}
              />
            </th>
          ) : null}
          {columns.map((column, i) => (
            <th
              key={column.id}
              scope="col"
              aria-sort={column.sorted ? (column.sorted === "asc" ? "ascending" : "descending") : undefined}
              className={cx(
                "truncate border-b border-line-2 px-2 text-12",
                aligned[column.align ?? "left"],
                column.width,
                edge(i, columns.length, Boolean(selection)),
                column.className,
              )}
            >
              {column.sortTo ? (
                <Link
                  to={column.sortTo}
                  className="inline-flex min-h-6 items-center gap-1 hover:text-act"
                  preventScrollReset
                >
                  {column.head}
                  {column.sorted ? <Icon name={column.sorted === "asc" ? "up" : "down"} size={12} /> : null}
                </Link>
              ) : (
                column.head
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="phone:block">
        {rows.map((one, index) => {
          const id = rowId(one);
          const on = selection?.selected.has(id) ?? false;
          const open = openId === id;
          return (
            <tr
              key={id}
              {...row.rowProps(index)}
              onClick={click(one, index)}
              aria-current={open || undefined}
              className={cx(
                "group hover:bg-hover focus-visible:-outline-offset-2",
                tall ? "h-row-tall" : "h-row",
                (on || open) && "!bg-act-tint",
                onOpen && "cursor-pointer",
                isFaded?.(one) && "text-text-3",
                "phone:flex phone:h-auto phone:flex-wrap phone:items-center phone:gap-x-3 phone:gap-y-0.5 phone:border-b phone:border-line phone:px-4 phone:py-2.5 phone:text-14",
              )}
            >
              {selection ? (
                <td className={cx("border-b border-line p-0 phone:border-0 print:hidden", open && openMark)}>
                  <Checkbox
                    className={cx(
                      "flex! w-full cursor-pointer justify-start! pl-4 phone:h-8! phone:min-h-8! phone:pl-0",
                      tall ? "h-[39px]" : "h-[31px]",
                    )}
                    aria-label={t("table.select")}
                    value={id}
                    {...selectionForm}
                    checked={on}
                    onChange={(event) =>
                      selection.toggle(
                        index,
                        (event.nativeEvent as unknown as { shiftKey?: boolean }).shiftKey === true,
                      )
                    }
                  />
                </td>
              ) : null}
              {columns.map((column, i) => (
                <td
                  key={column.id}
                  className={cx(
                    "border-b border-line px-2 phone:!w-auto phone:border-0 phone:p-0",
                    aligned[column.align ?? "left"],
                    column.cut !== false && "truncate phone:whitespace-normal",
                    edge(i, columns.length, Boolean(selection)),
                    column.phone === "hide" && "phone:hidden",
                    column.phone === "full" && "phone:w-full phone:basis-full",
                    i === 0 && open && !selection && openMark,
                    column.className,
                  )}
                >
                  {column.cell(one)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The outer cells keep the page's margin of 16 px. */
function edge(index: number, count: number, hasBoxes: boolean): string | false {
  if (index === 0 && !hasBoxes) return "pl-4";
  return index === count - 1 ? "pr-4" : false;
}
