import type { LoaderFunctionArgs } from "@remix-run/node";
import { readQuestion } from "#domain/submissions/filter.ts";
import { matchingSubmissions } from "#domain/submissions/queries/list.server.ts";
import { withActor } from "#http/load.server.ts";

/** `GET /submissions/matching?…`: every submission that the conditions match, at most 500, for selecting them. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { filter } = readQuestion(new URL(request.url).searchParams);
    return Response.json({ selected: await matchingSubmissions(actor, filter, now) });
  });
