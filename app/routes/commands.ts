import type { ActionFunctionArgs } from "@remix-run/node";
import { commandsByIntent } from "#domain/commands.server.ts";
import { runCommand } from "#http/run-command.server.ts";

/** Every command by its intent, for pages with scripts. JSON in, JSON out; the same write path as the forms. */
export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { data, init } = await runCommand(request, commandsByIntent);
  return Response.json(data, init ?? {});
}
