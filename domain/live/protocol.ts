import type { RecordedEvent } from "../events/recorded.ts";
import type { BoardCard } from "../incidents/board.ts";
import type { RefusalCode } from "../kernel/refusal.ts";

/** What travels over the socket. Messages are hints: facts are in the database, and a gap is asked for over HTTP. */

/** Where a person is in the portal. The server decides from it which rooms the socket is in; a client cannot ask for a room. */
export type Here = { page: "incident"; incidentId: string } | { page: "board" } | { page: "other" };

export type PresentPerson = { personId: string; name: string; unitName: string; writing: boolean };

/** Somebody who was in an incident when his session ran out by itself; what he had not sent is still at his computer. */
export type RanOut = { personId: string; name: string; at: string };

export type CommandReply =
  | { ok: true; outcome: unknown }
  | {
      ok: false;
      code: RefusalCode | "failed";
      message: string;
      fields?: Record<string, string>;
      current?: unknown;
      /** With "failed": nobody knows whether it was saved; the same commandId again tells. */
      unsure?: true;
    };

export type ServerMessages = {
  /** First message of a connection: the server's time (ISO) and the person it took the session for. */
  hello: (hello: { at: string; personId: string }) => void;
  /** Events of the incident the person is in, in order of seq. */
  events: (message: { incidentId: string; events: RecordedEvent[] }) => void;
  /** Cards of the board, as they are now. */
  cards: (cards: BoardCard[]) => void;
  /** The board of this person changed by more than cards: load it anew. */
  "board-changed": () => void;
  /** Who is in the incident. */
  presence: (message: { incidentId: string; people: PresentPerson[] }) => void;
  /** Submissions came that this person may read; what of them may belong to the incident on the page is asked for. */
  letters: () => void;
  /** The session of somebody in the incident has run out. */
  "ran-out": (message: RanOut & { incidentId: string }) => void;
  /** Something waits for this person, or no longer does. */
  inbox: () => void;
  /** Rights changed: load the page anew. */
  access: () => void;
  /** This incident may no longer be read. */
  lost: (message: { incidentId: string }) => void;
  /** The session is over. */
  "session-ended": (message: { reason: string }) => void;
};

export type ClientMessages = {
  here: (here: Here, done: (answer: { ok: boolean; seq: number }) => void) => void;
  writing: (on: boolean) => void;
  command: (asked: { intent: string; input: unknown; commandId: string }, done: (reply: CommandReply) => void) => void;
};
