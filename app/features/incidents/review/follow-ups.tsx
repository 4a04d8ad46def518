import { useTranslation } from "react-i18next";
import type { RoomTask } from "#domain/incidents/room.ts";
import { isOpenTask, taskMachine, taskStateNames } from "#domain/incidents/task-machine.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { useClock } from "../../../ui/clock.ts";
import { formatDate, formatShort, millis } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { useActing } from "../room/room-context.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 后续任务: ordinary tasks with an owner and a due date; they stand in the inboxes. */
export function FollowUps({ view, draft, ask }: ReviewPart) {
  const { t } = useTranslation("review");
  const { reachable } = useActing();
  const { followUps } = view;
  return (
    <Group
      title={t("followUps.title")}
      note={followUps.length > 0 ? String(followUps.length) : undefined}
      action={
        draft
          ? { label: t("followUps.give"), icon: "plus", can: reachable, onPress: () => ask({ kind: "task" }) }
          : null
      }
    >
      {followUps.length === 0 ? <Nothing>{t("followUps.none")}</Nothing> : null}
      <ul>
        {followUps.map((task) => (
          <FollowUp key={task.id} task={task} />
        ))}
      </ul>
    </Group>
  );
}

function FollowUp({ task }: { task: RoomTask }) {
  const { t } = useTranslation("review");
  const locale = useLocale();
  const open = isOpenTask(task.state);
  const late = useClock((now) => open && millis(task.dueAt) < now);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-0.5 border-b border-line px-3 py-2 text-13 last:border-b-0 phone:px-4">
      <span className="break-words">{task.title}</span>
      <span className="inline-flex items-center justify-end gap-1 text-12 whitespace-nowrap tabular-nums">
        {!open && task.doneAt ? (
          <span className="inline-flex items-center gap-1 text-ok">
            <Icon name="check" size={14} />
            {t("followUps.done", { at: formatShort(task.doneAt, task.createdAt) })}
          </span>
        ) : (
          <span
            className={
              late ? "inline-flex items-center gap-1 font-bold text-bad" : "inline-flex items-center gap-1 text-text-2"
            }
          >
            <Icon name="clock" size={14} label={late ? t("followUps.late") : undefined} />
            {formatDate(task.dueAt)}
          </span>
        )}
      </span>
      <span className="text-12">
        {task.ownerName ? <b className="mr-1">{task.ownerName}</b> : null}
        <span className="text-text-2">{task.unitName}</span>
      </span>
      <span className="text-right text-12 text-text-2">
        {open ? (
          <Tag tone={can(taskMachine, task.state, "start") ? "neutral" : "act"}>
            {inLanguage(taskStateNames[task.state], locale)}
          </Tag>
        ) : (
          task.note
        )}
      </span>
    </li>
  );
}
