import { data } from "@remix-run/node";
import { now } from "#domain/kernel/clock.ts";
import { log } from "#domain/kernel/log.ts";
import { OUTAGE_STATUS, outageOf } from "#domain/kernel/outage.ts";
import { Refusal, refusalStatus } from "#domain/kernel/refusal.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { requireSession, type SignedIn } from "./actor.server.ts";
import { cookieLocale } from "./locale.server.ts";
import { requestScope } from "./request-scope.server.ts";

/** What an error page is told: never more than this. `id` finds the request in the log. */
export type ErrorFacts = { id: string | null; at: string; message?: string };

/** `id` and time of the request, for an error page. */
export const errorFacts = (message?: string): ErrorFacts => ({
  id: requestScope()?.id ?? null,
  at: now().toISOString(),
  ...(message !== undefined && { message }),
});

/** The answer for what does not exist and for what one may not see: the same. */
export const notFoundPage = () => data(errorFacts(), { status: 404 });

/**
 * One loader: who asks, then one query. not_found and not_allowed become the same 404 page; other refusals keep their status
 * and sentence; anything else is logged and becomes a 500 that says only its id.
 */
export async function withActor<T>(request: Request, query: (asking: SignedIn) => Promise<T>): Promise<T> {
  let locale: string = cookieLocale(request);
  try {
    const asking = await requireSession(request);
    locale = asking.actor.locale;
    return await query(asking);
  } catch (error) {
    throw loaderFailure(error, locale);
  }
}

/** What a loader throws for an error: the page that says it. */
export function loaderFailure(error: unknown, locale: string): unknown {
  if (error instanceof Refusal) {
    if (error.code === "not_found" || error.code === "not_allowed") return notFoundPage();
    return data(errorFacts(inLanguage(error.sentence, locale)), { status: refusalStatus[error.code] });
  }
  // Responses and data() are answers, not failures.
  if (!(error instanceof Error)) return error;
  logFailure(error, "a loader failed");
  const outage = outageOf(error);
  if (outage) return data(errorFacts(inLanguage(outage.sentence, locale)), { status: OUTAGE_STATUS });
  return data(errorFacts(), { status: 500 });
}

/** Logs an unexpected error with the id that the person sees. */
export function logFailure(error: unknown, what: string): void {
  log.error({ err: error, requestId: requestScope()?.id }, what);
}
