import { useTranslation } from "react-i18next";
import type { MenuEntry } from "../../../ui/menu.tsx";
import { useMayNow, useRoom } from "../room/room-context.ts";

/** What changes the shape of an incident, for the room's menu. */
export function useShapeItems(): MenuEntry[] {
  const { t } = useTranslation("shape");
  const { openDialog, reachable } = useRoom();
  const mayLevel = useMayNow("incidents.level.change");
  const level: MenuEntry = {
    ...{ id: "level", label: t("level.title"), icon: "up", can: reachable },
    onAction: () => openDialog({ kind: "level" }),
  };
  return mayLevel ? [level] : [];
}
