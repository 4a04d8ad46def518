import { z } from "zod";
import { command } from "../../kernel/command.server.ts";
import { endSessionsIn } from "../session.server.ts";

/** Ends the session it is asked from. */
export const signOut = command("people.session.sign-out", z.object({}), async ({ tx, actor, now }) => {
  if (actor.sessionId) await endSessionsIn(tx, actor.personId, "signed_out", now, { only: [actor.sessionId] });
});
