import type { LoaderFunctionArgs } from "@remix-run/node";
import { linkableIncidents } from "#domain/submissions/queries/linkable-incidents.server.ts";
import { withActor } from "#http/load.server.ts";

/** `GET /submissions/incidents?q=`: open incidents that submissions may be added to. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const text = (new URL(request.url).searchParams.get("q") ?? "").slice(0, 100);
    return Response.json({ incidents: await linkableIncidents(actor, text, now) });
  });
