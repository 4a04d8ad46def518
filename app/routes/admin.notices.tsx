import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { noticesPage } from "#domain/notices/queries/notices-page.server.ts";
import { withActor } from "#http/load.server.ts";
import { runNotice } from "#http/notices.server.ts";
import { NoticesView } from "../features/notices/notices-view.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("notices", "title");
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => noticesPage(actor, now));
export const action = ({ request }: ActionFunctionArgs) => runNotice(request);

export default function Notices() {
  return <NoticesView page={useLoaderData<typeof loader>()} />;
}
