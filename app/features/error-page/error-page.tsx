import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ErrorFacts } from "#http/load.server.ts";
import { usePageFacts } from "../../i18n/page-facts.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { formatDateTime } from "../../ui/format.ts";
import { NotFound } from "../../ui/not-found.tsx";

/** The one error page. What does not exist and what one may not see read the same; anything unexpected says only its id. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname } = useLocation();
  const server = usePageFacts();
  // An error that arises in the browser has the time at which it is shown, which the server's page must not guess.
  const [shownAt, setShownAt] = useState<string>();
  useEffect(() => setShownAt(new Date().toISOString()), []);
  const facts = factsOf(error);
  const at = facts.at ?? server.at ?? shownAt;
  const isNetwork = isAwayError(error);
  useEffect(() => {
    if (isNetwork) void openKept();
  }, [isNetwork]);
  const id = facts.id ?? server.requestId;
  const reference = id ? shortId(id) : undefined;
  if (isRouteErrorResponse(error) && error.status === 404)
    return <NotFound path={pathname} at={at} reference={reference} homeTo="/inbox" />;
  if (isNetwork) return <Away />;
  return <Failed path={pathname} at={at} reference={reference} message={facts.message} />;
}

function Failed({ path, at, reference, message }: { path: string; at?: string; reference?: string; message?: string }) {
  const { t } = useTranslation("account");
  return (
    <div className="max-w-[720px] p-8">
      <h1 className="text-20">{t("failed.title")}</h1>
      <p className="mt-2 text-14 text-text-2">{message ?? t("failed.text")}</p>
      <p className="text-14 text-text-2">{t("failed.advice")}</p>
      <div className="mt-4 flex gap-2">
        <Button kind="filled" onClick={() => window.location.reload()}>
          {t("failed.reload")}
        </Button>
        <ButtonLink to="/inbox" reload>
          {t("failed.inbox")}
        </ButtonLink>
      </div>
      <p className="mt-5 flex flex-wrap gap-x-4 text-12 text-text-3">
        <span>{t("failed.page", { path })}</span>
        {at ? <span>{formatDateTime(at)}</span> : null}
        {reference ? <span>{t("failed.id", { id: reference })}</span> : null}
      </p>
    </div>
  );
}

/** A page of the portal that was asked for without a network: what browsers throw of a request that got no answer. */
const isAwayError = (error: unknown): boolean =>
  error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

/** Where this browser keeps pages, it opens from there; the service worker knows what to do with a request without an answer. */
async function openKept(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (registration?.active) location.reload();
}

function Away() {
  const { t } = useTranslation("account");
  const { t: off } = useTranslation("offline");
  return (
    <div className="max-w-[720px] p-8">
      <h1 className="text-20">{off("error.title")}</h1>
      <p className="mt-2 text-14 text-text-2">{off("error.text")}</p>
      <Button kind="filled" className="mt-4" onClick={() => window.location.reload()}>
        {t("failed.reload")}
      </Button>
    </div>
  );
}

const factsOf = (error: unknown): Partial<ErrorFacts> =>
  isRouteErrorResponse(error) && error.data && typeof error.data === "object"
    ? (error.data as Partial<ErrorFacts>)
    : {};

/** Eight characters of a request's id that differ from its neighbours: enough to read out on the telephone. */
const shortId = (id: string) => `${id.slice(-8, -4)}-${id.slice(-4)}`;
