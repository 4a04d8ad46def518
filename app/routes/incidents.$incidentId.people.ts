import type { LoaderFunctionArgs } from "@remix-run/node";
import { mentionablePeople } from "#domain/incidents/queries/mentionable.server.ts";
import { taskOwners } from "#domain/incidents/queries/task-owners.server.ts";
import { withActor } from "#http/load.server.ts";

/** Who may be mentioned (`?q=`), whom a post may be offered to (`?all`), or who may own a task of a unit (`?unit=`). */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const incidentId = params.incidentId ?? "";
    const { searchParams } = new URL(request.url);
    const unit = searchParams.get("unit");
    const people =
      unit === null
        ? await mentionablePeople(actor, incidentId, searchParams.get("q") ?? "", now, searchParams.has("all"))
        : await taskOwners(actor, incidentId, unit, now);
    return Response.json({ people });
  });
