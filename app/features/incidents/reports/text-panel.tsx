import { type KeyboardEvent, lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { commentMachine } from "#domain/incidents/reports/comment-machine.ts";
import type { FigureAsked } from "#domain/incidents/reports/drawn.ts";
import { reportName } from "#domain/incidents/reports/report-kinds.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { Segmented } from "../../../ui/choice.tsx";
import { formatTime } from "../../../ui/format.ts";
import { useLocale } from "../../../ui/use-format.ts";
import type { Mark, MarkProps } from "./comment-marks.tsx";
import { Comments } from "./comments.tsx";
import type { WrittenText } from "./editor-text.ts";
import { PaperFoot, PaperHead, PaperSheet, PaperText } from "./paper-sheet.tsx";
import type { EditorHandle } from "./report-editor.tsx";
import type { TextState } from "./shared-text.ts";
import { Compare, Connection, Saved } from "./text-state.tsx";
import { useReport } from "./use-report.ts";

/** The editor is of the browser alone, and fetched only by pages that write. */
const ReportEditor = lazy(() => import("./report-editor.tsx"));

type TextPanelProps = {
  text: TextState;
  written: WrittenText | null;
  asked: FigureAsked[];
  onState: (change: Partial<TextState>) => void;
  onText: (text: WrittenText) => void;
  onAround: () => void;
  onReady: (handle: EditorHandle) => void;
  onFigure: (asked: FigureAsked, take: boolean) => void;
  /** 批注 beside what is selected now. */
  onComment: () => void;
};

/** The sheet: written together while it is a draft, the frozen words afterwards. */
export function TextPanel(props: TextPanelProps) {
  const { text, written, asked, onFigure, onComment } = props;
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const { view, openDialog } = useReport();
  const [ranges, setRanges] = useState<ReadonlyMap<string, Range>>(() => new Map());
  const [active, setActive] = useState<string | null>(null);
  const marks = useMemo(
    () =>
      view.comments.flatMap(({ id, quote, anchor, state }): Mark[] =>
        anchor && can(commentMachine, state, "settle") ? [{ id, quote, anchor }] : [],
      ),
    [view.comments],
  );
  const mayComment = view.writing && view.can["incidents.report.comment"] === true;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayComment || event.code !== "KeyM" || !event.altKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onComment();
  };
  const [tab, setTab] = useState<"text" | "compare">("text");
  const lines = view.writing && written ? written.lines : view.lines;
  const before = view.before && inLanguage(reportName(view.before.kind, view.before.no), locale);
  return (
    <section
      aria-label={t("text.label")}
      onKeyDown={onKeyDown}
      className="flex min-w-0 flex-1 flex-col bg-page phone:block print:block"
    >
      <div
        className="flex min-h-thead flex-wrap items-center gap-3 border-b border-line bg-surface px-4 py-1"
        data-frame
      >
        {before ? (
          <Segmented
            name="text"
            label={t("text.label")}
            size="small"
            value={tab}
            onChange={(value) => setTab(value as typeof tab)}
            options={[
              { value: "text", label: t("text.tab") },
              { value: "compare", label: t("text.compare", { name: before }) },
            ]}
          />
        ) : null}
        <span className="text-12 text-text-2">{t("text.count", { count: lines.join("").length })}</span>
        <span className="ml-auto flex flex-wrap items-center gap-x-1 phone:ml-0">
          {view.writing ? <Saved text={text} /> : null}
          {mayComment ? (
            <Button
              kind="text"
              icon="message"
              aria-keyshortcuts="Control+Alt+M"
              title={t("comment.key")}
              onMouseDown={(event) => event.preventDefault()}
              onClick={onComment}
            >
              {t("comment.label")}
            </Button>
          ) : null}
          <Button kind="text" icon="history" onClick={() => openDialog({ kind: "writings" })}>
            {t("writings.title")}
          </Button>
        </span>
      </div>
      {view.writing ? <Connection text={text} /> : null}
      {asked.length > 0 && view.can["incidents.report.write"] === true ? (
        <ul className="flex flex-col" data-frame>
          {asked.map((one) => (
            <li key={`${one.seq}-${one.newer.seq}`}>
              <Band
                tone="warn"
                shape="strip"
                title={t("figure.title")}
                actions={
                  <>
                    <Button size="small" onClick={() => onFigure(one, true)}>
                      {t("figure.take", { new: one.newer.count })}
                    </Button>
                    <Button size="small" onClick={() => onFigure(one, false)}>
                      {t("figure.keep")}
                    </Button>
                  </>
                }
              >
                {t("figure.text", {
                  old: one.count,
                  from: one.seq,
                  fromTime: formatTime(one.at),
                  to: one.newer.seq,
                  new: one.newer.count,
                  toTime: formatTime(one.newer.at),
                })}
              </Band>
            </li>
          ))}
        </ul>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled with keys */}
      <div className="min-h-0 flex-1 overflow-y-auto p-4 phone:p-0 print:p-0" data-scroll tabIndex={0}>
        <div hidden={tab !== "text"}>
          <div className="flex justify-center gap-3 narrow:block phone:block print:block">
            <PaperSheet className="report-sheet min-w-0 max-w-[632px] flex-1 border border-line-2 px-[90px] py-6 narrow:mx-auto phone:border-0 phone:px-5">
              <PaperHead paper={view.paper} drill={view.incident.drill} />
              {view.writing ? (
                <Writing {...props} marks={marks} active={active} onRanges={setRanges} onActive={setActive} />
              ) : (
                <PaperText paper={view.paper} />
              )}
              <PaperFoot paper={view.paper} />
            </PaperSheet>
            {mayComment || view.comments.length > 0 ? (
              <Comments ranges={ranges} active={active} onActive={setActive} />
            ) : null}
          </div>
        </div>
        {tab === "compare" && view.before ? <Compare before={view.before.lines} now={lines} /> : null}
      </div>
    </section>
  );
}

/** The saved words until the editor is there; without scripts they stay. */
function Writing(props: TextPanelProps & MarkProps) {
  const { onState, onText, onAround, onReady, text, marks, active, onRanges, onActive } = props;
  const { t } = useTranslation("reports");
  const { view } = useReport();
  const [isBrowser, setBrowser] = useState(false);
  useEffect(() => setBrowser(true), []);
  const saved = view.lines.length > 0 ? <PaperText paper={view.paper} /> : <p>{t("text.empty")}</p>;
  if (!isBrowser)
    return (
      <>
        <noscript>
          <p className="font-sans text-13 text-ink">{t("text.noScripts")}</p>
        </noscript>
        {saved}
      </>
    );
  return (
    <>
      {text.link === "opening" ? saved : null}
      <div hidden={text.link === "opening"}>
        <Suspense fallback={null}>
          <ReportEditor
            name={`report:${view.id}:${view.version}`}
            label={t("text.label")}
            who={view.me.name}
            editable={view.can["incidents.report.write"] === true && text.link !== "closed"}
            onState={onState}
            onText={onText}
            onAround={onAround}
            onReady={onReady}
            marks={marks}
            active={active}
            onRanges={onRanges}
            onActive={onActive}
          />
        </Suspense>
      </div>
    </>
  );
}
