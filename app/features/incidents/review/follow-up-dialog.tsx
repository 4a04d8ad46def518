import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { isActive } from "#domain/incidents/assignment-machine.ts";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { serverNow } from "../../../ui/clock.ts";
import { ComboBox } from "../../../ui/combo-box.tsx";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field, FormRow, TextInput } from "../../../ui/field.tsx";
import { fromInputDateTime } from "../../../ui/format.ts";
import { ListFailed } from "../../../ui/list-failed.tsx";
import { useDispatchUnits } from "../dispatch-dialog.tsx";
import { CommandDialog } from "../room/command-dialog.tsx";
import { PersonField } from "../room/person-field.tsx";
import { useActing } from "../room/room-context.ts";

const WEEK = 7 * 86_400_000;

/** 派任务 that goes on after closing: what, by whom of which unit, until when. */
export function FollowUpDialog({ view, onClose }: { view: ReviewView; onClose: () => void }) {
  const { t } = useTranslation("review");
  const { incidentId } = useActing();
  const [unitId, setUnitId] = useState<string | null>(null);
  const { units: all, failed, again } = useDispatchUnits();
  const units = useMemo(() => {
    const first = view.parts
      .filter((part) => isActive(part.state))
      .map(({ unitId: id, unitName: name }) => ({ id, name }));
    const known = new Set(first.map((unit) => unit.id));
    const others = (all ?? []).filter((unit) => !known.has(unit.id));
    return [...first, ...others.map(({ id, name, above }) => ({ id, name, detail: above ?? undefined }))];
  }, [all, view.parts]);
  return (
    <CommandDialog
      onClose={onClose}
      intent="review-give-task"
      fixed={{ incidentId }}
      keep="follow-up"
      size="normal"
      title={t("followUps.give")}
      lead={t("followUps.lead")}
      submit={t("followUps.give")}
      toInput={(values) => ({ ...values, dueAt: fromInputDateTime(values.dueAt ?? "") ?? values.dueAt })}
    >
      {({ errors, kept }) => (
        <>
          <Field label={t("followUps.what")} required error={errors.title}>
            <TextInput name="title" maxLength={120} defaultValue={kept.title} autoFocus />
          </Field>
          <FormRow>
            <Field label={t("followUps.unit")} required error={errors.unitId}>
              <ComboBox name="unitId" items={units} onChange={setUnitId} />
              {failed ? <ListFailed onAgain={again} /> : null}
            </Field>
            <PersonField
              name="ownerId"
              label={t("followUps.owner")}
              required
              hint={unitId ? undefined : t("followUps.unitFirst")}
              error={errors.ownerId}
              of={{ unitId }}
            />
            <Field label={t("followUps.due")} required error={errors.dueAt}>
              <DateTimeInput name="dueAt" defaultValue={kept.dueAt || serverNow() + WEEK} />
            </Field>
          </FormRow>
        </>
      )}
    </CommandDialog>
  );
}
