import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { incidentCommands } from "#domain/incidents/commands/index.server.ts";
import { entryCounts } from "#domain/incidents/queries/find-entries.server.ts";
import { roomView } from "#domain/incidents/queries/room.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { RoomPage } from "../features/incidents/room/room-page.tsx";
import { titleOf } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const incidentId = params.incidentId ?? "";
    const view = await roomView(actor, incidentId, now);
    const counts = await entryCounts(actor, incidentId, now);
    return { view, counts, at: now.toISOString(), formId: newId(), locale: actor.locale };
  });

/** For forms without JavaScript; pages with scripts post to /commands. */
export const action = ({ request }: ActionFunctionArgs) => runCommand(request, incidentCommands);

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? titleOf(data.locale === "en" ? "en" : "zh-CN", data.view.room.facts.title) : [];

/** Which page of the room is shown is no question for the server. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  formMethod === undefined && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate;

export default function IncidentRoom() {
  const { view, counts, at, formId } = useLoaderData<typeof loader>();
  return <RoomPage key={view.room.facts.id} view={view as never} counts={counts} at={at} formId={formId} />;
}
