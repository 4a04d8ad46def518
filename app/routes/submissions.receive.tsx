import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { submissionCommands } from "#domain/submissions/commands/index.server.ts";
import { receivePage } from "#domain/submissions/queries/receive-page.server.ts";
import { withActor } from "#http/load.server.ts";
import { type CommandResult, runCommand } from "#http/run-command.server.ts";
import { ReceivePage } from "../features/submissions/receive-page.tsx";
import { titled } from "../i18n/title.ts";

export const meta = titled("submissions", "receive.title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => receivePage(actor, now));

const { receive } = submissionCommands;
export const action = ({ request }: ActionFunctionArgs) => runCommand(request, { receive });

export default function Receive() {
  return <ReceivePage facts={useLoaderData<typeof loader>()} answer={useActionData<CommandResult>() ?? null} />;
}
