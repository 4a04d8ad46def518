import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet } from "@remix-run/react";
import { registerCounts } from "#domain/people/queries/register-counts.server.ts";
import { withActor } from "#http/load.server.ts";
import type { PageHandle } from "../shell/shell.tsx";

/** The register wants the width of the menu. */
export const handle: PageHandle = { menu: "narrow" };

export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, ({ actor, now }) => registerCounts(actor, now));

export default function Admin() {
  return <Outlet />;
}
