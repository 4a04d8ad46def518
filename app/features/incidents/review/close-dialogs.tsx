import { useTranslation } from "react-i18next";
import type { ReviewUnit, ReviewView } from "#domain/incidents/review/view.ts";
import { Band } from "../../../ui/band.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { CommandDialog, KeptText } from "../room/command-dialog.tsx";
import { useActing } from "../room/room-context.ts";

/** 定稿: says what it means before the button, and which units have not read it. */
export function FinishDialog({ view, onClose }: { view: ReviewView; onClose: () => void }) {
  const { t } = useTranslation("review");
  const { incidentId } = useActing();
  const unread = view.units.filter((unit) => !view.review?.readings.some((one) => one.unitId === unit.unitId));
  return (
    <CommandDialog
      onClose={onClose}
      intent="review-finish"
      fixed={{ incidentId }}
      title={t("finish.title")}
      submit={t("finish.act")}
      onDone={() => toast({ title: t("finish.done") })}
    >
      {() => (
        <>
          <p className="text-13">{t("finish.text")}</p>
          {unread.length > 0 ? (
            <Band tone="warn" title={t("bar.unread", { count: unread.length })}>
              {unread.map((unit) => unit.unitName).join(t("comma"))}
            </Band>
          ) : null}
        </>
      )}
    </CommandDialog>
  );
}

/** 不同意见 under the name of the unit. */
export function DissentDialog({ unit, frozen, onClose }: { unit: ReviewUnit; frozen: boolean; onClose: () => void }) {
  const { t } = useTranslation("review");
  const { incidentId } = useActing();
  return (
    <CommandDialog
      onClose={onClose}
      intent="review-dissent"
      fixed={{ incidentId, unitId: unit.unitId }}
      keep={`dissent/${unit.unitId}`}
      title={t("units.dissentOf", { unit: unit.unitName })}
      lead={frozen ? t("units.dissentFrozen") : t("units.dissentLead")}
      submit={t("units.dissentSubmit")}
    >
      {(given) => <KeptText name="text" label={t("units.dissent")} rows={4} given={given} />}
    </CommandDialog>
  );
}
