import { Form, Link, useNavigation } from "@remix-run/react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SignInAnswer } from "#http/sign-in.server.ts";
import { Button } from "../../ui/button.tsx";
import { Field, FieldError, TextInput } from "../../ui/field.tsx";
import { CodeBoxes } from "./code-boxes.tsx";

/** Second step on the sign-in page: the digits of the authenticator, or a recovery code. */
export function SecondStep({ answer }: { answer: Extract<SignInAnswer, { ok: false }> }) {
  const { t } = useTranslation("account");
  const busy = useNavigation().formData?.get("intent") === "second-step";
  return (
    <Form method="post" replace className="flex flex-1 flex-col" key={answer.now}>
      <h1 className="mb-4 text-20 font-bold">{t("second.title")}</h1>
      <input type="hidden" name="next" value={answer.next} />
      <input type="hidden" name="login" value={answer.login} />
      {answer.remember ? <input type="hidden" name="remember" value="on" /> : null}
      <SecondStepFields answer={answer} />
      <Button kind="filled" type="submit" wide busy={busy} className="mt-4 !h-9 !text-14 phone:!h-phone">
        {t("signIn.button")}
      </Button>
      <p className="mt-3 text-right text-13">
        <Link
          to={`/sign-in?other=1&next=${encodeURIComponent(answer.next)}`}
          reloadDocument
          className="text-act hover:underline"
        >
          {t("otherAccount")}
        </Link>
      </p>
    </Form>
  );
}

/** The fields of the second step, for the sign-in page and for the form over a page. */
export function SecondStepFields({ answer }: { answer: Extract<SignInAnswer, { ok: false }> }) {
  const { t } = useTranslation("account");
  const id = useId();
  const [recovery, setRecovery] = useState(answer.recovery === true);
  const problem =
    answer.problem === "wrong"
      ? t("second.wrong", { count: answer.left })
      : answer.problem === "empty"
        ? t("second.empty")
        : null;
  return (
    <>
      <input type="hidden" name="intent" value="second-step" />
      <input type="hidden" name="ticket" value={answer.ticket} />
      {recovery ? (
        <Field label={t("second.recovery")} hint={t("second.recoveryHint")} error={problem}>
          <TextInput
            name="recovery"
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            autoFocus
            className="!h-8 !text-14 phone:!h-phone"
          />
        </Field>
      ) : (
        <div>
          <label htmlFor={id} className="mb-1 block text-13 text-text-2">
            {t("second.label")}
          </label>
          <CodeBoxes id={id} invalid={problem !== null} describedBy={`${id}-hint`} />
          <p id={`${id}-hint`} className="mt-1 text-12 text-text-3">
            {t("second.hint")}
          </p>
          <FieldError errors={problem ? [problem] : []} />
        </div>
      )}
      <p className="mt-2 text-13">
        <button type="button" className="text-act hover:underline" onClick={() => setRecovery(!recovery)}>
          {t(recovery ? "second.useCode" : "second.useRecovery")}
        </button>
      </p>
      <noscript>
        <label className="mt-2 block text-13 text-text-2">
          {t("second.recovery")}
          <input
            name="recovery"
            autoComplete="off"
            className="field-box mt-1 block h-8 w-full rounded-control border border-control bg-surface px-2"
          />
        </label>
      </noscript>
    </>
  );
}
