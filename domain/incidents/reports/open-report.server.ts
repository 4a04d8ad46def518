import { logAccess } from "../../audit/log-access.server.ts";
import { opening } from "../../audit/opening.server.ts";
import { sql } from "../../kernel/db.server.ts";
import type { Actor } from "../../people/actor.ts";
import { type ReportView, reportPage } from "./queries/report-page.server.ts";
import { reportName } from "./report-kinds.ts";

type Asked = { incidentId: string; reportId: string; now: Date; requestId?: string | undefined };

/** The page of a report; the access log says who opened the incident it is about. */
export const openReport = (actor: Actor, { incidentId, reportId, now, requestId }: Asked): Promise<ReportView> =>
  opening(
    actor,
    {
      kind: "incident",
      id: incidentId,
      ...(requestId && { requestId }),
      exists: async () => {
        if (!/^[0-9a-f-]{36}$/i.test(incidentId)) return null;
        const [row] = await sql<{ number: string }>("select number from incident where id = $1", [incidentId]);
        return row?.number ?? null;
      },
    },
    () => reportPage(actor, incidentId, reportId, now),
    (view) => view.incident.number,
  );

/** The report on paper or as a file: written to the access log before it is handed out. What stands beside the text stays there. */
export async function takeReport(actor: Actor, asked: Asked, action: "print" | "download"): Promise<ReportView> {
  const view = await openReport(actor, asked);
  await logAccess(actor, {
    action,
    subjectKind: "incident",
    subjectId: asked.incidentId,
    subjectLabel: view.incident.number,
    reason: `${reportName(view.kind, view.no).zh}${view.number ?? "（草稿）"}`,
    ...(asked.requestId && { requestId: asked.requestId }),
  });
  return { ...view, comments: [], writings: [] };
}
