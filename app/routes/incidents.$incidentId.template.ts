import type { LoaderFunctionArgs } from "@remix-run/node";
import { templatePlan } from "#domain/incidents/templates/queries/template-plan.server.ts";
import { withActor } from "#http/load.server.ts";

/** The kinds of the incident's county, and with `?id=` what that template would add now. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) =>
    Response.json(await templatePlan(actor, params.incidentId ?? "", new URL(request.url).searchParams.get("id"), now)),
  );
