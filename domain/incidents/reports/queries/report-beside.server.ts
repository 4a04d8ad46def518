import type { Tx } from "../../../kernel/db.server.ts";
import type { CommentState } from "../comment-machine.ts";

/** 批注 beside the text; without `anchor` about the report as a whole. Times ISO 8601. */
export type ReportCommentView = {
  id: string;
  quote: string;
  anchor: { startsAt: string; endsAt: string } | null;
  text: string;
  by: string;
  at: string;
  state: CommentState;
  settled: { by: string; at: string } | null;
  replies: { id: string; by: string; at: string; text: string }[];
};
/** 写作记录: who wrote in which version, from when until when. When, and never how much. */
export type ReportWritingView = { id: string; by: string; version: number; from: string; until: string };

/** What stands beside the text of a report, in the order in which it was written. */
export async function besideReport(
  tx: Tx,
  reportId: string,
): Promise<{ comments: ReportCommentView[]; writings: ReportWritingView[] }> {
  const comments = await tx.reportComment.findMany({
    where: { reportId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    include: { replies: { orderBy: [{ at: "asc" }, { id: "asc" }] } },
  });
  const writings = await tx.reportWriting.findMany({
    where: { reportId },
    orderBy: [{ fromAt: "asc" }, { id: "asc" }],
  });
  return {
    comments: comments.map((one) => ({
      id: one.id,
      quote: one.quote,
      anchor: one.startsAt && one.endsAt ? { startsAt: one.startsAt, endsAt: one.endsAt } : null,
      text: one.text,
      by: one.byName,
      at: one.at.toISOString(),
      state: one.state as CommentState,
      settled: one.settledAt && { by: one.settledBy ?? "", at: one.settledAt.toISOString() },
      replies: one.replies.map(({ id, byName, at, text }) => ({ id, by: byName, at: at.toISOString(), text })),
    })),
    writings: writings.map((one) => ({
      id: one.id,
      by: one.name,
      version: one.version,
      from: one.fromAt.toISOString(),
      until: one.untilAt.toISOString(),
    })),
  };
}
