import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { type ShouldRevalidateFunctionArgs, useLoaderData } from "@remix-run/react";
import { openReviewPage } from "#domain/incidents/review/queries/review-view.server.ts";
import { withActor } from "#http/load.server.ts";
import { requestScope } from "#http/request-scope.server.ts";
import { ErrorPage } from "../features/error-page/error-page.tsx";
import { ReviewPage } from "../features/incidents/review/review-page.tsx";
import { textsIn } from "../i18n/i18n.ts";
import { titleOf } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const handle: PageHandle = { menu: "narrow" };

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  withActor(request, async ({ actor, now }) => ({
    view: await openReviewPage(actor, params.incidentId ?? "", now, requestScope()?.id),
    locale: actor.locale === "en" ? ("en" as const) : ("zh-CN" as const),
  }));

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const { t } = textsIn(data.locale);
  return titleOf(data.locale, `${t("title", { ns: "review" })} ${data.view.facts.title}`, data.view.facts);
};

/** Opened once: what happens afterwards comes live. */
export const shouldRevalidate = ({
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}: ShouldRevalidateFunctionArgs) =>
  formMethod === undefined && currentUrl.pathname === nextUrl.pathname ? false : defaultShouldRevalidate;

export const ErrorBoundary = ErrorPage;

export default function Review() {
  const { view } = useLoaderData<typeof loader>();
  return <ReviewPage key={view.facts.id} loaded={view as never} />;
}
