import { useTranslation } from "react-i18next";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { SheetView } from "#domain/shifts/queries/sheet.server.ts";
import type { Office } from "#domain/shifts/queries/shift-list.server.ts";
import { shiftDuties, shiftDutyNames } from "#domain/shifts/shift-duties.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { ActForm } from "../../ui/act-form.tsx";
import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/clock.ts";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Field, FormRow, Select, TextArea, TextInput } from "../../ui/field.tsx";

export type Answer = CommandResult | undefined;
const HOUR = 3_600_000;
const box = "flex flex-col gap-3 border-b border-line-2 px-4 py-3 [&>*]:max-w-[860px]";

/** What a form without scripts was answered. */
export function Refused({ answer }: { answer: Answer }) {
  if (!answer || answer.ok) return null;
  const fields = Object.values(answer.fields ?? {});
  return (
    <Band tone="bad" shape="strip" title={answer.message}>
      {fields.length > 0 ? fields.join("；") : null}
    </Band>
  );
}

/** 排班 as a plain form: everybody who may take a shift in one list, with the duty beside the name. */
export function PlanWithoutScripts({ offices, answer }: { offices: readonly Office[]; answer: Answer }) {
  const { t, i18n } = useTranslation("shifts");
  const now = useNow("minute");
  const typed = answer && !answer.ok ? (answer.typed as Record<string, string | undefined> | undefined) : undefined;
  const errors = (answer && !answer.ok && answer.fields) || {};
  const soon = Math.ceil(now / HOUR) * HOUR;
  const people = new Map(offices.flatMap((office) => office.people.map((one) => [one.id, one])));
  return (
    <ActForm intent="plan-shift" fixed={{}} label={t("planTitle")} className={box}>
      <h2 className="text-14">{t("planTitle")}</h2>
      <FormRow>
        <Field label={t("office")} required error={errors.unitId}>
          <Select
            name="unitId"
            defaultValue={typed?.unitId ?? offices[0]?.id}
            options={offices.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Field>
        <Field label={t("duty")} required error={errors.duty}>
          <Select
            name="duty"
            defaultValue={typed?.duty}
            options={shiftDutyNames.map((one) => ({
              value: one,
              label: inLanguage(shiftDuties[one], i18n.language),
            }))}
          />
        </Field>
        <Field label={t("name")} required error={errors.name} hint={t("nameHint")}>
          <TextInput name="name" maxLength={10} defaultValue={typed?.name} />
        </Field>
      </FormRow>
      <FormRow>
        <Field label={t("person")} required error={errors.personId}>
          <Select
            name="personId"
            defaultValue={typed?.personId}
            options={[...people.values()].map((one) => ({ value: one.id, label: `${one.name}　${one.unitName}` }))}
          />
        </Field>
        <Field label={t("from")} required error={errors.startsAt}>
          <DateTimeInput name="startsAt" defaultValue={typed?.startsAt ?? soon} />
        </Field>
        <Field label={t("until")} required error={errors.endsAt}>
          <DateTimeInput name="endsAt" defaultValue={typed?.endsAt ?? soon + 8 * HOUR} />
        </Field>
      </FormRow>
      <div>
        <Button type="submit">{t("plan")}</Button>
      </div>
    </ActForm>
  );
}

/** 交班 and 接受 as plain forms over the sheet. */
export function SheetWithoutScripts(props: { view: SheetView; accept: boolean; handOver: boolean; sendBack: boolean }) {
  const { view, accept, handOver, sendBack } = props;
  const { t } = useTranslation("shifts");
  const now = useNow("minute");
  const { shift, before, notes } = view;
  const fixed = { shiftId: shift.id };
  return (
    <>
      {accept ? (
        <ActForm intent="accept-shift" fixed={fixed} label={t("sheet.accept")} className={box}>
          <Field label={t("sheet.hour")} hint={t("sheet.hourHint", { name: before?.personName ?? "" })}>
            <DateTimeInput
              name="takesAt"
              defaultValue={Date.parse(shift.startsAt) > now ? shift.startsAt : undefined}
            />
          </Field>
          <div>
            <Button type="submit">{t("sheet.accept")}</Button>
          </div>
        </ActForm>
      ) : null}
      {sendBack ? (
        <ActForm intent="send-back-shift" fixed={fixed} label={t("sheet.sendBack")} className={box}>
          <Field label={t("sheet.question")} required>
            <TextArea name="text" rows={2} required />
          </Field>
          <div>
            <Button type="submit">{t("sheet.sendBack")}</Button>
          </div>
        </ActForm>
      ) : null}
      {handOver ? (
        <ActForm intent="hand-over-shift" fixed={fixed} label={t("sheet.handOver")} className={box}>
          <Field label={t("sheet.notes")} hint={t("sheet.notesHint")}>
            <TextArea name="notes" rows={4} defaultValue={notes} />
          </Field>
          <div>
            <Button type="submit">{t("sheet.handOver")}</Button>
          </div>
        </ActForm>
      ) : null}
    </>
  );
}
