import { useEffect } from "react";

let up = false;

/** Whether the document has become a live page: what is made from then on was opened by somebody, what was there before came with it. */
export const isPageUp = (): boolean => up;

/** Called once by the frame of every page. Effects run from the inside out, so whatever came with the document has looked by then. */
export function usePageUp(): void {
  useEffect(() => {
    up = true;
  }, []);
}
