import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { useRoom } from "../room/room-context.ts";
import { useRelated } from "./use-related.ts";

/** n 件新来信可能相关: leads to the list of them; whoever reads them decides. Nothing where there are none. */
export function RelatedHint() {
  const { t } = useTranslation("related");
  const { openDialog } = useRoom();
  const { found, putAway } = useRelated();
  return (
    <div role="status" className="empty:hidden">
      {found.length > 0 ? (
        <div data-frame className="mb-1 flex min-h-7 items-center gap-2 rounded-tag bg-act-tint px-2 text-12 text-text">
          <Icon name="mail" size={14} className="shrink-0 text-act" />
          <span className="min-w-0 flex-1">{t("count", { count: found.length })}</span>
          <Button kind="text" size="small" onClick={() => openDialog({ kind: "link", related: found })}>
            {t("show")}
          </Button>
          <IconButton icon="x" label={t("putAway")} size="small" onClick={putAway} />
        </div>
      ) : null}
    </div>
  );
}
