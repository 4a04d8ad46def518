import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { registerCommands } from "#domain/people/commands/index.server.ts";
import { liveSessions } from "#domain/people/queries/live-sessions.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { SessionTable } from "../features/people/session-table.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("people", "tab.sessions");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const turn = { after: search.get("after"), before: search.get("before") };
    return { page: await liveSessions(actor, now, { ...turn, query: search.get("q") }), now: now.toISOString() };
  });

export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, { "end-session": registerCommands["end-session"] });

export default function Sessions() {
  return <SessionTable {...useLoaderData<typeof loader>()} />;
}
