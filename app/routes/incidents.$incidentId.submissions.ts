import type { LoaderFunctionArgs } from "@remix-run/node";
import { linkableSubmissions } from "#domain/incidents/queries/linkable-submissions.server.ts";
import { relatedSubmissions } from "#domain/incidents/queries/related-submissions.server.ts";
import { withActor } from "#http/load.server.ts";

/** Submissions that can be joined to the incident: found by `?q=`, or with `?related` those that came since and may belong to it. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const search = new URL(request.url).searchParams;
    const incidentId = params.incidentId ?? "";
    const submissions = search.has("related")
      ? await relatedSubmissions(actor, incidentId, now)
      : await linkableSubmissions(actor, incidentId, search.get("q") ?? "", now);
    return Response.json({ submissions });
  });
