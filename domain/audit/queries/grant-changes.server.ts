import { permitRead } from "../../kernel/refusal.ts";
import type { Actor } from "../../people/actor.ts";
import { grantChanges } from "../../people/queries/grant-changes.server.ts";
import type { Turn } from "../../people/queries/page-key.ts";
import type { GrantChange, KeyedPage } from "../../people/register.ts";
import { maySeeAccessLog } from "../../permissions/audit.ts";
import { logAccess } from "../log-access.server.ts";

/** 授权变动 as oversight reads it; reading it is an entry of the access log, written first. */
export async function readGrantChanges(
  actor: Actor,
  turn: Turn & { query?: string | null },
  now: Date,
  requestId?: string,
): Promise<KeyedPage<GrantChange>> {
  permitRead(maySeeAccessLog(actor, null, now));
  await logAccess(actor, { action: "search", subjectKind: "grants", requestId });
  return grantChanges(actor, now, turn);
}
