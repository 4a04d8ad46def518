import { setTimeout as wait } from "node:timers/promises";
import { now as clockNow } from "#domain/kernel/clock.ts";
import type { Actor } from "#domain/people/actor.ts";
import { importView } from "#domain/submissions/queries/imports.server.ts";
import { logFailure } from "./load.server.ts";

/** How often the row of the import is looked at, in ms. */
const EVERY = 300;

/**
 * A stream of events with the import's view whenever it has changed, until its reading has ended; then it closes. The first
 * answer is asked for before the stream opens, so that what may not be read is a plain 404.
 */
export async function importProgress(actor: Actor, importId: string, signal: AbortSignal): Promise<Response> {
  let view = await importView(actor, importId, clockNow());
  const encoder = new TextEncoder();
  const message = () => encoder.encode(`data: ${JSON.stringify(view)}\n\n`);
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      let last = "";
      try {
        while (!signal.aborted) {
          const text = JSON.stringify(view);
          if (text !== last) controller.enqueue(message());
          last = text;
          if (view.state !== "reading") break;
          await wait(EVERY, undefined, { signal });
          view = await importView(actor, importId, clockNow());
        }
        controller.close();
      } catch (error) {
        if (signal.aborted) return;
        logFailure(error, "the progress of an import broke off");
        controller.error(error);
      }
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "private, no-store",
      // A proxy that gathers an answer before it passes it on would hide the progress.
      "X-Accel-Buffering": "no",
    },
  });
}
