import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { holdRequests } from "./features/session/hold-requests.ts";
import { PageFactsContext } from "./i18n/page-facts.ts";

const locale = document.documentElement.lang === "en" ? "en" : "zh-CN";

holdRequests();

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
