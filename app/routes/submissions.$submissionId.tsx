import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submissionDetail } from "#domain/submissions/queries/detail.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { DetailDrawer } from "../features/submissions/detail-drawer.tsx";
import { DrawerFailure } from "../features/submissions/drawer-failure.tsx";

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => submissionDetail(actor, params.submissionId ?? "", now, requestScope()?.id));

/** What one has opened is not opened again by itself: each opening is written into the access log. */
export const shouldRevalidate = ({ currentParams, nextParams }: { currentParams: object; nextParams: object }) =>
  JSON.stringify(currentParams) !== JSON.stringify(nextParams);

export default function Submission() {
  return <DetailDrawer detail={useLoaderData<typeof loader>()} />;
}

export const ErrorBoundary = DrawerFailure;
