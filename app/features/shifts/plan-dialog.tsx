import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { Office } from "#domain/shifts/queries/shift-list.server.ts";
import { shiftDuties, shiftDutyNames } from "#domain/shifts/shift-duties.ts";
import { serverNow } from "../../ui/clock.ts";
import { ComboBox } from "../../ui/combo-box.tsx";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Field, FormRow, Select, TextInput } from "../../ui/field.tsx";
import { fromInputDateTime } from "../../ui/format.ts";
import { ShiftDialog, type Values } from "./shift-dialog.tsx";
import type { Act } from "./use-act.ts";

const HOUR = 3_600_000;
const instant = (values: Values, name: string) => fromInputDateTime(values[name] ?? "") ?? values[name] ?? "";

/** 排班: a shift of an office for somebody who holds its duty. */
export function PlanDialog({ act, offices, onClose }: { act: Act; offices: readonly Office[]; onClose: () => void }) {
  const { t, i18n } = useTranslation("shifts");
  const [unitId, setUnitId] = useState(offices[0]?.id ?? "");
  const [duty, setDuty] = useState<string>("coordinator");
  const people = offices.find((one) => one.id === unitId)?.people.filter((one) => one.duty === duty) ?? [];
  const soon = Math.ceil(serverNow() / HOUR) * HOUR;
  return (
    <ShiftDialog
      act={act}
      intent="plan-shift"
      size="normal"
      title={t("planTitle")}
      submit={t("plan")}
      toInput={(values) => ({ ...values, startsAt: instant(values, "startsAt"), endsAt: instant(values, "endsAt") })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <FormRow>
            <Field label={t("office")} required error={errors.unitId}>
              <Select
                name="unitId"
                value={unitId}
                onChange={(event) => setUnitId(event.currentTarget.value)}
                options={offices.map((one) => ({ value: one.id, label: one.name }))}
              />
            </Field>
            <Field label={t("duty")} required error={errors.duty}>
              <Select
                name="duty"
                value={duty}
                onChange={(event) => setDuty(event.currentTarget.value)}
                options={shiftDutyNames.map((one) => ({
                  value: one,
                  label: inLanguage(shiftDuties[one], i18n.language),
                }))}
              />
            </Field>
            <Field label={t("name")} required error={errors.name} hint={t("nameHint")}>
              <TextInput name="name" maxLength={10} />
            </Field>
          </FormRow>
          <Field label={t("person")} required error={errors.personId} hint={t("personHint")}>
            <ComboBox
              key={`${unitId}/${duty}`}
              name="personId"
              items={people.map((one) => ({ id: one.id, name: one.name, detail: one.unitName }))}
            />
          </Field>
          <FormRow>
            <Field label={t("from")} required error={errors.startsAt}>
              <DateTimeInput name="startsAt" defaultValue={soon} />
            </Field>
            <Field label={t("until")} required error={errors.endsAt}>
              <DateTimeInput name="endsAt" defaultValue={soon + 8 * HOUR} />
            </Field>
          </FormRow>
        </>
      )}
    </ShiftDialog>
  );
}
