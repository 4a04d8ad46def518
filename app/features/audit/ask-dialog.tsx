import { useFetcher } from "@remix-run/react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { AccessLine } from "#domain/audit/access-log.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Field, FieldError, TextArea } from "../../ui/field.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { CommandId } from "../account/command-id.tsx";
import { usePersonId } from "../incidents/person-id.ts";

type Props = { open: boolean; onClose: () => void; line: AccessLine; formId: string };

/** 请其说明: a question to the person of an entry. What is typed stays until it is sent. */
export function AskDialog({ open, onClose, line, formId }: Props) {
  const { t } = useTranslation("audit");
  const id = useId();
  const fetcher = useFetcher<CommandResult>();
  const draft = useDraft(`person:${usePersonId()}/access/${line.id}/question`, "");
  const told = useRef<unknown>(null);
  const answer = fetcher.data;
  const failed = answer && !answer.ok ? answer : null;
  const { clear } = draft;
  useEffect(() => {
    if (!answer?.ok || told.current === answer) return;
    told.current = answer;
    clear();
    toast({ title: t("entry.asked") });
    onClose();
  }, [answer, clear, onClose, t]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      icon="message"
      title={t("inquiry.title")}
      lead={t("inquiry.lead", { name: line.personName })}
      foot={
        <>
          <Button kind="filled" type="submit" form={id} busy={fetcher.state !== "idle"}>
            {t("inquiry.send")}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <fetcher.Form id={id} method="post">
        <input type="hidden" name="intent" value="ask-inquiry" />
        <input type="hidden" name="entryId" value={line.id} />
        <CommandId answer={answer ?? formId} />
        <Field label={t("inquiry.question")} required hint={t("inquiry.questionHint")} error={failed?.fields?.question}>
          <TextArea
            name="question"
            rows={3}
            maxLength={500}
            value={draft.value}
            onChange={(event) => draft.setValue(event.target.value)}
            autoFocus
          />
        </Field>
        <FieldError errors={failed && !failed.fields ? [failed.message] : []} />
      </fetcher.Form>
    </Dialog>
  );
}
