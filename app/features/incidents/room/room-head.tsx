import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOpenPhase } from "#domain/incidents/board-tally.ts";
import { type Phase, phaseNames } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { AvatarRow } from "../../../ui/avatar.tsx";
import { Button, ButtonLink, IconButton } from "../../../ui/button.tsx";
import { formatTime } from "../../../ui/format.ts";
import { Menu, type MenuEntry, type MenuGroup } from "../../../ui/menu.tsx";
import { PageHead } from "../../../ui/page-head.tsx";
import type { Verdict } from "../../../ui/reason.ts";
import { LevelTag, Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useLive } from "../../live/live.tsx";
import { DraftReport } from "../reports/room-reports.tsx";
import { useShapeItems } from "../shape/use-shape-items.ts";
import { isOpenIncident, useMay, useMayNow, useRanOut, useRoom, useRoomPart, useRoomState } from "./room-context.ts";
import { usePhaseOptions } from "./use-phases.ts";
import { usePrintAll } from "./use-print-all.ts";

/** What the incident is, who is here, and the one act that carries it on. */
export function RoomHead({ backTo, onPanel }: { backTo: string; onPanel: (panel: string) => void }) {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const facts = useRoomState("facts");
  const mayDispatch = useMayNow("incidents.dispatch");
  return (
    <PageHead
      title={facts.title}
      crumbs={[{ label: t("head.board"), to: "/incidents" }, { label: facts.number }]}
      mark={
        <>
          <LevelTag level={facts.level} />
          {facts.dispatchedUnverified ? <Tag tone="warn">{t("head.ahead")}</Tag> : null}
        </>
      }
      backTo={backTo}
      actions={
        <>
          <Present />
          <span className="contents phone:hidden">
            <DraftReport />
            {mayDispatch ? (
              <>
                <span className="contents narrow:hidden">
                  <Button can={reachable} onClick={() => openDialog({ kind: "template" })}>
                    {t("head.template")}
                  </Button>
                </span>
                <Button can={reachable} onClick={() => openDialog({ kind: "dispatch" })}>
                  {t("head.dispatch")}
                </Button>
              </>
            ) : null}
            {isOpenPhase(facts.phase) ? null : (
              <ButtonLink to={`/incidents/${facts.id}/review`} icon="book">
                {t("head.review")}
              </ButtonLink>
            )}
            <NextPhase />
          </span>
        </>
      }
      more={<More onPanel={onPanel} />}
    />
  );
}

/** Who is in the room now; oneself last. */
function Present() {
  const { t } = useTranslation("room");
  const { me } = useRoom();
  const present = useRoomPart((held) => held.present);
  // Without the connection it says when it was last known.
  const { since, serverOffset } = useLive();
  const gone = useRanOut();
  if (present.length === 0) return null;
  const people = [...present]
    .sort((a, b) => Number(a.personId === me.personId) - Number(b.personId === me.personId))
    .map((one) => ({ id: one.personId, name: one.name, self: one.personId === me.personId, gone: false }));
  const faces = [
    ...gone.map((one) => ({ id: one.personId, name: t("head.ranOut", { name: one.name }), gone: true })),
    ...people,
  ];
  return (
    <span className="flex items-center gap-3 phone:hidden">
      <AvatarRow people={faces} label={t("head.presentLabel")} />
      <span className="border-r border-line-2 pr-4 text-12 text-text-2">
        {since === null ? null : `${formatTime(since + serverOffset)} `}
        {t("head.present", { count: present.length })}
      </span>
    </span>
  );
}

/** Moving to a phase: at once where nothing is asked, else through its question. */
function useMove() {
  const { act, incidentId, openDialog } = useRoom();
  const facts = useRoomState("facts");
  const { all } = usePhaseOptions();
  const { t, i18n } = useTranslation("room");
  return async (to: Phase) => {
    const option = all.find((one) => one.phase === to)?.option;
    if (!option?.open) return;
    if (option.asks === "units") return openDialog({ kind: "dispatch" });
    if (option.asks !== "nothing") return openDialog({ kind: "move", to });
    const reply = await act("move", { incidentId, from: facts.phase, to });
    if (reply.ok) toast({ title: t("head.moved", { phase: inLanguage(phaseNames[to], i18n.language) }) });
  };
}

/** 移至 …: the one filled button. Where the next phase is closed, the button says why. */
function NextPhase() {
  const { t, i18n } = useTranslation("room");
  const { reachable } = useRoom();
  const mayMove = useMay("incidents.move");
  const { all, next } = usePhaseOptions();
  const move = useMove();
  const [busy, setBusy] = useState(false);
  if (!mayMove || next === null) return null;
  const option = all.find((one) => one.phase === next)?.option;
  const can: Verdict = option?.open ? reachable : (option?.why ?? true);
  const press = async () => {
    setBusy(true);
    await move(next);
    setBusy(false);
  };
  return (
    <Button kind="filled" can={can} busy={busy} onClick={press}>
      {t("head.moveTo", { phase: inLanguage(phaseNames[next], i18n.language) })}
    </Button>
  );
}

/** ⋯: every phase with the reason beside each that is closed, editing, printing; on a phone the other pages of the room as well. */
function More({ onPanel }: { onPanel: (panel: string) => void }) {
  const { t, i18n } = useTranslation("room");
  const { openDialog, reachable, incidentId } = useRoom();
  const navigate = useNavigate();
  const open = useRoomPart(isOpenIncident);
  const verified = useRoomPart((held) => held.room.facts.verifiedAt !== null);
  const phase = useRoomPart((held) => held.room.facts.phase);
  const mayMove = useMay("incidents.move");
  const mayEdit = useMayNow("incidents.facts.edit");
  const mayVerify = useMayNow("incidents.verify");
  const mayDispatch = useMayNow("incidents.dispatch");
  const mayCount = useMayNow("incidents.head-count.record");
  const { all, next } = usePhaseOptions();
  const move = useMove();
  const print = usePrintAll();
  const shape = useShapeItems();
  const item = (
    id: string,
    label: string,
    icon: MenuEntry["icon"],
    onAction: () => void,
    can: Verdict = true,
  ): MenuEntry => ({ id, label, icon, onAction, can });
  const phases = all
    .filter(({ phase: one }) => one !== phase && (open || one === "talking" || one === next))
    .map(({ phase: one, option }) => {
      const name = inLanguage(phaseNames[one], i18n.language);
      const reopens = phase === "closed" && one === "talking";
      const label = reopens
        ? t("head.reopen")
        : one === "closed"
          ? t("head.close")
          : option.open && option.back
            ? t("head.backTo", { phase: name })
            : t("head.moveTo", { phase: name });
      return {
        ...item(
          `to-${one}`,
          label,
          option.open && option.back ? "left" : "right",
          () => void move(one),
          option.open ? reachable : option.why,
        ),
      };
    });
  const groups: MenuGroup[] = [
    {
      title: t("head.pages"),
      items: (["units", "demands", "facts", "timeline"] as const).map((panel) =>
        item(`page-${panel}`, t(`head.page.${panel}`), "file-text", () => onPanel(panel)),
      ),
    },
    ...(mayMove && phases.length > 0 ? [{ title: t("head.phases"), items: phases }] : []),
    {
      items: [
        ...(mayVerify && !verified && phase !== "reported"
          ? [item("verify", t("head.verify"), "check", () => openDialog({ kind: "verify" }), reachable)]
          : []),
        ...(mayDispatch
          ? [
              item("dispatch", t("head.dispatch"), "send", () => openDialog({ kind: "dispatch" }), reachable),
              item("template", t("head.template"), "book", () => openDialog({ kind: "template" }), reachable),
            ]
          : []),
        ...(mayCount ? [item("count", t("headCount.record"), "people", () => openDialog({ kind: "head-count" }))] : []),
        ...(mayEdit
          ? [item("edit", t("facts.editTitle"), "pencil", () => openDialog({ kind: "facts" }), reachable)]
          : []),
        ...shape,
        ...(isOpenPhase(phase)
          ? []
          : [item("review", t("head.review"), "book", () => navigate(`/incidents/${incidentId}/review`))]),
        item("print", t("head.print"), "print", print),
      ],
    },
  ];
  // On a desk everything stands on the page already: the pages are the phone's.
  return (
    <>
      <span className="phone:hidden">
        <Menu label={t("head.more")} groups={groups.slice(1)}>
          <IconButton icon="dots" label={t("head.more")} />
        </Menu>
      </span>
      <span className="desk:hidden">
        <Menu label={t("head.more")} groups={groups}>
          <IconButton icon="dots" size="phone" onBar label={t("head.more")} />
        </Menu>
      </span>
    </>
  );
}
