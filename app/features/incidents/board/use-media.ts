import { useCallback, useSyncExternalStore } from "react";

export const PHONE = "(width < 760px)";
/** No pointer that hovers: what appears on hover is always there. */
export const TOUCH = "(width < 760px), (pointer: coarse)";

/** Whether a media query holds; false on the server. What only looks different belongs to variants of classes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}
