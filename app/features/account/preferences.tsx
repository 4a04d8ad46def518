import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import type { OwnAccount } from "#domain/people/queries/own-account.server.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice.tsx";
import { FieldError } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { useAccountTexts, useAnswer } from "./answer.ts";
import { CommandId } from "./command-id.tsx";
import { Saved } from "./saved.tsx";

/** Language, colours and single-letter keys, for every device of the person. */
export function Preferences({ account }: { account: OwnAccount }) {
  const t = useAccountTexts();
  const { answer, done, message } = useAnswer("preferences");
  return (
    <Section title={t("preferences.title")} aside={t("preferences.hint")}>
      <Form method="post" className="mt-2 flex flex-col items-start gap-3">
        <input type="hidden" name="intent" value="preferences" />
        <CommandId answer={answer} />
        <Choice label={t("preferences.language")}>
          <Segmented
            label={t("preferences.language")}
            name="locale"
            key={account.locale}
            defaultValue={account.locale}
            options={(["zh-CN", "en"] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          />
        </Choice>
        <Choice label={t("preferences.theme")}>
          <Segmented
            label={t("preferences.theme")}
            name="theme"
            key={account.theme}
            defaultValue={account.theme}
            options={(["system", "light", "dark"] as const).map((value) => ({
              value,
              label: t(`preferences.themes.${value}`),
            }))}
          />
        </Choice>
        <Choice label={t("preferences.keys")}>
          <Segmented
            label={t("preferences.keys")}
            name="singleKeys"
            key={String(account.singleKeys)}
            defaultValue={account.singleKeys ? "on" : "off"}
            options={(["on", "off"] as const).map((value) => ({ value, label: t(`preferences.keysAre.${value}`) }))}
          />
        </Choice>
        <FieldError errors={message ? [message] : []} />
        <div className="flex items-center gap-3">
          <Button kind="filled" type="submit">
            {t("save")}
          </Button>
          <Saved when={done} />
        </div>
      </Form>
    </Section>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex items-center gap-3 phone:flex-col phone:items-start phone:gap-1">
      <span className="w-28 text-13 text-text-2" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
