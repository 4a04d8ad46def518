import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inboxDone } from "#domain/inbox/queries/inbox-done.server.ts";
import { withActor } from "#http/load.server.ts";
import { DonePage } from "../features/inbox/done-page.tsx";
import { titled } from "../i18n/title.ts";

export const meta = titled("inbox", "done.title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    return { page: await inboxDone(actor, now, { after: search.get("after"), before: search.get("before") }) };
  });

export default function Done() {
  return <DonePage {...useLoaderData<typeof loader>()} />;
}
