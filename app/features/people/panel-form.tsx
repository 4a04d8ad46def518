import { useActionData, useFetcher, useNavigate } from "@remix-run/react";
import { type FormEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { newId } from "#domain/kernel/id.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Button } from "../../ui/button.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { FieldError } from "../../ui/field.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { usePersonId } from "../incidents/person-id.ts";
import { PanelLink } from "./panel-link.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { StaleBand } from "./stale-band.tsx";
import { useTexts } from "./texts.ts";

export type Values = Record<string, string>;

export type PanelFields = {
  values: Values;
  set: (name: string, value: string) => void;
  /** What the server said of a field. */
  error: (name: string) => string | undefined;
  /** For a text control: name, value, onChange. */
  text: (name: string) => { name: string; value: string; onChange: (event: { target: { value: string } }) => void };
  /** For a box. */
  box: (name: string) => {
    name: string;
    checked: boolean;
    onChange: (event: { target: { checked: boolean } }) => void;
  };
};

export type PanelFormProps = {
  intent: string;
  title: ReactNode;
  aside?: ReactNode;
  /** What the panel is about: another subject is another form. */
  of: string;
  initial: Values;
  /** Posted with it and not edited. */
  fixed?: Values;
  submit: string;
  careful?: boolean;
  /** Names that are never kept in the browser: passwords. */
  secret?: readonly string[];
  done: (outcome: Record<string, unknown>) => { toast: string; to?: string };
  footEnd?: ReactNode;
  onValues?: (values: Values) => void;
  /** Words for fields of `current` when another has saved first. */
  labels?: Record<string, string>;
  children: (fields: PanelFields) => ReactNode;
};

/**
 * A form in the panel at the right. Posts to the page's own action, also without JavaScript; keeps what is typed in this
 * browser until it is saved; shows refusals at their fields, and what another saved meanwhile beside one's own.
 */
export function PanelForm(props: PanelFormProps) {
  const { intent, title, aside, of, initial, fixed = {}, submit, careful, secret = [], done, footEnd, labels } = props;
  const t = useTexts();
  const { panel } = useRegisterUrl();
  const navigate = useNavigate();
  const fetcher = useFetcher<CommandResult<Record<string, unknown>>>();
  const posted = useActionData() as CommandResult | undefined;
  const answer = fetcher.data ?? (posted?.intent === intent ? posted : undefined);
  const draft = useDraft<Values>(
    `person:${usePersonId()}/register:${intent}:${of}`,
    useStable(start(initial, posted, intent)),
    (values) => same(values, initial),
  );
  const [secrets, setSecrets] = useState<Values>({});
  const [version, setVersion] = useState<string | null>(null);
  const values = { ...initial, ...draft.value, ...secrets };
  const refused = answer && !answer.ok ? answer : undefined;
  const set = (name: string, value: string) => {
    if (secret.includes(name)) setSecrets((before) => ({ ...before, [name]: value }));
    else draft.setValue({ ...draft.value, [name]: value });
  };

  const { onValues } = props;
  const told = JSON.stringify(values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the values
  useEffect(() => onValues?.(values), [told, onValues]);

  const settled = useRef<unknown>(null);
  useEffect(() => {
    const data = fetcher.data;
    if (fetcher.state !== "idle" || !data?.ok || settled.current === data) return;
    settled.current = data;
    draft.clear();
    const end = done(data.outcome ?? {});
    toast({ tone: "ok", title: end.toast });
    navigate(end.to ?? panel(null), { preventScrollReset: true });
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer asks for a new id
  const commandId = useMemo(() => newId(), [answer]);
  const formId = `panel-${intent}`;
  const close = () => navigate(panel(null), { preventScrollReset: true });
  const fields: PanelFields = {
    values,
    set,
    error: (name) => refused?.fields?.[name],
    text: (name) => ({ name, value: values[name] ?? "", onChange: (event) => set(name, event.target.value) }),
    box: (name) => ({
      name,
      checked: values[name] === "on",
      onChange: (event) => set(name, event.target.checked ? "on" : ""),
    }),
  };
  const onSubmit = (event: FormEvent) => {
    if (fetcher.state !== "idle") event.preventDefault();
  };
  const current = refused?.code === "stale" ? (refused.current as Record<string, unknown> | undefined) : undefined;
  return (
    <Drawer
      open
      onClose={close}
      of={`${intent}:${of}`}
      title={title}
      aside={aside}
      footEnd={footEnd ?? draft.note}
      foot={
        <>
          <Button
            type="submit"
            form={formId}
            kind={careful ? "careful" : "filled"}
            busy={fetcher.state !== "idle"}
            busyLabel={t("saving")}
          >
            {submit}
          </Button>
          <PanelLink to={panel(null)}>{t("cancel")}</PanelLink>
        </>
      }
    >
      <fetcher.Form id={formId} method="post" onSubmit={onSubmit} noValidate className="grid gap-3">
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="commandId" value={commandId} suppressHydrationWarning />
        <input type="hidden" name="redirectTo" value={panel(null)} />
        {Object.entries({ ...fixed, ...(version !== null && { version }) }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {current ? (
          <StaleBand
            current={current}
            values={values}
            labels={labels ?? {}}
            onMine={() => setVersion(String(current.version ?? ""))}
            onTheirs={() => {
              draft.clear();
              close();
            }}
            mineChosen={version === String(current.version ?? "")}
          />
        ) : null}
        {props.children(fields)}
        {refused && !current && Object.keys(refused.fields ?? {}).length === 0 ? (
          <FieldError errors={[refused.message]} />
        ) : null}
      </fetcher.Form>
    </Drawer>
  );
}

/** A form that came back without JavaScript shows what was typed. */
function start(initial: Values, posted: CommandResult | undefined, intent: string): Values {
  if (!posted || posted.ok || posted.intent !== intent || !posted.typed) return initial;
  const typed = Object.entries(posted.typed).filter(([name, value]) => name in initial && typeof value === "string");
  return { ...initial, ...(Object.fromEntries(typed) as Values) };
}

const same = (a: Values, b: Values) => Object.keys({ ...a, ...b }).every((name) => (a[name] ?? "") === (b[name] ?? ""));

/** The same object as long as its content is the same: drafts compare by identity. */
function useStable(values: Values): Values {
  const text = JSON.stringify(values);
  return useMemo(() => JSON.parse(text) as Values, [text]);
}

/** The latest values that a form reports, and the callback for it. */
export function useFormValues(): [Values, (values: Values) => void] {
  const [values, setValues] = useState<Values>({});
  return [values, useCallback((next: Values) => setValues(next), [])];
}
