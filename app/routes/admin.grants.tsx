import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isDuty } from "#domain/people/duties.ts";
import { allGrants } from "#domain/people/queries/all-grants.server.ts";
import { grantFilters } from "#domain/people/register.ts";
import { withActor } from "#http/load.server.ts";
import { GrantsList } from "../features/people/grants-list.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("people", "tab.grants");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const duty = search.get("duty") ?? "";
    const page = await allGrants(actor, now, {
      after: search.get("after"),
      before: search.get("before"),
      query: search.get("q"),
      duty: isDuty(duty) ? duty : null,
      filter: grantFilters.find((name) => name === search.get("state")) ?? "open",
    });
    return { page, now: now.toISOString() };
  });

export default function Grants() {
  return <GrantsList {...useLoaderData<typeof loader>()} />;
}
