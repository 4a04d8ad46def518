import { useCallback, useEffect, useState } from "react";
import type { RelatedSubmission } from "#domain/incidents/queries/related-submissions.server.ts";
import { useLiveLetters } from "../../live/live.tsx";
import { usePersonStore } from "../../offline/offline.tsx";
import { useMayNow, useRoom, useRoomState } from "../room/room-context.ts";

/** Up to which submission a hint was put away, in this browser alone. */
const putAwayKey = (incidentId: string) => `related:${incidentId}`;
const MOST_PUT_AWAY = 50;

/**
 * Submissions that came since the incident was reported and may belong to it, newest first: for those who may link, asked for beside the
 * room and again whenever some came. What was put away comes back only with newer ones.
 */
export function useRelated(): { found: readonly RelatedSubmission[]; putAway(): void } {
  const { incidentId, asOf } = useRoom();
  const may = useMayNow("incidents.submissions.link");
  const drill = useRoomState("facts").drill;
  const links = useRoomState("links");
  const person = usePersonStore();
  const [found, setFound] = useState<readonly RelatedSubmission[]>([]);
  /** ISO 8601; null until the browser has said. */
  const [seen, setSeen] = useState<string | null>(null);
  const asks = may && !drill && asOf === null;

  const ask = useCallback(async () => {
    if (!asks) return;
    const response = await fetch(`/incidents/${incidentId}/submissions?related=1`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (response?.ok) setFound(((await response.json()) as { submissions: RelatedSubmission[] }).submissions);
  }, [asks, incidentId]);
  useEffect(() => void ask(), [ask]);
  useLiveLetters(ask);

  useEffect(() => {
    let gone = false;
    person
      .kept<string>(putAwayKey(incidentId))
      .catch(() => null)
      .then((kept) => !gone && setSeen(kept?.value ?? ""));
    return () => {
      gone = true;
    };
  }, [person, incidentId]);

  const linked = new Set(links.map((link) => link.submissionId));
  const news = seen === null || !asks ? [] : found.filter((one) => one.recordedAt > seen && !linked.has(one.id));
  return {
    found: news,
    putAway() {
      const newest = [seen ?? "", ...found.map((one) => one.recordedAt)].sort().at(-1)!;
      setSeen(newest);
      const keep = async () => {
        await person.keep(putAwayKey(incidentId), newest, newest);
        await person.dropOldest("related:", MOST_PUT_AWAY);
      };
      // A browser that cannot store it shows the hint again at the next visit.
      void keep().catch(() => undefined);
    },
  };
}
