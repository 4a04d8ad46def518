import { useTranslation } from "react-i18next";
import { formatTime } from "../../../ui/format.ts";

/** 草稿已存本机 14:34 */
export function DraftNote({ savedAt }: { savedAt: number | null }) {
  const { t } = useTranslation("ui");
  return savedAt === null ? null : (
    <span className="text-12 text-text-3">{t("draft.saved", { time: formatTime(savedAt) })}</span>
  );
}
