import "@remix-run/node";
import type { DemoList } from "#http/sign-in.server.ts";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

declare module "@remix-run/server-runtime" {
  /** What server.ts hands to every loader, action and page. */
  interface AppLoadContext {
    nonce: string;
    requestId: string;
    /** The invented people of a demonstration, for the sign-in page; null in any other mode. */
    demo: DemoList | null;
  }
}
