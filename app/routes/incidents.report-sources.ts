import type { ActionFunctionArgs } from "@remix-run/node";
import { ReportSourcesInput, reportSources } from "#domain/incidents/queries/report-sources.server.ts";
import { parseInput } from "#domain/kernel/command.server.ts";
import { withActor } from "#http/load.server.ts";

/** Reads the submissions chosen in the list, for the report made from them. A post, because 500 ids do not fit an address. */
export const action = ({ request }: ActionFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { ids } = parseInput(ReportSourcesInput, await request.json().catch(() => null));
    return { sources: await reportSources(actor, ids, now) };
  });
