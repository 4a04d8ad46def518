import { useTranslation } from "react-i18next";
import type { RoomUnit } from "#domain/incidents/room.ts";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field, FormRow, TextInput } from "../../../ui/field.tsx";
import { CommandDialog, KeptText } from "../room/command-dialog.tsx";
import { useActing } from "../room/room-context.ts";
import { UnitOf } from "../room/unit-field.tsx";
import { dueIn } from "./due-in.ts";

/** 记承诺, from an entry of the timeline or by hand, in the room or in the review. `here`: parts of the incident, whose units are offered first. */
export function PromiseDialog(props: {
  here: readonly RoomUnit[];
  fromSeq?: number;
  text?: string;
  onClose: () => void;
}) {
  const { here, fromSeq, text, onClose } = props;
  const { t } = useTranslation("duty");
  const { incidentId } = useActing();
  return (
    <CommandDialog
      onClose={onClose}
      intent="make-promise"
      fixed={{ incidentId, fromSeq: fromSeq ?? null }}
      keep={fromSeq === undefined ? "promise" : `promise/${fromSeq}`}
      size="normal"
      title={fromSeq === undefined ? t("promises.makeTitle") : t("promises.fromEntry", { seq: fromSeq })}
      submit={t("promises.make")}
      toInput={(values) => ({ ...values, dueAt: dueIn(values) })}
    >
      {(given) => (
        <>
          <KeptText name="text" label={t("promises.text")} initial={text?.slice(0, 300)} rows={2} given={given} />
          <FormRow>
            <Field label={t("promises.toWhom")} hint={t("promises.toWhomHint")} required error={given.errors.toWhom}>
              <TextInput name="toWhom" maxLength={40} defaultValue={given.kept.toWhom} />
            </Field>
            <Field label={t("promises.saidBy")} hint={t("promises.saidByHint")} error={given.errors.saidBy}>
              <TextInput name="saidBy" maxLength={40} defaultValue={given.kept.saidBy} />
            </Field>
          </FormRow>
          <FormRow>
            <UnitOf
              here={here}
              name="unitId"
              label={t("promises.unit")}
              error={given.errors.unitId}
              defaultValue={given.kept.unitId}
            />
            <Field label={t("promises.due")} error={given.errors.dueAt}>
              <DateTimeInput name="dueAt" defaultValue={given.kept.dueAt} />
            </Field>
          </FormRow>
        </>
      )}
    </CommandDialog>
  );
}
