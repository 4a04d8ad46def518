import type { LoaderFunctionArgs } from "@remix-run/node";
import { linkableSubmissions } from "#domain/incidents/queries/linkable-submissions.server.ts";
import { withActor } from "#http/load.server.ts";

/** Submissions that can be joined to the incident, found by `?q=`. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const query = new URL(request.url).searchParams.get("q") ?? "";
    return Response.json({ submissions: await linkableSubmissions(actor, params.incidentId ?? "", query, now) });
  });
