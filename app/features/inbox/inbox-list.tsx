import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import {
  type InboxGroup,
  type InboxTab,
  type InboxView,
  inboxGroups,
  inboxKindNames,
  inboxKinds,
  inboxTabs,
} from "#domain/inbox/inbox.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import type { IconName } from "../../ui/icons.tsx";
import type { useRowKeys } from "../../ui/row-keys.ts";
import { InboxRow } from "./inbox-row.tsx";
import type { ShownItem } from "./shown-items.ts";

type Props = {
  view: InboxView;
  /** Of the chosen tab, in the order of the page. */
  rows: readonly ShownItem[];
  tab: InboxTab | null;
  openKey: string | null;
  arrived: number;
  onShowArrived: () => void;
  to: (key: string) => string;
  onSelect: (key: string) => void;
  rowProps: ReturnType<typeof useRowKeys>["rowProps"];
};

const icons: { [G in InboxGroup]: IconName } = {
  accept: "shield-check",
  work: "check",
  mention: "at",
  explain: "history",
};

/** The groups in their order. One with nothing keeps its head and says what will come; the last such shows the panel, all empty the panel alone. */
export function InboxList(props: Props) {
  const { view, rows, tab, openKey, arrived, onShowArrived, to, onSelect, rowProps } = props;
  const { t } = useTranslation("inbox");
  const wanted: readonly string[] = tab ? inboxTabs[tab] : inboxKindNames;
  const groups = inboxGroups.filter((group) =>
    wanted.some((kind) => inboxKinds[kind as keyof typeof inboxKinds] === group),
  );
  const name = (group: InboxGroup) => (group === "explain" && view.audits ? "explainAndCheck" : group);
  const ofGroup = (group: InboxGroup) => rows.filter(({ item }) => inboxKinds[item.kind] === group);
  const lastEmpty = groups.findLast((group) => ofGroup(group).length === 0);
  const board = view.board ? <ButtonLink to="/incidents">{t("none.board")}</ButtonLink> : null;
  const pill = arrived > 0 ? <Arrived count={arrived} onPress={onShowArrived} /> : null;

  if (rows.length === 0) {
    return (
      <>
        {pill}
        {tab ? (
          <EmptyState
            icon="check"
            title={t("none.tab")}
            text={t("none.tabText")}
            actions={<ButtonLink to="/inbox">{t("none.tabAll")}</ButtonLink>}
          />
        ) : (
          <EmptyState icon="check" title={t("none.all")} text={t("none.allText")} actions={board} />
        )}
      </>
    );
  }
  return (
    <>
      {pill}
      {groups.map((group) => {
        const own = ofGroup(group);
        const count = wanted.reduce(
          (sum, kind) =>
            inboxKinds[kind as keyof typeof inboxKinds] === group
              ? sum + view.count.kinds[kind as keyof typeof inboxKinds]
              : sum,
          0,
        );
        // A filtered list shows no heads of what is not there.
        if (own.length === 0 && tab) return null;
        const standing = own.filter(({ gone }) => !gone).length;
        return (
          <Fragment key={group}>
            <GroupHead
              title={t(`group.${name(group)}`)}
              count={count}
              aside={
                count > standing && standing > 0
                  ? t("rows.more", { count, shown: standing })
                  : own.length > 0
                    ? t(`aside.${group}`)
                    : group === lastEmpty
                      ? ""
                      : t(`will.${name(group)}`)
              }
            />
            {own.length === 0 && group === lastEmpty ? (
              <div className="p-3 px-4">
                <EmptyState
                  line
                  icon={icons[group]}
                  title={t(`none.${name(group)}`)}
                  text={t(`will.${name(group)}`)}
                  actions={board}
                />
              </div>
            ) : null}
            {own.length > 0 ? (
              <ul aria-label={t(`group.${name(group)}`)}>
                {own.map((row) => (
                  <InboxRow
                    key={row.key}
                    row={row}
                    to={to(row.key)}
                    isOpen={row.key === openKey}
                    onSelect={() => onSelect(row.key)}
                    rowProps={rowProps(rows.indexOf(row))}
                  />
                ))}
              </ul>
            ) : null}
          </Fragment>
        );
      })}
    </>
  );
}

function GroupHead({ title, count, aside }: { title: string; count: number; aside: ReactNode }) {
  return (
    <div className="flex min-h-[30px] items-center gap-2 border-b border-line bg-page px-4 py-1">
      <h2 className="shrink-0 text-13">{title}</h2>
      <span className="text-text-3 tabular-nums">{count}</span>
      <span className="ml-auto truncate pl-4 text-12 text-text-3">{aside}</span>
    </div>
  );
}

/** New items wait above the list while the pointer is on it: nothing moves under it. */
function Arrived({ count, onPress }: { count: number; onPress: () => void }) {
  const { t } = useTranslation("inbox");
  return (
    <div role="status" className="sticky top-0 z-10 flex h-0 justify-center overflow-visible">
      <Button kind="filled" size="small" icon="up" onClick={onPress} className="mt-1 shadow-float">
        {t("rows.arrived", { count })}
      </Button>
    </div>
  );
}
