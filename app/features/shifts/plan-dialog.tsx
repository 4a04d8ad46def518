import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { Office } from "#domain/shifts/queries/shift-list.server.ts";
import type { ShiftLine } from "#domain/shifts/sheet.ts";
import { shiftDuties, shiftDutyNames } from "#domain/shifts/shift-duties.ts";
import { isTaken } from "#domain/shifts/shift-machine.ts";
import { serverNow } from "../../ui/clock.ts";
import { ComboBox } from "../../ui/combo-box.tsx";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Field, FormRow, Select, TextInput } from "../../ui/field.tsx";
import { fromInputDateTime } from "../../ui/format.ts";
import { ShiftDialog, type Values } from "./shift-dialog.tsx";
import { calledOf, termOf } from "./shift-words.ts";
import type { Act } from "./use-act.ts";

const HOUR = 3_600_000;
const instant = (values: Values, name: string) => fromInputDateTime(values[name] ?? "") ?? values[name] ?? "";

/** 改班次: name, person and times of one that nobody has taken; of one that is taken only the end. */
export function ChangeDialog(props: { act: Act; shift: ShiftLine; offices: readonly Office[]; onClose: () => void }) {
  const { act, shift, offices, onClose } = props;
  const { t, i18n } = useTranslation("shifts");
  const taken = isTaken(shift.state);
  const people = offices.find((one) => one.id === shift.unitId)?.people.filter((one) => one.duty === shift.duty) ?? [];
  const { id: shiftId, version, name, personId, startsAt } = shift;
  return (
    <ShiftDialog
      act={act}
      intent="change-shift"
      fixed={{
        shiftId,
        version,
        ...(taken || shift.beforeId ? { personId } : {}),
        ...(taken ? { name, startsAt } : {}),
      }}
      size="normal"
      title={t("changeTitle", { name: calledOf(shift, i18n.language) })}
      lead={
        <>
          {t("isNow", { name: shift.personName, term: termOf(shift, serverNow(), t) })}
          {taken ? t("onlyEnd") : null}
        </>
      }
      submit={t("change")}
      toInput={(values) => ({
        ...values,
        ...(taken ? {} : { startsAt: instant(values, "startsAt") }),
        endsAt: instant(values, "endsAt"),
      })}
      onClose={onClose}
    >
      {(errors) => (
        <>
          {taken ? null : (
            <FormRow>
              <Field label={t("name")} required error={errors.name} hint={t("nameHint")}>
                <TextInput name="name" maxLength={10} defaultValue={name} />
              </Field>
              {shift.beforeId ? null : (
                <Field label={t("person")} required error={errors.personId} hint={t("personHint")}>
                  <ComboBox
                    name="personId"
                    defaultValue={personId}
                    items={people.map((one) => ({ id: one.id, name: one.name, detail: one.unitName }))}
                  />
                </Field>
              )}
            </FormRow>
          )}
          <FormRow>
            {taken ? null : (
              <Field label={t("from")} required error={errors.startsAt}>
                <DateTimeInput name="startsAt" defaultValue={Date.parse(startsAt)} />
              </Field>
            )}
            <Field label={t("until")} required error={errors.endsAt}>
              <DateTimeInput name="endsAt" defaultValue={Date.parse(shift.endsAt)} />
            </Field>
          </FormRow>
        </>
      )}
    </ShiftDialog>
  );
}

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
