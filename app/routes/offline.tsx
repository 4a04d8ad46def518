import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { shellOrPage } from "#http/offline-shell.server.ts";
import { OfflinePage } from "../features/offline/offline-page.tsx";
import { titled } from "../i18n/title.ts";
import type { PageHandle } from "../shell/shell.tsx";

export const meta: MetaFunction = titled("offline", "page.title");

/** The service worker keeps `/offline`; `/offline/…` that reaches the server is the page it stands for. */
export const loader = ({ request }: LoaderFunctionArgs) => shellOrPage(request);

/** Its data is in this browser. */
export const shouldRevalidate = () => false;

/** As in the room. */
export const handle: PageHandle = { menu: "narrow" };

export default function Offline() {
  return <OfflinePage />;
}
