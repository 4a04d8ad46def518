import type { LoaderFunctionArgs } from "@remix-run/node";
import { roomView } from "#domain/incidents/queries/room.server.ts";
import { withActor } from "#http/load.server.ts";

/** What the reader may do in the incident now: asked by an open room when rights or parts have changed. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { can, parts } = await roomView(actor, params.incidentId ?? "", now);
    return Response.json({ can, parts });
  });
