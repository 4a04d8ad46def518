import { useNavigate, useRevalidator } from "@remix-run/react";
import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { phaseNames } from "#domain/incidents/phase-machine.ts";
import type { LinkableIncident } from "#domain/submissions/queries/linkable-incidents.server.ts";
import { Button } from "../../ui/button.tsx";
import { Radio } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, FieldError, TextInput } from "../../ui/field.tsx";
import { formatNumber } from "../../ui/format.ts";
import { useSlow } from "../../ui/skeleton.tsx";
import { DrillTag, LevelTag } from "../../ui/tag.tsx";
import { toast } from "../../ui/toasts.tsx";
import { useCommand } from "../live/use-command.ts";
import { useSentence, useTexts } from "./texts.ts";

export interface JoinDialogProps {
  open: boolean;
  onClose: () => void;
  submissionIds: readonly string[];
  /** They are linked. */
  onDone?: () => void;
}

/** 加入已有事件: picks an open incident in which one may write, and links what is selected. */
export function JoinDialog({ open, onClose, submissionIds, onDone }: JoinDialogProps) {
  const t = useTexts();
  const say = useSentence();
  const formId = useId();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const run = useCommand();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | undefined>();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { incidents, failed, loading } = useIncidents(open, text);
  const slow = useSlow(loading);
  useEffect(() => {
    if (!open) return;
    setText("");
    setChosen(null);
    setReason("");
    setMissing(undefined);
    setError(null);
  }, [open]);

  const submit = async () => {
    if (!chosen) return setError(t("join.choose"));
    setBusy(true);
    setError(null);
    const reply = await run("link-submissions", { incidentId: chosen, submissionIds, reason });
    setBusy(false);
    if (!reply.ok) {
      setMissing(reply.fields?.reason);
      return setError(reply.fields?.reason ? null : reply.message);
    }
    const { linked } = reply.outcome as { linked: number };
    toast({
      title: linked > 0 ? t("join.done", { count: formatNumber(linked) }) : t("join.doneNone"),
      text: incidents?.find(({ id }) => id === chosen)?.title,
      action: { label: t("join.open"), run: () => navigate(`/incidents/${chosen}`) },
    });
    onClose();
    onDone?.();
    revalidate();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("join.title")}
      icon="link"
      lead={t("join.lead", { count: formatNumber(submissionIds.length) })}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy}>
            {t("join.submit")}
          </Button>
          <CancelButton onClose={onClose} />
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label={t("join.search")} labelAt="hidden">
          <TextInput
            icon="search"
            placeholder={t("join.search")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoFocus
          />
        </Field>
        <div role="radiogroup" aria-label={t("join.list")} className="mt-2 h-[228px] overflow-y-auto" data-scroll>
          {slow ? <p className="py-2 text-13 text-text-3">{t("join.searching")}</p> : null}
          {failed ? <FieldError errors={[t("join.failed")]} /> : null}
          {incidents?.length === 0 ? (
            <p className="py-2 text-13 text-text-2" role="status">
              {text.trim() ? t("join.noneFor") : t("join.none")}
            </p>
          ) : null}
          {incidents?.map((incident) => (
            <div key={incident.id} className="border-b border-line py-1.5 last:border-b-0">
              <Radio
                name="incidentId"
                value={incident.id}
                checked={chosen === incident.id}
                onChange={() => setChosen(incident.id)}
                hint={[
                  incident.number,
                  incident.county,
                  incident.place,
                  say(phaseNames[incident.phase]),
                  t("join.linked", { count: formatNumber(incident.submissions) }),
                ].join("　")}
              >
                <span className="inline-flex items-center gap-2">
                  <LevelTag level={incident.level} />
                  {incident.drill ? <DrillTag /> : null}
                  <span>{incident.title}</span>
                </span>
              </Radio>
            </div>
          ))}
        </div>
        <Field label={t("join.reason")} required error={missing} className="mt-2">
          <TextInput
            name="reason"
            maxLength={500}
            value={reason}
            placeholder={t("join.reasonHint")}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        <FieldError errors={error ? [error] : []} />
      </form>
    </Dialog>
  );
}

function CancelButton({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("ui");
  return <Button onClick={onClose}>{t("cancel")}</Button>;
}

/** Open incidents for a text, the newest answer winning; null while none has come. */
function useIncidents(open: boolean, text: string) {
  const [incidents, setIncidents] = useState<LinkableIncident[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [loading, setLoading] = useState(false);
  useEffect(() => {
    if (!open) return;
    const stop = new AbortController();
    const load = async () => {
      setLoading(true);
      const response = await fetch(`/submissions/incidents?q=${encodeURIComponent(text)}`, {
        headers: { Accept: "application/json" },
        signal: stop.signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      setIncidents(((await response.json()) as { incidents: LinkableIncident[] }).incidents);
      setFailed(false);
      setLoading(false);
    };
    const timer = setTimeout(
      () =>
        load().catch(() => {
          if (stop.signal.aborted) return;
          setFailed(true);
          setLoading(false);
        }),
      text ? 200 : 0,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [open, text]);
  return { incidents, failed, loading };
}
