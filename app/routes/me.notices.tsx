import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { setQuietHours } from "#domain/notices/commands/set-quiet-hours.server.ts";
import { quietView } from "#domain/notices/queries/quiet-hours.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { QuietForm } from "../features/notices/quiet-form.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("notices", "quiet.title");
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => quietView(actor, now));
export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, { "set-quiet-hours": setQuietHours }, { stay: true });

export default function MyNotices() {
  return <QuietForm view={useLoaderData<typeof loader>()} />;
}
