import { data, redirect } from "@remix-run/node";
import { now as clockNow } from "#domain/kernel/clock.ts";
import { inLanguage, type Sentence, say } from "#domain/kernel/sentence.ts";
import { loadActor } from "#domain/people/actor.server.ts";
import type { Actor } from "#domain/people/actor.ts";
import { cookieLocale } from "./locale.server.ts";
import { pageOf } from "./paths.ts";
import { oncePerRequest } from "./request-scope.server.ts";
import { checkSession, type LiveSession } from "./session.server.ts";
import { PERSON_HEADER } from "./session-facts.ts";

export type SignedIn = { actor: Actor; session: LiveSession; now: Date };

export const signedOutSentence: Sentence = say(
  "登录已过期，请重新登录。没写完的都在。",
  "You have been signed out. Sign in again; what you were writing is kept.",
);

/** Who asks; null without a live session. Loaded once a request. */
export function whoAsks(request: Request): Promise<SignedIn | null> {
  return oncePerRequest("actor", async () => {
    const { live } = await checkSession(request);
    if (!live) return null;
    const meant = request.headers.get(PERSON_HEADER);
    if (meant && meant !== live.personId) return null;
    const now = clockNow();
    const actor = await loadActor(live.personId, now, live.publicId);
    return actor && { actor, session: live, now };
  });
}

/** The page where a password set by an administrator is replaced; nothing else opens before. */
export const NEW_PASSWORD_PAGE = "/sign-in/password";

/**
 * Who asks. Without a session a page request goes to the sign-in page and comes back; any other request is answered 401,
 * so that the page it came from stays as it is and asks for the password over itself.
 */
export async function requireSession(request: Request): Promise<SignedIn> {
  const signedIn = await whoAsks(request);
  if (!signedIn) {
    if (isPageRequest(request)) throw redirect(`/sign-in?next=${encodeURIComponent(pageOf(request))}`);
    throw data(
      { ok: false, code: "signed_out", message: inLanguage(signedOutSentence, cookieLocale(request)) },
      { status: 401 },
    );
  }
  if (signedIn.session.mustChangePassword)
    throw redirect(`${NEW_PASSWORD_PAGE}?next=${encodeURIComponent(pageOf(request))}`);
  return signedIn;
}

/** Who acts. See requireSession. */
export const requireActor = async (request: Request): Promise<Actor> => (await requireSession(request)).actor;

/** Set by server.ts on requests of the client-side router (`….data`), whose ending Remix removes. */
export const DATA_HEADER = "X-Lianxi-Data";

/** Whether a browser asks for a whole page (a link, a form without JavaScript), not a script of a page that stays. */
export function isPageRequest(request: Request): boolean {
  if (request.headers.has(DATA_HEADER)) return false;
  const wanted = request.headers.get("Sec-Fetch-Dest");
  return wanted ? wanted === "document" : (request.headers.get("Accept") ?? "").includes("text/html");
}
