import { useNavigate, useNavigation } from "@remix-run/react";
import { type MouseEvent, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BoardFilter, BoardView } from "#domain/incidents/board.ts";
import { narrowView } from "#domain/incidents/board-reducer.ts";
import { toast } from "../../../ui/toasts.tsx";
import { usePersonStore } from "../../offline/offline.tsx";
import { roomKey } from "../room/use-keep-room.ts";
import { boardPath, filterOf } from "./filters.ts";

/**
 * The filter that holds: just chosen, on its way, or loaded. It acts at once on the cards at hand. Without a network it acts
 * on them alone, goes into the address when the network is back, and links lead only to rooms that this browser keeps.
 */
export function useBoardFilter(loaded: BoardFilter, view: BoardView, isLost: boolean) {
  const { t } = useTranslation("board");
  const navigate = useNavigate();
  const person = usePersonStore();
  const [chosen, setChosen] = useState<BoardFilter | null>(null);
  const [isApart, setApart] = useState(false);
  const pending = usePending();
  const filter = chosen ?? pending ?? loaded;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was chosen has been loaded
  useEffect(() => {
    if (!isApart) setChosen(null);
  }, [loaded]);
  useEffect(() => {
    if (isLost || !isApart || !chosen) return;
    setApart(false);
    navigate(boardPath(chosen), { replace: true });
  }, [isLost, isApart, chosen, navigate]);

  const choose = (next: BoardFilter) => {
    setChosen(next);
    setApart(!navigator.onLine);
    if (navigator.onLine) navigate(boardPath(next), { replace: true });
  };
  const onClickCapture = (event: MouseEvent) => {
    const link = navigator.onLine ? null : (event.target as Element).closest("a");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const to = new URL(link.href);
    if (to.pathname === "/incidents" && !to.searchParams.has("report")) choose(filterOf(to.searchParams));
    else void openKept(to);
  };
  const openKept = async ({ pathname, search }: URL) => {
    const id = /^\/incidents\/([^/]+)$/.exec(pathname)?.[1];
    const isKept = id !== undefined && (await person.kept(roomKey(id)).catch(() => null)) !== null;
    const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
    if (isKept && worker?.active) location.assign(pathname + search);
    else toast({ tone: "info", title: t("lost.link"), key: "board-lost" });
  };
  return { filter, shown: isApart ? narrowView(view, filter) : view, choose, onClickCapture };
}

/** The filter of the address one is on the way to, while it loads. */
function usePending(): BoardFilter | null {
  const { location } = useNavigation();
  const search = location?.pathname === "/incidents" ? location.search : null;
  return useMemo(() => (search === null ? null : filterOf(new URLSearchParams(search))), [search]);
}
