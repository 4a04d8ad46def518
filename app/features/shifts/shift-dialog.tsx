import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FieldError } from "../../ui/field.tsx";
import { submitByCtrlEnter } from "../incidents/submit-by-ctrl-enter.ts";
import type { Act } from "./use-act.ts";

export type Values = { [name: string]: string };
export type Errors = { [name: string]: string | undefined };
type Props = {
  act: Act;
  intent: string;
  fixed?: Record<string, unknown>;
  title: ReactNode;
  lead?: ReactNode;
  submit: string;
  size?: "small" | "normal";
  toInput?: (values: Values) => Record<string, unknown>;
  onClose: () => void;
  children: (errors: Errors) => ReactNode;
};

/** A form over the page that runs one command: one id for all tries; a refusal stands at its field, what was typed stays. */
export function ShiftDialog({
  act,
  intent,
  fixed,
  title,
  lead,
  submit,
  size = "small",
  toInput,
  onClose,
  children,
}: Props) {
  const { t } = useTranslation("ui");
  const formId = useId();
  const [commandId] = useState(() => newId());
  const [errors, setErrors] = useState<Errors>({});
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const values = Object.fromEntries(
      [...new FormData(event.currentTarget)].filter((pair): pair is [string, string] => typeof pair[1] === "string"),
    );
    const reply = await act(intent, { ...fixed, ...(toInput ? toInput(values) : values) }, { commandId, quiet: true });
    running.current = false;
    setBusy(false);
    if (reply.ok) return onClose();
    setErrors(reply.fields ?? {});
    setMessage(reply.code === "invalid" && reply.fields ? null : reply.message);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      lead={lead}
      size={size}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy}>
            {submit}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={send} onKeyDown={submitByCtrlEnter} className="flex flex-col gap-3" noValidate>
        {children(errors)}
        <FieldError errors={message ? [message] : []} />
      </form>
    </Dialog>
  );
}
