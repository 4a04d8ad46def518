import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { shiftCommands } from "#domain/shifts/commands/index.server.ts";
import { shiftList } from "#domain/shifts/queries/shift-list.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { ShiftsPage } from "../features/shifts/shifts-page.tsx";
import { titled } from "../i18n/title.ts";

export const meta = titled("shifts", "title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => shiftList(actor, now));

export const action = ({ request }: ActionFunctionArgs) => runCommand(request, shiftCommands);

export default function Shifts() {
  return <ShiftsPage list={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
