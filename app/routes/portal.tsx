import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";
import { portalFacts } from "#http/portal.server.ts";
import { ErrorPage } from "../features/error-page/error-page.tsx";
import { PortalFrame } from "../features/session/portal-frame.tsx";

export const loader = ({ request }: LoaderFunctionArgs) => portalFacts(request);

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
