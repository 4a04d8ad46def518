import { auditCommands } from "./audit/commands/inquiries.server.ts";
import { incidentCommands } from "./incidents/commands/index.server.ts";
import { submissionCommands } from "./submissions/commands/index.server.ts";

/** Every command that `POST /commands` and the socket take, by intent. */
export const commandsByIntent = { ...incidentCommands, ...auditCommands, ...submissionCommands } as const;
export type Intent = keyof typeof commandsByIntent;
