import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

/** Under a field whose list could not be loaded: what happened, and asking again. Nothing else of the form is touched. */
export function ListFailed({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <p role="alert" className="mt-1 flex flex-wrap items-center gap-x-2 text-12 text-bad">
      {t("list.failed")}
      <Button kind="text" size="small" icon="refresh" onClick={onAgain}>
        {t("list.again")}
      </Button>
    </p>
  );
}
