import { auditCommands } from "./audit/commands/inquiries.server.ts";
import { incidentCommands } from "./incidents/commands/index.server.ts";
import { reviewCommands } from "./incidents/review/commands/index.server.ts";
import { templateCommands } from "./incidents/templates/commands/index.server.ts";
import { shiftCommands } from "./shifts/commands/index.server.ts";
import { submissionCommands } from "./submissions/commands/index.server.ts";

/** Every command that `POST /commands` and the socket take, by intent. */
export const commandsByIntent = {
  ...incidentCommands,
  ...reviewCommands,
  ...templateCommands,
  ...auditCommands,
  ...submissionCommands,
  ...shiftCommands,
} as const;
export type Intent = keyof typeof commandsByIntent;
