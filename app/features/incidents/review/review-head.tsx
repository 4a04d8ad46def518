import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { formatDateTime, formatTime } from "../../../ui/format.ts";
import { PageHead } from "../../../ui/page-head.tsx";
import { LevelTag, Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useActing } from "../room/room-context.ts";
import type { ReviewPart } from "./review-page.tsx";
import { useLoggedPrint } from "./use-logged-print.ts";

/** Which incident, whether it is a draft or frozen, and the two acts: print for the file, freeze. */
export function ReviewHead({ view, draft, ask }: ReviewPart) {
  const { t } = useTranslation("review");
  const { reachable } = useActing();
  const { facts, review, lastSaved } = view;
  const to = `/incidents/${facts.id}`;
  const refused = useCallback(
    (message: string | undefined) =>
      toast({ tone: "bad", key: "print", title: t("printRefused"), text: message ?? t("away") }),
    [t],
  );
  const { print, busy } = useLoggedPrint(`${to}/review/print`, refused);
  return (
    <PageHead
      title={facts.title}
      crumbs={[{ label: t("board"), to: "/incidents" }, { label: facts.number, to }, { label: t("title") }]}
      mark={<LevelTag level={facts.level} />}
      backTo={to}
      figures={
        review ? (
          <Tag tone={review.finishedAt ? "ok" : "act"} icon={review.finishedAt ? "lock" : "pencil"}>
            {review.finishedAt ? t("finished", { at: formatDateTime(review.finishedAt) }) : t("draft")}
          </Tag>
        ) : undefined
      }
      actions={
        review ? (
          <>
            {lastSaved && !review.finishedAt ? (
              <span className="text-12 text-text-3 phone:hidden">
                {t("saved", { by: lastSaved.by, at: formatTime(lastSaved.at) })}
              </span>
            ) : null}
            <Button icon="print" busy={busy} can={reachable} onClick={print}>
              {t("print")}
            </Button>
          </>
        ) : undefined
      }
      primary={
        draft ? (
          <Button kind="filled" can={reachable} onClick={() => ask({ kind: "finish" })}>
            {t("finish.act")}
          </Button>
        ) : undefined
      }
    />
  );
}
