import { useEffect, useSyncExternalStore } from "react";
import type { Deadlines, SessionOverReason } from "#http/session-facts.ts";
import { SessionOverDialog } from "./session-over-dialog.tsx";
import { deadlinesAre, overReason, sessionIsOver, stillLives, subscribe, watchSession } from "./session-watch.ts";

export type GuardedPerson = { personId: string; login: string; name: string };

/** Watches the session of the page it stands in, and asks for the password over the page when it is over. */
export function SessionGuard({ person, deadlines }: { person: GuardedPerson; deadlines: Deadlines }) {
  const { reason } = useSessionGuard();
  // biome-ignore lint/correctness/useExhaustiveDependencies: later deadlines are told below; only another person is another watch
  useEffect(() => watchSession({ personId: person.personId, deadlines }), [person.personId]);
  useEffect(() => deadlinesAre(deadlines), [deadlines]);
  if (!reason) return null;
  return (
    <>
      {/* Left on purpose, or ended by somebody: what stands here is no longer for whoever sits here. The page itself stays. */}
      {reason === "idle" || reason === "expired" ? null : (
        <div className="fixed inset-0 z-40 bg-page" aria-hidden="true" />
      )}
      <SessionOverDialog person={person} reason={reason} />
    </>
  );
}

/**
 * The session as this page knows it. `reason`: why it is over, null while it lives. `sessionIsOver(reason)` is for whoever
 * hears of it first (the socket); `stillLives()` asks the server.
 */
export function useSessionGuard(): {
  reason: SessionOverReason | null;
  sessionIsOver: (reason: SessionOverReason) => void;
  stillLives: () => Promise<boolean>;
} {
  const reason = useSyncExternalStore(subscribe, overReason, () => null);
  return { reason, sessionIsOver, stillLives };
}
