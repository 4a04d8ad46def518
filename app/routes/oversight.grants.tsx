import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readGrantChanges } from "#domain/audit/queries/grant-changes.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { GrantChangesPage } from "../features/audit/grant-changes-page.tsx";
import { titled } from "../i18n/title.ts";

export const meta = titled("audit", "grants.title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const turn = { after: search.get("after"), before: search.get("before"), query: search.get("q") };
    return { page: await readGrantChanges(actor, turn, now, requestScope()?.id) };
  });

export default function GrantChanges() {
  return <GrantChangesPage {...useLoaderData<typeof loader>()} />;
}
