import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { accountCommands } from "#domain/people/commands/account.server.ts";
import { ownSessions } from "#domain/people/queries/own-sessions.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { SessionList } from "../features/account/session-list.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("account", "sessions.title");
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => ({ now: now.toISOString(), sessions: await ownSessions(actor, now) }));
export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, { end: accountCommands.end, endOthers: accountCommands.endOthers });

export default function Sessions() {
  return <SessionList {...useLoaderData<typeof loader>()} />;
}
