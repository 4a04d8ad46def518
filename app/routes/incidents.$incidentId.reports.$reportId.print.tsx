import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { takeReport } from "#domain/incidents/reports/open-report.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { ReportPrintPage } from "../features/incidents/reports/print-page.tsx";
import { titleOf } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { incidentId = "", reportId = "" } = params;
    const view = await takeReport(actor, { incidentId, reportId, now, requestId: requestScope()?.id }, "print");
    return { view, locale: actor.locale };
  });

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? titleOf(data.locale === "en" ? "en" : "zh-CN", data.view.title) : [];

export default function ReportPrint() {
  return <ReportPrintPage view={useLoaderData<typeof loader>().view as never} />;
}
