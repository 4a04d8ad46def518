import type { LoaderFunctionArgs } from "@remix-run/node";
import { reportKinds } from "#domain/incidents/templates/queries/template-plan.server.ts";
import { withActor } from "#http/load.server.ts";

/** `?county=`: the kinds a report there may choose from, and whether it may be an exercise. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) =>
    Response.json(await reportKinds(actor, new URL(request.url).searchParams.get("county") ?? "", now)),
  );
