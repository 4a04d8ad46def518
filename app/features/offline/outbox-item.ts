import type { CommandReply } from "#domain/live/protocol.ts";
import type { QueuedFile, QueuedItem, SentFile } from "./queue.ts";

/** A file of an entry as the composer hands it over: at the server, on its way, or only here. */
export type HandedFile = {
  key: string;
  name: string;
  size: number;
  sent: SentFile | null;
  file: File | null;
  /** Settles when its transfer has ended, either way. */
  done: Promise<void>;
};

export const queuedFile = ({ key, name, size, sent, file }: HandedFile): QueuedFile => {
  return { key, name, size, contentType: sent?.contentType ?? file?.type ?? "", sent };
};

/** An item as pages show it. `kept`: the server has it, its entry is still to come. `unsaved`: this browser could not store it. */
export type OutboxItem = Omit<QueuedItem, "state"> & { state: QueuedItem["state"] | "kept"; unsaved?: boolean };

export type Ways = {
  send(intent: string, input: Record<string, unknown>, commandId: string): Promise<CommandReply>;
  /** Sends one file under the id `key`. */
  upload(incidentId: string, key: string, file: File): Promise<CommandReply>;
  /** The server's time now, in epoch milliseconds. */
  now(): number;
  /** `connected`: the server answers. `perhaps`: the connection is away, a try may still get through. `away`: none can. */
  reach(): "connected" | "perhaps" | "away";
  /** Files that the server refused; the entry went without them. */
  onFilesMissing(names: string[]): void;
  /** This browser could not store an item: the disk is full, or it keeps nothing. */
  onUnsaved(item: OutboxItem): void;
};
