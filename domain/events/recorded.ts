import type { EventData, EventName } from "./catalogue.ts";

/** One event as it was recorded and as it travels: to consumers, sockets and pages. Times are ISO 8601 (UTC). */
export type RecordedEvent<N extends EventName = EventName> = {
  [K in N]: {
    id: string;
    streamId: string;
    streamKind: StreamKind;
    seq: number;
    name: K;
    data: EventData<K>;
    eventTime: string;
    recordedAt: string;
    /** The person as he was then; null for the portal itself. */
    actor: { id: string; name: string; unitId: string; unitName: string } | null;
    commandId: string;
    /** `seq` of the event that strikes this one. */
    struckBySeq?: number;
  };
}[N];

export const streamKinds = [
  "incident",
  "unit",
  "person",
  "submission",
  "submission-import",
  "access-inquiry",
  "template",
  "shift",
  "portal",
] as const;
export type StreamKind = (typeof streamKinds)[number];
