import { discardImport } from "./discard-import.server.ts";
import { publishImport } from "./publish-import.server.ts";
import { receiveSubmission } from "./receive-submission.server.ts";

/** Intent → command. */
export const submissionCommands = {
  "publish-import": publishImport,
  "discard-import": discardImport,
  receive: receiveSubmission,
} as const;
