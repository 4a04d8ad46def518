import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { logFailure } from "#http/load.server.ts";
import { cookieLocale } from "#http/locale.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { PageFactsContext } from "./i18n/page-facts.ts";

/** After so long a page that cannot be rendered is given up. */
const PATIENCE_MS = 10_000;

/**
 * Renders the whole page, then sends it in one piece: pages have no late parts, and a piece needs no scripts to put it
 * together. An error while rendering makes the status 500.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  { nonce, requestId }: AppLoadContext,
) {
  const facts = {
    nonce,
    requestId,
    locale: cookieLocale(request),
    at: (requestScope()?.startedAt ?? new Date()).toISOString(),
  };
  return new Promise<Response>((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <PageFactsContext.Provider value={facts}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </PageFactsContext.Provider>,
      {
        nonce,
        // Nothing is held back for a second piece, however large the page.
        progressiveChunkSize: Number.POSITIVE_INFINITY,
        onAllReady() {
          clearTimeout(patience);
          const pieces: Buffer[] = [];
          pipe(
            new Writable({
              write(piece: Buffer, _encoding, done) {
                pieces.push(piece);
                done();
              },
              final(done) {
                const body = Buffer.concat(pieces);
                headers.set("Content-Type", "text/html; charset=utf-8");
                headers.set("Content-Length", String(body.byteLength));
                resolve(new Response(body, { headers, status: failed ? 500 : status }));
                done();
              },
            }),
          );
        },
        onShellError: reject,
        onError(error) {
          failed = true;
          logFailure(error, "a page failed to render");
        },
      },
    );
    const patience = setTimeout(abort, PATIENCE_MS);
  });
}

/** Errors no loader has caught itself: logged with the id the person sees. A closed browser is none, nor is an answer such as "not found". */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (isRouteErrorResponse(error) && error.status < 500) return;
  if (!request.signal.aborted) logFailure(error, "a request failed");
}
