import type { LoaderFunctionArgs } from "@remix-run/node";
import { grantPreview } from "#domain/people/queries/grant-preview.server.ts";
import { withActor } from "#http/load.server.ts";
import { draftOf, momentOf } from "../features/people/asked.ts";

/** What a grant that is being filled in would make possible. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const draft = { ...draftOf(search), personId: search.get("personId") ?? "" };
    const grid = { at: momentOf(search) ?? now, unitId: search.get("unitId") ?? "" };
    return Response.json(await grantPreview(actor, now, draft, grid));
  });
