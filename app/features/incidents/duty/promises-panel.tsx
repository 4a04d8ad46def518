import { useTranslation } from "react-i18next";
import { isOwed, promiseStateNames } from "#domain/incidents/promise-machine.ts";
import type { RoomPromise } from "#domain/incidents/room-duty.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { IconButton } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatShort } from "../../../ui/format.ts";
import type { IconName } from "../../../ui/icons.tsx";
import { Menu, type MenuEntry } from "../../../ui/menu.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { Panel } from "../room/panel.tsx";
import { mayPart, useMay, useRoom, useRoomState } from "../room/room-context.ts";
import { promiseLooks } from "./promise-looks.ts";

/** 承诺: what we said, to whom, by which unit, until when. Demands are what they asked. */
export function PromisesPanel() {
  const { t } = useTranslation("duty");
  const { openDialog, reachable } = useRoom();
  const promises = useRoomState("promises");
  const frozen = useRoomState("review")?.finishedAt != null;
  const mayMake = useMay("incidents.promise.make") && !frozen;
  return (
    <Panel
      title={t("promises.title")}
      count={promises.length}
      action={
        mayMake
          ? {
              label: t("promises.make"),
              icon: "plus",
              can: reachable,
              onPress: () => openDialog({ kind: "make-promise" }),
            }
          : null
      }
    >
      {promises.length === 0 ? <p className="text-12 text-text-3">{t("promises.none")}</p> : null}
      <ol>
        {promises.map((promise) => (
          <Promised key={promise.id} promise={promise} />
        ))}
      </ol>
    </Panel>
  );
}

function Promised({ promise }: { promise: RoomPromise }) {
  const { t, i18n } = useTranslation("duty");
  const now = useNow("minute");
  const { tone, icon } = promiseLooks[promise.state];
  const name = inLanguage(promiseStateNames[promise.state], i18n.language);
  return (
    <li className="group/promise relative border-t border-line py-1 first:border-t-0">
      <p className="pr-6 break-words phone:text-14">{promise.text}</p>
      <div className="flex min-h-5 flex-wrap items-center gap-x-2 text-12 text-text-2">
        <span>{t("promises.to", { whom: promise.toWhom })}</span>
        <span>
          {promise.saidBy ? `${promise.saidBy} ` : null}
          {promise.unitName}
          {promise.fromSeq === null ? null : ` #${promise.fromSeq}`}
        </span>
        <span className="ml-auto">
          {isOwed(promise) && promise.dueAt ? (
            <Timer dueAt={promise.dueAt} startedAt={promise.madeAt} show="due" />
          ) : (
            <Tag tone={tone} icon={icon} title={promise.note ?? undefined}>
              {promise.endedAt ? `${formatShort(promise.endedAt, now)} ${name}` : name}
            </Tag>
          )}
        </span>
      </div>
      {!isOwed(promise) && promise.note ? <p className="text-12 text-text-2">{promise.note}</p> : null}
      <PromiseMenu promise={promise} />
    </li>
  );
}

function PromiseMenu({ promise }: { promise: RoomPromise }) {
  const { t } = useTranslation("duty");
  const { openDialog, reachable, parts } = useRoom();
  const mayKeep = mayPart(parts, promise.id, "incidents.promise.keep");
  const mayCarry = useMay("incidents.promise.carry-on");
  const mayWithdraw = useMay("incidents.promise.withdraw");
  if (!isOwed(promise)) return null;
  const item = (id: "keep" | "carry-on" | "withdraw", icon: IconName, careful = false): MenuEntry => ({
    id,
    icon,
    careful,
    can: reachable,
    label: t(`promises.acts.${id}`),
    onAction: () => openDialog({ kind: `${id}-promise`, id: promise.id }),
  });
  const items = [
    ...(mayKeep ? [item("keep", "check")] : []),
    ...(mayCarry ? [item("carry-on", "chevron-right")] : []),
    ...(mayWithdraw ? [item("withdraw", "minus", true)] : []),
  ];
  if (items.length === 0) return null;
  return (
    <span
      className="absolute top-0.5 right-0 rounded-control bg-surface opacity-0 group-focus-within/promise:opacity-100 group-hover/promise:opacity-100 has-[[aria-expanded=true]]:opacity-100 [@media(hover:none)]:opacity-100"
      data-frame
    >
      <Menu label={t("promises.menu", { no: promise.no })} groups={[{ items }]}>
        <IconButton icon="dots" size="small" label={t("promises.menu", { no: promise.no })} />
      </Menu>
    </span>
  );
}
