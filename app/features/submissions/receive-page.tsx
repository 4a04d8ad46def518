import { Form, useNavigate, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { channels, submissionChannels } from "#domain/submissions/channels.ts";
import type { ReceivePageFacts } from "#domain/submissions/queries/receive-page.server.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice.tsx";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Field, FieldError, Select, TextArea, TextInput } from "../../ui/field.tsx";
import { Icon } from "../../ui/icons.tsx";
import { Kbd, KeyHint } from "../../ui/kbd.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { toast } from "../../ui/toasts.tsx";
import { CommandId } from "../account/command-id.tsx";
import { type ReceiveAnswer, useReceiveDraft } from "./receive-draft.ts";
import { channelIcons } from "./submission-table.tsx";
import { useSentence, useTexts } from "./texts.ts";

/** 登记: one submission by hand. What is typed is kept in this browser until it is sent; what is sealed is not. */
export function ReceivePage({ facts, answer }: { facts: ReceivePageFacts; answer: ReceiveAnswer }) {
  const t = useTexts();
  const say = useSentence();
  const form = useRef<HTMLFormElement>(null);
  const busy = useNavigation().formData?.get("intent") === "receive";
  const { value, set, clear, note } = useReceiveDraft(facts, answer);
  useDone(answer, () => {
    clear();
    form.current?.reset();
    (form.current?.elements.namedItem("petitioner") as HTMLInputElement | null)?.focus();
  });
  useKeys([{ key: "Ctrl+Enter", label: t("receive.keys"), inFields: true, run: () => form.current?.requestSubmit() }]);
  const wrong = answer && !answer.ok ? answer : null;
  const error = (field: string) => wrong?.fields?.[field];
  const typed = (field: string) => String(wrong?.typed?.[field] ?? "");
  return (
    <Form ref={form} method="post" className="contents" noValidate={false}>
      <input type="hidden" name="intent" value="receive" />
      <input type="hidden" name="redirectTo" value="/submissions" />
      <CommandId answer={answer} />
      <Page
        head={
          <PageHead
            crumbs={[{ label: t("title"), to: "/submissions" }]}
            title={t(`receive.titleOf.${value.channel}`)}
            figures={
              <Segmented
                label={t("receive.channel")}
                name="channel"
                value={value.channel}
                onChange={(channel) => set({ channel: channel as typeof value.channel })}
                options={submissionChannels.map((channel) => ({
                  value: channel,
                  label: say(channels[channel]),
                  mark: <Icon name={channelIcons[channel]} />,
                }))}
              />
            }
            actions={
              note ? (
                <>
                  <span className="inline-flex items-center gap-1.5 text-12 text-text-2">
                    <Icon name="check" size={14} />
                    {note}
                  </span>
                  <Button
                    kind="text"
                    onClick={() => {
                      clear();
                      form.current?.reset();
                    }}
                  >
                    {t("receive.clear")}
                  </Button>
                </>
              ) : null
            }
            primary={
              <Button kind="filled" type="submit" busy={busy} busyLabel={t("receive.submitting")}>
                {t("receive.submit")}
                <span className="phone:hidden">
                  <Kbd tone="on-act">Ctrl Enter</Kbd>
                </span>
              </Button>
            }
            backTo="/submissions"
          />
        }
        foot={
          <div className="flex min-h-10 items-center gap-4 px-4 py-1 text-12 text-text-2 phone:hidden">
            <KeyHint keys={["Tab"]}>{t("receive.nextField")}</KeyHint>
            <KeyHint keys={["Ctrl", "Enter"]}>{t("receive.keys")}</KeyHint>
            <span className="ml-auto text-text-3">{t("receive.again")}</span>
          </div>
        }
      >
        {wrong ? (
          <div className="px-4 pt-3">
            <FieldError errors={[wrong.message ?? ""]} />
          </div>
        ) : null}
        <Part title={t("receive.who")}>
          <Field
            label={t("receive.petitioner")}
            hint={t("receive.petitionerHint")}
            error={error("petitioner")}
            required
          >
            <TextInput
              name="petitioner"
              maxLength={60}
              value={value.petitioner}
              onChange={(event) => set({ petitioner: event.target.value })}
            />
          </Field>
          <Field label={t("receive.idNumber")} error={error("idNumber")}>
            <TextInput name="idNumber" maxLength={30} defaultValue={typed("idNumber")} className="tabular-nums" />
          </Field>
          <Field label={t("receive.phone")} error={error("phone")}>
            <TextInput name="phone" type="tel" maxLength={30} defaultValue={typed("phone")} className="tabular-nums" />
          </Field>
          <Field
            label={t("receive.address")}
            hint={t("receive.sealed")}
            error={error("address")}
            className="col-span-full"
          >
            <TextInput name="address" maxLength={200} defaultValue={typed("address")} />
          </Field>
        </Part>
        <Part title={t("receive.where")}>
          <Field label={t("receive.receivedAt")} error={error("receivedAt")} required>
            <DateTimeInput
              name="receivedAt"
              value={value.receivedAt}
              max={facts.now}
              onChange={(event) => set({ receivedAt: event.target.value })}
            />
          </Field>
          <Field label={t("receive.unitId")} error={error("unitId")} required>
            <Select
              name="unitId"
              value={value.unitId}
              onChange={(event) => set({ unitId: event.target.value })}
              options={facts.units.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        </Part>
        <Part title={t("receive.what")}>
          <Field label={t("receive.heading")} error={error("title")} required className="col-span-full">
            <TextInput
              name="title"
              maxLength={100}
              value={value.title}
              onChange={(event) => set({ title: event.target.value })}
            />
          </Field>
          <Field label={t("receive.body")} error={error("body")} required className="col-span-full">
            <TextArea
              name="body"
              rows={8}
              maxRows={24}
              maxLength={20_000}
              value={value.body}
              onChange={(event) => set({ body: event.target.value })}
            />
          </Field>
          <Field label={t("receive.place")} hint={t("receive.placeHint")} error={error("place")}>
            <TextInput
              name="place"
              maxLength={120}
              value={value.place}
              onChange={(event) => set({ place: event.target.value })}
            />
          </Field>
          <Field label={t("receive.countyId")} error={error("countyId")}>
            <Select
              name="countyId"
              value={value.countyId}
              placeholder={t("receive.noCounty")}
              onChange={(event) => set({ countyId: event.target.value })}
              options={facts.counties.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        </Part>
      </Page>
    </Form>
  );
}

/** A part of the sheet: its name at the left, its fields in up to three columns. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[88px_minmax(0,880px)] gap-x-4 border-b border-line px-4 py-3 phone:block">
      <h2 className="pt-6 text-14 phone:pt-0 phone:pb-2">{title}</h2>
      <div className="grid grid-cols-3 gap-x-4 gap-y-3 phone:grid-cols-1">{children}</div>
    </section>
  );
}

/** Says that it is registered, with the number, once an answer; and makes room for the next. */
function useDone(answer: ReceiveAnswer, onDone: () => void) {
  const t = useTexts();
  const navigate = useNavigate();
  // biome-ignore lint/correctness/useExhaustiveDependencies: one answer, one toast
  useEffect(() => {
    if (!answer?.ok) return;
    const { submissionId, number } = answer.outcome as { submissionId: string; number: string };
    toast({
      title: t("receive.done", { number }),
      action: { label: t("receive.open"), run: () => navigate(`/submissions/${submissionId}`) },
    });
    onDone();
  }, [answer]);
}
