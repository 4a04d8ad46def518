import { useNavigate } from "@remix-run/react";
import type { MouseEvent } from "react";

/**
 * Follows the plain links of the cards without loading a new document, for all cards at once. Clicks that ask for another tab, and those
 * somebody else has dealt with, stay the browser's.
 */
export function useFollowedLinks() {
  const navigate = useNavigate();
  return (event: MouseEvent) => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const to = (event.target as Element).closest<HTMLAnchorElement>("[data-card] a")?.getAttribute("href");
    if (!to) return;
    event.preventDefault();
    navigate(to);
  };
}
