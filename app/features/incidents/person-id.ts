import { useRouteLoaderData } from "@remix-run/react";
import type { PortalFacts } from "#http/portal.server.ts";

/** Who is signed in, for keys of drafts; "" outside the portal's frame. */
export const usePersonId = (): string =>
  (useRouteLoaderData("routes/portal") as PortalFacts | undefined)?.person.personId ?? "";
