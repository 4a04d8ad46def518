import { useSearchParams } from "@remix-run/react";
import { type DragEvent, useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EntryCounts } from "#domain/incidents/entry-kinds.ts";
import type { RoomView } from "#domain/incidents/room.ts";
import { Band } from "../../../ui/band.tsx";
import { cx } from "../../../ui/class-names.ts";
import { DrillScope, drillFrame } from "../../../ui/drill.tsx";
import { TabLinks } from "../../../ui/tabs.tsx";
import { useOutbox } from "../../offline/offline.tsx";
import { PostsPanel } from "../duty/posts-panel.tsx";
import { PromisesPanel } from "../duty/promises-panel.tsx";
import { useReadInstructions } from "../duty/use-read-instructions.ts";
import { ReportsPanel } from "../reports/room-reports.tsx";
import { MergedBand } from "../shape/merged-band.tsx";
import type { ComposerHandle } from "./composer.tsx";
import { ComposerFoot } from "./composer-foot.tsx";
import { DemandsPanel } from "./demands-panel.tsx";
import { FactBar } from "./fact-bar.tsx";
import { FactsPanel } from "./facts-panel.tsx";
import { HeadCountPanel } from "./head-count-panel.tsx";
import { LinksPanel } from "./links-panel.tsx";
import { LostRoom } from "./lost-room.tsx";
import { MyLadder } from "./my-rung.tsx";
import { OfflineBand } from "./offline-band.tsx";
import { type Room, RoomContext } from "./room-context.ts";
import type { RoomDialog } from "./room-dialog.ts";
import { RoomDialogs } from "./room-dialogs.tsx";
import { RoomHead } from "./room-head.tsx";
import { useHeld } from "./room-store.ts";
import { dialogOf, keepText } from "./taken-back.ts";
import { MyTasks, TasksPanel } from "./tasks-panel.tsx";
import { AllEntriesLink, Timeline } from "./timeline.tsx";
import { UnitsPanel } from "./units-panel.tsx";
import { useAcknowledge } from "./use-acknowledge.ts";
import { useAsOf } from "./use-as-of.ts";
import { useKeepRoom } from "./use-keep-room.ts";
import { useRoomActs } from "./use-room-acts.ts";
import { useRoomLive } from "./use-room-live.ts";
import { useVisits } from "./use-visits.ts";
import "./room-print.css";

/** The pages of the room on a phone, and the tabs of its side column on middling screens; wide screens show all at once. */
const panels = ["main", "facts", "demands", "units", "timeline"] as const;
type PanelName = (typeof panels)[number];

export type RoomPageProps = {
  view: RoomView;
  counts: EntryCounts;
  at: string;
  formId: string;
  refused?: Refused;
  /** The room comes from this browser, as it was then (ISO). */
  keptAt?: string;
};
/** What a form without scripts was answered. */
export type Refused = { message: string; text?: string };

/** The incident room: left what is so, centre what happened, right who owes what. */
export function RoomPage({ view, counts, at, formId, refused, keptAt }: RoomPageProps) {
  const { t } = useTranslation("room");
  const live = useRoomLive(view, counts, at);
  const { incidentId, store, catchUp, can, parts, tellWriting } = live;
  const [dialog, setDialog] = useState<RoomDialog | null>(null);
  const composer = useRef<ComposerHandle>(null);
  const [search, setSearch] = useSearchParams();
  const asked = search.get("panel");
  const panel: PanelName = panels.find((one) => one === asked) ?? "main";
  const lost = useHeld(store, (held) => held.lost);
  const units = useHeld(store, (held) => held.room.units);
  const me = view.me;
  useVisits(incidentId, store);
  const asOf = useAsOf(live.live, keptAt);
  const isAway = asOf !== null;
  const act = useRoomActs(store, catchUp, isAway);
  const outbox = useOutbox();
  useAcknowledge(units, parts, act);
  useReadInstructions(
    useHeld(store, (held) => held.room.instructions),
    parts,
    act,
    me.personId,
  );
  useKeepRoom(store, { ...view, can, parts }, asOf);

  const closeDialog = useCallback(() => setDialog(null), []);
  const room: Room = useMemo(
    () => ({
      incidentId,
      store,
      can,
      parts,
      reporting: view.reporting,
      acceptMinutes: view.acceptMinutes,
      me,
      act,
      asOf,
      reachable: isAway ? t("offline.reason") : true,
      openDialog: setDialog,
      async takeBack(item) {
        const taken = await outbox.takeBack(item.commandId);
        if (!taken) return;
        const dialog = dialogOf(taken.item);
        if (!dialog) return composer.current?.takeBack(taken.item, taken.files);
        keepText(me.personId, taken.item, dialog);
        setDialog(dialog);
      },
    }),
    [incidentId, store, outbox, can, parts, view.reporting, view.acceptMinutes, me, act, asOf, isAway, t],
  );
  const focusComposer = useCallback(() => composer.current?.focus(), []);
  const onSent = useCallback(() => {
    store.set({ absence: null });
    // What is on its way stands at the end.
    const box = document.querySelector<HTMLElement>("[data-timeline]");
    if (box) box.scrollTop = 0;
  }, [store]);
  // A file that is let go over the timeline goes into the entry, and never opens instead of the page.
  const onDrag = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    if (event.type === "drop") composer.current?.drop([...event.dataTransfer.files]);
  }, []);
  const to = (name: PanelName) =>
    name === "main" ? `/incidents/${incidentId}` : `/incidents/${incidentId}?panel=${name}`;

  if (lost) return <LostRoom personId={me.personId} incidentId={incidentId} />;
  const side = panel === "units" ? "units" : "facts";
  return (
    <RoomContext.Provider value={room}>
      <DrillScope on={view.room.facts.drill}>
        <div
          className={cx(
            "relative flex h-full min-h-0 flex-col bg-surface phone:h-[calc(100dvh-44px)] print:block print:h-auto",
            drillFrame(view.room.facts.drill),
          )}
        >
          <RoomHead
            backTo={panel === "main" ? "/incidents" : to("main")}
            onPanel={(name) => setSearch({ panel: name })}
          />
          {refused ? (
            <Band tone="bad" shape="strip" live title={refused.message}>
              {refused.text}
            </Band>
          ) : null}
          <MergedBand />
          <OfflineBand />
          <FactBar />
          <div
            data-panel={panel}
            data-side={side}
            className="group/room grid min-h-0 w-full flex-1 min-w-0 grid-cols-[288px_minmax(0,1fr)_388px] grid-rows-[minmax(0,1fr)] narrow:grid-cols-[348px_minmax(0,1fr)] narrow:grid-rows-[auto_minmax(0,1fr)] phone:block phone:overflow-hidden print:block"
          >
            <div className="hidden border-r border-line bg-surface px-3 narrow:block phone:!hidden" data-frame>
              <TabLinks
                label={t("tabs.label")}
                value={side}
                items={[
                  { id: "facts", label: t("tabs.facts"), to: to("main") },
                  { id: "units", label: t("tabs.units"), to: to("units"), count: units.length },
                ]}
              />
            </div>
            <aside
              aria-label={t("columns.facts")}
              data-scroll
              className="relative min-h-0 overflow-y-auto border-r border-line bg-surface narrow:col-start-1 narrow:row-start-2 narrow:group-data-[side=units]/room:hidden phone:h-full phone:border-r-0 phone:group-data-[panel=main]/room:hidden phone:group-data-[panel=timeline]/room:hidden"
            >
              <div className="phone:group-data-[panel=demands]/room:hidden">
                <FactsPanel />
              </div>
              <div className="phone:group-data-[panel=facts]/room:hidden">
                <DemandsPanel />
                <PromisesPanel />
              </div>
              <div className="phone:group-data-[panel=demands]/room:hidden">
                <HeadCountPanel />
                <LinksPanel />
                <ReportsPanel />
              </div>
            </aside>
            <section
              aria-label={t("columns.timeline")}
              onDragOver={onDrag}
              onDrop={onDrag}
              className="flex min-h-0 min-w-0 flex-col bg-surface narrow:col-start-2 narrow:row-span-2 narrow:row-start-1 phone:h-full phone:group-data-[panel=demands]/room:hidden phone:group-data-[panel=facts]/room:hidden phone:group-data-[panel=units]/room:hidden print:block"
            >
              <div className="flex min-h-0 flex-1 flex-col phone:group-data-[panel=main]/room:block phone:group-data-[panel=main]/room:overflow-y-auto print:block">
                <div className="desk:hidden phone:group-data-[panel=timeline]/room:hidden print:hidden">
                  <MyLadder />
                  <MyTasks />
                  <AllEntriesLink to={to("timeline")} />
                </div>
                <Timeline onComposerKey={focusComposer} />
              </div>
              <ComposerFoot
                formId={formId}
                initial={refused?.text}
                handle={composer}
                onWriting={tellWriting}
                onSent={onSent}
              />
            </section>
            <aside
              aria-label={t("columns.units")}
              data-scroll
              className="relative min-h-0 overflow-y-auto border-l border-line bg-surface narrow:col-start-1 narrow:row-start-2 narrow:border-r narrow:border-l-0 narrow:group-data-[side=facts]/room:hidden phone:h-full phone:border-r-0"
            >
              <UnitsPanel />
              <TasksPanel />
              <PostsPanel />
            </aside>
          </div>
          {dialog ? <RoomDialogs dialog={dialog} onClose={closeDialog} /> : null}
        </div>
      </DrillScope>
    </RoomContext.Provider>
  );
}
