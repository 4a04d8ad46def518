import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { readDraft, writeDraft } from "../../../ui/draft.ts";
import type { Upload } from "./uploads.ts";

/** A file that the server has, as an entry names it. */
export type SentFile = { id: string; name: string; size: number; contentType: string };

/** What somebody has written down and the timeline does not show yet. */
export type OutboxItem = {
  commandId: string;
  intent: "post" | "head-count";
  text: string;
  mentions: { id: string; name: string }[];
  files: SentFile[];
  count: number | null;
  /** ISO; null means the moment of recording. */
  eventTime: string | null;
  /** ISO, by the server's clock: when it was written. */
  writtenAt: string;
  /** `sending` on its way, `waiting` for the network, `refused` with a reason. `kept`: the server has it, its entry is still to come. */
  state: "sending" | "waiting" | "refused" | "kept";
  /** Why it was refused. */
  message?: string;
  /** Files that are still on their way. */
  uploading?: number;
};
export type Written = Pick<OutboxItem, "intent" | "text" | "mentions" | "count" | "eventTime"> & {
  uploads: readonly Upload[];
};

type Ways = {
  send(intent: string, input: Record<string, unknown>, commandId: string): Promise<CommandReply>;
  /** The server's time now, in epoch milliseconds. */
  now(): number;
  /** Files that did not arrive; the entry went without them. */
  onFilesMissing(names: string[]): void;
  /** The server has an entry with this number. */
  onKept(seq: number): void;
};

/** Sent so long after it was written, an entry carries the time of writing as its event time. */
const FRESH_MS = 60_000;

/**
 * Entries on their way to the timeline, in order. Each has one commandId for all its tries, so it is recorded once. What has
 * not arrived is kept in this browser and survives a reload; what waits for the network goes out when it is back.
 */
export class Outbox {
  #items: readonly OutboxItem[] = [];
  readonly #key: string;
  readonly #ways: Ways;
  readonly #watchers = new Set<() => void>();

  constructor(key: string, ways: Ways) {
    this.#key = key;
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

  /** Takes up what an earlier page has left. */
  restore(): void {
    const left = readDraft<OutboxItem[]>(this.#key)?.value ?? [];
    const known = new Set(this.#items.map((item) => item.commandId));
    const back = left.filter((item) => !known.has(item.commandId));
    this.#set([
      ...back.map((item) => ({ ...item, state: item.state === "refused" ? item.state : ("waiting" as const) })),
      ...this.#items,
    ]);
  }

  /** Writes one down and sends it. */
  add({ uploads, ...written }: Written): OutboxItem {
    const item: OutboxItem = {
      ...written,
      commandId: newId(),
      files: uploads.flatMap((upload) => (upload.sent ? [upload.sent] : [])),
      writtenAt: new Date(this.#ways.now()).toISOString(),
      state: "sending",
    };
    this.#set([...this.#items, item]);
    this.#deliver(item.commandId, uploads);
    return item;
  }

  retry(commandId: string): void {
    this.#change(commandId, { state: "sending", message: undefined });
    this.#deliver(commandId, []);
  }

  /** Sends what waits for the network, in the order in which it was written. */
  async retryWaiting(): Promise<void> {
    for (const item of this.#items.filter((one) => one.state === "waiting")) {
      this.#change(item.commandId, { state: "sending" });
      await this.#deliver(item.commandId, []);
    }
  }

  remove(commandId: string): void {
    this.#set(this.#items.filter((item) => item.commandId !== commandId));
  }

  /** The timeline shows these now. */
  arrived(commandIds: readonly string[]): void {
    if (this.#items.some((item) => commandIds.includes(item.commandId)))
      this.#set(this.#items.filter((item) => !commandIds.includes(item.commandId)));
  }

  async #deliver(commandId: string, uploads: readonly Upload[]): Promise<void> {
    await this.#finishUploads(commandId, uploads);
    const item = this.#items.find((one) => one.commandId === commandId);
    if (!item) return;
    const late = this.#ways.now() - Date.parse(item.writtenAt) > FRESH_MS;
    const eventTime = item.eventTime ?? (late ? item.writtenAt : null);
    const input =
      item.intent === "head-count"
        ? { count: item.count, eventTime }
        : {
            text: item.text,
            mentions: item.mentions.map((one) => one.id),
            attachments: item.files.map((file) => file.id),
            eventTime,
          };
    const reply = await this.#ways.send(item.intent, input, commandId);
    if (reply.ok) {
      this.#change(commandId, { state: "kept" });
      this.#ways.onKept((reply.outcome as { seq?: number } | null)?.seq ?? 0);
    } else if (reply.code === "failed" || reply.code === "signed_out") this.#change(commandId, { state: "waiting" });
    else {
      const message = Object.values(reply.fields ?? {})[0] ?? reply.message;
      this.#change(commandId, { state: "refused", message });
    }
  }

  /** Waits for files that are still on their way; an entry with text goes out without those that fail. */
  async #finishUploads(commandId: string, uploads: readonly Upload[]): Promise<void> {
    if (uploads.length === 0) return;
    const going = uploads.filter((upload) => !upload.sent);
    this.#change(commandId, { uploading: going.length });
    await Promise.all(going.map((upload) => upload.done));
    const files = uploads.flatMap((upload) => (upload.sent ? [upload.sent] : []));
    const missing = uploads.filter((upload) => !upload.sent).map((upload) => upload.name);
    this.#change(commandId, { files, uploading: 0 });
    if (missing.length > 0) this.#ways.onFilesMissing(missing);
  }

  #change(commandId: string, change: Partial<OutboxItem>): void {
    this.#set(this.#items.map((item) => (item.commandId === commandId ? { ...item, ...change } : item)));
  }

  #set(items: readonly OutboxItem[]): void {
    this.#items = items;
    const lasting = items.filter((item) => item.state !== "kept");
    writeDraft(this.#key, lasting.length > 0 ? lasting : null);
    for (const watcher of this.#watchers) watcher();
  }
}
