import { useTranslation } from "react-i18next";
import { ChoiceGroup, Radio } from "../../../ui/choice.tsx";
import { serverNow } from "../../../ui/clock.ts";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field, FormRow, TextInput } from "../../../ui/field.tsx";
import { fromInputDateTime } from "../../../ui/format.ts";
import { CommandDialog, type Errors, type Values } from "./command-dialog.tsx";
import { useRoom, useRoomPart, useRoomState } from "./room-context.ts";

/** When it happened: now, unless changed. */
export function EventTimeField({ errors, kept, name = "eventTime" }: { errors: Errors; kept?: Values; name?: string }) {
  const { t } = useTranslation("room");
  return (
    <Field label={t("dialog.eventTime")} error={errors[name]} hint={t("dialog.eventTimeHint")}>
      <DateTimeInput name={name} defaultValue={kept?.[name] || serverNow()} max={serverNow()} />
    </Field>
  );
}

/** The event time of a form: null when it is still the minute in which the form opened, which means the moment of recording. */
export function eventTimeIn(values: { eventTime?: string }): string | null {
  const chosen = fromInputDateTime(values.eventTime ?? "");
  return chosen && Math.abs(serverNow() - Date.parse(chosen)) > 90_000 ? chosen : null;
}

/** 记人数 */
export function HeadCountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const { incidentId } = useRoom();
  const own = useRoomPart((held) => held.room.facts.place);
  const counts = useRoomState("headCounts");
  const elsewhere = [...new Set(counts.flatMap((one) => (one.place === null ? [] : [one.place])))];
  return (
    <CommandDialog
      onClose={onClose}
      intent="head-count"
      fixed={{ incidentId }}
      title={t("headCount.record")}
      lead={t("headCount.lead")}
      submit={t("dialog.record")}
      toInput={(values) => ({
        count: values.count === "" ? undefined : values.count,
        eventTime: eventTimeIn(values),
        place: values.place ?? "",
      })}
    >
      {({ errors }) => (
        <>
          <FormRow>
            <Field label={t("headCount.count")} required error={errors.count}>
              <TextInput type="number" inputMode="numeric" name="count" min={0} step={1} autoFocus />
            </Field>
            <EventTimeField errors={errors} />
          </FormRow>
          {elsewhere.length > 0 ? (
            <ChoiceGroup legend={t("headCount.place")}>
              {["", ...elsewhere].map((place) => (
                <Radio key={place} name="place" value={place} defaultChecked={place === ""}>
                  {place || t("headCount.ownPlace", { place: own })}
                </Radio>
              ))}
            </ChoiceGroup>
          ) : null}
        </>
      )}
    </CommandDialog>
  );
}

/** 登记代表: at most five for one shared matter (Art. 20); the server says so to a sixth. */
export function RepresentativeDialog({ matter, onClose }: { matter?: string; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { incidentId } = useRoom();
  return (
    <CommandDialog
      onClose={onClose}
      intent="add-representative"
      fixed={{ incidentId }}
      keep="representative"
      title={t("representatives.add")}
      lead={t("representatives.rule")}
      submit={t("dialog.register")}
    >
      {({ errors, kept }) => (
        <>
          <Field
            label={t("representatives.matter")}
            required
            error={errors.matter}
            hint={t("representatives.matterHint")}
          >
            <TextInput name="matter" defaultValue={kept.matter ?? matter} maxLength={60} autoFocus={!matter} />
          </Field>
          <FormRow>
            <Field label={t("representatives.name")} required error={errors.name}>
              <TextInput name="name" defaultValue={kept.name} maxLength={40} autoFocus={Boolean(matter)} />
            </Field>
            <Field label={t("representatives.phone")} error={errors.phone} hint={t("representatives.phoneHint")}>
              <TextInput name="phone" type="tel" defaultValue={kept.phone} maxLength={20} />
            </Field>
          </FormRow>
        </>
      )}
    </CommandDialog>
  );
}
