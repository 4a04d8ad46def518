import { useEffect } from "react";

const BADGE = /^\(\d+\+?\) /;

/** The title with the number before it; without one at 0. Pure. */
export const badged = (title: string, count: number): string =>
  `${count > 0 ? `(${count > 99 ? "99+" : count}) ` : ""}${title.replace(BADGE, "")}`;

/** Keeps the number that waits before the title of whatever page stands: (3) 待办 - 联席. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const put = () => {
      const wanted = badged(document.title, count);
      if (document.title !== wanted) document.title = wanted;
    };
    put();
    // Pages set their own titles at any time; each gets the number again.
    const observer = new MutationObserver(put);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}
