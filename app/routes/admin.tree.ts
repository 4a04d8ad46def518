import type { LoaderFunctionArgs } from "@remix-run/node";
import { findInRegister } from "#domain/people/queries/find-in-register.server.ts";
import { unitChildren } from "#domain/people/queries/unit-tree.server.ts";
import { withActor } from "#http/load.server.ts";

/** Parts of the tree as they are opened (`under=`), and what its search finds (`q=`). */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const query = search.get("q") ?? "";
    if (query) return { query, hits: await findInRegister(actor, now, query) };
    return { nodes: await unitChildren(actor, now, search.get("under") ?? "") };
  });
