import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";
import type { QueuedItem, SentFile } from "./queue.ts";

/**
 * What this browser keeps of one person, in a database of that person alone: whoever signs in next opens another one. `queue` is
 * what the server does not have yet, `files` the bytes that belong to it or to an entry that is still being written (`commandId` is then
 * the draft's), `kept` the pages as they were last seen.
 */
interface PersonSchema extends DBSchema {
  queue: { key: number; value: QueuedItem; indexes: { commandId: string } };
  files: { key: string; value: { key: string; commandId: string; blob: Blob; sent?: SentFile } };
  kept: { key: string; value: { key: string; value: unknown; at: string } };
}

const prefix = "lianxi-person-";
const nameOf = (personId: string) => prefix + personId;

/** A file chosen for an entry that is not written down yet; `sent` once the server has it. */
export type ChosenFile = { key: string; file: File; sent: SentFile | null };

const draftPrefix = "draft:";
/** Whose a chosen file is until its entry is written down: the draft of this incident. */
const draftOf = (incidentId: string) => draftPrefix + incidentId;

/** Another form of what is kept begins a new database; what waits in the queue is carried over by an upgrade. */
const VERSION = 1;

export class PersonStore {
  readonly personId: string;
  #db: Promise<IDBPDatabase<PersonSchema>> | null = null;
  /** After signing out nothing is written any more by this page. */
  #forgotten = false;

  constructor(personId: string) {
    this.personId = personId;
  }

  /** Everything that waits, in the order of writing. */
  async items(): Promise<QueuedItem[]> {
    return (await this.#open()).getAll("queue");
  }

  /**
   * Writes one down with its files, or nothing. What the draft has had is the entry's then, sent files as well: the server keeps none
   * for ever without an entry. Throws QuotaExceededError when the disk is full.
   */
  async add(item: Omit<QueuedItem, "no">, files: { key: string; blob: Blob }[]): Promise<number> {
    const tx = (await this.#open()).transaction(["queue", "files"], "readwrite", { durability: "strict" });
    const no = await tx.objectStore("queue").add(item as QueuedItem);
    for (const { key, blob } of files) await tx.objectStore("files").put({ key, commandId: item.commandId, blob });
    await tx.done;
    return no;
  }

  /** Changes an item as it is now, whichever tab changed it last; null when it is gone or `change` returns null. */
  async change(
    commandId: string,
    change: (item: QueuedItem) => Partial<QueuedItem> | null,
  ): Promise<QueuedItem | null> {
    const tx = (await this.#open()).transaction("queue", "readwrite");
    const item = await tx.store.index("commandId").get(commandId);
    const part = item ? change(item) : null;
    const changed = item && part ? { ...item, ...part } : null;
    if (changed) await tx.store.put(changed);
    await tx.done;
    return changed;
  }

  /** Takes an item out with its files, where `may` agrees; returns it with their bytes. */
  async remove(
    commandId: string,
    may: (item: QueuedItem) => boolean = () => true,
  ): Promise<{ item: QueuedItem; blobs: Map<string, Blob> } | null> {
    const tx = (await this.#open()).transaction(["queue", "files"], "readwrite");
    const item = await tx.objectStore("queue").index("commandId").get(commandId);
    if (!item || !may(item)) {
      await tx.done;
      return null;
    }
    const blobs = new Map<string, Blob>();
    for (const { key } of item.files) {
      const file = await tx.objectStore("files").get(key);
      if (file) blobs.set(key, file.blob);
      await tx.objectStore("files").delete(key);
    }
    await tx.objectStore("queue").delete(item.no);
    await tx.done;
    return { item, blobs };
  }

  /** The bytes of a file that waits. */
  async blob(key: string): Promise<Blob | null> {
    return (await (await this.#open()).get("files", key))?.blob ?? null;
  }

  /** Keeps a file that was chosen for an entry in this incident. One that an entry holds already stays the entry's. */
  async choose(incidentId: string, key: string, file: File): Promise<void> {
    const tx = (await this.#open()).transaction("files", "readwrite", { durability: "strict" });
    if (!(await tx.store.get(key))) await tx.store.put({ key, commandId: draftOf(incidentId), blob: file });
    await tx.done;
  }

  /** The server has a chosen file now: coming back it is not sent again. */
  async chosenSent(key: string, sent: SentFile): Promise<void> {
    const tx = (await this.#open()).transaction("files", "readwrite");
    const file = await tx.store.get(key);
    if (file?.commandId.startsWith(draftPrefix)) await tx.store.put({ ...file, sent });
    await tx.done;
  }

  /** Chosen files are not wanted any more, or their entry went out without being stored. */
  async unchoose(...keys: string[]): Promise<void> {
    const tx = (await this.#open()).transaction("files", "readwrite");
    for (const key of keys)
      if ((await tx.store.get(key))?.commandId.startsWith(draftPrefix)) await tx.store.delete(key);
    await tx.done;
  }

  /** Files chosen for entries that are not written down yet, in the order of choosing: of one incident, or of all. */
  async chosen(incidentId?: string): Promise<ChosenFile[]> {
    const owner = incidentId === undefined ? null : draftOf(incidentId);
    return (await (await this.#open()).getAll("files")).flatMap(({ key, commandId, blob, sent }) =>
      (owner === null ? commandId.startsWith(draftPrefix) : commandId === owner)
        ? [{ key, file: blob as File, sent: sent ?? null }]
        : [],
    );
  }

  /** Gives a file's bytes another key: its upload begins anew. */
  async rekey(from: string, to: string): Promise<void> {
    const tx = (await this.#open()).transaction("files", "readwrite");
    const file = await tx.store.get(from);
    if (file) {
      await tx.store.put({ ...file, key: to });
      await tx.store.delete(from);
    }
    await tx.done;
  }

  async keep(key: string, value: unknown, at: string): Promise<void> {
    await (await this.#open()).put("kept", { key, value, at });
  }

  async kept<T>(key: string): Promise<{ value: T; at: string } | null> {
    const found = await (await this.#open()).get("kept", key);
    return found ? { value: found.value as T, at: found.at } : null;
  }

  async keptKeys(): Promise<string[]> {
    return (await this.#open()).getAllKeys("kept");
  }

  /** Of the pages whose key begins so, only the newest `most` stay. */
  async dropOldest(beginning: string, most: number): Promise<void> {
    const db = await this.#open();
    const keys = (await db.getAllKeys("kept")).filter((key) => key.startsWith(beginning));
    if (keys.length <= most) return;
    const pages = (await db.getAll("kept")).filter(({ key }) => key.startsWith(beginning));
    pages.sort((a, b) => b.at.localeCompare(a.at));
    await this.drop(...pages.slice(most).map(({ key }) => key));
  }

  async drop(...keys: string[]): Promise<void> {
    const db = await this.#open();
    for (const key of keys) await db.delete("kept", key);
  }

  /** No page is kept any more; what waits in the queue stays. */
  async dropAll(): Promise<void> {
    await (await this.#open()).clear("kept");
  }

  /** Nothing of this person stays. */
  async forget(): Promise<void> {
    this.#forgotten = true;
    await this.close();
    await deleteDB(nameOf(this.personId));
  }

  async close(): Promise<void> {
    const open = this.#db;
    this.#db = null;
    (await open?.catch(() => null))?.close();
  }

  /** Somebody signed out here: this page writes nothing more, and stands in nobody's way. */
  async leave(): Promise<void> {
    this.#forgotten = true;
    await this.close();
  }

  /** The person is signed in here again. */
  comeBack(): void {
    this.#forgotten = false;
  }

  #open(): Promise<IDBPDatabase<PersonSchema>> {
    if (this.#forgotten) return Promise.reject(new Error("nothing is kept after signing out"));
    if (this.#db) return this.#db;
    const opening = openDB<PersonSchema>(nameOf(this.personId), VERSION, {
      upgrade(db) {
        db.createObjectStore("queue", { keyPath: "no", autoIncrement: true }).createIndex("commandId", "commandId", {
          unique: true,
        });
        db.createObjectStore("files", { keyPath: "key" });
        db.createObjectStore("kept", { keyPath: "key" });
      },
      // Another tab removes it, or a newer page of the portal changes its form: it is opened again when it is needed.
      blocking: () => void this.close(),
      terminated: () => {
        this.#db = null;
      },
    });
    this.#db = opening;
    opening.catch(() => {
      if (this.#db === opening) this.#db = null;
    });
    return opening;
  }
}

/** Drops the pages kept of others than `personId`: who is signed in here now is somebody else. Their queues wait for them. */
export async function dropPagesOfOthers(personId: string): Promise<void> {
  // Missing in browsers before 2024; there the pages stay until the date they are kept to, and are shown to nobody else.
  const known = (await indexedDB.databases?.()) ?? [];
  for (const { name } of known) {
    if (!name?.startsWith(prefix) || name === nameOf(personId)) continue;
    const other = new PersonStore(name.slice(prefix.length));
    await other.dropAll();
    await other.close();
  }
}
