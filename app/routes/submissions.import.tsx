import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ownerUnits, unfinishedImports } from "#domain/submissions/queries/imports.server.ts";
import { withActor } from "#http/load.server.ts";
import { takeSheetOfPage } from "#http/receive-sheet.server.ts";
import { DrawerFailure } from "../features/submissions/drawer-failure.tsx";
import { UploadDrawer } from "../features/submissions/upload-drawer.tsx";

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => ({
    units: await ownerUnits(actor, now),
    unfinished: await unfinishedImports(actor, now),
  }));

/** One file of a multipart form: its dry run begins, its page follows. */
export const action = ({ request }: ActionFunctionArgs) => takeSheetOfPage(request);

export default function Import() {
  const { units, unfinished } = useLoaderData<typeof loader>();
  return <UploadDrawer units={units} unfinished={unfinished} refused={useActionData<typeof action>() ?? null} />;
}

export const ErrorBoundary = DrawerFailure;
