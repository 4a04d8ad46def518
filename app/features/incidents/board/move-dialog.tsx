import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { phaseNames } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { useDraft } from "../../../ui/draft.ts";
import { Field, FieldError, TextArea } from "../../../ui/field.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import type { Answered, Question } from "./use-moves.ts";

export type TextQuestion = Question & { asks: "reason" | "note" | "outcome" };
/** What the dialog looks at: the room asks as well. */
export type AskedMove = { card: Pick<Question["card"], "id" | "title" | "phase"> } & Pick<
  TextQuestion,
  "target" | "asks"
>;
const most = { reason: 500, note: 1000, outcome: 2000 };

/** What a move asks for in words: why back, what was verified, what came of it. What was written stays until it is sent. */
export function MoveDialog(props: {
  question: AskedMove;
  personId: string;
  onAnswer: (text: string) => Promise<Answered>;
  onClose: () => void;
}) {
  const { question, personId, onAnswer, onClose } = props;
  const { card, target, asks } = question;
  const { t } = useTranslation("board");
  const { t: ui } = useTranslation("ui");
  const locale = useLocale();
  const formId = useId();
  const draft = useDraft(`person:${personId}/incident:${card.id}/move-${asks}`, "");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ message: string; fields?: Record<string, string> } | null>(null);
  const [missing, setMissing] = useState(false);
  const phase = inLanguage(phaseNames[target], locale);
  const reopens = card.phase === "closed";
  const kind = asks === "reason" && reopens ? "reopen" : asks;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const text = draft.value.trim();
    setMissing(text === "");
    if (text === "" || busy) return;
    setBusy(true);
    const answered = await onAnswer(text);
    setBusy(false);
    setRefused("message" in answered ? answered : null);
    if ("done" in answered) draft.clear();
  };
  const atField = refused?.fields?.[asks];
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={t(`ask.${kind}.title`, { phase })}
      lead={t(`ask.${kind}.lead`, { title: card.title })}
      foot={
        <>
          <Button kind={asks === "note" ? "filled" : "careful"} type="submit" form={formId} busy={busy}>
            {t(`ask.${kind}.confirm`)}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
        </>
      }
      footEnd={
        <>
          {draft.note}
          <span className="inline-flex items-center gap-1 phone:hidden">
            <Kbd>Ctrl</Kbd>
            <Kbd>Enter</Kbd>
          </span>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field
          label={t(`ask.${kind}.label`)}
          required
          error={missing ? t(`ask.${kind}.missing`) : atField}
          hint={t(`ask.${kind}.hint`)}
        >
          <TextArea
            value={draft.value}
            onChange={(event) => draft.setValue(event.target.value)}
            maxLength={most[asks]}
            rows={3}
            autoFocus
          />
        </Field>
        <FieldError errors={refused && !atField ? [refused.message] : []} />
      </form>
    </Dialog>
  );
}
