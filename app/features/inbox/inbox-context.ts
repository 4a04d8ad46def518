import { createContext, useContext } from "react";
import type { InboxIncident, InboxItem } from "#domain/inbox/inbox.ts";
import type { CommandReply } from "#domain/live/protocol.ts";

/** What rows and pane can do. */
export type InboxActs = {
  incidentOf: (item: InboxItem) => InboxIncident | undefined;
  /** Keys of items that are being sent. */
  busy: ReadonlySet<string>;
  /** True, or why nothing can be sent now. */
  reachable: true | string;
  accept: (item: InboxItem) => void;
  askObjection: (item: InboxItem) => void;
  /** Marks a mention as read; the item leaves. */
  read: (item: InboxItem) => void;
  check: (item: InboxItem) => void;
  /** Sends an explanation; null when one is under way already. */
  answer: (item: InboxItem, text: string) => Promise<CommandReply | null>;
};

const Context = createContext<InboxActs | null>(null);
export const InboxActsProvider = Context.Provider;
export function useInboxActs(): InboxActs {
  const acts = useContext(Context);
  if (!acts) throw new Error("a part of the inbox stands outside of it");
  return acts;
}
