import { useTranslation } from "react-i18next";
import { entrySentence } from "#domain/incidents/entry-kinds.ts";
import type { RoomEntry } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Menu, type MenuEntry } from "../../../ui/menu.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { isOpenIncident, useMay, useRoom, useRoomPart } from "./room-context.ts";

/** What may be done with one entry. Shown on hover and focus, and always where nothing hovers. */
export function EntryMenu({ entry }: { entry: RoomEntry }) {
  const { t, i18n } = useTranslation("room");
  const { act, incidentId, me, openDialog, reachable } = useRoom();
  const open = useRoomPart(isOpenIncident);
  const pinnedSeq = useRoomPart((held) => held.room.facts.pinnedSeq);
  const mayPin = useMay("incidents.entry.pin");
  const mayPost = useMay("incidents.entry.post");
  const mayStrikeAny = useMay("incidents.entry.strike-any");
  const posted = entry.name === "incidents.entry.posted";
  const strikable = posted || entry.name === "incidents.head-count.recorded";
  const mayStrike = entry.actor?.id === me.personId ? mayPost : mayStrikeAny;
  const mayPromise = useMay("incidents.promise.make");
  const copy = async () => {
    const text = posted ? entry.data.text : inLanguage(entrySentence(entry), i18n.language);
    await navigator.clipboard.writeText(`#${entry.seq} ${text}`);
    toast({ title: t("entry.copied", { seq: entry.seq }) });
  };
  const items: MenuEntry[] = [
    ...(posted && mayPin && open && !entry.struck
      ? [
          {
            id: "pin",
            icon: "pushpin" as const,
            keyHint: "P",
            can: reachable,
            label: pinnedSeq === entry.seq ? t("entry.unpin") : t("entry.pin"),
            onAction: () => act("pin", { incidentId, seq: pinnedSeq === entry.seq ? null : entry.seq }),
          },
        ]
      : []),
    ...((posted || entry.name === "incidents.assignment.reported") && mayPromise && !entry.struck
      ? [
          {
            id: "promise",
            icon: "flag" as const,
            can: reachable,
            label: t("entry.asPromise"),
            onAction: () => openDialog({ kind: "make-promise", fromSeq: entry.seq, text: entry.data.text }),
          },
        ]
      : []),
    { id: "copy", icon: "copy" as const, label: t("entry.copy"), onAction: copy },
    ...(strikable && mayStrike && !entry.struck
      ? [
          {
            id: "strike",
            icon: "minus" as const,
            careful: true,
            can: reachable,
            label: t("entry.strike"),
            onAction: () => openDialog({ kind: "strike", seq: entry.seq }),
          },
        ]
      : []),
  ];
  return (
    <span
      className="absolute top-0 right-12 rounded-control bg-hover opacity-0 group-focus-within/entry:opacity-100 group-hover/entry:opacity-100 has-[[aria-expanded=true]]:opacity-100 [@media(hover:none)]:opacity-100"
      data-frame
    >
      <Menu label={t("entry.menu", { seq: entry.seq })} groups={[{ items }]}>
        <IconButton icon="dots" size="small" label={t("entry.menu", { seq: entry.seq })} />
      </Menu>
    </span>
  );
}
