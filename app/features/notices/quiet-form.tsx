import { Form } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { QuietView } from "#domain/notices/queries/quiet-hours.server.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice.tsx";
import { Field, FieldError, TextInput } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { useAnswer } from "../account/answer.ts";
import { CommandId } from "../account/command-id.tsx";
import { Saved } from "../account/saved.tsx";
import { NoticeSwitch } from "../inbox/notice-switch.tsx";

const modes = ["duty", "own", "never"] as const;

/** 免打扰: when this person's desktop notices rest. The inbox goes on, and what climbs to him always comes through. */
export function QuietForm({ view }: { view: QuietView }) {
  const { t } = useTranslation("notices");
  const { answer, done, message, fields } = useAnswer("set-quiet-hours");
  const [mode, setMode] = useState<string>(view.mode);
  // Without scripts the times always stand there.
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return (
    <div className="flex flex-col gap-6">
      <Section title={t("quiet.desktop")} aside={t("quiet.desktopHint")}>
        <div className="mt-1 -ml-2">
          <NoticeSwitch />
        </div>
      </Section>
      <Section title={t("quiet.title")} aside={t(view.rests ? "quiet.restsNow" : "quiet.comesNow")}>
        <p className="mt-1 mb-3 max-w-[640px] text-13 text-text-2">{t("quiet.lead")}</p>
        <Form method="post" className="flex flex-col items-start gap-3">
          <input type="hidden" name="intent" value="set-quiet-hours" />
          <CommandId answer={answer} />
          <Segmented
            label={t("quiet.title")}
            name="mode"
            key={view.mode}
            defaultValue={view.mode}
            onChange={setMode}
            options={modes.map((value) => ({ value, label: t(`quiet.mode.${value}`) }))}
          />
          <p className="text-13 text-text-2">
            {mode === "never"
              ? t("quiet.never")
              : mode === "duty"
                ? view.duty
                  ? t("quiet.byDuty", view.duty)
                  : t("quiet.byDutyNone")
                : t("quiet.own")}
          </p>
          <div className={mode === "own" || !scripted ? "flex gap-3" : "hidden"}>
            <Field label={t("quiet.from")} error={fields.from}>
              <TextInput type="time" name="from" defaultValue={view.from} className="w-28" />
            </Field>
            <Field label={t("quiet.until")} error={fields.until}>
              <TextInput type="time" name="until" defaultValue={view.until} className="w-28" />
            </Field>
          </div>
          <FieldError errors={message && Object.keys(fields).length === 0 ? [message] : []} />
          <div className="flex items-center gap-3">
            <Button kind="filled" type="submit">
              {t("save")}
            </Button>
            <Saved when={done} />
          </div>
        </Form>
      </Section>
    </div>
  );
}
