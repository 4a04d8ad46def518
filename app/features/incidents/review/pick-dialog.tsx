import { useEffect, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { entryHolds, entrySentence } from "#domain/incidents/entry-kinds.ts";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/choice.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Field, FieldError, TextInput } from "../../../ui/field.tsx";
import { formatNear } from "../../../ui/format.ts";
import { useLocale } from "../../../ui/use-format.ts";
import { useActing } from "../room/room-context.ts";

/** 增减: the timeline with a box beside each entry. What is ticked tells the course. */
export function PickDialog({ view, onClose }: { view: ReviewView; onClose: () => void }) {
  const { t } = useTranslation("review");
  const { t: ui } = useTranslation("ui");
  const locale = useLocale();
  const { act, incidentId, reachable } = useActing();
  const formId = useId();
  const [before] = useState(() => new Set(view.review?.picked ?? []));
  const [picked, setPicked] = useState(before);
  const [query, setQuery] = useState("");
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const { entries, failed } = useTimeline(incidentId, view.entries);
  const shown = useMemo(() => entries.filter((entry) => entryHolds(entry, query)), [entries, query]);
  const toggle = (seq: number) => {
    const after = new Set(picked);
    if (!after.delete(seq)) after.add(seq);
    setPicked(after);
  };
  const save = async () => {
    if (busy) return;
    const add = [...picked].filter((seq) => !before.has(seq));
    const remove = [...before].filter((seq) => !picked.has(seq));
    if (add.length + remove.length === 0) return onClose();
    setBusy(true);
    const reply = await act("review-pick", { incidentId, add, remove }, { quiet: true });
    setBusy(false);
    if (reply.ok) onClose();
    else setMessage(Object.values(reply.fields ?? {})[0] ?? reply.message);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("pick.title")}
      lead={t("pick.lead")}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy} can={reachable}>
            {t("save")}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
        </>
      }
      footEnd={t("pick.count", { count: picked.size, all: view.entries })}
    >
      <form
        id={formId}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label={t("pick.search")}>
          <TextInput icon="search" type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
        </Field>
        <ul className="max-h-96 overflow-y-auto rounded-control border border-line" data-scroll>
          {shown.map((entry) => (
            <li key={entry.seq} className="border-b border-line px-2 py-1 last:border-b-0">
              <Checkbox checked={picked.has(entry.seq)} onChange={() => toggle(entry.seq)}>
                <span className="text-12 text-text-3 tabular-nums">
                  #{entry.seq} {formatNear(entry.eventTime, view.facts.occurredAt)}
                </span>{" "}
                {inLanguage(entrySentence(entry), locale)}
              </Checkbox>
            </li>
          ))}
        </ul>
        {entries.length < view.entries && !failed ? <p className="text-12 text-text-3">{ui("loading")}</p> : null}
        <FieldError errors={[failed ? t("pick.failed") : "", message ?? ""].filter(Boolean)} />
      </form>
    </Dialog>
  );
}

/** The whole timeline, page after page, oldest first; struck entries cannot be chosen. */
function useTimeline(incidentId: string, total: number): { entries: RoomEntry[]; failed: boolean } {
  const [entries, setEntries] = useState<RoomEntry[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    const load = async () => {
      let after = 0;
      while (!gone && after < total) {
        const answer = await fetch(`/incidents/${incidentId}/events?after=${after}`, {
          headers: { Accept: "application/json" },
        }).catch(() => null);
        if (gone) return;
        if (!answer?.ok) return setFailed(true);
        const { events } = (await answer.json()) as { events: RoomEntry[] };
        const last = events.at(-1);
        if (!last) return;
        after = last.seq;
        setEntries((held) => [...held, ...events.filter((entry) => !entry.struckBySeq)]);
      }
    };
    setEntries([]);
    void load();
    return () => {
      gone = true;
    };
  }, [incidentId, total]);
  return { entries, failed };
}
