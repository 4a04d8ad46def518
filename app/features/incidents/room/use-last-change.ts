import type { EventData } from "#domain/events/catalogue.ts";
import type { IncidentEventName } from "#domain/events/incidents.ts";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import { useRoomState } from "./room-context.ts";

/** The newest entry of a kind whose data `is` about the thing: who saved first, and when. */
export function useLastChange<N extends IncidentEventName>(
  name: N,
  is: (data: EventData<N>) => boolean,
): RecordedEvent<N> | undefined {
  const entries = useRoomState("entries");
  return entries.findLast((entry) => entry.name === name && is(entry.data as EventData<N>)) as
    | RecordedEvent<N>
    | undefined;
}
