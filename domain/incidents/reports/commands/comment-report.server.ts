import { newId } from "#domain/kernel/id.ts";
import type { ReportComment } from "#prisma/generated/client.ts";
import { command } from "../../../kernel/command.server.ts";
import type { Tx } from "../../../kernel/db.server.ts";
import { next } from "../../../kernel/machine.ts";
import { notFound, stale } from "../../../kernel/refusal.ts";
import type { Actor } from "../../../people/actor.ts";
import { commentMachine } from "../comment-machine.ts";
import { CommentInput, OneCommentInput, ReplyInput } from "../inputs.ts";
import { lockReport } from "../report.server.ts";
import { reportMachine } from "../report-machine.ts";

/** A report whose text is still being written: what stands beside a frozen one stays as it is. */
async function lockWritten(tx: Tx, actor: Actor, reportId: string, now: Date) {
  const { report } = await lockReport(tx, actor, reportId, now, "incidents.report.comment");
  next(reportMachine, report.state, "check");
  return report;
}
async function lockComment(tx: Tx, actor: Actor, id: string, now: Date): Promise<ReportComment> {
  const found = await tx.reportComment.findUnique({ where: { id }, select: { reportId: true } });
  if (!found) throw notFound();
  await lockWritten(tx, actor, found.reportId, now);
  return tx.reportComment.findUniqueOrThrow({ where: { id } });
}

/** 批注 beside marked words, or about the whole. What is drafted is no history: comments leave no entry in the timeline. */
export const commentReport = command("incidents.report.comment", CommentInput, async ({ tx, actor, input, now }) => {
  const report = await lockWritten(tx, actor, input.reportId, now);
  if (report.version !== input.version) throw stale();
  const id = newId(now.getTime());
  await tx.reportComment.create({
    data: { ...input, id, state: "open", byId: actor.personId, byName: actor.name, at: now },
  });
  return { commentId: id };
});

export const replyToComment = command(
  "incidents.report.comment.reply",
  ReplyInput,
  async ({ tx, actor, input, now }) => {
    const comment = await lockComment(tx, actor, input.commentId, now);
    next(commentMachine, comment.state, "reply");
    const id = newId(now.getTime());
    await tx.reportCommentReply.create({
      data: { id, commentId: comment.id, text: input.text, byId: actor.personId, byName: actor.name, at: now },
    });
    return { replyId: id };
  },
);

/** 了结 by whoever has seen to it: the writer as well as who remarked. */
export const settleComment = command(
  "incidents.report.comment.settle",
  OneCommentInput,
  async ({ tx, actor, input, now }) => {
    const comment = await lockComment(tx, actor, input.commentId, now);
    const state = next(commentMachine, comment.state, "settle");
    await tx.reportComment.update({
      where: { id: comment.id },
      data: { state, settledAt: now, settledBy: actor.name },
    });
    return { state };
  },
);

export const reopenComment = command(
  "incidents.report.comment.reopen",
  OneCommentInput,
  async ({ tx, actor, input, now }) => {
    const comment = await lockComment(tx, actor, input.commentId, now);
    const state = next(commentMachine, comment.state, "reopen");
    await tx.reportComment.update({ where: { id: comment.id }, data: { state, settledAt: null, settledBy: null } });
    return { state };
  },
);
