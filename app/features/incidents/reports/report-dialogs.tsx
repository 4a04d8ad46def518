import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { addresseeClasses, addresseeNames } from "#domain/incidents/reports/report-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field, FieldError, Select, TextArea, TextInput } from "../../../ui/field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { type ReportDialogKind, useReport } from "./use-report.ts";

type Errors = { [field: string]: string | undefined };

/** A form over the page that runs one command; what was typed stays when it is refused. */
function Form(props: {
  title: string;
  lead?: ReactNode;
  submit: string;
  careful?: boolean;
  intent: string;
  fixed: Record<string, unknown>;
  done?: (outcome: unknown) => string;
  children?: (errors: Errors) => ReactNode;
}) {
  const { t } = useTranslation("ui");
  const { act, openDialog } = useReport();
  const formId = useId();
  const [errors, setErrors] = useState<Errors>({});
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const close = () => openDialog(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const values = Object.fromEntries(new FormData(event.currentTarget));
    const reply = await act(
      props.intent,
      { ...values, ...props.fixed, ...(values.copy && { copy: values.copy === "copy" }) },
      true,
    );
    running.current = false;
    setBusy(false);
    if (reply.ok) {
      close();
      if (props.done) toast({ title: props.done(reply.outcome) });
    } else {
      setErrors(reply.fields ?? {});
      setMessage(reply.message);
    }
  };
  return (
    <Dialog
      open
      onClose={close}
      title={props.title}
      lead={props.lead}
      size="small"
      role={props.careful ? "alertdialog" : undefined}
      foot={
        <>
          <Button kind={props.careful ? "careful" : "filled"} type="submit" form={formId} busy={busy}>
            {props.submit}
          </Button>
          <Button onClick={close}>{t("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} className="flex flex-col gap-3" noValidate>
        {props.children?.(errors)}
        <FieldError errors={message ? [message] : []} />
      </form>
    </Dialog>
  );
}

export function ReportDialogs({ dialog }: { dialog: ReportDialogKind }) {
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const { view } = useReport();
  const fixed = { reportId: view.id };
  const reason = (errors: Errors) => (
    <Field label={t("dialog.reason")} required error={errors.reason}>
      <TextArea name="reason" rows={3} autoFocus />
    </Field>
  );
  switch (dialog.kind) {
    case "address":
      return (
        <Form
          title={t("dialog.addTitle")}
          submit={t("dialog.add")}
          intent="add-addressee"
          fixed={fixed}
          lead={t("address.note")}
        >
          {(errors) => (
            <>
              <Field label={t("dialog.class")} required error={errors.class}>
                <Select
                  name="class"
                  options={addresseeClasses.map((one) => ({
                    value: one,
                    label: inLanguage(addresseeNames[one], locale),
                  }))}
                />
              </Field>
              <Field label={t("dialog.name")} required hint={t("dialog.nameHint")} error={errors.name}>
                <TextInput name="name" autoFocus autoComplete="off" />
              </Field>
              <Field label={t("dialog.as")}>
                <Select
                  name="copy"
                  defaultValue="copy"
                  options={[
                    { value: "main", label: t("address.main") },
                    { value: "copy", label: t("address.copy") },
                  ]}
                />
              </Field>
            </>
          )}
        </Form>
      );
    case "return":
      return (
        <Form
          title={t("dialog.returnTitle")}
          lead={t("dialog.returnLead")}
          submit={t("act.sendBack")}
          careful
          intent="return-report"
          fixed={{ ...fixed, version: view.version }}
          done={() => t("done.returned")}
        >
          {reason}
        </Form>
      );
    case "drop":
      return (
        <Form
          title={t("dialog.dropTitle")}
          submit={t("act.drop")}
          careful
          intent="drop-report"
          fixed={fixed}
          done={() => t("done.dropped")}
        >
          {reason}
        </Form>
      );
    case "head":
      return (
        <Form title={t("dialog.headTitle")} submit={t("dialog.save")} intent="head-report" fixed={fixed}>
          {(errors) => (
            <>
              <Field label={t("dialog.titleField")} required error={errors.title}>
                <TextArea name="title" rows={2} defaultValue={view.title} autoFocus />
              </Field>
              <Field label={t("dialog.contact")} hint={t("dialog.contactHint")} error={errors.contact}>
                <TextInput name="contact" defaultValue={view.contact} />
              </Field>
            </>
          )}
        </Form>
      );
    case "receive":
      return (
        <Form
          title={t("dialog.receiveTitle")}
          lead={dialog.name}
          submit={t("dialog.save")}
          intent="receive-report"
          fixed={{ addresseeId: dialog.addresseeId }}
        >
          {(errors) => (
            <Field label={t("dialog.receivedBy")} required error={errors.receivedBy}>
              <TextInput name="receivedBy" autoFocus autoComplete="off" />
            </Field>
          )}
        </Form>
      );
    case "sign":
      return (
        <Form
          title={t("dialog.signTitle")}
          lead={`${t("dialog.signLead")}${view.addressees.map((one) => one.name).join("、")}`}
          submit={t("dialog.sign")}
          intent="sign-report"
          fixed={{ ...fixed, version: view.version }}
          done={(outcome) => t("done.signed", { number: (outcome as { number: string }).number })}
        />
      );
  }
}
