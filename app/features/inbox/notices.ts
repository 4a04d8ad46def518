import { useSyncExternalStore } from "react";

/** Whether this browser shows desktop notices: the person's own switch, and what the browser allows. */
export type NoticeState = "on" | "off" | "blocked" | "unknown";

const KEY = "lianxi:notices";
const watchers = new Set<() => void>();

const stored = (): boolean => {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
};

export function noticeState(): NoticeState {
  if (typeof Notification === "undefined") return "unknown";
  if (Notification.permission === "denied") return "blocked";
  return stored() && Notification.permission === "granted" ? "on" : "off";
}

/** Turns notices on or off. The browser is asked for its permission here and nowhere else: on the person's own press. */
export async function switchNotices(): Promise<NoticeState> {
  const turnOn = noticeState() !== "on";
  if (turnOn && Notification.permission !== "granted") await Notification.requestPermission();
  try {
    localStorage.setItem(KEY, turnOn ? "on" : "off");
  } catch {
    // A browser that keeps nothing shows no notices.
  }
  for (const watcher of watchers) watcher();
  return noticeState();
}

/** The state as it is now, in every part that shows it; "unknown" in the server's HTML. */
export const useNoticeState = (): NoticeState =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      addEventListener("storage", watcher);
      return () => {
        watchers.delete(watcher);
        removeEventListener("storage", watcher);
      };
    },
    noticeState,
    () => "unknown",
  );
