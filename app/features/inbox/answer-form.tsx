import { Form } from "@remix-run/react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type InboxItemOf, keyOf } from "#domain/inbox/inbox.ts";
import { Button } from "../../ui/button.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Field, FieldError, TextArea } from "../../ui/field.tsx";
import { usePersonId } from "../incidents/person-id.ts";
import { useInboxActs } from "./inbox-context.ts";

/** The person's own words about an access that oversight asks about. What is typed stays until it is sent. */
export function AnswerForm({ item }: { item: InboxItemOf<"inquiry"> }) {
  const { t } = useTranslation("inbox");
  const acts = useInboxActs();
  const draft = useDraft(`person:${usePersonId()}/inquiry/${item.id}/answer`, "");
  const [errors, setErrors] = useState<{ answer?: string; message?: string }>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await acts.answer(item, draft.value);
    if (!reply) return;
    if (reply.ok) draft.clear();
    setErrors(reply.ok ? {} : reply.fields?.answer ? { answer: reply.fields.answer } : { message: reply.message });
  };
  return (
    <Form method="post" action="/inbox" onSubmit={submit} className="pt-1">
      <input type="hidden" name="intent" value="answer-inquiry" />
      <input type="hidden" name="inquiryId" value={item.id} />
      <Field label={t("pane.answerLabel")} required hint={draft.note ?? t("pane.answerHint")} error={errors.answer}>
        <TextArea
          name="answer"
          rows={3}
          maxLength={1000}
          value={draft.value}
          onChange={(event) => draft.setValue(event.target.value)}
        />
      </Field>
      <FieldError errors={errors.message ? [errors.message] : []} />
      <Button type="submit" kind="filled" className="mt-2" busy={acts.busy.has(keyOf(item))} can={acts.reachable}>
        {t("act.answer")}
      </Button>
    </Form>
  );
}
