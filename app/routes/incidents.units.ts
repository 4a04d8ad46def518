import type { LoaderFunctionArgs } from "@remix-run/node";
import { dispatchUnits } from "#domain/incidents/queries/dispatch-units.server.ts";
import { withActor } from "#http/load.server.ts";

/** The units a dispatch dialog offers, when it opens. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async () => Response.json({ units: await dispatchUnits() }));
