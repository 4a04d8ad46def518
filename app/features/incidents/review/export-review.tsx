import { useTranslation } from "react-i18next";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { PurposeDialog } from "../../../ui/purpose-dialog.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { saveForPurpose } from "../../audit/save-file.ts";

/** Asks what the export is for, then gives the measured table. */
export function ExportReview({ view, onClose }: { view: ReviewView; onClose: () => void }) {
  const { t } = useTranslation("review");
  return (
    <PurposeDialog
      open
      onClose={onClose}
      icon="download"
      title={t("export.title")}
      lead={t("export.lead")}
      label={t("export.reason")}
      missing={t("export.reasonMissing")}
      submit={t("export.act")}
      onSubmit={(reason) =>
        saveForPurpose(
          `/incidents/${view.facts.id}/review/export`,
          { reason },
          {
            failed: t("export.failed"),
            done: (text) => {
              toast({ title: t("export.done"), text });
              onClose();
            },
          },
        )
      }
    />
  );
}
