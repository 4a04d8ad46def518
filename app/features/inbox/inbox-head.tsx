import { useTranslation } from "react-i18next";
import { type InboxTab, type InboxView, inboxTabNames, inboxTabs } from "#domain/inbox/inbox.ts";
import { TextLink } from "../../ui/button.tsx";
import { SegmentedLinks } from "../../ui/choice.tsx";
import { cx } from "../../ui/class-names.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { NoticeSwitch } from "./notice-switch.tsx";

/** How many of a tab wait, also beyond the rows. */
export const countOf = (view: InboxView, tab: InboxTab): number =>
  inboxTabs[tab].reduce((sum, kind) => sum + view.count.kinds[kind], 0);

type Props = {
  view: InboxView;
  tab: InboxTab | null;
  /** One item is asked for by address: on a phone the pane is then a page of its own, whose head is the bar alone. */
  isPane: boolean;
  address: (change: Record<string, string | null>) => string;
};

export function InboxHead({ view, tab, isPane, address }: Props) {
  const { t } = useTranslation("inbox");
  const hidden = isPane && "phone:hidden";
  return (
    <div className={cx(isPane && "phone:h-0 phone:overflow-hidden")}>
      <PageHead
        title={t("title")}
        backTo={isPane ? address({ item: null }) : undefined}
        figures={
          <SegmentedLinks
            className={cx("phone:max-w-[calc(100vw-32px)] phone:!flex-nowrap phone:!overflow-x-auto", hidden)}
            label={t("tabs.label")}
            value={tab ?? "all"}
            options={[
              {
                value: "all",
                label: t("tabs.all"),
                count: view.count.total,
                to: address({ kind: null, item: null }),
              },
              ...inboxTabNames.map((name) => ({
                value: name,
                label: t(`tabs.${name}`),
                count: countOf(view, name),
                to: address({ kind: name, item: null }),
              })),
            ]}
          />
        }
        actions={
          <span className={cx("flex items-center gap-3 text-13", hidden)}>
            <NoticeSwitch />
            <span className="h-4 border-l border-line-2" aria-hidden="true" />
            <TextLink to="/inbox/done" className="py-1">
              {t("done.link")}
            </TextLink>
          </span>
        }
      />
    </div>
  );
}
