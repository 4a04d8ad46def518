import { useNavigate, useSearchParams } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type InboxView, inboxTabs, tabOf } from "#domain/inbox/inbox.ts";
import { Band } from "../../ui/band.tsx";
import { cx } from "../../ui/class-names.ts";
import { DrillScope } from "../../ui/drill.tsx";
import { formatTime } from "../../ui/format.ts";
import { KeyHint } from "../../ui/kbd.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Page } from "../../ui/page.tsx";
import { useRowKeys } from "../../ui/row-keys.ts";
import { InboxActsProvider } from "./inbox-context.ts";
import { countOf, InboxHead } from "./inbox-head.tsx";
import { InboxList } from "./inbox-list.tsx";
import { InboxPane } from "./inbox-pane.tsx";
import { placeOf } from "./item-words.ts";
import { ObjectDialog } from "./object-dialog.tsx";
import { useActs } from "./use-acts.ts";
import { useDeliver } from "./use-deliver.ts";
import { useInbox } from "./use-inbox.ts";

/** 待办: what waits for me, by what is asked and by time left; the chosen item at the right, on a phone as a page of its own. */
export function InboxPage({ loaded }: { loaded: InboxView }) {
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const inbox = useInbox(loaded);
  const tab = tabOf(search.get("kind"));
  const asked = search.get("item");
  const [chosen, setChosen] = useState<string | null>(asked);
  useEffect(() => setChosen(asked), [asked]);
  const { acts, objecting, object, closeObjection } = useActs(inbox);
  useDeliver(inbox.rows);

  const kinds: readonly string[] | null = tab && inboxTabs[tab];
  const rows = kinds ? inbox.rows.filter(({ item }) => kinds.includes(item.kind)) : inbox.rows;
  const open = rows.find(({ key }) => key === chosen) ?? rows[0] ?? null;

  const go = (index: number) => {
    const item = rows[index]?.item;
    if (!item) return;
    const place = placeOf(item);
    if (item.kind === "mention") acts.read(item);
    if (place) navigate(place);
    else document.querySelector<HTMLElement>("[data-pane] textarea")?.focus();
  };
  const keys = useRowKeys({ count: rows.length, onOpen: go });
  const group = t("title");
  const assignment = open && !open.gone && open.item.kind === "assignment" ? open.item : null;
  useKeys([
    { key: "a", label: t("act.accept"), group, run: () => assignment && acts.accept(assignment) },
    { key: "o", label: t("act.object"), group, run: () => assignment && acts.askObjection(assignment) },
  ]);
  const rowProps = (index: number) => {
    const props = keys.rowProps(index);
    return {
      ...props,
      onFocus: () => {
        props.onFocus();
        setChosen(rows[index]?.key ?? null);
      },
    };
  };
  const address = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(change)) value === null ? next.delete(name) : next.set(name, value);
    return `/inbox${next.size > 0 ? `?${next}` : ""}`;
  };

  return (
    <InboxActsProvider value={acts}>
      <Page
        ownScroll
        head={<InboxHead view={inbox.view} tab={tab} isPane={asked !== null} address={address} />}
        bar={
          inbox.stale ? (
            <Band tone="warn" shape="strip" live title={t("rows.stale")}>
              {t("rows.staleText", { time: formatTime(inbox.view.at) })}
            </Band>
          ) : null
        }
      >
        <div className={cx("flex min-h-0 min-w-0 flex-1 flex-col", asked && "phone:hidden")}>
          <section
            aria-label={t("rows.list")}
            className="relative min-h-0 flex-1 overflow-y-auto phone:overflow-visible"
            data-scroll
            onPointerEnter={(event) => event.pointerType === "mouse" && inbox.hold(true)}
            onPointerLeave={() => inbox.hold(false)}
          >
            <InboxList
              view={inbox.view}
              rows={rows}
              tab={tab}
              openKey={open?.key ?? null}
              arrived={inbox.arrived}
              onShowArrived={inbox.showArrived}
              to={(key) => address({ item: key })}
              onSelect={setChosen}
              rowProps={rowProps}
            />
          </section>
          <div
            className="flex min-h-9 shrink-0 items-center gap-4 border-t border-line px-4 py-1 text-12 text-text-2"
            data-frame
          >
            <span className="contents phone:hidden">
              <KeyHint keys={["j", "k"]}>{t("keys.move")}</KeyHint>
              <KeyHint keys={["Enter"]}>{t("keys.open")}</KeyHint>
              <KeyHint keys={["a"]}>{t("keys.accept")}</KeyHint>
              <KeyHint keys={["o"]}>{t("keys.object")}</KeyHint>
            </span>
            <span className="ml-auto tabular-nums">
              {t("rows.total", { count: tab ? countOf(inbox.view, tab) : inbox.view.count.total })}
            </span>
          </div>
        </div>
        <aside
          aria-label={t("pane.label")}
          data-pane
          data-scroll
          className={cx(
            "w-[436px] shrink-0 overflow-y-auto border-l border-line-2 bg-surface narrow:w-[360px] phone:!w-auto phone:border-l-0 phone:text-14",
            !asked && "phone:hidden",
            // With nothing to choose from there is nothing to show beside it.
            rows.length === 0 && "hidden",
          )}
        >
          <InboxPane row={open} />
        </aside>
        {objecting ? (
          <DrillScope on={acts.incidentOf(objecting)?.drill ?? false}>
            <ObjectDialog item={objecting} run={object} onClose={closeObjection} />
          </DrillScope>
        ) : null}
      </Page>
    </InboxActsProvider>
  );
}
