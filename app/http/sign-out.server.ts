import { redirect } from "@remix-run/node";
import { execute } from "#domain/kernel/command.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { signOut } from "#domain/people/commands/sign-out.server.ts";
import { whoAsks } from "./actor.server.ts";
import { noSessionCookie } from "./session.server.ts";

/** Ends the session and forgets its token; without one it only forgets. The page is loaded anew, so that nothing stays in memory. */
export async function signOutAction(request: Request) {
  const asking = await whoAsks(request);
  if (asking) await execute(signOut, asking.actor, {}, { commandId: newId(), now: asking.now });
  const headers = new Headers({ "Set-Cookie": noSessionCookie(), "X-Remix-Reload-Document": "true" });
  throw redirect("/sign-in", { status: 303, headers });
}
