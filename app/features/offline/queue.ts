import type { CommandReply } from "#domain/live/protocol.ts";

/** A file that the server has, as an entry names it. */
export type SentFile = { id: string; name: string; size: number; contentType: string };

/** A file of an entry that waits. Its bytes lie in this browser under `key`, which is also the id of its upload: sent twice it is one. */
export type QueuedFile = { key: string; name: string; size: number; contentType: string; sent: SentFile | null };

/** What can be written down without the server: entries, acknowledgements and task reports. Everything else needs it. */
export const queuedIntents = [
  "post",
  "head-count",
  "accept",
  "object",
  "arrive",
  "report-back",
  "start-task",
  "finish-task",
  "hand-back-task",
] as const;
export type QueuedIntent = (typeof queuedIntents)[number];
export const isQueued = (intent: string): intent is QueuedIntent =>
  (queuedIntents as readonly string[]).includes(intent);

/** What somebody has written down in an incident. */
export type Written = {
  incidentId: string;
  intent: QueuedIntent;
  /** The entry's text, the report, the reason or the result. */
  text: string;
  mentions: { id: string; name: string }[];
  count: number | null;
  /** The unit's part or the task it is about; null for entries. */
  about: { id: string; name: string } | null;
  /** ISO, when somebody chose it; null is the moment of writing. */
  eventTime: string | null;
};

/**
 * What the timeline does not show yet. States: `sending` on its way → gone, once the server has it; `waiting` for the network
 * → sending; `refused` with a reason → sending, when somebody says so. One commandId for all tries: it is recorded once.
 */
export type QueuedItem = Written & {
  /** Its place in the queue of the person: the order of writing. */
  no: number;
  commandId: string;
  files: QueuedFile[];
  /** ISO, by the server's clock. */
  writtenAt: string;
  state: "sending" | "waiting" | "refused";
  /** It has waited for the network at least once. */
  held: boolean;
  /** Why it was refused. */
  message?: string;
};

/** Sent so long after it was written, an entry carries the time of writing as its event time, whatever held it up. */
const FRESH_MS = 60_000;

/**
 * When it happened, as it is told to the server; null is the moment of recording. What has waited carries the time at which it was
 * written, never one ahead of the server. The entry is then late by the one rule there is (LATE_MS in entry-kinds.ts): recorded two
 * minutes or more after it happened, it is marked 补录; below that the two times read the same.
 */
export function eventTimeOf(item: Pick<QueuedItem, "eventTime" | "writtenAt" | "held">, now: number): string | null {
  const written = Date.parse(item.writtenAt);
  const own = item.eventTime ?? (item.held || now - written > FRESH_MS ? item.writtenAt : null);
  return own === null ? null : new Date(Math.min(Date.parse(own), now)).toISOString();
}

/** The command's input. */
export function inputOf(item: QueuedItem, now: number): Record<string, unknown> {
  const eventTime = eventTimeOf(item, now);
  const id = item.about?.id;
  switch (item.intent) {
    case "post":
      return {
        incidentId: item.incidentId,
        text: item.text,
        mentions: item.mentions.map((one) => one.id),
        attachments: item.files.flatMap((file) => (file.sent ? [file.sent.id] : [])),
        eventTime,
      };
    case "head-count":
      return { incidentId: item.incidentId, count: item.count, eventTime };
    case "accept":
    case "arrive":
      return { assignmentId: id, eventTime };
    case "object":
      return { assignmentId: id, reason: item.text, eventTime };
    case "report-back":
      return { assignmentId: id, text: item.text, eventTime };
    case "start-task":
      return { taskId: id, eventTime };
    case "finish-task":
      return { taskId: id, note: item.text, eventTime };
    case "hand-back-task":
      return { taskId: id, reason: item.text, eventTime };
  }
}

/** What the server's answer makes of an item: gone, waiting for a better moment, or refused for good until somebody acts. */
export type Fate =
  | { is: "kept"; seq: number | null }
  | { is: "waits"; signedOut: boolean }
  | { is: "refused"; message: string };

export function fateOf(reply: CommandReply): Fate {
  if (reply.ok) return { is: "kept", seq: (reply.outcome as { seq?: number } | null)?.seq ?? null };
  if (reply.code === "failed") return { is: "waits", signedOut: false };
  if (reply.code === "signed_out") return { is: "waits", signedOut: true };
  return { is: "refused", message: Object.values(reply.fields ?? {})[0] ?? reply.message };
}

/**
 * The next one to send: the oldest that waits, except in incidents where one before it could not be sent (`stuck`): what follows on
 * it may need it. One that is refused does not hold up the others. A `sending` one was left behind by a page that is gone.
 */
export const nextOf = (items: readonly QueuedItem[], stuck: ReadonlySet<string>): QueuedItem | undefined =>
  [...items].sort((a, b) => a.no - b.no).find((item) => item.state !== "refused" && !stuck.has(item.incidentId));

/** How often one tries again while the connection stands but the server does not answer: 2 s, doubling, at most half a minute. */
export const againAfter = (failed: number, random: number): number =>
  Math.min(2000 * 2 ** failed, 30_000) * (0.5 + random / 2);

/** All texts that wait, oldest first, to be copied: time, what it is, the words. */
export const copyText = (items: readonly QueuedItem[], line: (item: QueuedItem) => string): string =>
  [...items]
    .sort((a, b) => a.no - b.no)
    .map(line)
    .join("\n");
