import { useEffect, useState } from "react";
import type { MentionablePerson } from "#domain/incidents/queries/mentionable.server.ts";
import { useRoom } from "../room/room-context.ts";

/** Everybody who may read the incident now: whom a post may be offered to, who may own an instruction. */
export function useReaders(): readonly MentionablePerson[] {
  const { incidentId } = useRoom();
  const [people, setPeople] = useState<readonly MentionablePerson[]>([]);
  useEffect(() => {
    let gone = false;
    fetch(`/incidents/${incidentId}/people?all=1`, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : { people: [] }))
      .then((answer: { people: MentionablePerson[] }) => !gone && setPeople(answer.people))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [incidentId]);
  return people;
}
