import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoomTask } from "#domain/incidents/room.ts";
import { taskKindNames, taskKinds } from "#domain/incidents/task-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { serverNow } from "../../../ui/clock.ts";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field, FormRow, Select, TextInput } from "../../../ui/field.tsx";
import { fromInputDateTime } from "../../../ui/format.ts";
import { CommandDialog, KeptText } from "./command-dialog.tsx";
import { PersonField } from "./person-field.tsx";
import { EventTimeField, eventTimeIn } from "./record-dialogs.tsx";
import { useRoom } from "./room-context.ts";
import { UnitField } from "./unit-field.tsx";

const HOUR = 3_600_000;

/** 派任务 from the closed list, or gives a handed-back one again. */
export function TaskDialog({ task, onClose }: { task?: RoomTask; onClose: () => void }) {
  const { t, i18n } = useTranslation("room");
  const { incidentId } = useRoom();
  const [unitId, setUnitId] = useState<string | null>(task?.unitId ?? null);
  return (
    <CommandDialog
      onClose={onClose}
      intent={task ? "regive-task" : "give-task"}
      fixed={task ? { taskId: task.id } : { incidentId }}
      keep={task ? undefined : "task"}
      size="normal"
      title={task ? t("tasks.regive") : t("tasks.give")}
      lead={task ? task.title : undefined}
      submit={t("tasks.give")}
      toInput={(values) => ({ ...values, dueAt: fromInputDateTime(values.dueAt ?? "") ?? values.dueAt })}
    >
      {({ errors, kept }) => (
        <>
          {task ? null : (
            <FormRow>
              <Field label={t("tasks.kind")} required error={errors.kind}>
                <Select
                  name="kind"
                  defaultValue={kept.kind ?? ""}
                  placeholder={t("tasks.chooseKind")}
                  options={taskKindNames.map((kind) => ({
                    value: kind,
                    label: inLanguage(taskKinds[kind], i18n.language),
                  }))}
                />
              </Field>
              <Field label={t("tasks.what")} required error={errors.title} className="!flex-[2]">
                <TextInput name="title" maxLength={120} defaultValue={kept.title} />
              </Field>
            </FormRow>
          )}
          <FormRow>
            <UnitField
              name="unitId"
              label={t("tasks.unit")}
              error={errors.unitId}
              defaultValue={unitId}
              onChange={setUnitId}
            />
            <PersonField
              name="ownerId"
              label={t("tasks.owner")}
              hint={t("tasks.ownerHint")}
              error={errors.ownerId}
              of={{ unitId }}
            />
            <Field label={t("tasks.due")} required error={errors.dueAt}>
              <DateTimeInput name="dueAt" defaultValue={kept.dueAt || serverNow() + HOUR} />
            </Field>
          </FormRow>
        </>
      )}
    </CommandDialog>
  );
}

/** 完成 a task, with what came of it and when. */
export function FinishTaskDialog({ task, onClose }: { task: RoomTask; onClose: () => void }) {
  const { t } = useTranslation("room");
  return (
    <CommandDialog
      onClose={onClose}
      intent="finish-task"
      fixed={{ taskId: task.id }}
      keep={`finish/${task.id}`}
      title={t("tasks.finishTitle")}
      lead={task.title}
      submit={t("tasks.finish")}
      toInput={(values) => ({ note: values.note, eventTime: eventTimeIn(values) })}
    >
      {(given) => (
        <>
          <KeptText name="note" label={t("tasks.result")} optional given={given} />
          <EventTimeField errors={given.errors} kept={given.kept} />
        </>
      )}
    </CommandDialog>
  );
}
