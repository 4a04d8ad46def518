import { useRevalidator } from "@remix-run/react";
import { createContext, useCallback, useContext, useEffect, useRef, useState } from "react";
import type { Anchor } from "#domain/incidents/reports/anchor.ts";
import type { ReportCommentView } from "#domain/incidents/reports/queries/report-beside.server.ts";
import type { ReportView } from "#domain/incidents/reports/queries/report-page.server.ts";
import { toast } from "../../../ui/toasts.tsx";
import { useLiveIncident } from "../../live/live.tsx";
import { useCommand } from "../../live/use-command.ts";
import type { Act } from "../room/room-context.ts";
import { beginning, type TextState } from "./shared-text.ts";

export type ReportDialogKind =
  | { kind: "address" | "return" | "drop" | "head" | "sign" | "writings" }
  | { kind: "comment"; quote: string; anchor: Anchor | null }
  | { kind: "reply"; comment: ReportCommentView }
  | { kind: "receive"; addresseeId: string; name: string };

/** What the parts of the page share. */
export type ReportPageContext = {
  view: ReportView;
  /** Runs a command; a refusal is shown as a notice unless `quiet`. What it changed is asked for afterwards, here and on the other pages. */
  act: Act;
  openDialog: (dialog: ReportDialogKind | null) => void;
};
export const ReportContext = createContext<ReportPageContext | null>(null);
export const useReport = (): ReportPageContext => useContext(ReportContext)!;

/** What came between two looks is asked for once. */
const TOGETHER_MS = 250;

/** The report of one page, asked for anew whenever something in its incident, or around its text, has changed. */
export function useReportLive(view: ReportView, tellAround: () => void) {
  const run = useCommand();
  const { revalidate } = useRevalidator();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const seq = useRef(view.seq);
  seq.current = Math.max(seq.current, view.seq);
  const refresh = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(revalidate, TOGETHER_MS);
  }, [revalidate]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveIncident(view.incident.id, {
    lastSeq: () => seq.current,
    onEvents(events) {
      seq.current = Math.max(seq.current, ...events.map((event) => event.seq));
      refresh();
    },
    onPresence: () => undefined,
    onLost: refresh,
    onAccess: refresh,
  });
  const around = useRef(tellAround);
  around.current = tellAround;
  const act: ReportPageContext["act"] = useCallback(
    async (intent, input, { commandId, quiet } = {}) => {
      const reply = await run(intent, input, commandId);
      if (reply.ok) around.current();
      else if (!quiet) {
        const reasons = Object.values(reply.fields ?? {}).filter((reason) => reason !== reply.message);
        toast({ tone: "bad", title: reply.message, text: reasons.join(" ") || undefined, key: `refused:${intent}` });
      }
      revalidate();
      return reply;
    },
    [run, revalidate],
  );
  const [text, setText] = useState<TextState>(beginning);
  const onState = useCallback((change: Partial<TextState>) => setText((held) => ({ ...held, ...change })), []);
  return { act, text, onState, refresh };
}
