import type { LoaderFunctionArgs } from "@remix-run/node";
import { reviewView } from "#domain/incidents/review/queries/review-view.server.ts";
import { withActor } from "#http/load.server.ts";

/** The review as it is now, for a page of it that is open already. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => Response.json(await reviewView(actor, params.incidentId ?? "", now)));
