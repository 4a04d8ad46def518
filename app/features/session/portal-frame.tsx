import { useFetcher } from "@remix-run/react";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import type { PortalFacts } from "#http/portal.server.ts";
import type { Connection } from "../../shell/connection-state.tsx";
import type { MenuItem } from "../../shell/menu-items.ts";
import type { Preferences } from "../../shell/person-menu.tsx";
import { Shell } from "../../shell/shell.tsx";
import { useClock } from "../../ui/clock.ts";
import { toast } from "../../ui/toasts.tsx";
import { useWaiting } from "../inbox/use-waiting.ts";
import { LiveProvider, useConnection, useLive } from "../live/live.tsx";
import { isUnsent, OfflineProvider, useOutboxItems } from "../offline/offline.tsx";
import { useSignOut } from "../offline/sign-out.tsx";
import { usePortalName } from "./portal-name.ts";
import { SessionGuard, useSessionGuard } from "./session-guard.tsx";

/** Bar, menu and live connection around a page, and the watch over its session. */
export function PortalFrame({ facts, children }: { facts: PortalFacts; children: ReactNode }) {
  return (
    <LiveProvider>
      <OfflineProvider facts={facts}>
        <Framed facts={facts}>{children}</Framed>
      </OfflineProvider>
      <SessionGuard person={facts.person} deadlines={facts.deadlines} />
    </LiveProvider>
  );
}

function Framed({ facts, children }: { facts: PortalFacts; children: ReactNode }) {
  const fetcher = useFetcher();
  useSessionOverSocket();
  const { t } = useTranslation("offline");
  const isAway = useLive().since !== null;
  const { signOut, dialog } = useSignOut("/sign-out");
  const change = ({ singleKeys, ...rest }: Partial<Preferences>) => {
    if (isAway) return void toast({ tone: "bad", title: t("needs"), key: "preferences" });
    fetcher.submit(
      {
        intent: "preferences",
        commandId: newId(),
        ...rest,
        ...(singleKeys !== undefined && { singleKeys: singleKeys ? "on" : "off" }),
      },
      { method: "post", action: "/me?index" },
    );
  };
  return (
    <Shell
      renderedAt={Date.parse(facts.deadlines.now)}
      bodyName={usePortalName()}
      person={facts.person}
      preferences={facts.preferences}
      onPreference={change}
      items={useMenu(facts.abilities, useWaiting(facts.waiting))}
      connection={useShownConnection()}
      homeTo="/"
      signOutTo="/sign-out"
      onSignOut={signOut}
      sessionsTo="/me/sessions"
      passwordTo="/me/password"
      menuNarrow={facts.menuNarrow}
    >
      {children}
      {dialog}
    </Shell>
  );
}

/** The pages that exist and that this person may open. */
function useMenu(abilities: PortalFacts["abilities"], inbox: number): MenuItem[] {
  const { t } = useTranslation("account");
  return useMemo(() => {
    const items: (MenuItem & { shown: boolean })[] = [
      {
        shown: true,
        to: "/inbox",
        icon: "inbox",
        label: t("menu.inbox"),
        group: "work",
        badge: inbox,
        badgeLabel: t("menu.waiting", { count: inbox }),
      },
      { shown: abilities.board, to: "/incidents", icon: "board", label: t("menu.board"), group: "work" },
      { shown: abilities.submissions, to: "/submissions", icon: "mail", label: t("menu.submissions"), group: "cases" },
      {
        shown: abilities.administration || abilities.templates,
        to: abilities.administration ? "/admin" : "/admin/templates",
        icon: "sliders",
        label: t("menu.administration"),
        group: "admin",
      },
      { shown: abilities.notices, to: "/admin/notices", icon: "bell", label: t("menu.notices"), group: "admin" },
      {
        shown: abilities.accessLog,
        to: "/oversight/access",
        icon: "history",
        label: t("menu.oversight"),
        group: "oversight",
      },
      {
        shown: abilities.accessLog,
        to: "/oversight/grants",
        icon: "sliders",
        label: t("menu.grantChanges"),
        group: "oversight",
      },
    ];
    return items.filter(({ shown }) => shown).map(({ shown: _, ...item }) => item);
  }, [t, abilities, inbox]);
}

/** The live connection in the words of the bar. */
function useShownConnection(): Connection {
  const { status, retryAt, serverOffset } = useLive();
  const waiting = useOutboxItems().filter(isUnsent).length;
  // The clock is the server's, the next try is planned by this browser's.
  const seconds = useClock((now) =>
    status === "reconnecting" && retryAt !== null ? Math.max(0, Math.ceil((retryAt + serverOffset - now) / 1000)) : 0,
  );
  if (status === "connected") return { state: "live" };
  return status === "offline" ? { state: "offline", waiting } : { state: "retrying", seconds };
}

/** The socket hears first that a session has ended; after signing in again it connects anew. */
function useSessionOverSocket(): void {
  const connection = useConnection();
  const { reason, stillLives } = useSessionGuard();
  useEffect(() => {
    if (!connection) return;
    const ended = () => void stillLives();
    const refused = (error: Error) => error.message === "signed_out" && ended();
    connection.socket.on("session-ended", ended);
    connection.socket.on("connect_error", refused);
    return () => {
      connection.socket.off("session-ended", ended);
      connection.socket.off("connect_error", refused);
    };
  }, [connection, stillLives]);
  const before = useRef(reason);
  useEffect(() => {
    if (before.current !== null && reason === null) connection?.retryNow();
    before.current = reason;
  }, [reason, connection]);
}
