import { useRevalidator } from "@remix-run/react";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TemplateBody } from "#domain/incidents/templates/body.ts";
import type { ChosenTemplate } from "#domain/incidents/templates/queries/templates-page.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { CarefulDialog } from "../../ui/dialog.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Field, FieldError, Select, TextInput } from "../../ui/field.tsx";
import { toast } from "../../ui/toasts.tsx";
import { useCommand } from "../live/use-command.ts";
import { DemandRows, TaskRows } from "./body-rows.tsx";
import { TemplateHistory } from "./template-history.tsx";
import { UnitRows } from "./unit-rows.tsx";

/** `version` is what was written over: a draft that another has overtaken meanwhile is told so. */
type Written = { unitId: string; kind: string; body: TemplateBody; version: number };
type Refused = { message: string; fields: Record<string, string> };
type Props = {
  personId: string;
  /** What it begins from. */
  start: Pick<Written, "unitId" | "kind" | "body">;
  /** Without it a new one is written, for one of `offices`. */
  template?: ChosenTemplate;
  offices?: { id: string; name: string }[];
  onSaved?: (templateId: string) => void;
};

/** One template as a form. The second of two editors sees that another has saved, and chooses; nothing typed is lost. */
export function TemplateEditor({ personId, start, template, offices = [], onSaved }: Props) {
  const { t } = useTranslation("templates");
  const run = useCommand();
  const { revalidate } = useRevalidator();
  const current = template?.version ?? 0;
  const first = useMemo<Written>(
    () => ({ unitId: start.unitId, kind: start.kind, body: start.body, version: current }),
    [start, current],
  );
  const draft = useDraft<Written>(
    `person:${personId}/template:${template?.id ?? "new"}`,
    first,
    (value) => JSON.stringify(value) === JSON.stringify(first),
  );
  const { unitId, kind, body, version } = draft.value;
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [theirs, setTheirs] = useState<{ version: number; kind: string; body: TemplateBody } | null>(null);
  const [closing, setClosing] = useState(false);
  const set = (change: Partial<Written>) => draft.setValue({ ...draft.value, ...change });
  const setBody = (change: Partial<TemplateBody>) => set({ body: { ...body, ...change } });
  const error = (path: string) => refused?.fields[path];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const reply = template
      ? await run("save-template", { templateId: template.id, version, kind, body })
      : await run("add-template", { unitId, kind, body });
    setBusy(false);
    if (!reply.ok) {
      if (reply.code === "stale" && reply.current) setTheirs(reply.current as typeof theirs);
      return setRefused({ message: reply.message, fields: reply.fields ?? {} });
    }
    const saved = reply.outcome as { templateId?: string; version: number };
    setRefused(null);
    setTheirs(null);
    draft.clear();
    toast({ title: t("saved", { version: saved.version }) });
    revalidate();
    if (saved.templateId) onSaved?.(saved.templateId);
  };
  return (
    <form onSubmit={submit} className="flex max-w-[920px] flex-col gap-5 p-4 phone:pb-24 noscript:hidden" noValidate>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("kind")} required error={error("kind")} className="w-56">
          <TextInput value={kind} maxLength={20} onChange={(event) => set({ kind: event.target.value })} />
        </Field>
        {template ? (
          <span className="pb-1 text-13 text-text-2">
            {template.unitName}　{t("version", { version })}
          </span>
        ) : (
          <Field label={t("office")} required error={error("unitId")} className="w-44">
            <Select
              value={unitId}
              options={offices.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(event) => set({ unitId: event.target.value })}
            />
          </Field>
        )}
        <span className="ml-auto flex flex-wrap items-center gap-2 text-12 text-text-3">
          {draft.note}
          {draft.note ? (
            <Button kind="text" onClick={() => draft.clear()}>
              {t("discard")}
            </Button>
          ) : null}
          {template ? (
            <Button kind="careful" onClick={() => setClosing(true)}>
              {t("close")}
            </Button>
          ) : null}
          <Button kind="filled" type="submit" busy={busy}>
            {t("save")}
          </Button>
        </span>
      </div>
      {theirs ? (
        <Band
          tone="warn"
          live
          title={t("stale.title", { version: theirs.version })}
          actions={
            <>
              <Button
                size="small"
                onClick={() => {
                  set({ version: theirs.version });
                  setTheirs(null);
                  setRefused(null);
                }}
              >
                {t("stale.mine")}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  draft.setValue({ unitId, ...theirs });
                  setTheirs(null);
                  setRefused(null);
                }}
              >
                {t("stale.theirs")}
              </Button>
            </>
          }
        >
          {t("stale.text", differences(theirs, draft.value))}
        </Band>
      ) : (
        <FieldError errors={refused ? [refused.message] : []} />
      )}
      <UnitRows body={body} onChange={setBody} error={error} newKey={lineKey} />
      <TaskRows body={body} onChange={setBody} error={error} newKey={lineKey} />
      <DemandRows body={body} onChange={setBody} error={error} newKey={lineKey} />
      {template ? <TemplateHistory history={template.history} /> : null}
      {closing && template ? <Closing template={template} version={version} onClose={() => setClosing(false)} /> : null}
    </form>
  );
}

const lineKey = () => `k${newId().slice(-12)}`;

/** How many lines stand in each of the two texts. */
const differences = (theirs: Pick<Written, "body">, mine: Written) => ({
  theirs: theirs.body.units.length + theirs.body.tasks.length + theirs.body.demands.length,
  mine: mine.body.units.length + mine.body.tasks.length + mine.body.demands.length,
});

/** 停用 with its reason. */
function Closing(props: { template: ChosenTemplate; version: number; onClose: () => void }) {
  const { template, version, onClose } = props;
  const { t } = useTranslation("templates");
  const run = useCommand();
  const { revalidate } = useRevalidator();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const confirm = async (reason: string) => {
    setBusy(true);
    const reply = await run("close-template", { templateId: template.id, version, reason });
    setBusy(false);
    if (!reply.ok) return setError(reply.fields?.reason ?? reply.message);
    toast({ title: t("closedDone", { kind: template.kind }) });
    revalidate();
    onClose();
  };
  return (
    <CarefulDialog
      open
      onClose={onClose}
      title={t("closeTitle", { kind: template.kind })}
      lead={t("closeLead")}
      confirm={t("close")}
      onConfirm={confirm}
      busy={busy}
      error={error}
    />
  );
}
