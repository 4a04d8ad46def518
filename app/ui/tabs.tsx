import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from "react-aria-components";
import { cx } from "./class-names.ts";

const tabClass =
  "inline-flex h-8 cursor-pointer items-center gap-1 whitespace-nowrap border-b-2 border-transparent px-2 text-13 text-text-2 hover:text-act phone:h-phone phone:px-3 phone:text-14";
const onClass = "!border-act font-bold !text-act";
const listClass = "flex gap-2 overflow-x-auto border-b border-line-2 [scrollbar-width:none]";

export interface TabItem {
  id: string;
  label: ReactNode;
  count?: number;
  /** After the words: the mark of a timer. */
  mark?: ReactNode;
  children?: ReactNode;
}

export interface TabsProps {
  label: string;
  items: readonly TabItem[];
  value?: string;
  defaultValue?: string;
  onChange?: (id: string) => void;
  className?: string;
}

/** Panels of one place, one shown at a time; arrows move between the tabs. */
export function Tabs({ label, items, value, defaultValue, onChange, className }: TabsProps) {
  return (
    <AriaTabs
      selectedKey={value}
      defaultSelectedKey={defaultValue}
      onSelectionChange={(key) => onChange?.(String(key))}
      className={className}
    >
      <TabList aria-label={label} className={listClass}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={({ isSelected }) => cx(tabClass, isSelected && onClass)}>
            <Words item={item} />
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id}>
          {item.children}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}

export interface TabLinksProps {
  label: string;
  items: readonly (Omit<TabItem, "children"> & { to: string })[];
  value: string;
  className?: string;
}

/** The same look as links: what is shown lives in the URL. */
export function TabLinks({ label, items, value, className }: TabLinksProps) {
  return (
    <nav aria-label={label} className={cx(listClass, className)}>
      {items.map((item) => (
        <Link
          key={item.id}
          to={item.to}
          preventScrollReset
          aria-current={item.id === value ? "page" : undefined}
          className={cx(tabClass, item.id === value && onClass)}
        >
          <Words item={item} />
        </Link>
      ))}
    </nav>
  );
}

function Words({ item }: { item: TabItem }) {
  return (
    <>
      {item.label}
      {item.count === undefined ? null : <span className="tabular-nums">{item.count}</span>}
      {item.mark}
    </>
  );
}
