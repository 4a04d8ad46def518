import { Form, useNavigation } from "@remix-run/react";
import { useId } from "react";
import { Button } from "../../ui/button.tsx";
import { Field, FieldError } from "../../ui/field.tsx";
import { formatDate } from "../../ui/format.ts";
import { Facts, Section } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { CodeBoxes } from "../session/code-boxes.tsx";
import { PasswordInput } from "../session/password-input.tsx";
import { useAccountTexts, useAnswer } from "./answer.ts";
import { CommandId } from "./command-id.tsx";

const useBusy = (intent: string) => useNavigation().formData?.get("intent") === intent;

/** The second step is off: what it is, and a button. */
export function TotpOff() {
  const t = useAccountTexts();
  const { answer, message } = useAnswer("start");
  return (
    <Section title={t("totp.title")}>
      <p className="my-2 max-w-[560px] text-14 text-text-2">{t("totp.what")}</p>
      <Form method="post" replace>
        <input type="hidden" name="intent" value="start" />
        <CommandId answer={answer} />
        <Button kind="filled" type="submit" busy={useBusy("start")}>
          {t("totp.start")}
        </Button>
        <FieldError errors={message ? [message] : []} />
      </Form>
    </Section>
  );
}

/** The authenticator reads the picture; its first code turns the second step on. */
export function TotpPending({ image, secret }: { image: string; secret: string }) {
  const t = useAccountTexts();
  const id = useId();
  const { answer, message, fields } = useAnswer("confirm");
  const problem = fields.code ?? message;
  return (
    <Section title={t("totp.title")}>
      <ol className="mt-2 flex list-inside list-decimal flex-col gap-3 text-14">
        <li>
          {t("totp.scan")}
          <img
            src={image}
            alt={t("totp.imageAlt")}
            width={184}
            height={184}
            className="mt-2 rounded-control border border-line-2 bg-paper"
          />
          <p className="mt-1 text-12 text-text-2">
            {t("totp.byHand")} <code className="select-all font-mono text-13 text-text">{secret}</code>
          </p>
        </li>
        <li>
          {t("totp.confirm")}
          <Form
            method="post"
            replace
            className="mt-2 flex max-w-[320px] flex-col gap-3"
            key={answer ? message : "first"}
          >
            <input type="hidden" name="intent" value="confirm" />
            <CommandId answer={answer} />
            <div>
              <label htmlFor={id} className="sr-only">
                {t("second.label")}
              </label>
              <CodeBoxes id={id} invalid={problem !== null} describedBy={`${id}-error`} />
              <FieldError id={`${id}-error`} errors={problem ? [problem] : []} />
            </div>
            <div>
              <Button kind="filled" type="submit" busy={useBusy("confirm")}>
                {t("totp.turnOn")}
              </Button>
            </div>
          </Form>
        </li>
      </ol>
      <Form method="post" replace className="mt-4">
        <input type="hidden" name="intent" value="start" />
        <CommandId answer={answer} />
        <Button kind="text" type="submit">
          {t("totp.another")}
        </Button>
      </Form>
    </Section>
  );
}

/** The second step is on: recovery codes anew, or off; both ask for the password. */
export function TotpOn({ since, recoveryLeft }: { since: string; recoveryLeft: number }) {
  const t = useAccountTexts();
  return (
    <Section
      title={t("totp.title")}
      aside={
        <Tag tone="ok" icon="check">
          {t("totp.on")}
        </Tag>
      }
    >
      <Facts
        className="my-2"
        items={[
          { label: t("totp.since"), value: formatDate(since) },
          { label: t("totp.recoveryLeft"), value: t("totp.codesLeft", { count: recoveryLeft }) },
        ]}
      />
      <div className="flex flex-wrap gap-8">
        <WithPassword intent="renew" title={t("totp.renew")} hint={t("totp.renewHint")} />
        <WithPassword intent="off" title={t("totp.off")} hint={t("totp.offHint")} careful />
      </div>
    </Section>
  );
}

function WithPassword({
  intent,
  title,
  hint,
  careful,
}: {
  intent: "renew" | "off";
  title: string;
  hint: string;
  careful?: boolean;
}) {
  const t = useAccountTexts();
  const { answer, message, fields } = useAnswer(intent);
  return (
    <Form method="post" replace className="flex w-[320px] max-w-full flex-col gap-2">
      <h3 className="text-13">{title}</h3>
      <p className="text-12 text-text-2">{hint}</p>
      <input type="hidden" name="intent" value={intent} />
      <CommandId answer={answer} />
      <Field label={t("password")} error={fields.password ?? message}>
        <PasswordInput name="password" required autoComplete="current-password" />
      </Field>
      <div>
        <Button type="submit" kind={careful ? "careful" : "outline"} busy={useBusy(intent)}>
          {title}
        </Button>
      </div>
    </Form>
  );
}
