import { useTranslation } from "react-i18next";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 答应过什么: what was promised on site, to whom. */
export function Promises(_: ReviewPart) {
  const { t } = useTranslation("review");
  return (
    <Group title={t("promises.title")} note={t("promises.note")}>
      <Nothing>{t("promises.none")}</Nothing>
    </Group>
  );
}
