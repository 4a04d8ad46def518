import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import { logFailure } from "#http/load.server.ts";
import { cookieLocale } from "#http/locale.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { wholePage } from "#http/whole-page.server.ts";
import { PageFactsContext } from "./i18n/page-facts.ts";

/** After so long a page that cannot be rendered is given up. */
const PATIENCE_MS = 10_000;

/**
 * Renders the whole page, then sends it in one piece: pages have no late parts, and a piece needs no scripts to put it
 * together. What the loaders gave follows the document, where Remix would stream it.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream, ...context }: EntryContext,
  { nonce, requestId }: AppLoadContext,
): Promise<Response> {
  const facts = {
    nonce,
    requestId,
    locale: cookieLocale(request),
    at: (requestScope()?.startedAt ?? new Date()).toISOString(),
  };
  const page = (
    <PageFactsContext.Provider value={facts}>
      <RemixServer context={context as EntryContext} url={request.url} nonce={nonce} />
    </PageFactsContext.Provider>
  );
  const [given, { html, failed }] = await Promise.all([handedOver(serverHandoffStream, nonce), rendered(page, nonce)]);
  return wholePage(`<!DOCTYPE html>${html}${given}`, { headers, status: failed ? 500 : status });
}

/** A part that waits for something leaves this mark in what is rendered at one go. */
const WAITING = "<!--$!-->";

async function rendered(page: ReactElement, nonce: string): Promise<{ html: string; failed: boolean }> {
  const html = renderToString(page);
  return html.includes(WAITING) ? renderedInTime(page, nonce) : { html, failed: false };
}

/** For pages with parts that are loaded while they are rendered. An error inside makes the status 500. */
function renderedInTime(page: ReactElement, nonce: string): Promise<{ html: string; failed: boolean }> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(page, {
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
              resolve({
                html: Buffer.concat(pieces)
                  .toString()
                  .replace(/^<!DOCTYPE html>/, ""),
                failed,
              });
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
    });
    const patience = setTimeout(abort, PATIENCE_MS);
  });
}

/** Characters that end a script or a line of it. */
const unsafe: Record<string, string> = {
  "&": "\\u0026",
  ">": "\\u003e",
  "<": "\\u003c",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** The loaders' data as the scripts that Remix's client reads. */
async function handedOver(stream: EntryContext["serverHandoffStream"], nonce: string): Promise<string> {
  if (!stream) return "";
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of stream as unknown as AsyncIterable<Uint8Array>)
    text += decoder.decode(piece, { stream: true });
  const literal = JSON.stringify(text).replace(/[&><\u2028\u2029]/g, (character) => unsafe[character]!);
  const to = "window.__remixContext.streamController";
  return `<script nonce="${nonce}">${to}.enqueue(${literal});${to}.close();</script>`;
}

/** Errors no loader has caught itself: logged with the id the person sees. A closed browser is none, nor is an answer such as "not found". */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (isRouteErrorResponse(error) && error.status < 500) return;
  if (!request.signal.aborted) logFailure(error, "a request failed");
}
