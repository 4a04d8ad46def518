import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { reportCommands } from "#domain/incidents/reports/commands/index.server.ts";
import { openReport } from "#domain/incidents/reports/open-report.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { runCommand } from "#http/run-command.server.ts";
import { ReportPage } from "../features/incidents/reports/report-page.tsx";
import { titleOf } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const { incidentId = "", reportId = "" } = params;
    const view = await openReport(actor, { incidentId, reportId, now, requestId: requestScope()?.id });
    return { view, locale: actor.locale };
  });

/** For forms without JavaScript; pages with scripts post to /commands. */
export const action = ({ request }: ActionFunctionArgs) => runCommand(request, reportCommands);

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? titleOf(data.locale === "en" ? "en" : "zh-CN", data.view.title) : [];

export default function Report() {
  const { view } = useLoaderData<typeof loader>();
  return <ReportPage key={view.id} view={view as never} />;
}
