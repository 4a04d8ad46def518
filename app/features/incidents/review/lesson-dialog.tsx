import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewLesson } from "#domain/incidents/review/review.ts";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { Button } from "../../../ui/button.tsx";
import { ConflictDialog } from "../../../ui/conflict-dialog.tsx";
import { writeDraft } from "../../../ui/draft.ts";
import { Field, TextInput } from "../../../ui/field.tsx";
import { formatTime } from "../../../ui/format.ts";
import { CommandDialog, KeptText, type Values } from "../room/command-dialog.tsx";
import { draftKey, useActing } from "../room/room-context.ts";

/** "#2 #37" → 2, 37. */
export const numbersIn = (text: string): number[] => [...text.matchAll(/\d{1,9}/g)].map(([digits]) => Number(digits));
const shown = (sources: readonly number[]) => sources.map((seq) => `#${seq}`).join(" ");
type Saved = Pick<ReviewLesson, "version" | "text" | "sources">;

/** A lesson with the entries it comes from; two editors of one lesson see both texts. */
export function LessonDialog(props: { view: ReviewView; lesson?: ReviewLesson; onClose: () => void }) {
  const { view, lesson, onClose } = props;
  const { t } = useTranslation("review");
  const { act, incidentId, me } = useActing();
  const keep = lesson ? `lesson/${lesson.id}` : "lesson";
  const key = draftKey(me.personId, incidentId, keep);
  const [conflict, setConflict] = useState<{ current: Saved; mine: Values } | null>(null);
  const [busy, setBusy] = useState(false);
  const settled = () => {
    writeDraft(key, null);
    onClose();
  };
  if (conflict && lesson) {
    const { current, mine } = conflict;
    const save = async (text: string) => {
      setBusy(true);
      const input = { lessonId: lesson.id, version: current.version, text, sources: numbersIn(mine.sources ?? "") };
      const reply = await act("review-edit-lesson", input);
      setBusy(false);
      if (reply.ok) settled();
      else if (reply.code === "stale" && reply.current)
        setConflict({ current: reply.current as Saved, mine: { ...mine, text } });
    };
    const { by, at } = view.lastSaved ?? { by: "", at: "" };
    return (
      <ConflictDialog
        open
        busy={busy}
        lead={t("lessons.conflict", { no: lesson.no })}
        theirs={{ text: current.text, by, at: at && formatTime(at) }}
        mine={{ text: mine.text ?? "" }}
        onSaveMine={save}
        onKeepTheirs={settled}
        onClose={(text) => {
          writeDraft(key, { ...mine, text });
          onClose();
        }}
      />
    );
  }
  return (
    <CommandDialog
      onClose={onClose}
      intent={lesson ? "review-edit-lesson" : "review-add-lesson"}
      fixed={lesson ? { lessonId: lesson.id, version: lesson.version } : { incidentId }}
      keep={keep}
      size="normal"
      title={lesson ? t("lessons.edit", { no: lesson.no }) : t("lessons.addTitle")}
      lead={t("lessons.lead")}
      submit={t("save")}
      toInput={(values) => ({ text: values.text, sources: numbersIn(values.sources ?? "") })}
      onRefused={(reply, values) => {
        if (reply.code !== "stale" || !reply.current) return false;
        setConflict({ current: reply.current as Saved, mine: values });
        return true;
      }}
    >
      {(given) => (
        <>
          <KeptText name="text" label={t("lessons.text")} rows={4} initial={lesson?.text} given={given} />
          <Sources
            view={view}
            initial={given.kept.sources ?? shown(lesson?.sources ?? [])}
            error={given.errors.sources}
          />
        </>
      )}
    </CommandDialog>
  );
}

/** Numbers of entries, typed or taken from the course. */
function Sources({ view, initial, error }: { view: ReviewView; initial: string; error?: string }) {
  const { t } = useTranslation("review");
  const [text, setText] = useState(initial);
  const chosen = numbersIn(text);
  const toggle = (seq: number) =>
    setText(shown(chosen.includes(seq) ? chosen.filter((one) => one !== seq) : [...chosen, seq]));
  return (
    <div>
      <Field label={t("lessons.sources")} required hint={t("lessons.sourcesHint")} error={error}>
        <TextInput name="sources" value={text} placeholder="#2 #37" onChange={(event) => setText(event.target.value)} />
      </Field>
      <ul className="mt-2 max-h-44 overflow-y-auto rounded-control border border-line">
        {view.course.map((line) => (
          <li key={line.seq} className="flex items-center gap-2 border-b border-line px-2 py-1 text-12 last:border-b-0">
            <Button
              size="small"
              kind={chosen.includes(line.seq) ? "filled" : "outline"}
              aria-pressed={chosen.includes(line.seq)}
              onClick={() => toggle(line.seq)}
            >
              #{line.seq}
            </Button>
            <span className="min-w-0 truncate">{line.text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
