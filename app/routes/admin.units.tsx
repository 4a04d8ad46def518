import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { registerCommands } from "#domain/people/commands/index.server.ts";
import { unitPage } from "#domain/people/queries/unit-page.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { draftOf, momentOf } from "../features/people/asked.ts";
import { UnitPage } from "../features/people/unit-page.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("people", "title");

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    return unitPage(actor, now, {
      unitId: params.unitId ?? null,
      after: search.get("after"),
      before: search.get("before"),
      past: search.get("past") === "1",
      place: search.get("place"),
      at: momentOf(search),
      gridAfter: search.get("gridAfter"),
      panel: { kind: search.get("panel") ?? "", id: search.get("id") },
      find: search.get("find"),
      draft: draftOf(search),
    });
  });

export const action = ({ request }: ActionFunctionArgs) => runCommand(request, registerCommands);

export default function Units() {
  return <UnitPage view={useLoaderData<typeof loader>()} />;
}
