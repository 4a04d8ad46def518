import { changeAcceptLimit } from "./change-accept-limit.server.ts";
import { resendMessage, setHook } from "./hooks.server.ts";
import { setQuietHours } from "./set-quiet-hours.server.ts";

/** Intent → command, for the pages of limits, outgoing messages and quiet hours. */
export const noticeCommands = {
  "change-accept-limit": changeAcceptLimit,
  "set-hook": setHook,
  "resend-message": resendMessage,
  "set-quiet-hours": setQuietHours,
} as const;
