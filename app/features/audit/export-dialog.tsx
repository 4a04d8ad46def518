import { useTranslation } from "react-i18next";
import type { AccessFilter } from "#domain/audit/access-log.ts";
import { PurposeDialog } from "../../ui/purpose-dialog.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { saveForPurpose } from "./save-file.ts";

/** Asks what the export is for, then gives the file. */
export function ExportDialog({ open, onClose, filter }: { open: boolean; onClose: () => void; filter: AccessFilter }) {
  const { t } = useTranslation("audit");
  const conditions = [
    t("query.summary", { from: filter.from, until: filter.until }),
    filter.tab !== "all" && t(`tabs.${filter.tab}`),
    filter.who && `${t("query.who")} ${filter.who}`,
    filter.subject && `${t("query.subject")} ${filter.subject}`,
    filter.unstated && t("query.unstated"),
  ].filter(Boolean);
  return (
    <PurposeDialog
      open={open}
      onClose={onClose}
      icon="download"
      title={t("export.title")}
      lead={t("export.lead")}
      label={t("export.reason")}
      hint={t("export.reasonHint")}
      missing={t("export.reasonMissing")}
      submit={t("export.submit")}
      busyLabel={t("export.busy")}
      onSubmit={(reason) =>
        saveForPurpose(
          "/oversight/access/export",
          { ...filter, unstated: filter.unstated ? "1" : "", reason },
          {
            failed: t("export.failed"),
            done: (text) => {
              toast({ title: t("export.done"), text });
              onClose();
            },
          },
        )
      }
    >
      <p className="mb-3 text-13">
        <span className="text-text-3">{t("export.conditions")}</span>　{conditions.join("，")}
      </p>
    </PurposeDialog>
  );
}
