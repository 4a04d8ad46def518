import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { serverNow } from "../../../ui/clock.ts";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field, FormRow, TextInput } from "../../../ui/field.tsx";
import { fromInputDateTime } from "../../../ui/format.ts";
import { CommandDialog } from "../room/command-dialog.tsx";
import { PersonField } from "../room/person-field.tsx";
import { useActing } from "../room/room-context.ts";
import { UnitOf } from "../room/unit-field.tsx";

const WEEK = 7 * 86_400_000;

/** 派任务 that goes on after closing: what, by whom of which unit, until when. */
export function FollowUpDialog({ view, onClose }: { view: ReviewView; onClose: () => void }) {
  const { t } = useTranslation("review");
  const { incidentId } = useActing();
  const [unitId, setUnitId] = useState<string | null>(null);
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
            <UnitOf
              here={view.parts}
              name="unitId"
              label={t("followUps.unit")}
              error={errors.unitId}
              onChange={setUnitId}
            />
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
