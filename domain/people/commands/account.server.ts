import { changePassword } from "./change-password.server.ts";
import { changePreferences } from "./change-preferences.server.ts";
import { endOtherSessions, endSession } from "./end-session.server.ts";

/** Intent → command, for the pages of a person's own account. */
export const accountCommands = {
  change: changePassword,
  preferences: changePreferences,
  end: endSession,
  endOthers: endOtherSessions,
} as const;
