import { addAddressee, headReport, receiveReport, removeAddressee } from "./address-report.server.ts";
import { commentReport, reopenComment, replyToComment, settleComment } from "./comment-report.server.ts";
import { draftReport, dropReport } from "./draft-report.server.ts";
import { checkReport, freezeReport } from "./freeze-report.server.ts";
import { returnReport, signReport } from "./sign-report.server.ts";

/** Intent → command, of the reports that go up. */
export const reportCommands = {
  "draft-report": draftReport,
  "drop-report": dropReport,
  "check-report": checkReport,
  "freeze-report": freezeReport,
  "sign-report": signReport,
  "return-report": returnReport,
  "head-report": headReport,
  "add-addressee": addAddressee,
  "remove-addressee": removeAddressee,
  "receive-report": receiveReport,
  "comment-report": commentReport,
  "reply-comment": replyToComment,
  "settle-comment": settleComment,
  "reopen-comment": reopenComment,
} as const;
