import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { grantChanges } from "#domain/people/queries/grant-changes.server.ts";
import { withActor } from "#http/load.server.ts";
import { ChangesList } from "../features/people/changes-list.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("people", "tab.changes");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const turn = { after: search.get("after"), before: search.get("before") };
    return { page: await grantChanges(actor, now, { ...turn, query: search.get("q") }) };
  });

export default function Changes() {
  return <ChangesList {...useLoaderData<typeof loader>()} />;
}
