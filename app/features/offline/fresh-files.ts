import { newId } from "#domain/kernel/id.ts";
import type { PersonStore } from "./person-store.ts";
import type { QueuedFile } from "./queue.ts";

/** The files of an entry with new uploads, where this browser still has their bytes: what the server had of them is gone. */
export async function freshFiles(store: PersonStore, files: readonly QueuedFile[]): Promise<QueuedFile[]> {
  const fresh: QueuedFile[] = [];
  for (const file of files) {
    const isHere = (await store.blob(file.key).catch(() => null)) !== null;
    const key = isHere ? newId() : file.key;
    if (isHere) await store.rekey(file.key, key);
    fresh.push(isHere ? { ...file, key, sent: null } : file);
  }
  return fresh;
}
