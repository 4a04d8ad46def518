import { useMemo } from "react";
import { type SubmissionChannel, submissionChannels } from "#domain/submissions/channels.ts";
import type { ReceivePageFacts } from "#domain/submissions/queries/receive-page.server.ts";
import { useDraft } from "../../ui/draft.ts";
import { toInputDateTime } from "../../ui/format.ts";
import { usePersonId } from "../incidents/person-id.ts";

/** What the action of the form answers. `typed` comes back to a page without JavaScript. */
export type ReceiveAnswer = {
  ok: boolean;
  message?: string;
  fields?: Record<string, string>;
  typed?: Record<string, unknown>;
  outcome?: unknown;
} | null;

export type ReceiveDraft = {
  channel: SubmissionChannel;
  petitioner: string;
  receivedAt: string;
  unitId: string;
  title: string;
  body: string;
  place: string;
  countyId: string;
};

const written = (draft: ReceiveDraft) => draft.petitioner + draft.title + draft.body + draft.place;

/** The fields that may lie in the browser's storage until they are sent; those that are sealed may not. */
export function useReceiveDraft(facts: ReceivePageFacts, answer: ReceiveAnswer) {
  const personId = usePersonId();
  const initial = useMemo<ReceiveDraft>(() => {
    const typed = answer && !answer.ok ? (answer.typed ?? {}) : {};
    const text = (field: keyof ReceiveDraft, otherwise = "") => String(typed[field] ?? otherwise);
    return {
      channel: submissionChannels.find((one) => one === typed.channel) ?? "visit",
      petitioner: text("petitioner"),
      receivedAt: text("receivedAt", toInputDateTime(facts.now)),
      unitId: text("unitId", facts.units[0]?.id),
      title: text("title"),
      body: text("body"),
      place: text("place"),
      countyId: text("countyId"),
    };
  }, [facts, answer]);
  const draft = useDraft<ReceiveDraft>(`person:${personId}/submissions/receive`, initial, (value) => !written(value));
  return {
    value: draft.value,
    set: (change: Partial<ReceiveDraft>) => draft.setValue({ ...draft.value, ...change }),
    clear: draft.clear,
    note: draft.note,
  };
}
