import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { isRouteErrorResponse, Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { portalFacts } from "#http/portal.server.ts";
import { ErrorPage } from "../features/error-page/error-page.tsx";
import { PortalFrame } from "../features/session/portal-frame.tsx";
import { titled } from "../i18n/title.ts";

export const loader = ({ request }: LoaderFunctionArgs) => portalFacts(request);

/** Pages name themselves; this names the one that stands for a page that is not there, or failed. */
export const meta: MetaFunction = ({ error, matches }) => {
  if (!error) return matches.find((match) => match.id === "root")?.meta ?? [];
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return isMissing ? titled("ui", "notFound.title")({ matches }) : titled("account", "failed.title")({ matches });
};

/** Every page of somebody who is signed in stands in this frame. */
export default function Portal() {
  return (
    <PortalFrame facts={useLoaderData<typeof loader>()}>
      <Outlet />
    </PortalFrame>
  );
}

/** A page of the portal that fails keeps the frame around it. */
export function ErrorBoundary() {
  const facts = useRouteLoaderData<typeof loader>("routes/portal");
  const page = <ErrorPage />;
  return facts ? (
    <PortalFrame facts={facts}>{page}</PortalFrame>
  ) : (
    <main className="mx-auto max-w-[720px]">{page}</main>
  );
}
