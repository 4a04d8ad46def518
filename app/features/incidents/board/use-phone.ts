import { useSyncExternalStore } from "react";

const PHONE = "(width < 760px)";

function subscribe(changed: () => void) {
  const media = window.matchMedia(PHONE);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** Whether the window has the width of a phone; false on the server. What only looks different belongs to `phone:` classes. */
export const usePhone = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(PHONE).matches,
    () => false,
  );
