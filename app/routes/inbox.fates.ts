import type { LoaderFunctionArgs } from "@remix-run/node";
import { inboxFates } from "#domain/inbox/queries/inbox-fates.server.ts";
import { withActor } from "#http/load.server.ts";

/** What became of items that have left a page's list: `?keys=` parted by commas. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const keys = (new URL(request.url).searchParams.get("keys") ?? "").split(",").filter(Boolean);
    return Response.json(await inboxFates(actor, keys, now), { headers: { "Cache-Control": "no-store" } });
  });
