import { useTranslation } from "react-i18next";
import { assignmentMachine } from "#domain/incidents/assignment-machine.ts";
import type { RoomUnit } from "#domain/incidents/room.ts";
import { can } from "#domain/kernel/machine.ts";
import { Field, Select, TextInput } from "../../../ui/field.tsx";
import { CommandDialog, KeptText } from "./command-dialog.tsx";
import { EventTimeField, eventTimeIn } from "./record-dialogs.tsx";
import { useRoomState } from "./room-context.ts";

type Of = { unit: RoomUnit; onClose: () => void };

/** 提出异议: why the matter is not the unit's own. */
export function ObjectDialog({ unit, onClose }: Of) {
  const { t } = useTranslation("room");
  return (
    <CommandDialog
      onClose={onClose}
      intent="object"
      fixed={{ assignmentId: unit.id }}
      keep={`object/${unit.id}`}
      title={t("mine.objectTitle", { unit: unit.unitName })}
      lead={t("mine.objectLead")}
      submit={t("mine.object")}
    >
      {(given) => <KeptText name="reason" label={t("mine.objectReason")} given={given} />}
    </CommandDialog>
  );
}

/** 反馈: what the unit did. It can be bettered; each stands in the timeline. */
export function ReportBackDialog({ unit, onClose }: Of) {
  const { t } = useTranslation("room");
  return (
    <CommandDialog
      onClose={onClose}
      intent="report-back"
      fixed={{ assignmentId: unit.id }}
      keep={`report-back/${unit.id}`}
      size="normal"
      title={t("mine.reportTitle", { unit: unit.unitName })}
      submit={t("mine.report")}
      toInput={(values) => ({ text: values.text, eventTime: eventTimeIn(values) })}
    >
      {(given) => (
        <>
          <KeptText name="text" label={t("mine.reportText")} rows={5} given={given} />
          <EventTimeField errors={given.errors} kept={given.kept} />
        </>
      )}
    </CommandDialog>
  );
}

/** 电话代记: an acceptance by telephone, with name and time. */
export function PhoneDialog({ id, onClose }: { id?: string; onClose: () => void }) {
  const { t } = useTranslation("room");
  const units = useRoomState("units").filter((unit) => can(assignmentMachine, unit.state, "accept"));
  return (
    <CommandDialog
      onClose={onClose}
      intent="accept-by-phone"
      title={t("units.phone")}
      lead={t("units.phoneLead")}
      submit={t("dialog.record")}
      toInput={(values) => ({ assignmentId: values.assignmentId, name: values.name, eventTime: eventTimeIn(values) })}
    >
      {({ errors }) => (
        <>
          <Field label={t("units.unit")} required error={errors.assignmentId}>
            <Select
              name="assignmentId"
              defaultValue={id ?? units[0]?.id}
              options={units.map((unit) => ({ value: unit.id, label: unit.unitName }))}
            />
          </Field>
          <Field label={t("units.phoneName")} required error={errors.name}>
            <TextInput name="name" maxLength={40} autoFocus />
          </Field>
          <EventTimeField errors={errors} />
        </>
      )}
    </CommandDialog>
  );
}

/** The coordinator settles an objection: 维持交办, 收回, or 改派 (taken back here, then given to another unit). */
export function SettleDialog(
  props: Of & { decision: "uphold" | "return"; reassigns: boolean; onReassign: () => void },
) {
  const { unit, decision, reassigns, onClose, onReassign } = props;
  const { t } = useTranslation("room");
  const what = decision === "uphold" ? "uphold" : reassigns ? "reassign" : "takeBack";
  return (
    <CommandDialog
      onClose={onClose}
      intent="settle"
      fixed={{ assignmentId: unit.id, decision }}
      keep={`settle/${unit.id}`}
      title={t(`settle.${what}.title`, { unit: unit.unitName })}
      lead={t(`settle.${what}.lead`)}
      submit={t(`settle.${what}.confirm`)}
      onDone={() => reassigns && onReassign()}
    >
      {(given) => (
        <KeptText
          name="reason"
          label={t("dialog.reason")}
          hint={t("settle.objection", { reason: unit.objection ?? "" })}
          given={given}
        />
      )}
    </CommandDialog>
  );
}
