import { Form, useNavigation, useSearchParams } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { PasswordInput } from "../session/password-input.tsx";
import { useAccountTexts, useAnswer } from "./answer.ts";
import { ChosenPasswordFields } from "./chosen-password-fields.tsx";
import { CommandId } from "./command-id.tsx";
import { Saved } from "./saved.tsx";

/** Changes the password; all other sessions end. */
export function PasswordForm() {
  const t = useAccountTexts();
  const { answer, done, message, fields } = useAnswer("change");
  const [search] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const busy = useNavigation().formData?.get("intent") === "change";
  useEffect(() => {
    if (done) form.current?.reset();
  }, [done]);
  return (
    <Section title={t("changePassword.title")} aside={t("changePassword.hint")}>
      <Form ref={form} method="post" replace className="mt-2 flex max-w-[320px] flex-col gap-3">
        <input type="hidden" name="intent" value="change" />
        <input type="hidden" name="redirectTo" value="/me/password?done=1" />
        <CommandId answer={answer} />
        <Field label={t("changePassword.current")} error={fields.current}>
          <PasswordInput name="current" required autoComplete="current-password" />
        </Field>
        <ChosenPasswordFields fields={fields} message={message} />
        <div className="flex items-center gap-3">
          <Button kind="filled" type="submit" busy={busy}>
            {t("changePassword.button")}
          </Button>
          <Saved when={done || (!answer && search.has("done"))} text={t("changePassword.done")} />
        </div>
      </Form>
    </Section>
  );
}
