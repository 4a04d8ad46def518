import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { LinkableSubmission } from "#domain/incidents/queries/linkable-submissions.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/choice.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field, FieldError, TextInput } from "../../../ui/field.tsx";
import { SkeletonRows, useSlow } from "../../../ui/skeleton.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { LinkLine } from "./links-panel.tsx";
import { useRoom, useRoomState } from "./room-context.ts";

/** What a search has found so far; the newest submissions before anything is typed. */
function useSearch(incidentId: string, query: string) {
  const [found, setFound] = useState<readonly LinkableSubmission[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [pending, setPending] = useState(true);
  useEffect(() => {
    let gone = false;
    setPending(true);
    const timer = setTimeout(async () => {
      const response = await fetch(`/incidents/${incidentId}/submissions?q=${encodeURIComponent(query)}`, {
        headers: { Accept: "application/json" },
      }).catch(() => null);
      if (gone) return;
      setPending(false);
      setFailed(!response?.ok);
      if (response?.ok) setFound(((await response.json()) as { submissions: LinkableSubmission[] }).submissions);
    }, 200);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [incidentId, query]);
  return { found, failed, pending };
}

type Props = {
  /** What may belong here: listed until one looks for something else. */
  related?: readonly LinkableSubmission[];
  onClose: () => void;
};

/** 关联信访件: found by number, title or place; several at once, with the reason why they belong here. */
export function LinkDialog({ related, onClose }: Props) {
  const { t } = useTranslation("room");
  const { t: tr } = useTranslation("related");
  const { t: ui } = useTranslation("ui");
  const { act, incidentId, reachable } = useRoom();
  const links = useRoomState("links");
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<ReadonlyMap<string, LinkableSubmission>>(new Map());
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | undefined>();
  const [error, setError] = useState<string | null>(null);
  const [commandId] = useState(() => newId());
  const typing = useRef<HTMLInputElement>(null);
  const { found, failed, pending } = useSearch(incidentId, query);
  const slow = useSlow(pending);
  const linked = new Set(links.map((link) => link.submissionId));
  const flip = (one: LinkableSubmission) => {
    const next = new Map(chosen);
    if (!next.delete(one.id)) next.set(one.id, one);
    setChosen(next);
  };
  const submit = async () => {
    if (busy || chosen.size === 0) return;
    setBusy(true);
    const reply = await act(
      "link-submissions",
      { incidentId, submissionIds: [...chosen.keys()], reason },
      { commandId, quiet: true },
    );
    setBusy(false);
    if (!reply.ok) {
      setMissing(reply.fields?.reason);
      return setError(reply.fields?.reason ? null : reply.message);
    }
    toast({ title: t("links.linked", { count: chosen.size }) });
    onClose();
  };
  const offered = related && query === "" ? related : (found ?? []);
  const listed = [...chosen.values(), ...offered.filter((one) => !chosen.has(one.id))];
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("links.linkTitle")}
      lead={related ? tr("lead") : undefined}
      foot={
        <>
          <Button
            kind="filled"
            busy={busy}
            can={chosen.size === 0 ? t("links.chooseFirst") : reachable}
            onClick={submit}
          >
            {t("links.linkCount", { count: chosen.size })}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
        </>
      }
    >
      <Field label={t("links.search")} labelAt="hidden" error={failed ? t("links.searchFailed") : null}>
        <TextInput
          ref={typing}
          type="search"
          icon="search"
          autoFocus
          placeholder={t("links.searchHint")}
          onInput={(event) => {
            if (!(event.nativeEvent as InputEvent).isComposing) setQuery(event.currentTarget.value.trim());
          }}
          onCompositionEnd={() => setQuery(typing.current?.value.trim() ?? "")}
        />
      </Field>
      <FieldError errors={error ? [error] : []} />
      {found === null && slow && !related ? <SkeletonRows rows={6} columns={3} /> : null}
      {found !== null && listed.length === 0 ? <p className="py-3 text-13 text-text-3">{t("links.noHit")}</p> : null}
      <ul className="mt-2">
        {listed.map((one) => (
          <li key={one.id} className="border-b border-line">
            <Checkbox
              checked={linked.has(one.id) || chosen.has(one.id)}
              disabled={linked.has(one.id)}
              onChange={() => flip(one)}
              className="w-full !items-center [&>span]:min-w-0 [&>span]:flex-1"
            >
              <span className="flex min-h-7 items-center gap-2">
                <span className="w-32 shrink-0 text-12 text-text-2 phone:hidden">{one.number}</span>
                <LinkLine link={one} />
                {linked.has(one.id) ? <Tag tone="ok">{t("links.already")}</Tag> : null}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      <Field label={t("links.reason")} required error={missing} className="mt-3">
        <TextInput
          name="reason"
          maxLength={500}
          value={reason}
          placeholder={t("links.reasonHint")}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
    </Dialog>
  );
}
