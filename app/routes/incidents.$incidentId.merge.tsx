import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mergeView } from "#domain/incidents/shape/merge-page.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { ErrorPage } from "../features/error-page/error-page.tsx";
import { ChooseOther } from "../features/incidents/shape/choose-other.tsx";
import { MergePage } from "../features/incidents/shape/merge-page.tsx";
import { titled } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };
export const meta = titled("shape", "merge.title");

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => {
    const other = new URL(request.url).searchParams.get("with");
    const view = await mergeView(actor, params.incidentId ?? "", other, now, requestScope()?.id);
    return { view, personId: actor.personId };
  });

export const ErrorBoundary = ErrorPage;

export default function Merge() {
  const { view, personId } = useLoaderData<typeof loader>() as never as {
    view: Parameters<typeof ChooseOther>[0]["view"];
    personId: string;
  };
  const { survivor, absorbed } = view;
  return absorbed ? (
    <MergePage key={`${survivor.facts.id} ${absorbed.facts.id}`} view={{ ...view, absorbed }} personId={personId} />
  ) : (
    <ChooseOther view={view} />
  );
}
