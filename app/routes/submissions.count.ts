import type { LoaderFunctionArgs } from "@remix-run/node";
import { readQuestion } from "#domain/submissions/filter.ts";
import { countSubmissions } from "#domain/submissions/queries/list.server.ts";
import { withActor } from "#http/load.server.ts";

/** `GET /submissions/count?…`: how many submissions the conditions match; the list does not wait for it. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { filter } = readQuestion(new URL(request.url).searchParams);
    return Response.json({ total: await countSubmissions(actor, filter, now) });
  });
