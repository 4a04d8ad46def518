import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { accountCommands } from "#domain/people/commands/account.server.ts";
import { firstPasswordPage } from "#http/first-password.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { useAccountTexts, useAnswer } from "../features/account/answer.ts";
import { ChosenPasswordFields } from "../features/account/chosen-password-fields.tsx";
import { CommandId } from "../features/account/command-id.tsx";
import { Entrance } from "../features/session/entrance.tsx";
import { titled } from "../i18n/title.ts";
import { Button } from "../ui/button.tsx";

export const meta: MetaFunction = titled("account", "newPassword.title");
export const loader = ({ request }: LoaderFunctionArgs) => firstPasswordPage(request);
export const action = ({ request }: ActionFunctionArgs) =>
  runCommand(request, { change: accountCommands.change }, { firstPassword: true });

/** A password that an administrator has set is replaced before anything else opens. */
export default function FirstPassword() {
  const t = useAccountTexts();
  const { name, version, next } = useLoaderData<typeof loader>();
  const { answer, fields, message } = useAnswer("change");
  const busy = useNavigation().state !== "idle";
  return (
    <Entrance version={version}>
      <Form
        method="post"
        replace
        className="mx-auto flex w-full max-w-[320px] flex-col gap-3 rounded-control border border-line-2 bg-surface p-6"
      >
        <h1 className="text-20">{t("newPassword.title")}</h1>
        <p className="text-13 text-text-2">{t("newPassword.lead", { name })}</p>
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="redirectTo" value={next} />
        <CommandId answer={answer} />
        <ChosenPasswordFields fields={fields} message={message} />
        <Button kind="filled" type="submit" wide busy={busy} className="!h-9 !text-14 phone:!h-phone">
          {t("newPassword.button")}
        </Button>
      </Form>
    </Entrance>
  );
}
