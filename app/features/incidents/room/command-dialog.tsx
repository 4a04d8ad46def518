import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { readDraft, writeDraft } from "../../../ui/draft.ts";
import { Field, FieldError, TextArea } from "../../../ui/field.tsx";
import { isQueued } from "../../offline/queue.ts";
import { draftKey, useActing } from "./room-context.ts";

export type Values = { [name: string]: string };
export type Errors = { [name: string]: string | undefined };

export type CommandDialogProps = {
  onClose: () => void;
  title: ReactNode;
  lead?: ReactNode;
  /** The verb on the filled button. */
  submit: string;
  intent: string;
  /** What goes with the fields: ids, versions. */
  fixed?: Record<string, unknown>;
  /** Keeps what was typed in this browser until it is sent, under this name. */
  keep?: string;
  /** Fields to input; null when there is nothing to send. Default: the fields as they are. */
  toInput?: (values: Values) => Record<string, unknown> | null;
  onDone?: (reply: CommandReply & { ok: true }) => void;
  /** Takes a refusal over (a conflict); true means that nothing more is to be shown. */
  onRefused?: (reply: CommandReply & { ok: false }, values: Values) => boolean;
  size?: "small" | "normal" | "wide";
  footEnd?: ReactNode;
  children: (given: { errors: Errors; kept: Values }) => ReactNode;
};

/**
 * A form over the room that runs one command. One commandId for all tries, so that pressing twice acts once; a refusal stands at
 * its field or under the form, and what was typed stays.
 */
export function CommandDialog(props: CommandDialogProps) {
  const {
    onClose,
    title,
    lead,
    submit,
    intent,
    fixed,
    keep,
    toInput,
    onDone,
    onRefused,
    size = "small",
    children,
  } = props;
  const { t } = useTranslation("ui");
  const { t: off } = useTranslation("offline");
  const waits = isQueued(intent);
  const { act, me, incidentId, reachable } = useActing();
  const formId = useId();
  const [commandId] = useState(() => newId());
  const [errors, setErrors] = useState<Errors>({});
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const key = keep ? draftKey(me.personId, incidentId, keep) : null;
  const [kept] = useState<Values>(() => (key ? (readDraft<Values>(key)?.value ?? {}) : {}));

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (running.current) return;
    const values = valuesOf(event.currentTarget);
    const input = toInput ? toInput(values) : values;
    if (input === null) return onClose();
    running.current = true;
    setBusy(true);
    const reply = await act(intent, { ...fixed, ...input }, { commandId, quiet: true });
    running.current = false;
    setBusy(false);
    if (reply.ok) {
      if (key) writeDraft(key, null);
      onClose();
      onDone?.(reply);
    } else if (!onRefused?.(reply, values)) {
      setErrors(reply.fields ?? {});
      // "Some fields need correcting" says nothing beside the fields themselves; a rule that stands in the way does.
      setMessage(reply.code === "invalid" && reply.fields ? null : reply.message);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      lead={lead}
      size={size}
      footEnd={props.footEnd}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy} can={waits || reachable}>
            {waits && reachable !== true ? off("queue") : submit}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={send}
        onInput={(event) => key && writeDraft(key, valuesOf(event.currentTarget))}
        className="flex flex-col gap-3"
        noValidate
      >
        {children({ errors, kept })}
        <FieldError errors={message ? [message] : []} />
      </form>
    </Dialog>
  );
}

const valuesOf = (form: HTMLFormElement): Values =>
  Object.fromEntries([...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string"));

/** A text area of a command dialog: begins with what was kept, else with `initial`. */
export function KeptText({
  name,
  label,
  hint,
  rows = 3,
  initial = "",
  optional,
  given: { errors, kept },
}: {
  name: string;
  label: string;
  hint?: ReactNode;
  rows?: number;
  initial?: string;
  optional?: boolean;
  given: { errors: Errors; kept: Values };
}) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    area.current?.setSelectionRange(area.current.value.length, area.current.value.length);
  }, []);
  return (
    <Field label={label} required={!optional} hint={hint} error={errors[name]}>
      <TextArea ref={area} name={name} rows={rows} defaultValue={kept[name] ?? initial} autoFocus={!optional} />
    </Field>
  );
}
