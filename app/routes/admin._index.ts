import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { registerHome } from "#domain/people/queries/register-counts.server.ts";
import { withActor } from "#http/load.server.ts";

/** The register opens on units, for auditors on the changes of grants. */
export const loader = ({ request }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => redirect(`/admin/${registerHome(actor, now)}`));
