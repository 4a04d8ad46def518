import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useActionData, useLoaderData } from "@remix-run/react";
import { incidentCommands } from "#domain/incidents/commands/index.server.ts";
import { boardView } from "#domain/incidents/queries/board.server.ts";
import { withActor } from "#http/load.server.ts";
import { type CommandResult, runCommand } from "#http/run-command.server.ts";
import { BoardPage } from "../features/incidents/board/board-page.tsx";
import { filterOf, sameBoard } from "../features/incidents/board/filters.ts";
import { titled } from "../i18n/title.ts";

export const meta = titled("board", "title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const filter = filterOf(new URL(request.url).searchParams);
    return { view: await boardView(actor, filter, now), filter, personId: actor.personId };
  });

const { report } = incidentCommands;
export const action = ({ request }: ActionFunctionArgs) => runCommand(request, { report });

/** Opening the report or a phone's tab loads nothing; a reload asked for does. */
export function shouldRevalidate({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) {
  const moved = currentUrl.href !== nextUrl.href;
  return moved && !formMethod && sameBoard(currentUrl, nextUrl) ? false : defaultShouldRevalidate;
}

export default function Board() {
  const { view, filter, personId } = useLoaderData<typeof loader>();
  const answer = useActionData<CommandResult>();
  return <BoardPage loaded={view} filter={filter} personId={personId} answer={answer} />;
}
