import { Form, Link, useNavigation } from "@remix-run/react";
import type { TFunction } from "i18next";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { SignInAnswer, SignInPage } from "#http/sign-in.server.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/choice.tsx";
import { Field, TextInput } from "../../ui/field.tsx";
import { formatTime } from "../../ui/format.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { PasswordInput } from "./password-input.tsx";
import { PausedBand, useMinutesUntil } from "./paused-band.tsx";

type Wrong = Extract<SignInAnswer, { ok: false }>;

/** Account and password. `answer` is what the last try was told. */
export function SignInForm({ page, answer }: { page: SignInPage; answer: Wrong | undefined }) {
  const { t } = useTranslation("account");
  const busy = useNavigation().formData?.get("intent") === "sign-in";
  const password = useRef<HTMLInputElement>(null);
  const login = answer?.login ?? page.login;
  const pausedUntil = answer ? (answer.pausedUntil ?? null) : page.pausedUntil;
  const minutes = useMinutesUntil(pausedUntil);
  const paused = pausedUntil !== null && minutes > 0;
  useEffect(() => {
    if (answer?.problem === "wrong" && password.current) {
      password.current.value = "";
      password.current.focus();
    }
  }, [answer]);
  return (
    <Form method="post" replace className="flex flex-1 flex-col">
      <h1 className="text-20 font-bold">{t("signIn.title")}</h1>
      <p className="mb-6 text-13 text-text-2">{t("signIn.lead")}</p>
      <input type="hidden" name="intent" value="sign-in" />
      <input type="hidden" name="next" value={page.next} />
      <Field label={t("login")} className="mb-3">
        <TextInput
          key={login}
          name="login"
          defaultValue={login}
          required
          autoComplete="username"
          autoCapitalize="off"
          spellCheck={false}
          autoFocus={login === ""}
          className="!h-8 !text-14 phone:!h-phone"
        />
      </Field>
      {paused ? (
        <>
          <PausedBand until={pausedUntil} minutes={minutes} wholeAddress={answer?.wholeAddress} />
          <p className="mt-2 text-right text-13">
            <Link
              to={`/sign-in?other=1&next=${encodeURIComponent(page.next)}`}
              reloadDocument
              className="text-act hover:underline"
            >
              {t("otherAccount")}
            </Link>
          </p>
        </>
      ) : (
        <>
          <Field label={t("password")} id="password" error={errorOf(answer, t)}>
            <PasswordInput
              ref={password}
              name="password"
              required
              autoComplete="current-password"
              autoFocus={login !== ""}
              className="!h-8 !text-14 phone:!h-phone"
            />
          </Field>
          <div className="mt-2 flex items-center justify-between">
            <Checkbox name="remember" defaultChecked={answer ? answer.remember : page.login !== ""}>
              {t("signIn.remember")}
            </Checkbox>
            <Kbd>Enter</Kbd>
          </div>
        </>
      )}
      <div className="mt-3">
        <Button
          kind="filled"
          type="submit"
          wide
          busy={busy}
          busyLabel={t("signIn.busy")}
          can={paused ? t("paused.button", { time: formatTime(pausedUntil) }) : true}
          className="!h-9 !text-14 phone:!h-phone"
        >
          {paused ? t("paused.button", { time: formatTime(pausedUntil) }) : t("signIn.button")}
        </Button>
      </div>
      <details className="mt-3 text-13">
        <summary className="inline-block list-none text-act hover:underline">{t("signIn.forgot")}</summary>
        <p className="mt-1 text-text-2">{t("signIn.forgotText")}</p>
      </details>
      <ul className="mt-auto flex flex-col gap-1 pt-6 text-12 text-text-2">
        <Rule icon="clock">{t("signIn.ruleIdle")}</Rule>
        <Rule icon="lock">{t("signIn.rulePause")}</Rule>
        <Rule icon="history">{t("signIn.ruleLog")}</Rule>
      </ul>
    </Form>
  );
}

function Rule({ icon, children }: { icon: IconName; children: string }) {
  return (
    <li className="flex gap-2">
      <Icon name={icon} size={14} className="mt-0.5 text-text-3" />
      {children}
    </li>
  );
}

function errorOf(answer: Wrong | undefined, t: TFunction<"account">): string | null {
  if (answer?.problem === "wrong") return t("signIn.wrong", { count: answer.left });
  if (answer?.problem === "empty") return t("signIn.empty");
  if (answer?.problem === "late") return t("second.late");
  return null;
}
