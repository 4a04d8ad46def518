import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { drawnText, type FigureAsked, figuresAsked } from "#domain/incidents/reports/drawn.ts";
import type { ReportView } from "#domain/incidents/reports/queries/report-page.server.ts";
import { reportName } from "#domain/incidents/reports/report-kinds.ts";
import { isDropped } from "#domain/incidents/reports/report-machine.ts";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { AvatarRow } from "../../../ui/avatar.tsx";
import { Band } from "../../../ui/band.tsx";
import { ButtonLink, TextLink } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { useClock } from "../../../ui/clock.ts";
import { DrillScope, drillFrame } from "../../../ui/drill.tsx";
import { formatShort, millis } from "../../../ui/format.ts";
import { PageHead } from "../../../ui/page-head.tsx";
import type { Verdict } from "../../../ui/reason.ts";
import { LevelTag, Tag } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { useLive } from "../../live/live.tsx";
import { type Acting, ActingContext } from "../room/room-context.ts";
import { AddresseeBar } from "./addressee-bar.tsx";
import { selectedSpan } from "./comment-places.ts";
import type { WrittenText } from "./editor-text.ts";
import { EntryList } from "./entry-list.tsx";
import { ReportDialogs } from "./report-dialogs.tsx";
import type { EditorHandle } from "./report-editor.tsx";
import { beginning, type TextState } from "./shared-text.ts";
import { StateBar } from "./state-bar.tsx";
import { TextPanel } from "./text-panel.tsx";
import { ReportContext, type ReportDialogKind, type ReportPageContext, useReportLive } from "./use-report.ts";

/** A report drafted by several from the timeline: left the entries, right the sheet, at the foot the order of the office. */
export function ReportPage({ view }: { view: ReportView }) {
  const { t } = useTranslation("reports");
  const locale = useLocale();
  const handle = useRef<EditorHandle | null>(null);
  const [ready, setReady] = useState(false);
  const [written, setWritten] = useState<WrittenText | null>(null);
  const [kept, setKept] = useState<readonly string[]>([]);
  const [dialog, setDialog] = useState<ReportDialogKind | null>(null);
  const { act, text, onState, refresh } = useReportLive(view, () => handle.current?.tellAround());
  const context: ReportPageContext = useMemo(() => ({ view, act, openDialog: setDialog }), [view, act]);
  const away = useLive().since !== null;
  const acting = useMemo<Acting>(
    () => ({ incidentId: view.incident.id, me: view.me, reachable: away ? t("away") : true, act }),
    [view.incident.id, view.me, away, act, t],
  );

  // Another version, or a text that is no longer written, begins with nothing that an editor said before.
  const textKey = `${view.version}-${view.writing}`;
  useEffect(() => {
    if (!textKey) return;
    handle.current = null;
    setReady(false);
    setWritten(null);
    onState(beginning);
  }, [textKey, onState]);

  const onReady = useCallback((given: EditorHandle) => {
    handle.current = given;
    setReady(true);
  }, []);
  const onText = useCallback((next: WrittenText) => {
    setWritten((held) => (held && JSON.stringify(held) === JSON.stringify(next) ? held : next));
  }, []);
  /** The code of the editor comes with the editor; nothing is asked of it before. */
  const withEditor = async (
    use: (tools: typeof import("./editor-text.ts"), editor: EditorHandle["editor"]) => void,
  ) => {
    const held = handle.current;
    if (held) use(await import("./editor-text.ts"), held.editor);
  };
  const draw = (entry: RoomEntry) =>
    withEditor((tools, editor) => tools.drawEntry(editor, entry.seq, drawnText(entry)));
  const unmark = (seq: number) => withEditor((tools, editor) => tools.unmarkEntry(editor, seq));

  /** 批注 beside the words that are selected; without any it is about the report as a whole. */
  const comment = async () => {
    const root = handle.current?.editor.getRootElement();
    const marked = root && selectedSpan(root);
    const doc = handle.current?.doc();
    const { anchorOf } = await import("#domain/incidents/reports/anchor.ts");
    const anchor = marked && doc ? anchorOf(doc, marked.span) : null;
    setDialog({ kind: "comment", quote: (anchor && marked?.quote) || "", anchor });
  };

  const drawn = view.writing ? (written?.drawn ?? []) : (view.frozen?.sources ?? []);
  const figureKey = (one: FigureAsked) => `${one.seq}-${one.newer.seq}`;
  const asked = view.writing ? figuresAsked(drawn, view.entries).filter((one) => !kept.includes(figureKey(one))) : [];
  const onFigure = (one: FigureAsked, take: boolean) => {
    if (take) void withEditor((tools, editor) => tools.takeFigure(editor, one));
    else setKept([...kept, figureKey(one)]);
  };
  const mayWrite = view.can["incidents.report.write"];
  const can: Verdict = !view.writing
    ? t("entries.readOnly")
    : mayWrite !== true
      ? mayWrite
      : ready && text.link !== "opening" && text.link !== "closed"
        ? true
        : t("text.opening");

  const { incident } = view;
  const name = inLanguage(reportName(view.kind, view.no), locale);
  const home = `/incidents/${incident.id}`;
  const here = `${home}/reports/${view.id}`;
  const due = view.addressees.flatMap((one) => (one.due ? [one.due] : [])).sort((a, b) => a.at.localeCompare(b.at))[0];
  return (
    <Around context={context} acting={acting} drill={incident.drill}>
      <div
        className={cx(
          "flex h-full min-h-0 flex-col bg-surface phone:h-auto phone:min-h-[calc(100dvh-44px)] print:block",
          drillFrame(incident.drill),
        )}
      >
        <div data-frame className="contents">
          <PageHead
            title={name}
            crumbs={[
              { label: t("crumb"), to: "/incidents" },
              { label: incident.number, to: home },
            ]}
            mark={<LevelTag level={incident.level} />}
            figures={
              <>
                <span className="truncate">{incident.title}</span>
                {due ? <Timer dueAt={due.at} startedAt={due.from} /> : null}
                {isDropped(view.state) ? <Tag>{t("done.dropped")}</Tag> : null}
              </>
            }
            backTo={home}
            actions={
              <>
                <Writers text={text} />
                {view.before ? (
                  <TextLink to={`${home}/reports/${view.before.id}`}>
                    {t("seeBefore", { name: inLanguage(reportName(view.before.kind, view.before.no), locale) })}
                  </TextLink>
                ) : null}
                <ButtonLink to={`${here}/print`} icon="print">
                  {t("print")}
                </ButtonLink>
                <ButtonLink to={`${here}/docx`} icon="download" reload>
                  {t("docx")}
                </ButtonLink>
              </>
            }
          />
        </div>
        {view.returned && view.version > 1 && view.writing ? <Returned returned={view.returned} /> : null}
        {due && !view.signed ? <Overdue at={due.at} /> : null}
        <AddresseeBar />
        <div className="flex min-h-0 flex-1 phone:flex-col-reverse print:block">
          <EntryList drawn={drawn} can={can} onDraw={draw} onUnmark={unmark} />
          <TextPanel
            key={textKey}
            text={text}
            written={written}
            asked={asked}
            onState={onState}
            onText={onText}
            onAround={refresh}
            onReady={onReady}
            onFigure={onFigure}
            onComment={() => void comment()}
          />
        </div>
        <StateBar
          lines={written?.lines ?? null}
          drawn={drawn.length}
          pending={asked.length}
          unsent={view.writing && text.unsent}
        />
        {dialog ? <ReportDialogs dialog={dialog} /> : null}
      </div>
    </Around>
  );
}

/** What every part of the page and every dialog over it is given. */
function Around(props: { context: ReportPageContext; acting: Acting; drill: boolean; children: ReactNode }) {
  const { context, acting, drill, children } = props;
  return (
    <ReportContext.Provider value={context}>
      <ActingContext.Provider value={acting}>
        <DrillScope on={drill}>{children}</DrillScope>
      </ActingContext.Provider>
    </ReportContext.Provider>
  );
}

/** Who has the text open; oneself last. */
function Writers({ text }: { text: TextState }) {
  const { t } = useTranslation("reports");
  const people = [...text.writers].sort((a, b) => Number(a.self) - Number(b.self));
  if (people.length === 0) return null;
  return (
    <span className="flex items-center gap-3 phone:hidden">
      <AvatarRow people={people} label={t("writersLabel")} />
      <span className="border-r border-line-2 pr-4 text-12 text-text-2">{t("writers", { count: people.length })}</span>
    </span>
  );
}

/** The signer's reason stands on top of the new version. */
function Returned({ returned }: { returned: NonNullable<ReportView["returned"]> }) {
  const { t } = useTranslation("reports");
  const time = useClock((now) => formatShort(returned.at, now));
  return (
    <Band tone="bad" shape="strip" title={t("returned", { by: returned.by, time })}>
      {returned.reason}
    </Band>
  );
}

function Overdue({ at }: { at: string }) {
  const { t } = useTranslation("reports");
  const late = useClock((now) => String(millis(at) <= now));
  return late === "true" ? <Band tone="bad" shape="strip" title={t("overdue")} /> : null;
}
