import { rememberHere } from "./here.ts";
import type { PersonStore } from "./person-store.ts";

const CHANNEL = "lianxi-forget";
const cachePrefix = "lianxi-";
const draftPrefix = "lianxi:draft:person:";

/** Calls `forgotten` when another tab of this browser has removed what is kept of this person. */
export function hearForgotten(personId: string, forgotten: () => void): () => void {
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.onmessage = ({ data }: MessageEvent<{ personId: string }>) => {
    if (data.personId === personId) forgotten();
  };
  return () => tabs.close();
}

/**
 * Before signing out: nothing of this person stays in this browser. The queue, the files, the kept pages and the drafts go, the
 * service worker's caches and the worker itself as well. Other tabs are told first, so that none writes anything back.
 */
export async function forgetPerson(store: PersonStore): Promise<void> {
  rememberHere(null);
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.postMessage({ personId: store.personId });
  tabs.close();
  await Promise.allSettled([store.forget(), dropCaches(), dropWorker()]);
  dropDrafts(store.personId);
}

async function dropCaches(): Promise<void> {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) if (name.startsWith(cachePrefix)) await caches.delete(name);
}

async function dropWorker(): Promise<void> {
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
}

function dropDrafts(personId: string): void {
  const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "");
  for (const key of keys) if (key.startsWith(`${draftPrefix}${personId}/`)) localStorage.removeItem(key);
}

/** Texts of this person that are being written in rooms and are not in the queue: they go when he signs out. */
export function draftsOf(personId: string): string[] {
  const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? "");
  return keys
    .filter((key) => key.startsWith(`${draftPrefix}${personId}/`))
    .flatMap((key) => textsIn(localStorage.getItem(key)));
}

function textsIn(stored: string | null): string[] {
  try {
    const { value } = JSON.parse(stored ?? "null") as { value: Record<string, unknown> | string };
    const texts = typeof value === "string" ? [value] : [value.text, value.reason, value.note, value.answer];
    return texts.filter((text): text is string => typeof text === "string" && text.trim() !== "");
  } catch {
    return [];
  }
}
