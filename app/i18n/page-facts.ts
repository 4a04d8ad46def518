import { createContext, useContext } from "react";
import type { Locale } from "#domain/kernel/sentence.ts";

/** What the server knows of the page it renders, beside the loaders' data. */
export type PageFacts = {
  /** For inline scripts and styles; empty in the browser, which hides it. */
  nonce: string;
  /** The language when no loader says one (error pages). */
  locale: Locale;
  /** Id of the request, and when it was answered: for error pages. Absent in the browser. */
  requestId?: string;
  at?: string;
};

export const PageFactsContext = createContext<PageFacts>({ nonce: "", locale: "zh-CN" });
export const usePageFacts = (): PageFacts => useContext(PageFactsContext);
