import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { PortalFacts } from "#http/portal.server.ts";
import { serverNow } from "../../ui/clock.ts";
import { toast } from "../../ui/toasts.tsx";
import { useConnection, useLive } from "../live/live.tsx";
import { sendCommand } from "../live/use-command.ts";
import { useSessionGuard } from "../session/session-guard.tsx";
import { hearForgotten } from "./forget.ts";
import { rememberHere } from "./here.ts";
import { Outbox } from "./outbox.ts";
import type { OutboxItem } from "./outbox-item.ts";
import { dropPagesOfOthers, PersonStore } from "./person-store.ts";
import { uploadFile } from "./upload-file.ts";

type Kept = { store: PersonStore; outbox: Outbox };
const Context = createContext<Kept | null>(null);

/** Tries of one command before the queue takes a breath. */
const TRIES = 2;

/** What one person keeps in this browser: what waits to be sent, and the pages as they were last seen. */
export function OfflineProvider({ facts, children }: { facts: PortalFacts; children: ReactNode }) {
  const { t } = useTranslation("offline");
  const connection = useConnection();
  const { personId } = facts.person;
  const latest = useRef({ t, connection });
  latest.current = { t, connection };
  const kept = useMemo(() => {
    const store = new PersonStore(personId);
    const outbox = new Outbox(store, {
      send: (intent, input, commandId) => sendCommand(intent, input, commandId, TRIES),
      upload: uploadFile,
      now: serverNow,
      reach() {
        const state = latest.current.connection?.state;
        if (state?.status === "connected") return "connected";
        return navigator.onLine ? "perhaps" : "away";
      },
      onFilesMissing: (names) =>
        toast({
          tone: "bad",
          title: latest.current.t("files.without"),
          text: latest.current.t("files.missing", { names: names.join("、") }),
        }),
      onUnsaved: () =>
        toast({
          tone: "bad",
          title: latest.current.t("unsaved.title"),
          text: latest.current.t("unsaved.text"),
          key: "unsaved",
        }),
    });
    return { store, outbox };
  }, [personId]);
  useEffect(() => {
    const stop = kept.outbox.start();
    const stopHearing = hearForgotten(personId, () => void kept.store.leave());
    return () => {
      stop();
      stopHearing();
      void kept.store.close();
    };
  }, [kept, personId]);
  const { status } = useLive();
  useEffect(() => {
    if (status === "connected") void kept.outbox.pump();
  }, [status, kept]);
  useKeptPortal(kept.store, facts);
  return <Context.Provider value={kept}>{children}</Context.Provider>;
}

/** Remembers who is here and the frame of his pages, while the session lives; others' pages go. */
function useKeptPortal(store: PersonStore, facts: PortalFacts): void {
  const { reason } = useSessionGuard();
  const { status } = useLive();
  const isLive = reason === null && status === "connected";
  useEffect(() => {
    if (!isLive) return;
    store.comeBack();
    rememberHere({ personId: store.personId, until: facts.deadlines.expiresAt });
    const portal: KeptPortal = { facts, offset: serverNow() - Date.now() };
    void store.keep("portal", portal, new Date(serverNow()).toISOString()).catch(() => undefined);
    void dropPagesOfOthers(store.personId).catch(() => undefined);
  }, [store, facts, isLive]);
  // Ended by somebody, or left in another window: what was kept to be read is not for whoever sits here. The queue waits for its owner.
  const isEnded = reason !== null && reason !== "idle" && reason !== "expired";
  useEffect(() => {
    if (!isEnded) return;
    rememberHere(null);
    void store.dropAll().catch(() => undefined);
  }, [isEnded, store]);
}

/** The frame of the pages as it is kept; `offset` is what the server's clock was ahead. */
export type KeptPortal = { facts: PortalFacts; offset: number };

function useKept(): Kept {
  const kept = useContext(Context);
  if (!kept) throw new Error("this page stands outside the portal's frame");
  return kept;
}

export const usePersonStore = (): PersonStore => useKept().store;
export const useOutbox = (): Outbox => useKept().outbox;

const none: readonly OutboxItem[] = [];

/** What this person has written down and no timeline shows yet, oldest first. */
export function useOutboxItems(): readonly OutboxItem[] {
  const { outbox } = useKept();
  return useSyncExternalStore(
    outbox.subscribe,
    () => outbox.items,
    () => none,
  );
}

/** The same of one incident. */
export function useItemsOf(incidentId: string): readonly OutboxItem[] {
  const items = useOutboxItems();
  return useMemo(() => items.filter((item) => item.incidentId === incidentId), [items, incidentId]);
}

/** Not at the server: waiting or refused. */
export const isUnsent = (item: OutboxItem): boolean => item.state === "waiting" || item.state === "refused";
