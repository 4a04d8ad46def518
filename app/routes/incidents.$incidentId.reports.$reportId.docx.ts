import type { LoaderFunctionArgs } from "@remix-run/node";
import { reportDocx } from "#domain/incidents/reports/docx.server.ts";
import { takeReport } from "#domain/incidents/reports/open-report.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";

/** The report as a .docx, for who may read it now. */
export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { incidentId = "", reportId = "" } = params;
    const view = await takeReport(actor, { incidentId, reportId, now, requestId: requestScope()?.id }, "download");
    const body = await reportDocx(view.paper);
    const name = `${view.number ?? "草稿"} ${view.paper.drill ? "（演练）" : ""}${view.paper.title}.docx`;
    return new Response(new Uint8Array(body), {
      headers: {
        "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Content-Length": String(body.length),
        "Content-Disposition": `attachment; filename="report.docx"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
        "Cache-Control": "private, no-store",
      },
    });
  });
