import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { freshFiles } from "./fresh-files.ts";
import { ifFree, oneAtATime } from "./one-at-a-time.ts";
import { type HandedFile, type OutboxItem, queuedFile, type Ways } from "./outbox-item.ts";
import type { PersonStore } from "./person-store.ts";
import {
  againAfter,
  type Fate,
  fateOf,
  inputOf,
  nextOf,
  type QueuedFile,
  type QueuedItem,
  type SentFile,
  type Written,
} from "./queue.ts";

type Kept = (item: QueuedItem, seq: number | null) => void;

/**
 * What one person has written down and the server does not have yet, in all tabs of this browser: they read the same store, hear
 * of each other's changes, and only one of them sends at a time. What has arrived is taken out; what is refused stays with its reason.
 */
export class Outbox {
  #stored: readonly QueuedItem[] = [];
  /** Written, not stored yet or not storable. */
  #loose: readonly OutboxItem[] = [];
  /** At the server, not in the timeline yet. */
  #kept: readonly OutboxItem[] = [];
  #items: readonly OutboxItem[] = [];
  readonly #store: PersonStore;
  readonly #ways: Ways;
  readonly #handed = new Map<string, HandedFile>();
  readonly #watchers = new Set<() => void>();
  readonly #onKept = new Set<Kept>();
  #tabs: BroadcastChannel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failed = 0;
  #pumping: Promise<void> | null = null;
  #again = false;
  #stopped = true;

  constructor(store: PersonStore, ways: Ways) {
    this.#store = store;
    this.#ways = ways;
  }

  get items(): readonly OutboxItem[] {
    return this.#items;
  }

  subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => {
      this.#watchers.delete(watcher);
    };
  };

  /** Calls `kept` when the server has taken an item. */
  onKept = (kept: Kept): (() => void) => {
    this.#onKept.add(kept);
    return () => void this.#onKept.delete(kept);
  };

  get #lock(): string {
    return `lianxi-outbox-${this.#store.personId}`;
  }

  /** Takes up what earlier pages have left; the returned function ends it. */
  start(): () => void {
    this.#stopped = false;
    this.#tabs = new BroadcastChannel(this.#lock);
    this.#tabs.onmessage = () => void this.#read();
    // What a page was sending when it was closed waits again.
    void this.#letAllWait().then(() => this.pump());
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
      this.#tabs?.close();
      this.#tabs = undefined;
    };
  }

  /** Writes one down; it is sent as soon as it is stored. Resolves to whether this browser has stored it. */
  async add(written: Written, handed: readonly HandedFile[] = [], commandId = newId()): Promise<boolean> {
    const files = handed.map(queuedFile);
    for (const one of handed) this.#handed.set(one.key, one);
    const writtenAt = new Date(this.#ways.now()).toISOString();
    const held = this.#ways.reach() !== "connected";
    const state = held ? ("waiting" as const) : ("sending" as const);
    const item = { ...written, commandId, files, writtenAt, held, state };
    const shown: OutboxItem = { ...item, no: Number.MAX_SAFE_INTEGER };
    this.#loose = [...this.#loose, shown];
    this.#show();
    const blobs = handed.flatMap(({ key, file }) => (file ? [{ key, blob: file }] : []));
    const isStored = await this.#store.add(item, blobs).then(
      () => true,
      () => false,
    );
    if (isStored) {
      await this.#changed();
      this.#loose = this.#loose.filter((one) => one !== shown);
      this.#show();
    } else {
      const unsaved = { ...shown, state: "waiting" as const, unsaved: true };
      this.#loose = this.#loose.map((one) => (one === shown ? unsaved : one));
      this.#show();
      this.#ways.onUnsaved(unsaved);
    }
    void this.pump();
    return isStored;
  }

  /** Takes an item out, unless it is on its way just now; returns it with the files that only this browser has. */
  async takeBack(commandId: string): Promise<{ item: OutboxItem; files: File[] } | null> {
    const loose = this.#loose.find((one) => one.commandId === commandId);
    if (loose) {
      this.#loose = this.#loose.filter((one) => one !== loose);
      this.#show();
      const files = loose.files.flatMap(({ key, sent }) => (sent ? [] : (this.#handed.get(key)?.file ?? [])));
      return { item: loose, files };
    }
    const taken = await this.#store.remove(commandId, (item) => item.state !== "sending");
    await this.#changed();
    if (!taken) return null;
    const files = taken.item.files.flatMap(({ key, name, sent, contentType }) => {
      const blob = taken.blobs.get(key);
      return blob && !sent ? [new File([blob], name, { type: contentType })] : [];
    });
    return { item: taken.item, files };
  }

  /** Puts back what was taken out, at the end of the queue. */
  putBack({ item, files }: { item: OutboxItem; files: File[] }): Promise<boolean> {
    const { incidentId, intent, text, mentions, count, about, eventTime, writtenAt, commandId } = item;
    const handed = item.files.flatMap(({ key, name, size, sent }): HandedFile[] => {
      const file = files.find((one) => one.name === name) ?? null;
      return sent || file ? [{ key, name, size, sent, file, done: Promise.resolve() }] : [];
    });
    const written = { incidentId, intent, text, mentions, count, about, eventTime: eventTime ?? writtenAt };
    return this.add(written, handed, commandId);
  }

  /** Sends a refused one again. */
  async retry(commandId: string): Promise<void> {
    await this.#change(commandId, { state: "waiting", message: undefined });
    await this.pump();
  }

  /** The timeline shows these now, whatever became of the answer. */
  arrived(isThere: (commandId: string) => boolean): void {
    this.#kept = this.#kept.filter((item) => !isThere(item.commandId));
    const there = this.#stored.filter((item) => isThere(item.commandId));
    if (there.length > 0) this.#stored = this.#stored.filter((item) => !isThere(item.commandId));
    this.#loose = this.#loose.filter((item) => !isThere(item.commandId));
    if (this.#items.some((item) => isThere(item.commandId))) this.#show();
    for (const { commandId } of there) void this.#store.remove(commandId).then(() => this.#changed());
  }

  /** Sends what waits, in the order of writing. Called when the connection is back; by itself it tries again later. */
  pump = (): Promise<void> => {
    this.#again = this.#pumping !== null;
    this.#pumping ??= this.#send().finally(() => {
      this.#pumping = null;
      if (this.#again) void this.pump();
      else this.#plan();
    });
    return this.#pumping;
  };

  async #send(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#items.length === 0) return;
    if (this.#ways.reach() === "away") return this.#letAllWait();
    await oneAtATime(this.#lock, async () => {
      const stuck = new Set<string>();
      const tried = new Set<string>();
      for (;;) {
        const next = nextOf([...this.#stored, ...(this.#loose.filter((one) => one.unsaved) as QueuedItem[])], stuck);
        // Each once a round: a store that fails does not make it go round for ever.
        if (!next || this.#stopped || tried.has(next.commandId)) return;
        tried.add(next.commandId);
        const fate = await this.#deliver(next);
        this.#failed = fate.is === "waits" ? this.#failed + 1 : 0;
        if (fate.is === "waits") stuck.add(next.incidentId);
        if (fate.is === "waits" && fate.signedOut) return;
        await this.#read();
      }
    }).catch(() => undefined);
  }

  /** While no tab sends, what says that it is being sent was left by a page that is gone: it waits. */
  async #letAllWait(): Promise<void> {
    await ifFree(this.#lock, async () => {
      for (const item of await this.#store.items())
        if (item.state === "sending")
          await this.#store.change(item.commandId, () => ({ state: "waiting", held: true }));
    }).catch(() => undefined);
    await this.#read();
  }

  /** One item: its files first, then itself. */
  async #deliver(first: QueuedItem): Promise<Fate> {
    const { commandId } = first;
    let item = (await this.#change(commandId, { state: "sending" })) ?? null;
    if (!item) return { is: "kept", seq: null };
    const missing: string[] = [];
    let why = "";
    for (const file of item.files.filter((one) => !one.sent)) {
      const reply = await this.#sendFile(item, file);
      const fate = fateOf(reply);
      if (fate.is === "waits") return this.#settle(item, fate);
      if (fate.is === "refused") {
        missing.push(file.name);
        why = fate.message;
      }
      const sent = reply.ok ? (reply.outcome as SentFile) : null;
      const files: QueuedFile[] = item.files.flatMap((one) =>
        one.key !== file.key ? [one] : sent ? [{ ...one, sent }] : [],
      );
      item = (await this.#change(commandId, { files })) ?? item;
    }
    if (missing.length > 0) {
      if (item.text === "" && item.files.length === 0) return this.#settle(item, { is: "refused", message: why });
      this.#ways.onFilesMissing(missing);
    }
    const reply = await this.#ways.send(item.intent, inputOf(item, this.#ways.now()), commandId);
    // Files that lay too long without an entry are gone at the server: what is still here goes up once more.
    if (!reply.ok && reply.fields?.attachments)
      item = (await this.#change(commandId, { files: await freshFiles(this.#store, item.files) })) ?? item;
    return this.#settle(item, fateOf(reply));
  }

  async #settle(item: QueuedItem, fate: Fate): Promise<Fate> {
    if (fate.is === "waits") await this.#change(item.commandId, { state: "waiting", held: true });
    else if (fate.is === "refused") await this.#change(item.commandId, { state: "refused", message: fate.message });
    else {
      this.#kept = [...this.#kept.slice(-50), { ...item, state: "kept" }];
      this.#loose = this.#loose.filter((one) => one.commandId !== item.commandId);
      for (const { key } of item.files) this.#handed.delete(key);
      void this.#store.unchoose(...item.files.map(({ key }) => key)).catch(() => undefined);
      await this.#store.remove(item.commandId).catch(() => null);
      await this.#changed();
      for (const kept of this.#onKept) kept(item, fate.seq);
    }
    return fate;
  }

  /** A file on its way already is waited for; else its bytes go out under the same id, so that it is there once. */
  async #sendFile(item: QueuedItem, { key, name, contentType }: QueuedFile): Promise<CommandReply> {
    const handed = this.#handed.get(key);
    await handed?.done;
    if (handed?.sent) return { ok: true, outcome: handed.sent };
    const blob = handed?.file ?? (await this.#store.blob(key).catch(() => null));
    if (!blob) return { ok: false, code: "not_found", message: name };
    return this.#ways.upload(item.incidentId, key, new File([blob], name, { type: contentType }));
  }

  async #change(commandId: string, change: Partial<QueuedItem>): Promise<QueuedItem | null> {
    const loose = this.#loose.find((one) => one.commandId === commandId);
    if (loose) {
      const changed = { ...loose, ...change };
      this.#loose = this.#loose.map((one) => (one === loose ? changed : one));
      this.#show();
      return changed as QueuedItem;
    }
    const changed = await this.#store.change(commandId, () => change).catch(() => null);
    await this.#changed();
    return changed;
  }

  async #changed(): Promise<void> {
    await this.#read();
    this.#tabs?.postMessage("changed");
  }

  async #read(): Promise<void> {
    this.#stored = await this.#store.items().catch(() => this.#stored);
    this.#show();
  }

  #show(): void {
    const stored = new Set(this.#stored.map((item) => item.commandId));
    this.#items = [
      ...this.#kept.filter((one) => !stored.has(one.commandId)),
      ...this.#stored,
      ...this.#loose.filter((one) => !stored.has(one.commandId)),
    ];
    for (const watcher of this.#watchers) watcher();
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || !this.#items.some((item) => item.state === "waiting")) return;
    const failed = this.#ways.reach() === "connected" ? this.#failed : 6;
    this.#timer = setTimeout(this.pump, againAfter(failed, Math.random()));
  }
}
