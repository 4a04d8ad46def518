import { useNavigate } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { MenuEntry } from "../../../ui/menu.tsx";
import { useMayNow, useRoom } from "../room/room-context.ts";

/** What changes the shape of an incident, for the room's menu. */
export function useShapeItems(): MenuEntry[] {
  const { t } = useTranslation("shape");
  const { incidentId, openDialog, reachable } = useRoom();
  const mayLevel = useMayNow("incidents.level.change");
  const mayMerge = useMayNow("incidents.merge");
  const maySplit = useMayNow("incidents.split");
  const navigate = useNavigate();
  const item = (id: string, label: string, icon: MenuEntry["icon"], onAction: () => void): MenuEntry => ({
    ...{ id, label, icon, onAction, can: reachable },
  });
  return [
    ...(mayLevel ? [item("level", t("level.title"), "up", () => openDialog({ kind: "level" }))] : []),
    ...(mayMerge ? [item("merge", t("merge.title"), "merge", () => navigate(`/incidents/${incidentId}/merge`))] : []),
    ...(maySplit ? [item("split", t("split.title"), "swap", () => navigate(`/incidents/${incidentId}/split`))] : []),
  ];
}
