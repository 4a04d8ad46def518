import type { ActionFunctionArgs, MetaFunction } from "@remix-run/node";
import { accountCommands } from "#domain/people/commands/account.server.ts";
import { requireActor } from "#http/actor.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { PasswordForm } from "../features/account/password-form.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("account", "changePassword.title");
export const loader = async ({ request }: ActionFunctionArgs) => {
  await requireActor(request);
  return null;
};
export const action = ({ request }: ActionFunctionArgs) => runCommand(request, { change: accountCommands.change });

export default PasswordForm;
