import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { openRoom } from "#domain/incidents/queries/open-room.server.ts";
import type { RoomState } from "#domain/incidents/room.ts";
import { notFound } from "#domain/kernel/refusal.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { ErrorPage } from "../features/error-page/error-page.tsx";
import { SplitPage } from "../features/incidents/shape/split-page.tsx";
import { titled } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };
export const meta = titled("shape", "split.title");

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { view } = await openRoom(actor, params.incidentId ?? "", now, requestScope()?.id);
    if (view.can["incidents.split"] !== true && view.room.shape.mergedInto === null) throw notFound();
    return { room: view.room, personId: actor.personId };
  });

export const ErrorBoundary = ErrorPage;

export default function Split() {
  const { room, personId } = useLoaderData<typeof loader>() as never as { room: RoomState; personId: string };
  return <SplitPage key={room.facts.id} room={room} personId={personId} />;
}
