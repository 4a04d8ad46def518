import { useTranslation } from "react-i18next";
import { entrySentence } from "#domain/incidents/entry-kinds.ts";
import type { MergeRecord } from "#domain/incidents/shape/merge-page.server.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Band } from "../../../ui/band.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { Segmented } from "../../../ui/choice.tsx";
import { DrillPage } from "../../../ui/drill.tsx";
import { formatDateTime } from "../../../ui/format.ts";
import { ShapeFoot } from "./shape-foot.tsx";
import { ShapeFrame } from "./shape-frame.tsx";
import { ThreeTimelines } from "./three-timelines.tsx";
import { useChosen } from "./use-chosen.ts";
import { useShapeForm } from "./use-shape-form.ts";

/** A merge as it stands: the timelines before and after, and the way back. Every entry since can go to either; the unchosen stay. */
export const MergeRecordPage = (props: { record: MergeRecord; personId: string }) => (
  <DrillPage on={props.record.survivor.drill}>
    <Merged {...props} />
  </DrillPage>
);

function Merged({ record, personId }: { record: MergeRecord; personId: string }) {
  const { t, i18n } = useTranslation("shape");
  const { survivor, absorbed, undone, later } = record;
  const [chosen, choose] = useChosen<number>();
  const room = `/incidents/${survivor.id}`;
  const form = useShapeForm({
    intent: "undo-merge",
    draftKey: `person:${personId}/incident:${survivor.id}/undo-merge:${record.mergeId}`,
    input: () => ({ mergeId: record.mergeId, entries: [...chosen] }),
    goTo: () => `/incidents/${absorbed.id}`,
  });
  return (
    <ShapeFrame
      form={form}
      title={t("record.title")}
      survivor={survivor}
      absorbed={absorbed}
      actions={
        <>
          <ButtonLink to={room}>{survivor.number}</ButtonLink>
          <ButtonLink to={`/incidents/${absorbed.id}`}>{absorbed.number}</ButtonLink>
        </>
      }
      label={t("record.title")}
      scrolls="down"
      foot={
        undone || record.canUndo !== true ? null : (
          <ShapeFoot form={form} submit={t("record.submit")} cancelTo={room} note={t("record.again")} />
        )
      }
      aside={
        <ThreeTimelines
          survivor={record.entries.survivor}
          absorbed={record.entries.absorbed}
          mergedAt={record.seq}
          note={t("timeline.kept")}
        />
      }
    >
      <p>
        {t("record.done", {
          time: formatDateTime(record.at),
          by: record.by,
          b: absorbed.number,
          a: survivor.number,
        })}
      </p>
      <p className="text-text-2">{t("record.reason", { reason: record.reason })}</p>
      {undone ? (
        <Band
          tone="info"
          title={t("record.undone", { time: formatDateTime(undone.at), by: undone.by })}
          className="mt-3"
        >
          {undone.reason}
        </Band>
      ) : record.canUndo === true ? (
        <>
          <h2 className="pt-4 text-14 font-bold">{t("record.undo")}</h2>
          <p className="text-text-2">{t("record.undoText", { a: survivor.number, b: absorbed.number })}</p>
          {later.length === 0 ? (
            <p className="pt-2 text-text-3">{t("record.nothingSince")}</p>
          ) : (
            <ol className="mt-2 rounded-control border border-line">
              {later.map((event) => (
                <li
                  key={event.seq}
                  className="flex flex-wrap items-start gap-3 border-t border-line px-3 py-1.5 first:border-t-0"
                >
                  <span className="text-12 text-text-3">#{event.seq}</span>
                  <span className="min-w-0 flex-1 break-words">{inLanguage(entrySentence(event), i18n.language)}</span>
                  <Segmented
                    label={t("record.where", { seq: event.seq })}
                    name={`entry-${event.seq}`}
                    size="small"
                    value={chosen.has(event.seq) ? "b" : "a"}
                    onChange={(value) => choose(event.seq, value === "b")}
                    options={[
                      { value: "a", label: survivor.number },
                      { value: "b", label: absorbed.number },
                    ]}
                  />
                </li>
              ))}
            </ol>
          )}
        </>
      ) : (
        <p className="pt-4 text-text-3">{record.canUndo}</p>
      )}
    </ShapeFrame>
  );
}
