import type { LoaderFunctionArgs } from "@remix-run/node";
import { inboxView } from "#domain/inbox/queries/inbox.server.ts";
import { withActor } from "#http/load.server.ts";

/** The inbox as it is now, for a page that stands. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) =>
    Response.json(await inboxView(actor, now), { headers: { "Cache-Control": "no-store" } }),
  );
