import { useTranslation } from "react-i18next";
import type { Anchor } from "#domain/incidents/reports/anchor.ts";
import type { ReportCommentView } from "#domain/incidents/reports/queries/report-beside.server.ts";
import { CommandDialog, KeptText } from "../room/command-dialog.tsx";
import { useReport } from "./use-report.ts";

/** 批注 beside marked words, or about the report as a whole. */
export function CommentDialog(props: { quote: string; anchor: Anchor | null; onClose: () => void }) {
  const { quote, anchor, onClose } = props;
  const { t } = useTranslation("reports");
  const { view } = useReport();
  return (
    <CommandDialog
      onClose={onClose}
      title={t("comment.add")}
      lead={anchor ? <Quoted quote={quote} /> : t("comment.wholeLead")}
      submit={t("comment.submit")}
      intent="comment-report"
      fixed={{ reportId: view.id, version: view.version, ...(anchor && { ...anchor, quote }) }}
      keep={`report-comment/${view.id}`}
    >
      {(given) => <KeptText name="text" label={t("comment.text")} given={given} />}
    </CommandDialog>
  );
}

export function ReplyDialog({ comment, onClose }: { comment: ReportCommentView; onClose: () => void }) {
  const { t } = useTranslation("reports");
  return (
    <CommandDialog
      onClose={onClose}
      title={t("comment.replyTo", { name: comment.by })}
      lead={comment.text}
      submit={t("comment.reply")}
      intent="reply-comment"
      fixed={{ commentId: comment.id }}
      keep={`report-reply/${comment.id}`}
    >
      {(given) => <KeptText name="text" label={t("comment.replyText")} given={given} />}
    </CommandDialog>
  );
}

export function Quoted({ quote }: { quote: string }) {
  const { t } = useTranslation("reports");
  return <span className="line-clamp-3 break-words">{t("comment.quote", { quote })}</span>;
}
