import type { LoaderFunctionArgs } from "@remix-run/node";
import { findInRegister } from "#domain/people/queries/find-in-register.server.ts";
import { unitChildren } from "#domain/people/queries/unit-tree.server.ts";
import type { TreeAnswer } from "#domain/people/register.ts";
import { withActor } from "#http/load.server.ts";

/** Parts of the tree as they are opened (`under=`), and what its search finds (`q=`). */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const query = search.get("q") ?? "";
    const answer: TreeAnswer = query
      ? { query, hits: await findInRegister(actor, now, query) }
      : { nodes: await unitChildren(actor, now, search.get("under") ?? "") };
    return Response.json(answer);
  });
