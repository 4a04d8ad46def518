import type { LoaderFunctionArgs } from "@remix-run/node";
import { entryFilters } from "#domain/incidents/entry-kinds.ts";
import { findEntries } from "#domain/incidents/queries/find-entries.server.ts";
import { entriesBefore, eventsAfter } from "#domain/incidents/queries/room.server.ts";
import { withActor } from "#http/load.server.ts";

const numberIn = (search: URLSearchParams, name: string) => {
  const value = Number(search.get(name));
  return search.has(name) && Number.isSafeInteger(value) && value >= 0 && value < 2 ** 31 ? value : null;
};

/** Entries of an incident: `?after=SEQ` what came since, `?before=SEQ` what lies further up, with `filter` and `q` only the hits. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const incidentId = params.incidentId ?? "";
    const { searchParams } = new URL(request.url);
    const after = numberIn(searchParams, "after");
    if (after !== null) return Response.json({ events: await eventsAfter(actor, incidentId, after, now) });
    const before = numberIn(searchParams, "before") ?? 2 ** 31 - 1;
    const filter = entryFilters.find((one) => one === searchParams.get("filter")) ?? "all";
    const text = (searchParams.get("q") ?? "").slice(0, 200);
    if (filter === "all" && text === "")
      return Response.json({ events: await entriesBefore(actor, incidentId, before, now) });
    const { entries, next } = await findEntries(actor, incidentId, { filter, text, before }, now);
    return Response.json({ events: entries, next });
  });
