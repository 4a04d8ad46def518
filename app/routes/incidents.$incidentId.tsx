import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData, useParams } from "@remix-run/react";
import { incidentCommands } from "#domain/incidents/commands/index.server.ts";
import { openRoom } from "#domain/incidents/queries/open-room.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { ErrorPage } from "../features/error-page/error-page.tsx";
import { usePersonId } from "../features/incidents/person-id.ts";
import { UnsentText } from "../features/incidents/room/lost-room.tsx";
import { RoomPage } from "../features/incidents/room/room-page.tsx";
import { titleOf } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { view, counts } = await openRoom(actor, params.incidentId ?? "", now, requestScope()?.id);
    return { view, counts, at: now.toISOString(), formId: newId(), locale: actor.locale };
  });

/** For forms without JavaScript; pages with scripts post to /commands. */
export const action = ({ request }: ActionFunctionArgs) => runCommand(request, incidentCommands);

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? titleOf(data.locale === "en" ? "en" : "zh-CN", data.view.room.facts.title, data.view.room.facts) : [];

/** The room is loaded once and goes on live; only a form of its own without scripts, or another incident, loads it anew. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  formMethod === undefined && currentUrl.pathname === nextUrl.pathname ? false : defaultShouldRevalidate;

/** A room that may no longer be read, or never could: the page of what is missing, with what was written here and not sent. */
export function ErrorBoundary() {
  const { incidentId = "" } = useParams();
  return (
    <>
      <ErrorPage />
      <UnsentText personId={usePersonId()} incidentId={incidentId} />
    </>
  );
}

export default function IncidentRoom() {
  const { view, counts, at, formId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const text = answer && !answer.ok ? answer.typed?.text : undefined;
  const refused =
    answer && !answer.ok ? { message: answer.message, ...(typeof text === "string" && { text }) } : undefined;
  return (
    <RoomPage key={view.room.facts.id} view={view as never} counts={counts} at={at} formId={formId} refused={refused} />
  );
}
