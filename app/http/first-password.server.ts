import { redirect } from "@remix-run/node";
import { whoAsks } from "./actor.server.ts";
import { ownPath } from "./paths.ts";
import { version } from "./version.server.ts";

/** The page where a password set by an administrator is replaced; who has his own goes on to where he was going. */
export async function firstPasswordPage(request: Request) {
  const next = ownPath(new URL(request.url).searchParams.get("next"));
  const asking = await whoAsks(request);
  if (!asking) throw redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  if (!asking.session.mustChangePassword) throw redirect(next);
  return { name: asking.actor.name, version, next };
}
