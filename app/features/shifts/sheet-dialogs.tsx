import { useTranslation } from "react-i18next";
import type { SheetView } from "#domain/shifts/queries/sheet.server.ts";
import { serverNow } from "../../ui/clock.ts";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Field, TextArea } from "../../ui/field.tsx";
import { fromInputDateTime } from "../../ui/format.ts";
import { ShiftDialog } from "./shift-dialog.tsx";
import type { Act } from "./use-act.ts";

export type SheetDialogKind = "accept" | "send-back" | "hand-over";
type Props = { kind: SheetDialogKind; view: SheetView; act: Act; unread: number; onClose: () => void };

/** The acts on a hand-over that ask something first. */
export function SheetDialogs({ kind, view, act, unread, onClose }: Props) {
  const { t } = useTranslation("shifts");
  const { shift, before } = view;
  const fixed = { shiftId: shift.id };
  switch (kind) {
    case "accept": {
      const hour = Math.max(Date.parse(shift.startsAt), serverNow());
      return (
        <ShiftDialog
          act={act}
          intent="accept-shift"
          fixed={fixed}
          title={t("sheet.acceptTitle")}
          lead={unread > 0 ? t("sheet.acceptUnread", { count: unread }) : t("sheet.acceptLead")}
          submit={t("sheet.accept")}
          toInput={({ takesAt = "" }) => {
            const chosen = fromInputDateTime(takesAt);
            // A field that still shows this very minute means now.
            return { takesAt: chosen && Date.parse(chosen) > serverNow() ? chosen : null };
          }}
          onClose={onClose}
        >
          {(errors) => (
            <Field
              label={t("sheet.hour")}
              hint={t("sheet.hourHint", { name: before?.personName ?? "" })}
              required
              error={errors.takesAt}
            >
              <DateTimeInput name="takesAt" defaultValue={hour} autoFocus />
            </Field>
          )}
        </ShiftDialog>
      );
    }
    case "send-back":
      return (
        <ShiftDialog
          act={act}
          intent="send-back-shift"
          fixed={fixed}
          title={t("sheet.sendBack")}
          lead={t("sheet.sendBackLead", { name: before?.personName ?? "" })}
          submit={t("sheet.sendBack")}
          onClose={onClose}
        >
          {(errors) => (
            <Field label={t("sheet.question")} required error={errors.text}>
              <TextArea name="text" rows={3} autoFocus />
            </Field>
          )}
        </ShiftDialog>
      );
    case "hand-over":
      return (
        <ShiftDialog
          act={act}
          intent="hand-over-shift"
          fixed={fixed}
          size="normal"
          title={t("sheet.handOverTitle", { name: shift.personName })}
          lead={t("sheet.handOverLead")}
          submit={t("sheet.handOver")}
          onClose={onClose}
        >
          {(errors) => (
            <Field label={t("sheet.notes")} hint={t("sheet.notesHint")} error={errors.notes}>
              <TextArea name="notes" rows={6} defaultValue={view.notes} autoFocus />
            </Field>
          )}
        </ShiftDialog>
      );
  }
}
