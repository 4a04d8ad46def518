import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { submissionCommands } from "#domain/submissions/commands/index.server.ts";
import { isProblemKind } from "#domain/submissions/imports.ts";
import { importPage } from "#domain/submissions/queries/import-page.server.ts";
import { withActor } from "#http/load.server.ts";
import { type CommandResult, runCommand } from "#http/run-command.server.ts";
import { DrawerFailure } from "../features/submissions/drawer-failure.tsx";
import { ImportDrawer } from "../features/submissions/import-drawer.tsx";
import { UploadDrawer } from "../features/submissions/upload-drawer.tsx";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    const kind = search.get("kind");
    const asked = { kind: isProblemKind(kind) ? kind : null, all: search.get("rows") === "all" };
    return importPage(actor, params.importId ?? "", asked, now);
  });

const { "publish-import": publish, "discard-import": discard } = submissionCommands;
export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, { "publish-import": publish, "discard-import": discard });

export default function ImportRun() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<CommandResult>();
  const { view, units, unfinished } = page;
  if (view.state === "refused" && view.refusal)
    return (
      <UploadDrawer
        key={view.id}
        units={units}
        unfinished={unfinished}
        refused={{ ok: false, sentence: view.refusal }}
      />
    );
  return <ImportDrawer key={view.id} page={page} answer={answer ?? null} />;
}

export const ErrorBoundary = DrawerFailure;
