import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { templatesPage } from "#domain/incidents/templates/queries/templates-page.server.ts";
import { withActor } from "#http/load.server.ts";
import { TemplatesPage } from "../features/templates/templates-page.tsx";
import { titled } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };

export const meta: MetaFunction = titled("templates", "title");

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => {
    const { searchParams: search } = new URL(request.url);
    return templatesPage(actor, now, { id: search.get("id"), from: search.get("from"), isNew: search.has("new") });
  });

export default function Templates() {
  return <TemplatesPage view={useLoaderData<typeof loader>()} />;
}
