import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { holdRequests } from "./features/session/hold-requests.ts";
import { PageFactsContext } from "./i18n/page-facts.ts";

const locale = document.documentElement.lang === "en" ? "en" : "zh-CN";

holdRequests();

// The page that opens without a server is rendered once, for /offline, and stands for every address below it.
declare const window: Window & { __remixContext: { url: string } };
if (window.__remixContext.url === "/offline" && location.pathname.startsWith("/offline/"))
  window.__remixContext.url = location.pathname;

// A load that a newer one replaces is aborted; the router leaves the rejection to nobody, and it is no error.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof DOMException && event.reason.name === "AbortError") event.preventDefault();
});

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageFactsContext.Provider value={{ nonce: "", locale }}>
        <RemixBrowser />
      </PageFactsContext.Provider>
    </StrictMode>,
  );
});
