import { useTranslation } from "react-i18next";
import { type DemandState, demandMachine, demandStateNames } from "#domain/incidents/demand-machine.ts";
import type { RoomDemand } from "#domain/incidents/room.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatDue } from "../../../ui/format.ts";
import type { IconName } from "../../../ui/icons.tsx";
import { Menu, type MenuEntry } from "../../../ui/menu.tsx";
import { Tag, type TagTone } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { Panel } from "./panel.tsx";
import { isOpenIncident, mayPart, useMayNow, useRoom, useRoomPart, useRoomState } from "./room-context.ts";

/** 诉求: each with the unit that answers, when, and how far it is. */
export function DemandsPanel() {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const demands = useRoomState("demands");
  const mayAdd = useMayNow("incidents.demand.add");
  return (
    <Panel
      title={t("demands.title")}
      count={demands.length}
      action={
        mayAdd
          ? { label: t("demands.add"), icon: "plus", can: reachable, onPress: () => openDialog({ kind: "add-demand" }) }
          : null
      }
    >
      {demands.length === 0 ? <p className="text-12 text-text-3">{t("demands.none")}</p> : null}
      <ol>
        {demands.map((demand) => (
          <Demand key={demand.id} demand={demand} />
        ))}
      </ol>
    </Panel>
  );
}

const looks: { [S in DemandState]: { tone: TagTone; icon: IconName } } = {
  open: { tone: "neutral", icon: "minus" },
  answering: { tone: "act", icon: "clock" },
  answered: { tone: "ok", icon: "check" },
  carried_on: { tone: "warn", icon: "chevron-right" },
};

function Demand({ demand }: { demand: RoomDemand }) {
  const { t, i18n } = useTranslation("room");
  const locale = useLocale();
  const now = useNow("minute");
  const { tone, icon } = looks[demand.state];
  const same = useRoomPart((held) => held.room.demands.find((one) => one.id === demand.sameAs)?.no);
  const unsettled = demand.sameAs === null && (demand.state === "open" || demand.state === "answering");
  const late = unsettled && demand.dueAt !== null && Date.parse(demand.dueAt) - now < 10 * 60_000;
  return (
    <li className="group/demand relative grid grid-cols-[14px_minmax(0,1fr)] gap-x-2 border-t border-line py-1 first:border-t-0">
      <span className="text-12 leading-5 font-bold text-text-2">{demand.no}</span>
      <div className="min-w-0">
        <p className="break-words phone:text-14">{demand.text}</p>
        <div className="flex min-h-5 flex-wrap items-center gap-x-2 text-12 text-text-2">
          <span>{demand.unitName}</span>
          {late && demand.dueAt ? (
            <Timer dueAt={demand.dueAt} />
          ) : (
            <span>· {demand.dueAt ? formatDue(demand.dueAt, now, locale) : t("demands.noDue")}</span>
          )}
          <span className="ml-auto">
            <Tag tone={tone} icon={icon}>
              {inLanguage(demandStateNames[demand.state], i18n.language)}
            </Tag>
          </span>
        </div>
        {demand.cameFrom ? (
          <p className="text-12 text-text-3">{t("demands.cameFrom", { from: demand.cameFrom })}</p>
        ) : null}
        {same ? <p className="text-12 text-text-2">{t("demands.sameAs", { no: same })}</p> : null}
        {demand.answer ? (
          <p className="line-clamp-2 text-12 text-text-2 hover:line-clamp-none focus:line-clamp-none">
            {t("demands.answer", { text: demand.answer })}
          </p>
        ) : null}
        {demand.carriedReason ? (
          <p className="text-12 text-text-2">{t("demands.carried", { text: demand.carriedReason })}</p>
        ) : null}
        {demand.sameAs === null ? <DemandActs demand={demand} /> : null}
      </div>
    </li>
  );
}

/** The unit that answers has its acts in the row; the rest is in the menu. */
function DemandActs({ demand }: { demand: RoomDemand }) {
  const { t } = useTranslation("room");
  const { act, parts, me, openDialog, reachable } = useRoom();
  const open = useRoomPart(isOpenIncident);
  const mayAnswer = mayPart(parts, demand.id, "incidents.demand.answer") && open;
  const mayEdit = useMayNow("incidents.demand.edit");
  const mayCarry = useMayNow("incidents.demand.carry-on");
  const is = (move: "begin" | "answer" | "carryOn") => can(demandMachine, demand.state, move);
  const answer = () => openDialog({ kind: "answer", id: demand.id });
  const begin = () => act("begin-answer", { demandId: demand.id });
  const mine =
    mayAnswer && demand.unitName === me.unitName && (demand.state === "open" || demand.state === "answering");
  const words = demand.state === "answered" ? t("demands.answerAgain") : t("demands.doAnswer");
  const items: MenuEntry[] = [
    ...(mayAnswer && !mine && is("begin")
      ? [{ id: "begin", icon: "clock" as const, can: reachable, label: t("demands.begin"), onAction: begin }]
      : []),
    ...(mayAnswer && !mine && is("answer")
      ? [{ id: "answer", icon: "check" as const, can: reachable, label: words, onAction: answer }]
      : []),
    ...(mayEdit
      ? [
          {
            id: "edit",
            icon: "pencil" as const,
            can: reachable,
            label: t("demands.edit"),
            onAction: () => openDialog({ kind: "edit-demand", id: demand.id }),
          },
        ]
      : []),
    ...(mayCarry && is("carryOn")
      ? [
          {
            id: "carry",
            icon: "chevron-right" as const,
            can: reachable,
            label: t("demands.carryOn"),
            onAction: () => openDialog({ kind: "carry-on", id: demand.id }),
          },
        ]
      : []),
  ];
  if (!mine && items.length === 0) return null;
  return (
    <>
      {items.length > 0 ? (
        <span
          className="absolute top-0.5 right-0 rounded-control bg-surface opacity-0 group-focus-within/demand:opacity-100 group-hover/demand:opacity-100 has-[[aria-expanded=true]]:opacity-100 [@media(hover:none)]:opacity-100"
          data-frame
        >
          <Menu label={t("demands.menu", { no: demand.no })} groups={[{ items }]}>
            <IconButton icon="dots" size="small" label={t("demands.menu", { no: demand.no })} />
          </Menu>
        </span>
      ) : null}
      {mine ? (
        <div className="flex gap-2 py-1" data-frame>
          {is("begin") ? (
            <Button size="small" can={reachable} onClick={begin}>
              {t("demands.begin")}
            </Button>
          ) : null}
          <Button size="small" can={reachable} onClick={answer}>
            {t("demands.doAnswer")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
