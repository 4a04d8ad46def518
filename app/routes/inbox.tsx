import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { commandsByIntent } from "#domain/commands.server.ts";
import { inboxView } from "#domain/inbox/queries/inbox.server.ts";
import { withActor } from "#http/load.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { InboxPage } from "../features/inbox/inbox-page.tsx";
import { titled } from "../i18n/title.ts";

export const meta = titled("inbox", "title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => ({ view: await inboxView(actor, now) }));

const {
  accept,
  object,
  "read-mention": readMention,
  "answer-inquiry": answerInquiry,
  "check-inquiry": checkInquiry,
} = commandsByIntent;

/** For the list without scripts; pages with scripts post to /commands. */
export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, {
    accept,
    object,
    "read-mention": readMention,
    "answer-inquiry": answerInquiry,
    "check-inquiry": checkInquiry,
  });

/** Which item and which kind are shown is no question for the server. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  formMethod === undefined && currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate;

export default function Inbox() {
  return <InboxPage loaded={useLoaderData<typeof loader>().view as never} />;
}
