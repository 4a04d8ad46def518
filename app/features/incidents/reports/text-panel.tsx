import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FigureAsked } from "#domain/incidents/reports/drawn.ts";
import { reportName } from "#domain/incidents/reports/report-kinds.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Band } from "../../../ui/band.tsx";
import { Button } from "../../../ui/button.tsx";
import { Segmented } from "../../../ui/choice.tsx";
import { formatTime } from "../../../ui/format.ts";
import { Icon, Spinner } from "../../../ui/icons.tsx";
import { diffTexts } from "../../../ui/text-diff.ts";
import { useLocale } from "../../../ui/use-format.ts";
import type { WrittenText } from "./editor-text.ts";
import { PaperFoot, PaperHead, PaperSheet, PaperText } from "./paper-sheet.tsx";
import type { EditorHandle } from "./report-editor.tsx";
import type { TextState } from "./shared-text.ts";
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
};

/** The sheet: written together while it is a draft, the frozen words afterwards. */
export function TextPanel(props: TextPanelProps) {
  const { text, written, asked, onFigure } = props;
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const { view } = useReport();
  const [tab, setTab] = useState<"text" | "compare">("text");
  const lines = view.writing && written ? written.lines : view.lines;
  const before = view.before && inLanguage(reportName(view.before.kind, view.before.no), locale);
  return (
    <section aria-label={t("text.label")} className="flex min-w-0 flex-1 flex-col bg-page phone:block print:block">
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
        {view.writing ? <Saved text={text} /> : null}
      </div>
      {view.writing ? <Link text={text} /> : null}
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
          <PaperSheet className="report-sheet mx-auto max-w-[632px] border border-line-2 px-[90px] py-6 phone:border-0 phone:px-5">
            <PaperHead paper={view.paper} drill={view.incident.drill} />
            {view.writing ? <Writing {...props} /> : <PaperText paper={view.paper} />}
            <PaperFoot paper={view.paper} />
          </PaperSheet>
        </div>
        {tab === "compare" && view.before ? <Compare before={view.before.lines} now={lines} /> : null}
      </div>
    </section>
  );
}

/** The saved words until the editor is there; without scripts they stay. */
function Writing({ onState, onText, onAround, onReady, text }: TextPanelProps) {
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
          />
        </Suspense>
      </div>
    </>
  );
}

/** 已存 14:46: what the server has written down, nothing less. */
function Saved({ text }: { text: TextState }) {
  const { t } = useTranslation("reports");
  if (text.link === "opening")
    return (
      <span className="ml-auto inline-flex items-center gap-1.5 text-12 text-text-2" role="status">
        <Spinner /> {t("text.opening")}
      </span>
    );
  if (text.link !== "open") return null;
  return (
    <span className="ml-auto inline-flex items-center gap-1 text-12 text-text-2" data-saved={text.saved ?? ""}>
      {text.unsent ? (
        t("text.saving")
      ) : text.saved ? (
        <>
          <Icon name="check" size={12} />
          {t("text.saved", { time: formatTime(text.saved) })}
        </>
      ) : null}
    </span>
  );
}

/** What is so with the connection, and what to do. */
function Link({ text }: { text: TextState }) {
  const { t } = useTranslation("reports");
  const words = { away: "text.away", refused: "text.refused", closed: "text.closed" } as const;
  if (text.link === "opening" || text.link === "open") return null;
  return <Band tone="warn" shape="strip" live icon="wifi-off" title={t(words[text.link])} />;
}

/** Line by line against the report before: what is gone, what is new. */
function Compare({ before, now }: { before: readonly string[]; now: readonly string[] }) {
  const { t } = useTranslation("reports");
  const { mine, theirs } = diffTexts(before.join("\n"), now.join("\n"));
  const same = mine.every((part) => !part.changed) && theirs.every((part) => !part.changed);
  return (
    <div className="mx-auto grid max-w-[900px] grid-cols-2 gap-4 phone:grid-cols-1 phone:p-4">
      {same ? <p className="col-span-full text-13 text-text-2">{t("text.same")}</p> : null}
      {(
        [
          ["text.gone", theirs],
          ["text.added", mine],
        ] as const
      ).map(([label, parts]) => (
        <div key={label} className="rounded-control border border-line bg-surface p-3 text-14 whitespace-pre-wrap">
          <h3 className="pb-2 text-12 text-text-2">{t(label)}</h3>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have a fixed order
            <span key={index} className={part.changed ? "bg-warn-tint font-bold" : undefined}>
              {part.text}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
