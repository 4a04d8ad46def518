import type { LoaderFunctionArgs } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { completeFilter, readAccessLog } from "#domain/audit/queries/access-log.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { AccessLogPage } from "../features/audit/access-page.tsx";
import { askedOf } from "../features/audit/access-url.ts";
import { titled } from "../i18n/title.ts";

export const meta = titled("audit", "title");

/** Reading the log is an entry of the log: one a load. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { filter: asked, size, unread, ...turn } = askedOf(new URL(request.url).searchParams);
    const filter = completeFilter(asked, now);
    const page = await readAccessLog(actor, filter, { size, ...turn }, now, requestScope()?.id);
    return { page, filter, size, unread };
  });

/** Opening and closing an entry, and asking about it, reads the list no second time. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) => {
  const sameList = currentUrl.search === nextUrl.search;
  const posted = formMethod !== undefined && formMethod.toUpperCase() !== "GET";
  return sameList && (posted || currentUrl.pathname !== nextUrl.pathname) ? false : defaultShouldRevalidate;
};

export default function AccessLog() {
  return <AccessLogPage {...useLoaderData<typeof loader>()} />;
}
