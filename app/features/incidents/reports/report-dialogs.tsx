import { useTranslation } from "react-i18next";
import { addresseeClasses, addresseeNames } from "#domain/incidents/reports/report-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Field, Select, TextArea, TextInput } from "../../../ui/field.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { CommandDialog } from "../room/command-dialog.tsx";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import { CommentDialog, ReplyDialog } from "./comment-dialogs.tsx";
import { type ReportDialogKind, useReport } from "./use-report.ts";
import { WritingRecord } from "./writing-record.tsx";

/** The one dialog over the page. */
export function ReportDialogs({ dialog }: { dialog: ReportDialogKind }) {
  const { t } = useTranslation("reports");
  const { view, openDialog } = useReport();
  const onClose = () => openDialog(null);
  const fixed = { reportId: view.id };
  const reason = { input: fixed, name: "", onClose };
  switch (dialog.kind) {
    case "address":
      return <AddressDialog onClose={onClose} />;
    case "return":
      return (
        <ReasonDialog
          {...reason}
          act="returnReport"
          intent="return-report"
          input={{ ...fixed, version: view.version }}
          onDone={() => toast({ title: t("done.returned") })}
        />
      );
    case "drop":
      return (
        <ReasonDialog
          {...reason}
          act="dropReport"
          intent="drop-report"
          onDone={() => toast({ title: t("done.dropped") })}
        />
      );
    case "head":
      return (
        <CommandDialog
          onClose={onClose}
          title={t("dialog.headTitle")}
          submit={t("dialog.save")}
          intent="head-report"
          fixed={fixed}
        >
          {({ errors }) => (
            <>
              <Field label={t("dialog.titleField")} required error={errors.title}>
                <TextArea name="title" rows={2} defaultValue={view.title} autoFocus />
              </Field>
              <Field label={t("dialog.contact")} hint={t("dialog.contactHint")} error={errors.contact}>
                <TextInput name="contact" defaultValue={view.contact} />
              </Field>
            </>
          )}
        </CommandDialog>
      );
    case "receive":
      return (
        <CommandDialog
          onClose={onClose}
          title={t("dialog.receiveTitle")}
          lead={dialog.name}
          submit={t("dialog.save")}
          intent="receive-report"
          fixed={{ addresseeId: dialog.addresseeId }}
        >
          {({ errors }) => (
            <Field label={t("dialog.receivedBy")} required error={errors.receivedBy}>
              <TextInput name="receivedBy" autoFocus autoComplete="off" />
            </Field>
          )}
        </CommandDialog>
      );
    case "sign":
      return (
        <CommandDialog
          onClose={onClose}
          title={t("dialog.signTitle")}
          lead={`${t("dialog.signLead")}${view.addressees.map((one) => one.name).join("、")}`}
          submit={t("dialog.sign")}
          intent="sign-report"
          fixed={{ ...fixed, version: view.version }}
          onDone={({ outcome }) =>
            toast({ title: t("done.signed", { number: (outcome as { number: string }).number }) })
          }
        >
          {() => null}
        </CommandDialog>
      );
    case "comment":
      return <CommentDialog quote={dialog.quote} anchor={dialog.anchor} onClose={onClose} />;
    case "reply":
      return <ReplyDialog comment={dialog.comment} onClose={onClose} />;
    case "writings":
      return <WritingRecord onClose={onClose} />;
  }
}

function AddressDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const { view } = useReport();
  return (
    <CommandDialog
      onClose={onClose}
      title={t("dialog.addTitle")}
      submit={t("dialog.add")}
      intent="add-addressee"
      fixed={{ reportId: view.id }}
      lead={t("address.note")}
      toInput={(values) => ({ ...values, copy: values.copy === "copy" })}
    >
      {({ errors }) => (
        <>
          <Field label={t("dialog.class")} required error={errors.class}>
            <Select
              name="class"
              options={addresseeClasses.map((one) => ({ value: one, label: inLanguage(addresseeNames[one], locale) }))}
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
    </CommandDialog>
  );
}
