import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { type MergeRecord, mergeRecord } from "#domain/incidents/shape/merge-page.server.ts";
import { withActor } from "#http/load.server.ts";
import { ErrorPage } from "../features/error-page/error-page.tsx";
import { MergeRecordPage } from "../features/incidents/shape/merge-record-page.tsx";
import { titled } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };
export const meta = titled("shape", "record.title");

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => ({
    record: await mergeRecord(actor, params.incidentId ?? "", params.mergeId ?? "", now),
    personId: actor.personId,
  }));

export const ErrorBoundary = ErrorPage;

export default function Record() {
  const { record, personId } = useLoaderData<typeof loader>() as never as { record: MergeRecord; personId: string };
  return <MergeRecordPage key={record.mergeId} record={record} personId={personId} />;
}
