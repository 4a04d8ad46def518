import { useRef } from "react";
import type { LiveState } from "../../live/connection.ts";

/**
 * Of which moment (epoch ms, the server's clock) the facts of the page are while the connection is away; null while they are live.
 * A page that comes from this browser (`keptAt`) is as old as it is until it has been live once.
 */
export function useAsOf(live: LiveState, keptAt?: string): number | null {
  const wasLive = useRef(false);
  if (live.status === "connected") wasLive.current = true;
  if (live.status === "connected") return null;
  if (keptAt !== undefined && !wasLive.current) return Date.parse(keptAt);
  return live.since === null ? null : live.since + live.serverOffset;
}
