import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { shiftCommands } from "#domain/shifts/commands/index.server.ts";
import { sheetView } from "#domain/shifts/queries/sheet.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { SheetPage } from "../features/shifts/sheet-page.tsx";
import { titled } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };

export const meta = titled("shifts", "sheet.handOverPage");

/** `?incident=`: whose posts the chart shows. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) =>
    sheetView(actor, params.shiftId ?? "", new URL(request.url).searchParams.get("incident"), now),
  );

export const action = ({ request }: ActionFunctionArgs) => runCommand(request, shiftCommands);

export default function HandOver() {
  const view = useLoaderData<typeof loader>();
  return <SheetPage key={view.shift.id} view={view as never} answer={useActionData<typeof action>()} />;
}
