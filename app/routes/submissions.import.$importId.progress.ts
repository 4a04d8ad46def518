import type { LoaderFunctionArgs } from "@remix-run/node";
import { importProgress } from "#http/import-progress.server.ts";
import { withActor } from "#http/load.server.ts";

/** The figures of an import while it is read, as a stream of events. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, ({ actor }) => importProgress(actor, params.importId ?? "", request.signal));
