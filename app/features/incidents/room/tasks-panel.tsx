import { useTranslation } from "react-i18next";
import type { RoomTask } from "#domain/incidents/room.ts";
import { taskKinds } from "#domain/incidents/task-kinds.ts";
import { isOpenTask, taskMachine } from "#domain/incidents/task-machine.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatNear } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Menu, type MenuEntry } from "../../../ui/menu.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useItemsOf } from "../../offline/offline.tsx";
import { Panel } from "./panel.tsx";
import { queuedTaskState } from "./queued-acts.ts";
import { mayPart, useMay, useMayNow, useRoom, useRoomState } from "./room-context.ts";

/** Open ones by their time, then those that are done, then those that were taken back. */
const order = (task: RoomTask) => (isOpenTask(task.state) ? 0 : task.state === "done" ? 1 : 2);
const inOrder = (tasks: readonly RoomTask[]) =>
  [...tasks].sort((a, b) => order(a) - order(b) || a.dueAt.localeCompare(b.dueAt));

/** 任务 of the closed list: who does what until when. */
export function TasksPanel() {
  const { t } = useTranslation("room");
  const { t: off } = useTranslation("offline");
  const { openDialog, reachable, asOf } = useRoom();
  const tasks = useRoomState("tasks");
  const mayGive = useMayNow("incidents.task.give");
  const done = tasks.filter((task) => task.state === "done").length;
  return (
    <Panel
      title={t("tasks.title")}
      count={tasks.length}
      aside={
        <>
          {done > 0 ? <span>{t("tasks.done", { count: done })}</span> : null}
          {asOf === null ? null : <span>{off("runOn")}</span>}
        </>
      }
      action={
        mayGive
          ? { label: t("tasks.give"), icon: "plus", can: reachable, onPress: () => openDialog({ kind: "give-task" }) }
          : null
      }
    >
      {tasks.length === 0 ? <p className="text-12 text-text-3">{t("tasks.none")}</p> : null}
      <ul>
        {inOrder(tasks).map((task) => (
          <Task key={task.id} task={task} />
        ))}
      </ul>
    </Panel>
  );
}

function Task({ task }: { task: RoomTask }) {
  const { t, i18n } = useTranslation("room");
  const { incidentId } = useRoom();
  const waits = queuedTaskState(task, useItemsOf(incidentId)) !== task.state;
  return (
    <li className="group/task flex min-h-[26px] items-center gap-2 border-t border-line text-12">
      <span className="w-[66px] shrink-0 [:lang(en)_&]:w-[112px]">
        <Tag className="w-full">{inLanguage(taskKinds[task.kind], i18n.language)}</Tag>
      </span>
      <span className="min-w-0 flex-1 truncate py-0.5" title={`${task.title}${task.note ? `：${task.note}` : ""}`}>
        {task.unitName} {task.ownerName} <span className="text-text-3">{task.title}</span>
      </span>
      {waits ? (
        <Tag tone="warn" icon="clock">
          {t("mine.waits")}
        </Tag>
      ) : null}
      {task.state === "handed_back" ? <Tag tone="warn">{t("tasks.handedBack")}</Tag> : null}
      {task.state === "underway" ? <Tag tone="act">{t("tasks.underway")}</Tag> : null}
      <TaskTime task={task} />
      <TaskMenu task={task} />
    </li>
  );
}

function TaskTime({ task }: { task: RoomTask }) {
  const { t } = useTranslation("room");
  const now = useNow("minute");
  if (task.state === "cancelled") return <span className="text-12 text-text-3">{t("tasks.cancelled")}</span>;
  if (task.state === "done")
    return (
      <span className="inline-flex shrink-0 items-center gap-1 text-12 text-ok">
        <Icon name="check" size={14} />
        {t("tasks.doneAt", { time: formatNear(task.doneAt ?? task.dueAt, now) })}
      </span>
    );
  return <Timer dueAt={task.dueAt} startedAt={task.createdAt} show="due" />;
}

/** What may be done with a task; follow-up goes on after the incident is closed. */
function useTaskActs(task: RoomTask): MenuEntry[] {
  const { t } = useTranslation("room");
  const { act, parts, openDialog, reachable, incidentId } = useRoom();
  const state = queuedTaskState(task, useItemsOf(incidentId));
  const mayWork = mayPart(parts, task.id, "incidents.task.work");
  const mayGive = useMay("incidents.task.give");
  const mayCancel = useMay("incidents.task.cancel");
  const is = (move: "start" | "finish" | "handBack" | "give" | "cancel") => can(taskMachine, state, move);
  const input = { taskId: task.id };
  return [
    ...(mayWork && is("start")
      ? [
          {
            id: "start",
            icon: "right" as const,
            label: t("tasks.start"),
            onAction: () => act("start-task", input),
          },
        ]
      : []),
    ...(mayWork && is("finish")
      ? [
          {
            id: "finish",
            icon: "check" as const,
            label: t("tasks.finish"),
            onAction: () => openDialog({ kind: "finish-task", id: task.id }),
          },
        ]
      : []),
    ...(mayWork && is("handBack")
      ? [
          {
            id: "back",
            icon: "left" as const,
            label: t("tasks.handBack"),
            onAction: () => openDialog({ kind: "hand-back", id: task.id }),
          },
        ]
      : []),
    ...(mayGive && is("give")
      ? [
          {
            id: "give",
            icon: "swap" as const,
            can: reachable,
            label: t("tasks.regive"),
            onAction: () => openDialog({ kind: "regive", id: task.id }),
          },
        ]
      : []),
    ...(mayCancel && is("cancel")
      ? [
          {
            id: "cancel",
            icon: "minus" as const,
            careful: true,
            can: reachable,
            label: t("tasks.cancel"),
            onAction: () => openDialog({ kind: "cancel-task", id: task.id }),
          },
        ]
      : []),
  ];
}

function TaskMenu({ task }: { task: RoomTask }) {
  const { t } = useTranslation("room");
  const items = useTaskActs(task);
  if (items.length === 0) return null;
  const details = [task.title, task.note].filter(Boolean).join("：");
  return (
    <span data-frame className="-mr-1.5">
      <Menu label={t("tasks.menu", { title: task.title })} groups={[{ title: details, items }]}>
        <IconButton icon="dots" size="small" label={t("tasks.menu", { title: task.title })} />
      </Menu>
    </span>
  );
}

/** On a phone: the open tasks of my unit, each with its button. */
export function MyTasks() {
  const { t } = useTranslation("room");
  const { parts, me } = useRoom();
  const tasks = useRoomState("tasks");
  const isMine = (task: RoomTask) => task.ownerId === me.personId || task.unitName === me.unitName;
  const mine = inOrder(tasks).filter(
    (task) => can(taskMachine, task.state, "finish") && isMine(task) && mayPart(parts, task.id, "incidents.task.work"),
  );
  if (mine.length === 0) return null;
  return (
    <section aria-label={t("tasks.mine")}>
      <h2 className="flex h-phone items-center gap-2 border-b border-line bg-page px-4 text-14">
        {t("tasks.mine")} <span className="font-normal text-text-3">{mine.length}</span>
      </h2>
      <ul>
        {mine.map((task) => (
          <MyTask key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

function MyTask({ task }: { task: RoomTask }) {
  const { t, i18n } = useTranslation("room");
  const { openDialog, incidentId } = useRoom();
  const waits = queuedTaskState(task, useItemsOf(incidentId)) !== task.state;
  return (
    <li className="flex min-h-[57px] items-center gap-2.5 border-b border-line px-4 py-1.5 text-14">
      <Tag>{inLanguage(taskKinds[task.kind], i18n.language)}</Tag>
      <span className="min-w-0 flex-1 break-words">{task.title}</span>
      <Timer dueAt={task.dueAt} startedAt={task.createdAt} show="due" />
      {waits ? (
        <Tag tone="warn" icon="clock">
          {t("mine.waits")}
        </Tag>
      ) : (
        <Button size="phone" onClick={() => openDialog({ kind: "finish-task", id: task.id })}>
          {t("tasks.finish")}
        </Button>
      )}
    </li>
  );
}
